import Cells
import Fields
import Parallelism
import Transport

/// Moves signals through the tissue for one step of ∂(φc)/∂t = ∇·(D κ ∇c) + p + f − (u + kφ) c.
///
/// p and u are what cells give and take, f what forms at minerals, k the decay. D is that in healthy tissue, so κ is φ there, and falls with the
/// pore like that of solutes where mineral or collagen narrows it; vessel lumens are closed, perineurium lets signals through
/// as it does solutes of their diffusivity. Backward Euler on the whole grid at once, by ``UptakeSolver``: nothing falls below
/// zero, however fast cells take up, and amounts are conserved to round-off.
final class SignalTransport {
  /// Largest residual of a voxel's amount relative to the largest concentration. Receptors answer to half their
  /// dissociation constants; what is a millionth of the peak does not move them.
  private static let tolerance = 1e-6
  /// Molecules in a voxel that are as good as none [amol]: 1e-9 of one, before products of smaller numbers vanish.
  private static let negligible = 1e-9 / Secretion.moleculesPerAttomole

  private let grid: Grid
  private let walls: InteriorWalls
  private let diffusion: DiffusionSolver
  private let solver: UptakeSolver
  private let conductivity, source: FieldSet
  private let rows: RowLoops
  private var hasConductivity = false
  /// Sweeps and iterations of the linear solver since the start of the run.
  private(set) var iterations = 0

  init(grid: Grid, walls: InteriorWalls, workers: Workers) {
    self.grid = grid
    self.walls = walls
    diffusion = DiffusionSolver(grid: grid, workers: workers)
    solver = UptakeSolver(unsplit: diffusion)
    conductivity = FieldSet(grid: grid, count: 1)
    source = FieldSet(grid: grid, count: 1)
    rows = RowLoops(grid: grid, workers: workers)
  }

  /// Forms κ from the pores.
  func formConductivity(of tissue: Tissue) {
    let kappa = conductivity.pointer(0)
    let anatomy = tissue.anatomy
    let changed = rows.total { row in
      var changed = 0.0
      for voxel in row {
        let value =
          anatomy.lumen[voxel]
          ? 0 : tissue.conductivity(voxel, for: .signal) * anatomy.squaredTortuosity[voxel]
        if value != kappa[voxel] { changed += 1 }
        kappa[voxel] = value
      }
      return changed
    }
    if changed == 0 && hasConductivity { return }
    hasConductivity = true
    diffusion.setConductivity(kappa, walls: walls)
    solver.takeConductivity()
  }

  /// Sets concentrations [mM] from the amounts.
  func setConcentrations(_ concentrations: FieldSet, of inflammation: Inflammation, fluid: FieldSet) {
    let fluid = fluid.pointer(0)
    for signal in inflammation.signals.indices {
      let (amount, value) = (inflammation.amounts.pointer(signal), concentrations.pointer(signal))
      rows.forEach { row in
        for voxel in row { value[voxel] = amount[voxel] / fluid[voxel] }
      }
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
    for (signal, record) in inflammation.signals.enumerated() {
      let (given, amount) = (exchange.production.pointer(signal), inflammation.amounts.pointer(signal))
      let formed = form(record, at: tissue, besides: given)
      let made = formed > 0 ? source.pointer(0) : given
      let least = SignalTransport.negligible / grid.voxelVolume
      guard isThere(amount, above: least) || isThere(made, above: least / seconds) else {
        inflammation.ledger.decayed[signal] += forget(amount)
        continue
      }
      let problem = UptakeProblem(
        name: record.id, diffusivity: record.diffusivity, timeStep: seconds, decay: record.decay,
        tolerance: SignalTransport.tolerance, capacity: tissue.fluid.pointer(0), amount: amount,
        concentration: concentrations.pointer(signal), source: made, uptake: exchange.loss.pointer(signal))
      let report = try solver.advance(problem)
      iterations += report.sweeps + report.iterations
      let formedAmount = formed * grid.voxelVolume * seconds
      inflammation.ledger.given[signal] += report.given - formedAmount
      inflammation.ledger.formed[signal] += formedAmount
      inflammation.ledger.taken[signal] += report.taken
      inflammation.ledger.decayed[signal] += report.decayed
    }
  }

  /// Adds and books what dying cells gave off at once [amol], and empties it.
  func add(_ bursts: FieldSet, to inflammation: inout Inflammation) {
    let perVolume = 1 / grid.voxelVolume
    for signal in inflammation.signals.indices {
      let (given, amount) = (bursts.pointer(signal), inflammation.amounts.pointer(signal))
      guard isThere(given) else { continue }
      inflammation.ledger.given[signal] += rows.total { row in
        var sum = 0.0
        for voxel in row {
          sum += given[voxel]
          amount[voxel] += given[voxel] * perVolume
          given[voxel] = 0
        }
        return sum
      }
    }
  }

  /// Puts what cells give and what forms at minerals into ``source``; the sum of the latter over the voxels [mM/s].
  private func form(_ record: Signal, at tissue: Tissue, besides given: UnsafeMutablePointer<Double>)
    -> Double
  {
    let source = source.pointer(0)
    var formed = 0.0
    for (mineral, kinetics) in tissue.minerals.enumerated() {
      guard let rate = record.surfaceRates[kinetics.phase.id] else { continue }
      let isFirst = formed == 0
      let squares = tissue.squareSums.pointer(mineral)
      let held = tissue.mineralAmounts.pointer(mineral)
      formed += rows.total { row in
        var sum = 0.0
        for voxel in row {
          let here = held[voxel] > 0 ? rate * 4 * Double.pi * squares[voxel] : 0
          source[voxel] = (isFirst ? given[voxel] : source[voxel]) + here
          sum += here
        }
        return sum
      }
    }
    if let infection = tissue.inflammation?.infection,
      let rate = record.pathogenRates[infection.pathogen.id]
    {
      let isFirst = formed == 0
      let number = infection.pathogens.pointer(0)
      formed += rows.total { row in
        var sum = 0.0
        for voxel in row {
          let here = rate * number[voxel]
          source[voxel] = (isFirst ? given[voxel] : source[voxel]) + here
          sum += here
        }
        return sum
      }
    }
    return formed
  }

  /// Empties a field of amounts, and tells what it held [amol].
  private func forget(_ amount: UnsafeMutablePointer<Double>) -> Double {
    guard isThere(amount) else { return 0 }
    let held = rows.total { row in
      var sum = 0.0
      for voxel in row {
        sum += amount[voxel]
        amount[voxel] = 0
      }
      return sum
    }
    return held * grid.voxelVolume
  }

  /// Whether a field is above a bound anywhere.
  private func isThere(_ field: UnsafeMutablePointer<Double>, above bound: Double = 0) -> Bool {
    let end = grid.storageCount
    var place = 0
    while place < end {
      // Rows begin and end with vectors.
      let eight = UnsafeRawPointer(field + place).loadUnaligned(as: SIMD8<Double>.self)
      if any(eight .> bound) { return true }
      place += 8
    }
    return false
  }
}
