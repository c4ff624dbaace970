import Chemistry
import Fields
import Parallelism
import Transport

/// A tissue in time: the state, the clock and the operators of the step.
package struct Simulation {
  /// The state.
  package private(set) var tissue: Tissue
  /// The time.
  package private(set) var clock = Clock()
  /// Step control, part of the state of the main sequence.
  package private(set) var control: StepControl
  /// Outcome of the last step.
  package private(set) var outcome = StepOutcome()
  /// Causes of disease.
  package let causes: [Cause]
  /// Steps that were refused and taken again shorter.
  package private(set) var refusedSteps = 0

  private let reaction: ReactiveTransport
  private let conditions: Conditions
  private let inflammation: InflammationDynamics?
  private let oxygen: OxygenSupply?
  private var candidate: Tissue

  /// A simulation at time zero.
  /// - Parameters:
  ///   - tissue: the state at the start, as made by ``InitialState``.
  ///   - causes: what starts disease.
  ///   - reaction: the operator of transport and chemistry.
  ///   - conditions: room for the conditions of a step.
  ///   - control: step control with the causes' events.
  ///   - inflammation: the operator of cells and signals, nil for tissue without any.
  ///   - oxygen: the operator of oxygen, nil where it is not followed.
  package init(
    tissue: Tissue, causes: [Cause], reaction: ReactiveTransport, conditions: Conditions,
    control: StepControl, inflammation: InflammationDynamics? = nil, oxygen: OxygenSupply? = nil
  ) {
    self.tissue = tissue
    self.causes = causes
    self.reaction = reaction
    self.conditions = conditions
    self.control = control
    self.inflammation = inflammation
    self.oxygen = oxygen
    candidate = tissue.duplicate()
  }

  /// Iterations of the linear solver so far.
  package var solverIterations: Int {
    reaction.solverIterations + (inflammation?.solverIterations ?? 0) + (oxygen?.solverIterations ?? 0)
  }

  /// Wall time of the parts of the steps so far.
  package var times: StepTimes {
    var times = reaction.times
    times.cells = inflammation?.times.cells ?? 0
    return times
  }

  /// How the speciation went so far.
  package var speciation: SpeciationRecord { reaction.speciation }

  /// The state before the last step, until the next one begins.
  package var previousTissue: Tissue { candidate }

  /// One step of the main sequence.
  ///
  /// The causes set damage and conditions for the step; transport and chemistry act on a candidate; the control
  /// takes it or asks for a shorter step. Then the cells act.
  /// - Throws: ``SimulationError`` with step and time; the state stays what it was.
  package mutating func advance() throws {
    while true {
      let ticks = control.next(at: clock)
      candidate.copyState(from: tissue)
      let outcome = try step(&candidate, from: clock.tick, over: ticks)
      if control.accepts(error: outcome.error, ticks: ticks) {
        guard outcome.error.isFinite else {
          let message = "transport and chemistry do not agree at the shortest step"
          throw located(
            outcome.troubledVoxel.map { SimulationError(message, voxel: $0, of: candidate) }
              ?? SimulationError(message))
        }
        try letCellsAct(in: &candidate, from: clock.tick, over: ticks)
        swap(&tissue, &candidate)
        self.outcome = outcome
        control.accept(error: outcome.error, ticks: ticks, clock: &clock)
        return
      }
      refusedSteps += 1
      control.shorten(from: ticks)
    }
  }

  /// A throw-away step from a state of the main sequence to an output time inside the step that followed it.
  package mutating func sideStep(
    from start: Tissue, at tick: Int64, over ticks: Int64, into room: inout Tissue
  ) throws -> StepOutcome {
    room.copyState(from: start)
    let outcome = try step(&room, from: tick, over: ticks)
    try letCellsAct(in: &room, from: tick, over: ticks)
    return outcome
  }

  private func step(_ tissue: inout Tissue, from tick: Int64, over ticks: Int64) throws -> StepOutcome {
    do {
      conditions.reset()
      Cause.act(causes, on: &tissue, through: conditions, from: tick, over: ticks)
      tissue.inflammation?.infection?.closeVessels(of: tissue.anatomy, in: conditions)
      conditions.takeLoss(of: tissue)
      if let inflammation = tissue.inflammation { conditions.add(inflammation) }
      if let infection = tissue.inflammation?.infection { conditions.add(infection) }
      try oxygen?.update(tissue, with: conditions)
      return try reaction.advance(&tissue, with: conditions, over: Clock.seconds(ticks))
    } catch let error as SimulationError {
      throw located(error)
    } catch let error as TransportError {
      throw located(error)
    }
  }

  private func letCellsAct(in tissue: inout Tissue, from tick: Int64, over ticks: Int64) throws {
    guard let inflammation else { return }
    do {
      try inflammation.advance(&tissue, from: tick, over: ticks)
    } catch let error as TransportError {
      throw located(error)
    }
  }

  private func located(_ error: TransportError) -> SimulationError {
    located(SimulationError(error.message, voxel: error.voxel.map { (x: $0.x, y: $0.y, z: $0.z) }))
  }

  private func located(_ error: SimulationError) -> SimulationError {
    var error = error
    error.step = clock.step
    error.days = clock.days
    return error
  }
}
