/// How a run ended.
package enum RunEnd: String, Sendable {
  /// The duration is over.
  case done
  /// The user stopped it; everything written is whole.
  case interrupted
}

/// Drives a simulation to its end and lets observers look at their times.
///
/// An output time at the end of a step sees the state itself; one inside a step, the end of the run included,
/// sees a side step from the step's start, so the main sequence never depends on outputs.
package struct Run {
  /// The simulation.
  package var simulation: Simulation
  /// The state that was shown last, at the end of the run that of the end.
  package private(set) var finalTissue: Tissue
  /// Time of ``finalTissue`` [d].
  package private(set) var finalDays = 0.0
  private var room: Tissue
  private let observers: [any Observer]
  private let end: Int64

  /// A run to `end` [tick] with its observers.
  package init(_ simulation: Simulation, observers: [any Observer], end: Int64) {
    self.simulation = simulation
    self.observers = observers
    self.end = end
    room = simulation.tissue.duplicate()
    finalTissue = simulation.tissue
  }

  /// Runs until the end or until `shouldStop` says so between two steps.
  /// - Parameter progress: called after each step of the main sequence.
  package mutating func run(
    shouldStop: () -> Bool = { false }, progress: (Tissue, Moment) -> Void = { _, _ in }
  ) throws -> RunEnd {
    let wanted = Array(Set(observers.flatMap(\.ticks).filter { $0 <= end } + [end])).sorted()
    var next = 0
    defer { for observer in observers { try? observer.finish() } }
    if wanted.first == 0 {
      try show(simulation.tissue, at: 0)
      next = 1
    }
    while next < wanted.count {
      if shouldStop() {
        finalTissue = simulation.tissue
        finalDays = simulation.clock.days
        return .interrupted
      }
      let before = simulation.clock.tick
      try simulation.advance()
      let after = simulation.clock.tick
      while next < wanted.count && wanted[next] < after {
        _ = try simulation.sideStep(
          from: simulation.previousTissue, at: before, over: wanted[next] - before, into: &room)
        try show(room, at: wanted[next])
        next += 1
      }
      if next < wanted.count && wanted[next] == after {
        try show(simulation.tissue, at: after)
        next += 1
      }
      progress(simulation.tissue, moment(at: min(after, end)))
    }
    return .done
  }

  private mutating func show(_ tissue: Tissue, at tick: Int64) throws {
    let moment = moment(at: tick)
    finalTissue = tissue
    finalDays = moment.days
    for observer in observers where observer.ticks.contains(tick) {
      try observer.observe(tissue, at: moment)
    }
  }

  private func moment(at tick: Int64) -> Moment {
    Moment(
      tick: tick, stepSeconds: Clock.seconds(Int64(1) << simulation.control.exponent),
      step: simulation.clock.step, outcome: simulation.outcome, solverIterations: simulation.solverIterations)
  }
}
