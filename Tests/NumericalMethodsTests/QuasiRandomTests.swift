import NumericalMethods
import Testing

@Suite struct QuasiRandomTests {
  /// Error of the mean of Π(0.5 + 1.5 x²), whose integral over the cube is 1.
  private func integrationError(points: Int, dimension: Int) throws -> Double {
    let sequence = try QuasiRandom(dimension: dimension)
    var sum = 0.0
    for _ in 0..<points {
      sum += try sequence.next().reduce(1.0) { $0 * (0.5 + 1.5 * $1 * $1) }
    }
    return abs(sum / Double(points) - 1)
  }

  @Test func smoothFunctionsIntegrateFarBetterThanAtRandom() throws {
    // Koksma and Hlawka: the error is O((log N)³/N). Random points give σ/√N with σ² = 1.2³ − 1, that is
    // 6.7e-3 at N = 2¹⁴. Nearly 1/N: over 2⁸ … 2¹⁶ the error falls by more than 2^(8·0.8) = 84.4.
    let coarse = try integrationError(points: 255, dimension: 3)
    let middle = try integrationError(points: 16383, dimension: 3)
    let fine = try integrationError(points: 65535, dimension: 3)
    #expect(middle < 6.7e-4)
    #expect(fine < coarse / 84.4)
  }

  @Test func everyCoordinateTakesEachEighthOnce() throws {
    // Sobol's sequence is a (0,1)-sequence in base 2 per coordinate; GSL leaves out the origin, so seven
    // points take 1/8 … 7/8. The first coordinate is van der Corput's sequence in Gray-code order.
    let sequence = try QuasiRandom(dimension: 40)
    let points = try (0..<7).map { _ in try sequence.next() }
    #expect(points.map { $0[0] } == [0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125])
    let eighths = (1...7).map { Double($0) / 8 }
    for coordinate in 0..<40 { #expect(points.map { $0[coordinate] }.sorted() == eighths) }
    sequence.restart()
    #expect(try sequence.next() == points[0])
  }

  @Test(arguments: [0, -1, 41])
  func dimensionsBeyondTheTableAreRefused(dimension: Int) {
    #expect(throws: GSLError(.invalidArgument, while: "making a Sobol sequence of \(dimension) dimensions")) {
      try QuasiRandom(dimension: dimension)
    }
  }
}
