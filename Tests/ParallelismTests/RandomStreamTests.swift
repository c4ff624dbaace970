import Parallelism
import Testing

@Suite struct RandomStreamTests {
  struct KnownAnswer: Sendable {
    let counter: SIMD4<UInt32>
    let key: SIMD2<UInt32>
    let result: SIMD4<UInt32>
  }

  /// The known-answer vectors of "philox4x32 10" in the file kat_vectors of D. E. Shaw Research's Random123 1.14.
  static let knownAnswers = [
    KnownAnswer(
      counter: SIMD4(0, 0, 0, 0), key: SIMD2(0, 0),
      result: SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
    KnownAnswer(
      counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max),
      result: SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)),
    KnownAnswer(
      counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: SIMD2(0xa409_3822, 0x299f_31d0),
      result: SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)),
  ]

  @Test(arguments: knownAnswers) func philoxGivesThePublishedVectors(known: KnownAnswer) {
    #expect(RandomStream.philox(counter: known.counter, key: known.key) == known.result)
  }

  @Test func eachArgumentMatters() {
    let stream = RandomStream(seed: 1, purpose: 1)
    let bits = stream.bits(index: 5, tick: 9)
    #expect(bits == RandomStream(seed: 1, purpose: 1).bits(index: 5, tick: 9))
    #expect(bits != RandomStream(seed: 2, purpose: 1).bits(index: 5, tick: 9))
    #expect(bits != RandomStream(seed: 1 << 40 | 1, purpose: 1).bits(index: 5, tick: 9))
    #expect(bits != RandomStream(seed: 1, purpose: 2).bits(index: 5, tick: 9))
    #expect(bits != stream.bits(index: 6, tick: 9))
    #expect(bits != stream.bits(index: 5, tick: 10))
    #expect(bits != stream.bits(index: 5 + 1 << 33, tick: 9))
    #expect(bits != stream.bits(index: 5, tick: 9 + 1 << 33))
  }

  @Test func uniformNumbersHaveTheMomentsOfTheUniformDistribution() {
    // The mean of n numbers has standard deviation 1/√(12n), their second moment √(4/45/n); five of each are allowed.
    let stream = RandomStream(seed: 42, purpose: 7)
    let n = 100_000
    var sum = 0.0
    var squares = 0.0
    for index in 0..<n {
      let value = stream.uniform(index: index, tick: 3)
      #expect(value > 0 && value < 1)
      sum += value
      squares += value * value
    }
    #expect(abs(sum / Double(n) - 0.5) < 5 / (12 * Double(n)).squareRoot())
    #expect(abs(squares / Double(n) - 1.0 / 3) < 5 * (4.0 / 45 / Double(n)).squareRoot())
  }

  @Test func normalNumbersHaveTheMomentsOfTheNormalDistribution() {
    // Standard deviations: mean 1/√n, second moment √(2/n), fourth moment √(96/n), product of a pair 1/√n.
    let stream = RandomStream(seed: 42, purpose: 8)
    let n = 100_000
    var moments = SIMD4<Double>()
    for index in 0..<n {
      let (a, b) = stream.normalPair(index: index, tick: 3)
      #expect(a == stream.normal(index: index, tick: 3))
      moments += SIMD4(a, a * a, a * a * a * a, a * b)
    }
    moments /= Double(n)
    let unit = 1 / Double(n).squareRoot()
    #expect(abs(moments.x) < 5 * unit)
    #expect(abs(moments.y - 1) < 5 * 2.0.squareRoot() * unit)
    #expect(abs(moments.z - 3) < 5 * 96.0.squareRoot() * unit)
    #expect(abs(moments.w) < 5 * unit)
  }
}
