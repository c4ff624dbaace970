/// Wall time of the parts of steps, for benchmarks and the record of a run; no result depends on it.
package struct StepTimes: Equatable, Sendable {
  /// Solving for the solutes [s].
  package var transport = 0.0
  /// Growth and dissolution in the voxels that hold mineral [s].
  package var minerals = 0.0
  /// Speciation of the voxels whose fluid changed [s].
  package var speciation = 0.0
  /// Nucleation [s].
  package var nucleation = 0.0
  /// What cells do, and the transport of their signals [s].
  package var cells = 0.0

  /// No time yet.
  package init() {}

  /// Runs a body and adds its wall time to a part.
  mutating func measure<Result>(_ part: WritableKeyPath<StepTimes, Double>, _ body: () throws -> Result)
    rethrows -> Result
  {
    let start = ContinuousClock.now
    defer {
      let (seconds, attoseconds) = (ContinuousClock.now - start).components
      self[keyPath: part] += Double(seconds) + Double(attoseconds) * 1e-18
    }
    return try body()
  }
}
