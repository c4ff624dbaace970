import CVectors

/// Eight voxels of a row.
typealias Vector = SIMD8<Double>

/// The eight numbers from `pointer[index]` on, wherever they lie.
@inline(__always)
func load(_ pointer: UnsafePointer<Double>, _ index: Int) -> Vector {
  cv_load_double8(pointer + index)
}

/// Puts eight numbers at `pointer[index]`.
@inline(__always)
func store(_ value: Vector, _ pointer: UnsafeMutablePointer<Double>, _ index: Int) {
  cv_store_double8(value, pointer + index)
}

/// a + b·c, in one rounding where the program is built for a machine that can, else in two.
@inline(__always)
func add(_ a: Vector, _ b: Vector, times c: Vector) -> Vector {
  cv_add_product_double8(a, b, c)
}

/// 1/a of positive normal numbers, within two units in the last place.
@inline(__always)
func inverse(_ a: Vector) -> Vector {
  cv_inverse_double8(a)
}

/// The larger of each pair of numbers; that of `a` where `b` is not a number.
@inline(__always)
func larger(_ a: Vector, _ b: Vector) -> Vector {
  cv_larger_double8(b, a)
}

/// The smaller of each pair of numbers; that of `a` where `b` is not a number.
@inline(__always)
func smaller(_ a: Vector, _ b: Vector) -> Vector {
  cv_smaller_double8(b, a)
}

/// The absolute values.
@inline(__always)
func magnitude(_ a: Vector) -> Vector {
  cv_magnitude_double8(a)
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

/// Turns eight rows of eight numbers, `from` apart, into eight columns, `to` apart.
@inline(__always)
func turn(
  _ rows: UnsafePointer<Double>, from: Int, into columns: UnsafeMutablePointer<Double>, to: Int
) {
  cv_turn(rows, from, columns, to)
}

/// The numbers one place further in memory, of which the last is the first of the vector that follows.
@inline(__always)
func next(_ a: Vector, _ following: Vector) -> Vector {
  cv_shift_down(a, following)
}

/// The numbers one place before in memory, of which the first is the last of the vector that precedes.
@inline(__always)
func previous(_ preceding: Vector, _ a: Vector) -> Vector {
  cv_shift_up(preceding, a)
}

/// Asks for the eight numbers around `pointer[index]` to be brought near; any address will do.
@inline(__always)
func prefetch(_ pointer: UnsafePointer<Double>, _ index: Int) {
  cv_prefetch(pointer + index)
}
