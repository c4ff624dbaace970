import Chemistry
import Fields
import Parallelism
import Transport

/// What one step did and how well.
package struct StepOutcome: Equatable, Sendable {
  /// Estimated local error: the larger of that of the deposited amount relative to the deposit, and that of each solute that
  /// no mineral takes up relative to what the tissue holds of it.
  package var error = 0.0
  /// Rounds of transport and reaction until the sinks agreed.
  package var rounds = 0
  /// What transport and reaction still disagreed about, relative to the uptake.
  package var splitting = 0.0
  /// Voxels that hold mineral.
  package var activeVoxels = 0

  /// The voxel that kept transport and reaction from agreeing, where they did not.
  package var troubledVoxel: Int?

  /// The outcome of no step.
  package init() {}
}

/// Transport and chemistry of one step, iterated until they agree (backward Euler as a whole).
///
/// Each round linearises the minerals' uptake around the last one, moves the solutes, takes the rate of change
/// from their fluxes, and lets every mineral voxel react at that rate. What moved is booked as it was added, so
/// components are conserved to round-off however far the rounds have converged.
package final class ReactiveTransport {
  /// Rounds end when transport and reaction differ by less than this share of the uptake.
  static let splittingTolerance = 1e-3
  /// Rounds after which a shorter step is asked for.
  static let mostRounds = 30

  /// A solute of which a voxel holds less counts as this much where its relative change is asked for [mM].
  private static let traceAmount = 1e-9
  /// Wall time of the parts of the steps so far.
  package private(set) var times = StepTimes()

  private let transport: SoluteTransport
  private let reaction: MineralReaction
  private let active: ActiveVoxels
  private let referenceDiffusivity: Double

  /// Operators for tissues of one shape; throws where a mineral does not fit the system.
  /// - Parameters:
  ///   - tissue: gives grid, solutes and minerals.
  ///   - system: the aqueous system at the tissue's temperature, open to the tissue's pCO₂.
  ///   - referenceDiffusivity: diffusivity that wall permeabilities are stated for [µm²/s].
  ///   - seed: seed of the run.
  ///   - flow: what drives the interstitial fluid; nil where it rests.
  ///   - workers: the team.
  package init(
    tissue: Tissue, system: AqueousSystem, referenceDiffusivity: Double, seed: UInt64,
    flow: FlowSettings? = nil, workers: Workers
  ) throws {
    self.referenceDiffusivity = referenceDiffusivity
    transport = SoluteTransport(
      tissue: tissue,
      walls: NerveSheath.walls(of: tissue.anatomy, referenceDiffusivity: referenceDiffusivity),
      referenceDiffusivity: referenceDiffusivity, tolerance: 1e-7, flow: flow, workers: workers)
    reaction = try MineralReaction(tissue: tissue, system: system, seed: seed, workers: workers)
    active = ActiveVoxels(solutes: tissue.solutes.count, minerals: tissue.minerals.count)
  }

  /// Iterations of the linear solver since the start of the run.
  package var solverIterations: Int { transport.iterations }

  /// How the speciation went since the start of the run.
  package var speciation: SpeciationRecord { reaction.record }

  /// Advances the tissue by one step.
  /// - Throws: ``SimulationError`` or a transport error that names solute and voxel.
  package func advance(_ tissue: inout Tissue, with conditions: Conditions, over seconds: Double) throws
    -> StepOutcome
  {
    conditions.takeLoss(of: tissue)
    let sources = sources(of: tissue, under: conditions, over: seconds)
    var outcome = StepOutcome()
    active.gather(from: tissue, over: seconds)
    try transport.begin(with: tissue, under: conditions, hasMineral: active.count > 0)
    outcome.activeVoxels = active.count
    let reacting = active.count > 0 ? reactingSolutes(tissue, sources) : []
    try times.measure(\.transport) {
      for solute in pyrophosphateFirst(tissue.solutes.indices.filter { !reacting.contains($0) }, sources) {
        try transport.solve(solute, of: tissue, with: sources, active: nil, over: seconds)
        transport.settle(solute, of: tissue, with: sources)
        outcome.error = max(outcome.error, transport.localError(of: solute, in: tissue, over: seconds))
      }
    }
    while let key = reacting.first(where: { tissue.solutes[$0].id == "Ca" }) ?? reacting.first {
      try times.measure(\.transport) {
        for solute in [key] + pyrophosphateFirst(reacting.filter { $0 != key }, sources) {
          try transport.solve(
            solute, of: tissue, with: sources, active: active, key: key, over: seconds)
          transport.settle(solute, of: tissue, with: sources)
          if solute == key { active.predict(key: key, of: tissue, concentration: transport.concentration) }
        }
      }
      outcome.rounds += 1
      outcome.splitting = times.measure(\.minerals) {
        reaction.react(active, tissue: tissue, transport: transport, reacting: reacting, over: seconds)
      }
      if outcome.splitting <= ReactiveTransport.splittingTolerance && outcome.rounds > 1 { break }
      if outcome.rounds >= ReactiveTransport.mostRounds || !outcome.splitting.isFinite {
        outcome.error = .infinity
        outcome.troubledVoxel = reaction.troubledVoxel
        return outcome
      }
    }
    outcome.error = max(outcome.error, localError(tissue, over: seconds))
    commit(&tissue, sources: sources, over: seconds)
    try times.measure(\.speciation) { try reaction.speciate(&tissue) }
    times.measure(\.nucleation) { reaction.nucleate(&tissue, conditions: conditions, over: seconds) }
    return outcome
  }

  private func sources(of tissue: Tissue, under conditions: Conditions, over seconds: Double) -> SoluteSources
  {
    SoluteSources(
      tissue: tissue, conditions: conditions, turnover: transport.turnover, walls: transport.wallExchange,
      carriage: transport.flow, referenceDiffusivity: referenceDiffusivity, over: seconds)
  }

  /// Solutes that a mineral takes up; where pyrophosphate is one, those that its hydrolysis feeds as well.
  private func reactingSolutes(_ tissue: Tissue, _ sources: SoluteSources) -> [Int] {
    func isTaken(_ solute: Int) -> Bool { tissue.stoichiometry.contains { $0[solute] != 0 } }
    let roles = sources.roles
    let isSplitTaken = roles.indices.contains { roles[$0].isPyrophosphate && isTaken($0) }
    return roles.indices.filter { isTaken($0) || isSplitTaken && roles[$0].perHydrolysis != 0 }
  }

  /// Pyrophosphate first, since its hydrolysis feeds the others.
  private func pyrophosphateFirst(_ solutes: [Int], _ sources: SoluteSources) -> [Int] {
    solutes.filter { sources.roles[$0].isPyrophosphate }
      + solutes.filter { !sources.roles[$0].isPyrophosphate }
  }

  /// Half the change of each voxel's uptake against the last step's rate, over the deposit.
  private func localError(_ tissue: Tissue, over seconds: Double) -> Double {
    var worst = 0.0
    for mineral in tissue.minerals.indices {
      var difference = 0.0
      var deposit = Double(active.count)
      for place in 0..<active.count {
        let uptake = active.uptake[mineral * active.stride + place]
        difference += abs(uptake - seconds * tissue.uptakeRates[mineral, active.voxels[place]])
        deposit += tissue.mineralAmounts[mineral, active.voxels[place]] + uptake
      }
      if deposit > 0 { worst = max(worst, 0.5 * difference / deposit) }
    }
    return worst
  }

  /// Books the step and writes it into the tissue.
  private func commit(_ tissue: inout Tissue, sources: SoluteSources, over seconds: Double) {
    let volume = tissue.anatomy.grid.voxelVolume * seconds
    let split = transport.turnover.split.pointer(0)
    for solute in tissue.solutes.indices {
      let role = sources.roles[solute]
      let amount = tissue.amounts.pointer(solute)
      let value = transport.concentration.pointer(solute)
      let (change, last) = (transport.rate.pointer(solute), tissue.soluteRates.pointer(solute))
      tissue.ledger.exchanged[solute] += volume * transport.total { sources.exchanged(role, $0, value[$0]) }
      tissue.ledger.released[solute] += volume * transport.total { sources.given(role, $0) }
      if transport.flow != nil {
        tissue.ledger.drained[solute] += volume * transport.total { sources.drained(role, $0, value[$0]) }
      }
      tissue.ledger.reacted[solute] += volume * role.perHydrolysis * transport.total { split[$0] }
      let unspeciated = tissue.unspeciatedChange.pointer(0)
      transport.forEachVoxel { voxel in
        let step = seconds * change[voxel]
        unspeciated[voxel] += abs(step) / max(abs(amount[voxel]), ReactiveTransport.traceAmount)
        amount[voxel] += step
        last[voxel] = change[voxel]
      }
    }
    tissue.inflammation?.digested.leave(over: seconds)
    for mineral in tissue.minerals.indices {
      let rate = tissue.uptakeRates.pointer(mineral)
      transport.forEachVoxel { rate[$0] = 0 }
    }
    for place in 0..<active.count {
      let voxel = active.voxels[place]
      for mineral in tissue.minerals.indices {
        let at = mineral * active.stride + place
        let uptake = active.uptake[at]
        tissue.uptakeRates[mineral, voxel] = uptake / seconds
        tissue.grow(mineral, in: voxel, by: uptake, surfaceShift: active.surfaceShift[at])
        for solute in tissue.solutes.indices {
          tissue.amounts[solute, voxel] -= tissue.stoichiometry[mineral][solute] * uptake
        }
      }
      tissue.fitPore(voxel)
      tissue.unspeciatedChange[0, voxel] = .infinity
    }
  }
}

extension ReactiveTransport {
  /// Brings a tissue without mineral into steady state with the plasma, cell sources included.
  package func reachSteadyState(_ tissue: inout Tissue, with conditions: Conditions) throws {
    let sources = sources(of: tissue, under: conditions, over: .infinity)
    for solute in tissue.solutes.indices {
      let amount = tissue.amounts.pointer(solute)
      let fluid = tissue.fluid.pointer(0)
      let value = tissue.plasma.diffusible[solute]
      transport.forEachVoxel { amount[$0] = value * fluid[$0] }
    }
    try transport.begin(with: tissue, under: conditions, hasMineral: false)
    for solute in pyrophosphateFirst(Array(tissue.solutes.indices), sources)
    where sources.isDriven(solute) || transport.flow != nil {
      try transport.solve(solute, of: tissue, with: sources, active: nil, over: .infinity)
      let value = transport.concentration.pointer(solute)
      let amount = tissue.amounts.pointer(solute)
      let fluid = tissue.fluid.pointer(0)
      transport.forEachVoxel { amount[$0] = value[$0] * fluid[$0] }
    }
  }

  /// Speciates every voxel from a cold start and opens the books.
  package func open(_ tissue: inout Tissue) throws {
    try reaction.speciateCold(&tissue)
    for solute in tissue.solutes.indices { tissue.ledger.start[solute] = tissue.holding(solute) }
    tissue.ledger.carbonateStart = tissue.carbonateHolding()
    tissue.ledger.gas = 0
  }
}
