import Fields
import Foundation
import Parallelism
import Testing
import Transport

/// Sets of more than 2³¹ values: places beyond what 32 bits can count.
///
/// Only the last of the set's fields is ever touched, so that the test needs memory for one field and the solvers: about
/// 10 GB.
struct LargeFieldTests {
  private static let isThorough = ProcessInfo.processInfo.environment["CALCINOSE_TEST_ALL"] == "1"

  private static let tolerance = 1e-12

  /// The last of thirty solutes, with a cosine along x that is the same on every row, moves as it does alone on a few rows.
  @Test(.enabled(if: isThorough))
  func theLastOfThirtySolutesMovesAsOneAlone() throws {
    let small = try Self.moved(Grid(nx: 416, ny: 8, nz: 8, spacing: (10, 10, 10)), solutes: 1)
    let grid = Grid(nx: 416, ny: 416, nz: 416, spacing: (10, 10, 10))
    #expect(grid.storageCount * 30 > 1 << 31)
    let large = try Self.moved(grid, solutes: 30)
    for (a, b) in zip(small, large) {
      // Each is solved to the tolerance, of amounts up to 1.5; before that nothing but round-off differs.
      #expect(abs(a - b) < 2 * 1.5 * Self.tolerance)
    }
  }

  /// The row in the far corner after a step along lines and one on the whole grid.
  private static func moved(_ grid: Grid, solutes: Int) throws -> [Double] {
    let fields = FieldSet(grid: grid, count: solutes)
    let c = fields.pointer(solutes - 1)
    let solver = DiffusionSolver(grid: grid, workers: Workers(count: 2))
    let even = FieldSet(grid: grid, count: 3)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let voxel = grid.index(x: x, y: y, z: z)
          c[voxel] = 1 + 0.5 * cos(Double.pi * (Double(x) + 0.5) / Double(grid.nx))
          even[0, voxel] = 1
        }
      }
    }
    solver.setConductivity(even.pointer(0), walls: .none)
    let line = LineSolver(unsplit: solver)
    line.setCapacity(even.pointer(0))
    _ = try line.advance([LineSolute(name: "test", diffusivity: 1000, concentration: c)], over: 0.1)
    let amount = even.pointer(1)
    amount.update(from: c, count: grid.storageCount)
    _ = try solver.solve(
      DiffusionProblem(
        name: "test", diffusivity: 1000, timeStep: 1, capacity: even.pointer(0), amount: amount,
        loss: even.pointer(2), source: even.pointer(2), sides: .closed, tolerance: tolerance),
      concentration: c)
    let corner = grid.index(x: 0, y: grid.ny - 1, z: grid.nz - 1)
    return (0..<grid.nx).map { c[corner + $0] }
  }
}
