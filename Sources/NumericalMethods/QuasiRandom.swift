import CGSL

/// Sobol's quasi-random sequence: points that fill the unit cube evenly.
///
/// An instance belongs to one thread at a time.
package final class QuasiRandom {
  /// Coordinates per point.
  package let dimension: Int
  private let generator: UnsafeMutablePointer<gsl_qrng>

  /// A sequence of points with `dimension` coordinates.
  ///
  /// - Throws: `GSLError` when `dimension` is not within 1 to 40.
  package init(dimension: Int) throws {
    _ = GSLError.handlerIsOff
    guard (1...40).contains(dimension) else {
      throw GSLError(.invalidArgument, while: "making a Sobol sequence of \(dimension) dimensions")
    }
    guard let generator = gsl_qrng_alloc(cgsl_sobol(), UInt32(dimension)) else {
      throw GSLError(.outOfMemory, while: "making a Sobol sequence of \(dimension) dimensions")
    }
    self.dimension = dimension
    self.generator = generator
  }

  deinit { gsl_qrng_free(generator) }

  /// The next point, each coordinate strictly between 0 and 1.
  ///
  /// - Throws: `GSLError` after 2³⁰ − 1 points.
  package func next() throws -> [Double] {
    var point = [Double](repeating: 0, count: dimension)
    let status = gsl_qrng_get(generator, &point)
    guard status == Int32(GSL_SUCCESS) else {
      throw GSLError(code: status, while: "drawing a Sobol point")
    }
    return point
  }

  /// Begins the sequence again.
  package func restart() { gsl_qrng_init(generator) }
}
