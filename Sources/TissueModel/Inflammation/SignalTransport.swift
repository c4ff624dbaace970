import Cells
import Fields
import Parallelism
import Transport

/// Moves signals through the tissue for one step of ∂(φc)/∂t = ∇·(D κ ∇c) + p + f − (u + kφ) c.
///
/// p and u are what cells give and take, f what forms at minerals, k the decay. D is that in healthy tissue, so κ is φ there, and falls with the
/// pore like that of solutes where mineral narrows it; vessel lumens are closed, perineurium lets signals through as it
/// does solutes of their diffusivity. Backward Euler on the whole grid at once: nothing falls below zero but by the
/// solver's tolerance, however fast cells take up. Afterwards the change of every voxel is taken from the fluxes and
/// terms of the iterate, so that amounts are conserved to round-off.
final class SignalTransport {
  /// Largest residual of a voxel's amount relative to the largest concentration. Receptors answer to half their
  /// dissociation constants; what is a millionth of the peak does not move them.
  private static let tolerance = 1e-6

  private let grid: Grid
  private let workers: Workers
  private let solver: DiffusionSolver
  private let walls: InteriorWalls
  private let conductivity, loss, rate, source: FieldSet
  private let voxels: VoxelLoops
  /// Iterations of the linear solver since the start of the run.
  private(set) var iterations = 0

  init(grid: Grid, walls: InteriorWalls, workers: Workers) {
    self.grid = grid
    self.walls = walls
    self.workers = workers
    solver = DiffusionSolver(grid: grid, workers: workers)
    conductivity = FieldSet(grid: grid, count: 1)
    loss = FieldSet(grid: grid, count: 1)
    rate = FieldSet(grid: grid, count: 1)
    source = FieldSet(grid: grid, count: 1)
    voxels = VoxelLoops(grid: grid, workers: workers)
  }

  /// Forms κ from the pores.
  func formConductivity(of tissue: Tissue) {
    let (kappa, fluid) = (conductivity.pointer(0), tissue.fluid.pointer(0))
    let anatomy = tissue.anatomy
    forEachVoxel { voxel in
      if anatomy.lumen[voxel] {
        kappa[voxel] = 0
        return
      }
      let (healthy, tortuosity) = (anatomy.healthyFluid[voxel], anatomy.squaredTortuosity[voxel])
      kappa[voxel] =
        Pore.conductivity(fluid: fluid[voxel], healthyFluid: healthy, squaredTortuosity: tortuosity)
        * tortuosity
    }
    solver.setConductivity(kappa, walls: walls)
  }

  /// Sets concentrations [mM] from the amounts.
  func setConcentrations(_ concentrations: FieldSet, of inflammation: Inflammation, fluid: FieldSet) {
    let fluid = fluid.pointer(0)
    for signal in inflammation.signals.indices {
      let (amount, value) = (inflammation.amounts.pointer(signal), concentrations.pointer(signal))
      forEachVoxel { value[$0] = amount[$0] / fluid[$0] }
    }
  }

  /// Takes a step of all signals that are there or come into being.
  /// - Parameters:
  ///   - tissue: amounts, books, pores and minerals.
  ///   - concentrations: those of the start [mM], then those of the iterate.
  ///   - exchange: what cells give and take.
  ///   - seconds: step [s].
  /// - Throws: a transport error that names signal and voxel.
  func advance(
    _ inflammation: inout Inflammation, in tissue: Tissue, concentrations: FieldSet, exchange: SignalExchange,
    over seconds: Double
  ) throws {
    let source = source.pointer(0)
    for (signal, record) in inflammation.signals.enumerated() {
      let (given, amount) = (exchange.production.pointer(signal), inflammation.amounts.pointer(signal))
      forEachVoxel { source[$0] = given[$0] }
      for (mineral, kinetics) in tissue.minerals.enumerated() {
        guard let rate = record.surfaceRates[kinetics.phase.id] else { continue }
        let squares = tissue.squareSums.pointer(mineral)
        let held = tissue.mineralAmounts.pointer(mineral)
        forEachVoxel { source[$0] += held[$0] > 0 ? rate * 4 * Double.pi * squares[$0] : 0 }
      }
      if let infection = inflammation.infection, let rate = record.pathogenRates[infection.pathogen.id] {
        let number = infection.pathogens.pointer(0)
        forEachVoxel { source[$0] += rate * number[$0] }
      }
      guard total({ amount[$0] != 0 || source[$0] != 0 ? 1 : 0 }) > 0 else { continue }
      try advance(
        signal, &inflammation, concentrations.pointer(signal), given: given,
        taken: exchange.loss.pointer(signal), fluid: tissue.fluid.pointer(0), over: seconds)
    }
  }

  /// Adds and books what dying cells gave off at once [amol], and empties it.
  func add(_ bursts: FieldSet, to inflammation: inout Inflammation) {
    let perVolume = 1 / grid.voxelVolume
    for signal in inflammation.signals.indices {
      let (given, amount) = (bursts.pointer(signal), inflammation.amounts.pointer(signal))
      let sum = total { given[$0] }
      if sum == 0 { continue }
      inflammation.ledger.given[signal] += sum
      forEachVoxel { voxel in
        amount[voxel] += given[voxel] * perVolume
        given[voxel] = 0
      }
    }
  }

  private func advance(
    _ signal: Int, _ inflammation: inout Inflammation, _ value: UnsafeMutablePointer<Double>,
    given: UnsafeMutablePointer<Double>, taken: UnsafeMutablePointer<Double>,
    fluid: UnsafeMutablePointer<Double>, over seconds: Double
  ) throws {
    let record = inflammation.signals[signal]
    let (amount, sink, change) = (inflammation.amounts.pointer(signal), loss.pointer(0), rate.pointer(0))
    let made = source.pointer(0)
    let decay = record.decay
    forEachVoxel { sink[$0] = taken[$0] + decay * fluid[$0] }
    let problem = DiffusionProblem(
      name: record.id, diffusivity: record.diffusivity, timeStep: seconds, capacity: fluid, amount: amount,
      loss: sink, source: made, sides: .closed, tolerance: SignalTransport.tolerance)
    iterations += try solver.solve(problem, concentration: value).iterations
    _ = solver.netTransport(of: value, diffusivity: record.diffusivity, sides: .closed, into: change)
    let volume = grid.voxelVolume * seconds
    inflammation.ledger.given[signal] += volume * total { given[$0] }
    inflammation.ledger.formed[signal] += volume * total { made[$0] - given[$0] }
    inflammation.ledger.taken[signal] += volume * total { taken[$0] * value[$0] }
    inflammation.ledger.decayed[signal] += volume * total { decay * fluid[$0] * value[$0] }
    forEachVoxel { voxel in
      amount[voxel] += seconds * (change[voxel] + made[voxel] - sink[voxel] * value[voxel])
    }
  }

  private func total(_ value: (_ voxel: Int) -> Double) -> Double { voxels.total(value) }

  private func forEachVoxel(_ body: (_ voxel: Int) -> Void) { voxels.forEach(body) }
}
