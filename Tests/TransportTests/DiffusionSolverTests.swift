import Fields
import Parallelism
import Testing
import Transport

@Suite struct DiffusionSolverTests {
  @Test func threeLayersAreExact() throws {
    // D 1 / 0.1 / 1 on [0, 2.5) [2.5, 7.5) [7.5, 10], c(0) = 0, flux 1 in at the right; steady: x, 10x − 22.5, x + 45.
    // The solution is piecewise linear with kinks on faces, so the values at centres are exact: what remains is
    // round-off, ε·55 times the condition of the matrix (about 40²·10).
    let grid = Grid(nx: 40, ny: 1, nz: 1, spacing: (0.25, 1, 1))
    let fields = FieldSet(grid: grid, count: 4)
    for x in 0..<40 { fields[0, x] = x >= 10 && x < 30 ? 0.1 : 1 }
    let solver = DiffusionSolver(grid: grid, workers: Workers(count: 1))
    solver.setConductivity(fields.pointer(0), walls: .none)
    let report = try solver.solve(
      DiffusionProblem(
        name: "layers", diffusivity: 1, timeStep: .infinity, capacity: fields.pointer(0),
        amount: fields.pointer(1),
        loss: fields.pointer(1), source: fields.pointer(1), sides: Sides(xLow: .value(0), xHigh: .flux(1)),
        tolerance: 0),
      concentration: fields.pointer(2))
    for i in 0..<40 {
      let x = grid.centre(x: i, y: 0, z: 0).x
      let exact = x < 2.5 ? x : x < 7.5 ? 10 * x - 22.5 : x + 45
      #expect(abs(fields[2, i] - exact) < 1e-10)
    }
    #expect(report.iterations > 0)
    let inflow = solver.netTransport(
      of: fields.pointer(2), diffusivity: 1, sides: Sides(xLow: .value(0), xHigh: .flux(1)),
      into: fields.pointer(3))
    #expect(abs(inflow) < 1e-10)
  }
}
