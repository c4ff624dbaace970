import CGSL

/// Summary numbers of a sample, and straight lines through points.
package enum Statistics {
  /// A sample that is too small for the question.
  package struct TooFewValuesError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Smallest sample that would do.
    package let needed: Int
    /// Size of the sample.
    package let given: Int

    /// An error with both sizes.
    package init(needed: Int, given: Int) {
      self.needed = needed
      self.given = given
    }

    /// One sentence for a log or a terminal.
    package var description: String { "\(needed) values needed, \(given) given" }
  }

  /// A fitted line y = intercept + slope·x.
  package struct Line: Equatable, Sendable {
    /// Value at x = 0 [unit of y].
    package let intercept: Double
    /// Slope [unit of y / unit of x].
    package let slope: Double
    /// Standard error of the intercept, from the scatter of the points [unit of y].
    package let interceptError: Double
    /// Standard error of the slope [unit of y / unit of x].
    package let slopeError: Double
    /// Sum of the squared residuals [unit of y, squared].
    package let squaredResiduals: Double
  }

  /// Arithmetic mean [unit of the sample].
  ///
  /// - Throws: `TooFewValuesError` for an empty sample, `NotFiniteError` for NaN or an infinity in it.
  package static func mean(_ sample: [Double]) throws -> Double {
    try check(sample, needed: 1)
    return gsl_stats_mean(sample, 1, sample.count)
  }

  /// Standard deviation with n − 1 in the denominator [unit of the sample].
  ///
  /// - Throws: `TooFewValuesError` below two values, `NotFiniteError` for NaN or an infinity.
  package static func standardDeviation(_ sample: [Double]) throws -> Double {
    try check(sample, needed: 2)
    return gsl_stats_sd(sample, 1, sample.count)
  }

  /// Median; the mean of the two middle values of an even sample [unit of the sample].
  ///
  /// - Throws: as `mean`.
  package static func median(_ sample: [Double]) throws -> Double { try quantile(0.5, of: sample) }

  /// The value below which the share `fraction` (0 to 1) lies, interpolated linearly between the order
  /// statistics at (n − 1)·fraction [unit of the sample].
  ///
  /// - Throws: as `mean`; `GSLError` when `fraction` is outside 0 to 1.
  package static func quantile(_ fraction: Double, of sample: [Double]) throws -> Double {
    try check(sample, needed: 1)
    guard fraction >= 0, fraction <= 1 else {
      throw GSLError(.invalidArgument, while: "taking the quantile \(fraction)")
    }
    let sorted = sample.sorted()
    return gsl_stats_quantile_from_sorted_data(sorted, 1, sorted.count, fraction)
  }

  /// The line with the least squared residuals through (x, y).
  ///
  /// The standard errors are 0 for exactly two points.
  ///
  /// - Throws: `TooFewValuesError` below two points; `NotFiniteError`; `GSLError` when the counts differ
  ///   or all x are equal.
  package static func line(x: [Double], y: [Double]) throws -> Line {
    try check(x, needed: 2)
    try check(y, needed: 2)
    let operation = "fitting a line through \(x.count) points"
    guard x.count == y.count else { throw GSLError(.invalidArgument, while: operation) }
    guard x.contains(where: { $0 != x[0] }) else { throw GSLError(.singular, while: operation) }
    var intercept = 0.0
    var slope = 0.0
    var varianceOfIntercept = 0.0
    var covariance = 0.0
    var varianceOfSlope = 0.0
    var squaredResiduals = 0.0
    let status = gsl_fit_linear(
      x, 1, y, 1, x.count, &intercept, &slope, &varianceOfIntercept, &covariance, &varianceOfSlope,
      &squaredResiduals)
    guard status == Int32(GSL_SUCCESS) else { throw GSLError(code: status, while: operation) }
    let exact = x.count == 2
    return Line(
      intercept: intercept, slope: slope,
      interceptError: exact ? 0 : varianceOfIntercept.squareRoot(),
      slopeError: exact ? 0 : varianceOfSlope.squareRoot(), squaredResiduals: squaredResiduals)
  }

  private static func check(_ sample: [Double], needed: Int) throws {
    _ = GSLError.handlerIsOff
    guard sample.count >= needed else { throw TooFewValuesError(needed: needed, given: sample.count) }
    if let index = sample.firstIndex(where: { !$0.isFinite }) {
      throw NotFiniteError(quantity: "sample value", index: index, argument: sample[index])
    }
  }
}
