import Cells
import Fields
import Parallelism
import Transport

/// Lets the cells of a tissue act, after transport and chemistry have taken their step.
///
/// Cells look at every tick that is a multiple of ``Inflammation/interval``, whatever the length of the steps around
/// them, so that their course depends neither on outputs nor on where step control went back and forth. A look is:
/// decide on what is there, exchange signals, let the signals spread, then let what was decided happen and move.
package final class InflammationDynamics {
  private let dynamics: CellDynamics
  private let exchange: SignalExchange
  private let matrix: MatrixExchange
  private let transport: SignalTransport
  private let turnover: MembraneTurnover
  private var surroundings: Surroundings
  private let obstacles, bursts: FieldSet
  private let concentrations: FieldSet
  private let solutes: FieldSet
  private let usualOxygen: Double
  private let minerals: CrystalExchange?

  /// An operator for tissues of one shape.
  /// - Parameters:
  ///   - tissue: gives anatomy, minerals, kinds and signals.
  ///   - law: how cells push and pull.
  ///   - mechanics: longest step of mechanics [tick].
  ///   - referenceDiffusivity: diffusivity that wall permeabilities are stated for [µm²/s].
  ///   - temperature: temperature [K].
  ///   - usualOxygen: what cells sense as the signal `oxygen` in tissue that does not follow it [mM].
  ///   - seed: seed of the run.
  ///   - workers: the team.
  package init(
    tissue: Tissue, law: PairLaw, mechanics: Int, referenceDiffusivity: Double, temperature: Double,
    usualOxygen: Double = 0, seed: UInt64, workers: Workers
  ) {
    guard let inflammation = tissue.inflammation else { preconditionFailure("a tissue with cells") }
    let (anatomy, grid) = (tissue.anatomy, tissue.anatomy.grid)
    let signals = inflammation.signals.count
    dynamics = CellDynamics(
      kinds: inflammation.kinds, signalCount: signals, mineralCount: inflammation.population.mineralCount,
      digestion: tissue.minerals.isEmpty
        ? []
        : Phagolysosome.speeds(of: inflammation.kinds, minerals: tissue.minerals, temperature: temperature),
      grid: grid, law: law, interval: mechanics, seed: seed, capacity: inflammation.population.capacity,
      pathogen: inflammation.infection?.pathogen, hindrance: inflammation.infection?.law.hindrance,
      impassableCaseum: inflammation.infection?.law.impassable ?? .infinity,
      workers: workers)
    exchange = SignalExchange(grid: grid, signalCount: signals)
    transport = SignalTransport(
      grid: grid, walls: NerveSheath.walls(of: anatomy, referenceDiffusivity: referenceDiffusivity),
      workers: workers)
    concentrations = FieldSet(grid: grid, count: signals)
    solutes = FieldSet(grid: grid, count: inflammation.sensedSolutes.count)
    self.usualOxygen = usualOxygen
    matrix = MatrixExchange(grid: grid)
    turnover = MembraneTurnover(grid: grid, workers: workers)
    obstacles = FieldSet(grid: grid, count: 1)
    bursts = FieldSet(grid: grid, count: signals)
    minerals =
      tissue.minerals.isEmpty ? nil : CrystalExchange(grid: grid, minerals: tissue.minerals.count)
    surroundings = Surroundings(
      signals: concentrations, walls: InflammationDynamics.wallPatches(of: anatomy),
      crystals: minerals?.crystals, obstacles: obstacles, leftovers: minerals?.leftovers,
      released: minerals?.released, bursts: bursts, debris: turnover.debris,
      solutes: solutes)
  }

  /// Wall time so far, all of it under ``StepTimes/cells``.
  package private(set) var times = StepTimes()

  /// Iterations of the linear solver since the start of the run.
  package var solverIterations: Int { transport.iterations }

  /// The walls that cells come through: those of drawn vessels, in the voxels of tissue that they touch, without what of them
  /// is closed.
  package static func wallPatches(of anatomy: Anatomy, _ states: SegmentStates? = nil) -> [WallPatch] {
    var areas = anatomy.wallArea
    if let states {
      for (place, segment) in anatomy.segments.segments.enumerated() where states.occlusion[place] > 0 {
        for share in anatomy.segments.shares[segment.shares] {
          areas[share.voxel] -= states.occlusion[place] * share.area
        }
      }
    }
    return areas.indices.compactMap { voxel in
      // What rounding leaves of a closed wall is none.
      guard areas[voxel] > 1e-9 * anatomy.wallArea[voxel], !anatomy.lumen[voxel] else { return nil }
      return WallPatch(voxel: voxel, area: areas[voxel] * anatomy.grid.voxelVolume)
    }
  }

  /// Takes all looks of the cells after `tick` up to the end of the step of `ticks` ticks.
  /// - Throws: a transport error that names signal and voxel.
  package func advance(_ tissue: inout Tissue, from tick: Int64, over ticks: Int64) throws {
    guard let interval = tissue.inflammation?.interval else { return }
    let (first, last) = (tick / interval, (tick + ticks) / interval)
    guard first < last else { return }
    try times.measure(\.cells) {
      if !tissue.isRemodelled { transport.formConductivity(of: tissue) }
      if tissue.segments.areFollowed {
        surroundings.walls = InflammationDynamics.wallPatches(of: tissue.anatomy, tissue.segments)
      }
      for place in first..<last {
        try look(at: place * interval, of: interval, &tissue, leavingOver: max(ticks, interval))
      }
    }
  }

  private func look(
    at tick: Int64, of interval: Int64, _ tissue: inout Tissue, leavingOver span: Int64
  ) throws {
    guard var inflammation = tissue.inflammation else { return }
    let (tick, ticks) = (Int(tick), Int(interval))
    if tissue.isRemodelled { transport.formConductivity(of: tissue) }
    markObstacles(in: tissue)
    minerals?.offer(tissue)
    transport.setConcentrations(concentrations, of: inflammation, fluid: tissue.fluid)
    setOxygen(of: tissue, inflammation)
    setSolutes(of: tissue, inflammation)
    surroundings.collagen = inflammation.collagen
    surroundings.pathogens = inflammation.infection?.pathogens
    surroundings.caseum = inflammation.infection?.caseum
    dynamics.decide(inflammation.population, sensing: surroundings, at: tick, over: ticks)
    dynamics.exchange(inflammation.population, into: exchange, matrix: matrix, sensing: surroundings)
    try transport.advance(
      &inflammation, in: tissue, concentrations: concentrations, exchange: exchange,
      over: Clock.seconds(interval))
    dynamics.arrange(inflammation.population, around: surroundings, at: tick, over: ticks)
    let collagen = inflammation.collagen.pointer(0)
    let isRemodelled = matrix.act(on: inflammation.collagen, over: Clock.seconds(interval)) {
      [tissue] voxel, new in
      min(new, max(collagen[voxel], tissue.mostCollagen(voxel)))
    }
    inflammation.isRemodelled = inflammation.isRemodelled || isRemodelled
    turnover.act(on: &inflammation, vesicles: matrix.vesicles, over: Clock.seconds(interval))
    transport.add(bursts, to: &inflammation)
    inflammation.events.add(dynamics.outcome)
    inflammation.infection?.advance(after: dynamics.outcome.pathogens, over: Clock.seconds(interval))
    inflammation.infection?.spreadCaseum(isClosed: tissue.anatomy.lumen)
    tissue.inflammation = inflammation
    if isRemodelled { fitPores(of: tissue) }
    minerals?.settle(&tissue, carried: dynamics.outcome.carried, over: Clock.seconds(span))
  }

  /// Fits the pores of voxels whose collagen cells have just changed.
  private func fitPores(of tissue: Tissue) {
    let (laid, lost) = (matrix.production, matrix.loss)
    Anatomy.forEachVoxel(of: obstacles.grid) { voxel, _ in
      if laid[voxel] != 0 || lost[voxel] != 0 { tissue.fitRemodelledPore(voxel) }
    }
  }

  /// Oxygen is balanced elsewhere; cells sense it as a signal.
  private func setOxygen(of tissue: Tissue, _ inflammation: Inflammation) {
    guard let signal = inflammation.signal(Signal.oxygen) else { return }
    let sensed = concentrations.pointer(signal)
    if let oxygen = tissue.oxygen {
      sensed.update(from: oxygen.concentration.pointer(0), count: concentrations.grid.storageCount)
    } else {
      Anatomy.forEachVoxel(of: concentrations.grid) { voxel, _ in sensed[voxel] = usualOxygen }
    }
  }

  /// Sets the concentrations of the solutes that cells answer to; one that is not followed counts as none.
  private func setSolutes(of tissue: Tissue, _ inflammation: Inflammation) {
    for (place, id) in inflammation.sensedSolutes.enumerated() {
      guard let solute = tissue.solute(id) else { continue }
      let (value, amount, fluid) = (
        solutes.pointer(place), tissue.amounts.pointer(solute), tissue.fluid.pointer(0)
      )
      Anatomy.forEachVoxel(of: solutes.grid) { voxel, _ in value[voxel] = amount[voxel] / fluid[voxel] }
    }
  }

  /// Cells go neither into vessels nor where mineral has closed the pores.
  private func markObstacles(in tissue: Tissue) {
    let lumen = tissue.anatomy.lumen
    let (mark, fluid) = (obstacles.pointer(0), tissue.fluid.pointer(0))
    for voxel in lumen.indices {
      mark[voxel] = lumen[voxel] || (fluid[voxel] > 0 && !Pore.isOpen(fluid: fluid[voxel])) ? 1 : 0
    }
  }
}
