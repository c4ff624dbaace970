/// Where the run stands when an observer looks.
package struct Moment: Sendable {
  /// Simulated time [tick].
  package let tick: Int64
  /// Length of the step of the main sequence in progress [s].
  package let stepSeconds: Double
  /// Steps of the main sequence taken so far.
  package let step: Int
  /// Outcome of the last step.
  package let outcome: StepOutcome
  /// Iterations of the linear solver so far.
  package let solverIterations: Int

  /// Where a run stands; units as in the properties.
  package init(tick: Int64, stepSeconds: Double, step: Int, outcome: StepOutcome, solverIterations: Int) {
    self.tick = tick
    self.stepSeconds = stepSeconds
    self.step = step
    self.outcome = outcome
    self.solverIterations = solverIterations
  }

  /// Simulated time [d].
  package var days: Double { Clock.seconds(tick) / 86400 }
}

/// Looks at the tissue at chosen times and cannot change it.
package protocol Observer: AnyObject {
  /// Ticks at which the observer wants to look, ascending [tick].
  var ticks: [Int64] { get }
  /// Looks at the tissue.
  func observe(_ tissue: Tissue, at moment: Moment) throws
  /// Called once when the run ends, however it ends.
  func finish() throws
}
