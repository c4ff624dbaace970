import Fields
import Parallelism
import Transport

/// A grid with its fields and the uptake solver, for tests.
final class UptakeCase {
  let test: TransportCase
  let solver: UptakeSolver
  var decay = 0.0
  /// Sums of what steps reported [amol].
  private(set) var given = 0.0
  private(set) var taken = 0.0
  private(set) var decayed = 0.0
  private(set) var sweeps = 0
  private(set) var iterations = 0

  /// Takes over what a case has of φ, κ, uptake (its loss), source and concentration.
  init(_ test: TransportCase, walls: InteriorWalls = .none) {
    self.test = test
    test.prepare(walls: walls)
    solver = UptakeSolver(unsplit: test.solver)
    solver.takeConductivity()
    start()
  }

  /// Random tissue with jumps of 10⁴, sealed voxels, uptake in a tenth of the voxels up to `uptake` [1/s], and sources.
  static func random(_ shape: (Int, Int, Int), threads: Int = 1, uptake: Double = 1e-2) -> UptakeCase {
    let test = TransportCase(shape.0, shape.1, shape.2, spacing: (10, 12, 9), threads: threads)
    test.diffusivity = 3
    test.fillRandomly(.kappa, seed: 7) { $0 < 0.05 ? 0 : 1e-2 + 0.3 * $0 * $0 }
    test.fillRandomly(.fluid, seed: 8) { 0.1 + 0.3 * $0 }
    test.fillRandomly(.loss, seed: 9) { $0 < 0.1 ? 10 * $0 * uptake : 0 }
    test.fillRandomly(.source, seed: 10) { $0 < 0.1 ? 1e-9 * $0 : 0 }
    test.fillRandomly(.concentration, seed: 11) { $0 < 0.5 ? 0 : 1e-6 * $0 }
    let result = UptakeCase(test)
    result.decay = 1e-4
    return result
  }

  /// Amounts from the concentrations.
  func start() {
    let (fluid, amount, c) = (test.pointer(.fluid), test.pointer(.amount), test.pointer(.concentration))
    test.forEach { voxel, _ in amount[voxel] = fluid[voxel] * c[voxel] }
  }

  func problem(_ step: Double, tolerance: Double) -> UptakeProblem {
    UptakeProblem(
      name: "test", diffusivity: test.diffusivity, timeStep: step, decay: decay, tolerance: tolerance,
      capacity: test.pointer(.fluid), amount: test.pointer(.amount),
      concentration: test.pointer(.concentration), source: test.pointer(.source),
      uptake: test.pointer(.loss))
  }

  /// A step from the present amounts, with the concentrations that they make as the first guess.
  @discardableResult
  func advance(_ step: Double, tolerance: Double = 1e-10) throws -> UptakeReport {
    concentrate()
    let report = try solver.advance(problem(step, tolerance: tolerance))
    given += report.given
    taken += report.taken
    decayed += report.decayed
    sweeps += report.sweeps
    iterations += report.iterations
    return report
  }

  /// Concentrations from the amounts.
  func concentrate() {
    let (fluid, amount, c) = (test.pointer(.fluid), test.pointer(.amount), test.pointer(.concentration))
    test.forEach { voxel, _ in c[voxel] = amount[voxel] / fluid[voxel] }
  }

  /// What is there [amol].
  var holding: Double {
    let values = test.values(.amount)
    return OrderedSum.compensated(values, count: values.count) * test.grid.voxelVolume
  }

  var amounts: [Double] { test.values(.amount) }
}
