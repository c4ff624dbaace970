import NumericalMethods
import Testing

@Suite struct StatisticsTests {
  @Test func summaryNumbersFollowTheirDefinitions() throws {
    // Mean 5, squared deviations 16+9+1+0+1+4+1+0 = 32, so sd = √(32/7); sorted 2 4 4 4 5 5 7 9.
    let sample = [9.0, 2, 4, 5, 4, 7, 4, 5]
    #expect(try Statistics.mean(sample) == 5)
    #expect(abs(try Statistics.standardDeviation(sample) - (32.0 / 7).squareRoot()) < 1e-15)
    #expect(try Statistics.median(sample) == 4.5)
    #expect(try Statistics.quantile(0, of: sample) == 2)
    #expect(try Statistics.quantile(1, of: sample) == 9)
    #expect(try Statistics.quantile(0.25, of: sample) == 4)  // position 1.75, between 4 and 4
    #expect(abs(try Statistics.quantile(0.9, of: sample) - 7.6) < 1e-14)  // position 6.3: 7 + 0.3·2
    #expect(sample == [9, 2, 4, 5, 4, 7, 4, 5])
  }

  @Test func samplesThatAreTooSmallAreRefused() {
    #expect(throws: Statistics.TooFewValuesError(needed: 1, given: 0)) { try Statistics.mean([]) }
    #expect(throws: Statistics.TooFewValuesError(needed: 1, given: 0)) { try Statistics.median([]) }
    #expect(throws: Statistics.TooFewValuesError(needed: 2, given: 1)) {
      try Statistics.standardDeviation([1])
    }
    #expect(throws: Statistics.TooFewValuesError(needed: 2, given: 1)) {
      try Statistics.line(x: [1], y: [1])
    }
  }

  @Test func valuesThatAreNotNumbersAreRefused() {
    let error = #expect(throws: NotFiniteError.self) { try Statistics.mean([1, .nan]) }
    #expect(error?.index == 1)
    #expect(throws: GSLError(.invalidArgument, while: "taking the quantile 1.5")) {
      try Statistics.quantile(1.5, of: [1])
    }
  }

  @Test func pointsOnALineGiveThatLine() throws {
    // Dyadic values: only the sums over 20 points round, a few times 2⁻⁵³.
    let x = (0..<20).map { Double($0) }
    let line = try Statistics.line(x: x, y: x.map { 3 - 0.25 * $0 })
    #expect(abs(line.intercept - 3) < 1e-14)
    #expect(abs(line.slope + 0.25) < 1e-15)
    #expect(line.squaredResiduals < 1e-27 && line.slopeError < 1e-14)
    let two = try Statistics.line(x: [0, 2], y: [1, 5])
    #expect(two.intercept == 1 && two.slope == 2 && two.slopeError == 0)
  }

  @Test func theScatterGivesTheStandardErrors() throws {
    // x = 0 1 2 3, y = 0 1 1 2: slope 0.6, intercept 0.1, residuals −0.1 0.3 −0.3 0.1, so s² = 0.2/2;
    // se(slope) = √(s²/Sxx) = √(0.1/5), se(intercept) = √(s²(1/4 + 1.5²/5)).
    let line = try Statistics.line(x: [0, 1, 2, 3], y: [0, 1, 1, 2])
    #expect(abs(line.slope - 0.6) < 1e-15 && abs(line.intercept - 0.1) < 1e-15)
    #expect(abs(line.slopeError - (0.02).squareRoot()) < 1e-15)
    #expect(abs(line.interceptError - (0.07).squareRoot()) < 1e-15)
  }

  @Test func linesThatAreNotDefinedAreRefused() {
    #expect(throws: GSLError(.singular, while: "fitting a line through 2 points")) {
      try Statistics.line(x: [1, 1], y: [0, 1])
    }
    #expect(throws: GSLError(.invalidArgument, while: "fitting a line through 3 points")) {
      try Statistics.line(x: [1, 2, 3], y: [0, 1])
    }
  }
}
