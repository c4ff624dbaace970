import CVectors

/// Sixteen voxels of a row in single precision, as the preconditioner holds them.
typealias SingleVector = SIMD16<Float>

/// The sixteen numbers from `pointer[index]` on, wherever they lie.
@inline(__always)
func load(_ pointer: UnsafePointer<Float>, _ index: Int) -> SingleVector {
  cv_load_float16(pointer + index)
}

/// Puts sixteen numbers at `pointer[index]`.
@inline(__always)
func store(_ value: SingleVector, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
  cv_store_float16(value, pointer + index)
}

/// Every second one of the numbers from `pointer[index]` on, sixteen of them.
@inline(__always)
func loadEverySecond(_ pointer: UnsafePointer<Float>, _ index: Int) -> SingleVector {
  cv_load_every_second(pointer + index)
}

/// a + b·c, in one rounding where the program is built for a machine that can, else in two.
@inline(__always)
func add(_ a: SingleVector, _ b: SingleVector, times c: SingleVector) -> SingleVector {
  cv_add_product_float16(a, b, c)
}

/// The eight numbers from `pointer[index]` on, in double precision.
@inline(__always)
func loadWidened(_ pointer: UnsafePointer<Float>, _ index: Int) -> Vector {
  cv_widen(cv_load_float8(pointer + index))
}

/// Puts eight numbers at `pointer[index]`, in single precision.
@inline(__always)
func storeNarrowed(_ value: Vector, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
  cv_store_float8(cv_narrow(value), pointer + index)
}

/// 1/a, or zero where a is not positive.
@inline(__always)
func reciprocal(_ a: SingleVector) -> SingleVector {
  let isUsable = a .> 0
  let inverse = 1 / SingleVector(repeating: 1).replacing(with: a, where: isUsable)
  return SingleVector().replacing(with: inverse, where: isUsable)
}

/// The first `lanes` of sixteen numbers, followed by zeros.
@inline(__always)
func masked(_ a: SingleVector, lanes: Int) -> SingleVector {
  let lane = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  return a.replacing(with: 0, where: lane .>= Int32(truncatingIfNeeded: max(0, min(lanes, 16))))
}

/// The sum of sixteen numbers, in double precision and in pairs.
@inline(__always)
func sum(_ a: SingleVector) -> Double {
  sum(cv_widen(a.lowHalf) + cv_widen(a.highHalf))
}
