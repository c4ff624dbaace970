import Fields
import Parallelism
import Testing
import Transport

/// A grid with its fields and a solver, for tests.
final class TransportCase {
  let grid: Grid
  let solver: DiffusionSolver
  let fields: FieldSet
  var sides = Sides.closed
  var diffusivity = 1.0

  /// φ, κ, loss, source, amount, concentration, rate of change.
  enum Name: Int, CaseIterable { case fluid, kappa, loss, source, amount, concentration, rate }

  init(_ nx: Int, _ ny: Int, _ nz: Int, spacing: (Double, Double, Double), threads: Int = 1) {
    grid = Grid(nx: nx, ny: ny, nz: nz, spacing: (x: spacing.0, y: spacing.1, z: spacing.2))
    solver = DiffusionSolver(grid: grid, workers: Workers(count: threads))
    fields = FieldSet(grid: grid, count: Name.allCases.count)
    fill(.fluid) { _ in 1 }
    fill(.kappa) { _ in 1 }
  }

  func pointer(_ name: Name) -> UnsafeMutablePointer<Double> { fields.pointer(name.rawValue) }

  func values(_ name: Name) -> [Double] { fields.values(of: name.rawValue) }

  func forEach(_ body: (_ voxel: Int, _ centre: SIMD3<Double>) -> Void) {
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx { body(grid.index(x: x, y: y, z: z), grid.centre(x: x, y: y, z: z)) }
      }
    }
  }

  func fill(_ name: Name, _ value: (SIMD3<Double>) -> Double) {
    let field = pointer(name)
    forEach { voxel, centre in field[voxel] = value(centre) }
  }

  /// Random numbers of a linear congruential generator, 0 to 1.
  func fillRandomly(_ name: Name, seed: UInt64, _ shape: (Double) -> Double) {
    var state = seed
    fill(name) { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return shape(Double(state >> 11) * 0x1p-53)
    }
  }

  func prepare(walls: InteriorWalls = .none) { solver.setConductivity(pointer(.kappa), walls: walls) }

  /// Solves a step or, without a length, the steady state.
  @discardableResult
  func solve(_ step: Double = .infinity, tolerance: Double = 1e-12) throws -> SolveReport {
    try solver.solve(
      DiffusionProblem(
        name: "test", diffusivity: diffusivity, timeStep: step, capacity: pointer(.fluid),
        amount: pointer(.amount), loss: pointer(.loss), source: pointer(.source), sides: sides,
        tolerance: tolerance),
      concentration: pointer(.concentration))
  }

  /// One step in flux form: c ← c + Δt (∇·Dκ∇c* + b − a c*)/φ, as the model takes it.
  func advance(_ step: Double, tolerance: Double = 1e-10) throws {
    let (fluid, amount, c) = (pointer(.fluid), pointer(.amount), pointer(.concentration))
    forEach { voxel, _ in amount[voxel] = fluid[voxel] * c[voxel] }
    try solve(step, tolerance: tolerance)
    let rate = pointer(.rate)
    _ = solver.netTransport(of: c, diffusivity: diffusivity, sides: sides, into: rate)
    let (loss, source) = (pointer(.loss), pointer(.source))
    forEach { voxel, _ in
      let change = rate[voxel] + source[voxel] - loss[voxel] * c[voxel]
      c[voxel] = (amount[voxel] + step * change) / fluid[voxel]
    }
  }

  func largestDifference(from exact: (SIMD3<Double>) -> Double) -> Double {
    let c = pointer(.concentration)
    var worst = 0.0
    forEach { voxel, centre in worst = max(worst, abs(c[voxel] - exact(centre))) }
    return worst
  }
}

extension TransportCase {
  /// Makes the loss of voxel (3, 2, 0) negative: an attempt to step must refuse it by name and place.
  func expectRefusalOfNegativeLoss(_ attempt: () throws -> Void) throws {
    pointer(.loss)[grid.index(x: 3, y: 2, z: 0)] = -1
    let error = try #require(throws: TransportError.self) { try attempt() }
    #expect(error.voxel == SIMD3(3, 2, 0))
    #expect(
      error.description
        == "diffusion of test: the rate of loss must be ≥ 0 and finite (got -1.0 1/s) in voxel (3, 2, 0)")
  }
}
