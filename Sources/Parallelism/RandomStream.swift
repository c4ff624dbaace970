#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Random numbers as pure functions of seed, purpose, index and tick: nothing is stored, nothing is drawn in order.
///
/// Philox 4×32 with ten rounds (J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC'11, 2011). Index and tick fill the 128-bit counter; the 64-bit key is Philox of the purpose under the seed.
package struct RandomStream: Sendable, Equatable {
  private let key: SIMD2<UInt32>

  /// The stream of one `purpose` (a number that the caller keeps apart from all its other purposes) under `seed`.
  package init(seed: UInt64, purpose: UInt32) {
    let mixed = RandomStream.philox(
      counter: SIMD4(purpose, 0, 0, 0), key: SIMD2(truncatingIfNeeded: SIMD2(seed, seed >> 32)))
    key = SIMD2(mixed.x, mixed.y)
  }

  /// 128 random bits for `index` (a cell or a voxel) at `tick`.
  package func bits(index: Int, tick: Int) -> SIMD4<UInt32> {
    let words = SIMD4(index, index >> 32, tick, tick >> 32)
    return RandomStream.philox(counter: SIMD4(truncatingIfNeeded: words), key: key)
  }

  /// Two independent numbers, uniform in the open interval (0, 1), with 52 random bits each.
  package func uniformPair(index: Int, tick: Int) -> (Double, Double) {
    let words = bits(index: index, tick: tick)
    return (RandomStream.unit(words.x, words.y), RandomStream.unit(words.z, words.w))
  }

  /// A number uniform in the open interval (0, 1).
  package func uniform(index: Int, tick: Int) -> Double {
    uniformPair(index: index, tick: tick).0
  }

  /// Two independent standard normal numbers (G. E. P. Box, M. E. Muller, Ann. Math. Statist. 29 (1958) 610–611).
  package func normalPair(index: Int, tick: Int) -> (Double, Double) {
    let (first, second) = uniformPair(index: index, tick: tick)
    let radius = (-2 * log(first)).squareRoot()
    let angle = 2 * Double.pi * second
    return (radius * cos(angle), radius * sin(angle))
  }

  /// A standard normal number.
  package func normal(index: Int, tick: Int) -> Double {
    normalPair(index: index, tick: tick).0
  }

  /// The block function itself: ten rounds of Philox 4×32.
  package static func philox(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var counter = counter
    var key = key
    for _ in 0..<10 {
      let first = counter.x.multipliedFullWidth(by: 0xD251_1F53)
      let second = counter.z.multipliedFullWidth(by: 0xCD9E_8D57)
      counter = SIMD4(
        second.high ^ counter.y ^ key.x, second.low, first.high ^ counter.w ^ key.y, first.low)
      key = key &+ SIMD2(0x9E37_79B9, 0xBB67_AE85)
    }
    return counter
  }

  private static func unit(_ high: UInt32, _ low: UInt32) -> Double {
    let bits = (UInt64(high) << 32 | UInt64(low)) >> 12
    return (Double(bits) + 0.5) * 0x1p-52
  }
}
