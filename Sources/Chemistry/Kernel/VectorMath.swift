/// Eight voxels side by side.
typealias Lanes = SIMD8<Double>
/// A truth value for each of them.
typealias LaneMask = SIMDMask<SIMD8<Int64>>

/// a·b + c: one rounding where the build says that the machine has the instruction, two otherwise.
@inline(__always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
  #if FUSED
    return c.addingProduct(a, b)
  #else
    return a * b + c
  #endif
}

/// a·b + c with a factor common to all lanes.
@inline(__always)
func multiplyAdd(_ a: Double, _ b: Lanes, _ c: Lanes) -> Lanes { multiplyAdd(Lanes(repeating: a), b, c) }

/// The smaller of two vectors, lane by lane; the first where they do not compare.
@inline(__always)
func lesser(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: b .< a) }

/// The larger of two vectors, lane by lane; the first where they do not compare.
@inline(__always)
func greater(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: b .> a) }

/// Absolute value, lane by lane.
@inline(__always)
func magnitude(_ a: Lanes) -> Lanes { greater(a, -a) }

/// eˣ for |x| ≤ 700 (held there), to 2 units in the last place, without the C library.
///
/// x = k ln 2 + r with |r| ≤ ln 2/2 (Cody and Waite's two-part ln 2), eʳ by Taylor's series to r¹³ (remainder
/// 4·10⁻¹⁸), times 2ᵏ through the exponent bits.
@inline(__always)
func exponential(_ x: Lanes) -> Lanes {
  let held = lesser(greater(x, Lanes(repeating: -700)), Lanes(repeating: 700))
  let rounder = Lanes(repeating: 0x1.8p52)
  let shifted = multiplyAdd(1.4426950408889634, held, rounder)
  let count = shifted - rounder
  let remainder = multiplyAdd(
    -1.90821492927058770002e-10, count, multiplyAdd(-6.93147180369123816490e-01, count, held))
  var sum = Lanes(repeating: 1.6059043836821613e-10)
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 2.08767569878681e-9))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 2.505210838544172e-8))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 2.755731922398589e-7))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 2.7557319223985893e-6))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 2.48015873015873e-5))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 1.984126984126984e-4))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 1.3888888888888889e-3))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 8.333333333333333e-3))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 4.1666666666666664e-2))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 1.6666666666666666e-1))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 0.5))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 1))
  sum = multiplyAdd(sum, remainder, Lanes(repeating: 1))
  let exponent = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &<< 52
  return unsafeBitCast(unsafeBitCast(sum, to: SIMD8<Int64>.self) &+ exponent, to: Lanes.self)
}

/// Natural logarithm of positive normal numbers, to 2 units in the last place, without the C library.
///
/// x = 2ᵏ f with f in [√½, √2); ln f = 2 artanh((f − 1)/(f + 1)) by its series to the 21st power.
@inline(__always)
func logarithm(_ x: Lanes) -> Lanes {
  let bits = unsafeBitCast(x, to: SIMD8<Int64>.self)
  let exponent = (bits &- SIMD8<Int64>(repeating: 0x3fe6_a09e_667f_3bcd)) &>> 52
  let fraction = unsafeBitCast(bits &- (exponent &<< 52), to: Lanes.self)
  let rounder = Lanes(repeating: 0x1.8p52)
  let offset = SIMD8<Int64>(repeating: 0x4338_0000_0000_0000)
  let count = unsafeBitCast(exponent &+ offset, to: Lanes.self) - rounder
  let s = (fraction - 1) / (fraction + 1)
  let square = s * s
  var sum = Lanes(repeating: 2.0 / 21)
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 19))
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 17))
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 15))
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 13))
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 11))
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 9))
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 7))
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 5))
  sum = multiplyAdd(sum, square, Lanes(repeating: 2.0 / 3))
  let small = multiplyAdd(sum * square, s, multiplyAdd(1.90821492927058770002e-10, count, s + s))
  return multiplyAdd(6.93147180369123816490e-01, count, small)
}

/// ln(1 + x) for |x| ≤ 1/64, to a unit in the last place of 1, by its series to the eighth power (remainder
/// 6·10⁻¹⁸).
@inline(__always)
func logarithmOfOnePlus(_ x: Lanes) -> Lanes {
  var sum = multiplyAdd(-1.0 / 8, x, Lanes(repeating: 1.0 / 7))
  sum = multiplyAdd(sum, x, Lanes(repeating: -1.0 / 6))
  sum = multiplyAdd(sum, x, Lanes(repeating: 1.0 / 5))
  sum = multiplyAdd(sum, x, Lanes(repeating: -1.0 / 4))
  sum = multiplyAdd(sum, x, Lanes(repeating: 1.0 / 3))
  sum = multiplyAdd(sum, x, Lanes(repeating: -0.5))
  return multiplyAdd(sum * x, x, x)
}
