/// Eight voxels of a row.
typealias Vector = SIMD8<Double>

/// The eight numbers from `pointer[index]` on, wherever they lie.
@inline(__always)
func load(_ pointer: UnsafePointer<Double>, _ index: Int) -> Vector {
  UnsafeRawPointer(pointer + index).loadUnaligned(as: Vector.self)
}

/// The eight numbers from `pointer[index]` on, `index` being where a vector of the row begins.
@inline(__always)
func loadAligned(_ pointer: UnsafePointer<Double>, _ index: Int) -> Vector {
  UnsafeRawPointer(pointer + index).assumingMemoryBound(to: Vector.self).pointee
}

/// Puts eight numbers at `pointer[index]`, `index` being where a vector of the row begins.
@inline(__always)
func store(_ value: Vector, _ pointer: UnsafeMutablePointer<Double>, _ index: Int) {
  UnsafeMutableRawPointer(pointer + index).assumingMemoryBound(to: Vector.self).pointee = value
}

/// a + b·c, in one rounding where the program is built for a machine that can (`FUSED`), else in two.
@inline(__always)
func add(_ a: Vector, _ b: Vector, times c: Vector) -> Vector {
  #if FUSED
    a.addingProduct(b, c)
  #else
    a + b * c
  #endif
}

/// The larger of each pair of numbers; that of `a` where one is not a number.
@inline(__always)
func larger(_ a: Vector, _ b: Vector) -> Vector {
  a.replacing(with: b, where: b .> a)
}

/// The absolute values.
@inline(__always)
func magnitude(_ a: Vector) -> Vector {
  unsafeBitCast(unsafeBitCast(a, to: SIMD8<UInt64>.self) & SIMD8(repeating: ~(1 << 63)), to: Vector.self)
}

/// The sum of the eight numbers, in pairs.
@inline(__always)
func sum(_ a: Vector) -> Double {
  let half = a.lowHalf + a.highHalf
  let quarter = half.lowHalf + half.highHalf
  return quarter.x + quarter.y
}

/// The largest of the eight numbers.
@inline(__always)
func largest(_ a: Vector) -> Double {
  var result = a[0]
  for lane in 1..<8 where a[lane] > result { result = a[lane] }
  return result
}
