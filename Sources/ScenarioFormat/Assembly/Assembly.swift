import Chemistry
import Fields
import Parallelism
import TissueModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

func sine(_ angle: Double) -> Double { sin(angle) }

/// A scenario made into a simulation, with what the run's record tells of its start.
package struct Assembly {
  /// The simulation at time zero.
  package let simulation: Simulation
  /// Largest relative change of any concentration in an hour without a cause, where the start is a steady state and nothing
  /// was put into it.
  package let drift: Double?
  /// End of the run [tick].
  package let end: Int64

  /// Assembles a scenario.
  /// - Throws: chemistry, transport or simulation errors that name what is wrong.
  package init(_ scenario: Scenario, workers: Workers) throws {
    let system = try scenario.system()
    let anatomy = try scenario.anatomy()
    let solutes = scenario.solutes(of: system)
    let minerals = scenario.minerals.compactMap { $0.kineticMineral(temperature: scenario.kelvin) }
    let stoichiometry = try minerals.map { try system.exponents(of: $0.phase) }
    var tissue = Tissue(
      anatomy: anatomy, solutes: solutes, minerals: minerals, stoichiometry: stoichiometry,
      plasma: try scenario.diffusiblePlasma(solutes: solutes), inhibitors: scenario.heldInhibitors,
      heldPH: scenario.heldPH,
      inflammation: scenario.inflammation(on: anatomy.grid, minerals: minerals.count),
      oxygen: scenario.oxygenSettings.map { Oxygen(settings: $0, grid: anatomy.grid) })
    let operators = try ReactiveTransport(
      tissue: tissue, system: system, referenceDiffusivity: scenario.referenceDiffusivity,
      seed: scenario.seed, flow: scenario.flowSettings, workers: workers)
    let conditions = Conditions(
      anatomy: anatomy,
      changing: scenario.causes.flatMap(\.kind.surfaces).map(\.site)
        + (scenario.cells == nil ? [] : Membrane.allCases.map(\.site)))
    try scenario.initialState(solutes: solutes).fill(
      &tissue, seeds: scenario.seeds(of: minerals), implants: scenario.implants(of: minerals, in: anatomy),
      seed: scenario.seed, by: operators, with: conditions)
    let oxygen = tissue.oxygen.map {
      OxygenSupply(anatomy: anatomy, settings: $0.settings, workers: workers)
    }
    conditions.reset()
    try oxygen?.update(tissue, with: conditions)
    scenario.placeCells(in: &tissue)
    let causes =
      scenario.causes.map { $0.cause(in: anatomy, seed: scenario.seed) }
      + scenario.dropouts.map { .capillaryDropout($0.dropout(in: anatomy, seed: scenario.seed)) }
    if scenario.losesSegments { tissue.segments.follow() }
    if case .steadyState = scenario.interstitium, scenario.implants.isEmpty, scenario.seedCrystals.isEmpty {
      drift = try InitialState.drift(of: tissue, by: operators, with: conditions, over: 3600)
    } else {
      drift = nil
    }
    end = Clock.ticks(days: scenario.duration)
    simulation = Simulation(
      tissue: tissue, causes: causes, reaction: operators, conditions: conditions,
      control: StepControl(
        tolerance: scenario.steps.tolerance, longest: scenario.steps.longest * 3600,
        events: causes.flatMap(\.events).filter { $0 > 0 }),
      inflammation: scenario.inflammationDynamics(of: tissue, workers: workers), oxygen: oxygen)
  }
}

extension Scenario {
  /// The solutes that are transported: the basis of the system. Alkalinity and total hydrogen move with carbonate,
  /// which carries most of both.
  fileprivate func solutes(of system: AqueousSystem) -> [Solute] {
    system.basis.map { entry in
      let isAcidity = entry.id == Component.alkalinity || entry.id == Component.hydrogen
      let id = isAcidity ? Component.carbonate : entry.id
      let record = components.first { $0.id == id }
      return Solute(
        id: entry.id, diffusivity: record?.diffusivity.value ?? 0, passage: record?.passage ?? .ion)
    }
  }

  /// The start as the model takes it.
  fileprivate func initialState(solutes: [Solute]) throws -> InitialState {
    switch interstitium {
    case .steadyState: return .steadyState
    case .given(let totals, let pH):
      return .given(try amounts(of: solutes, totals: totals, pH: pH))
    }
  }

  /// pH at which the fluid is held; nil where it is free.
  fileprivate var heldPH: Double? {
    if case .heldPH(let pH) = acidBase { return pH }
    return nil
  }

  /// Inhibitors as the model takes them.
  fileprivate var heldInhibitors: HeldInhibitors {
    HeldInhibitors(conditions.inhibitors.map { ($0.id, $0.concentration / 1000) })
  }

  /// Seeds as the model takes them.
  fileprivate func seeds(of minerals: [KineticMineral]) -> [TissueModel.SeedCrystals] {
    seedCrystals.compactMap { seed in
      minerals.firstIndex { $0.phase.id == seed.mineral }.map {
        TissueModel.SeedCrystals(mineral: $0, amount: seed.amount, radius: seed.radius)
      }
    }
  }
}
