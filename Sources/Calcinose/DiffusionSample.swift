import Fields
import Parallelism
import Transport

/// An implicit step of diffusion through a cube of heterogeneous tissue, to be timed from outside the package.
///
/// Every ``step()`` solves the same problem from the same start: φ between 0.1 and 0.4 in layers of four voxels,
/// λ = 1.5, D·Δt/h² = 10 in free water, closed sides, relative tolerance 10⁻⁸.
public final class DiffusionSample {
  /// Voxels of the cube.
  public let voxels: Int
  /// Solutes that each step solves.
  public let solutes: Int

  private let solver: DiffusionSolver
  private let fluid, amount, nothing, concentration: FieldSet

  /// A cube of `side`³ voxels of 10 µm with `solutes` equal solutes on `threads` threads; all at least one.
  public init(side: Int, solutes: Int, threads: Int) {
    let grid = Grid(nx: side, ny: side, nz: side, spacing: (10, 10, 10))
    voxels = grid.voxelCount
    self.solutes = solutes
    solver = DiffusionSolver(grid: grid, workers: Workers(count: threads))
    fluid = FieldSet(grid: grid, count: 1)
    amount = FieldSet(grid: grid, count: 1)
    nothing = FieldSet(grid: grid, count: 1)
    concentration = FieldSet(grid: grid, count: 1)
    let conductivity = FieldSet(grid: grid, count: 1)
    for z in 0..<side {
      for y in 0..<side {
        for x in 0..<side {
          let voxel = grid.index(x: x, y: y, z: z)
          let share = [0.1, 0.2, 0.3, 0.4][(x / 4 + y / 4 + z / 4) % 4]
          fluid[0, voxel] = share
          conductivity[0, voxel] = share / 2.25
          amount[0, voxel] = share * (1 + Double((x * 7 + y * 5 + z * 3) % 16) / 16)
        }
      }
    }
    unsafe solver.setConductivity(conductivity.pointer(0), walls: .none)
  }

  /// Solves all solutes once.
  /// - Returns: iterations of the linear solver, summed over the solutes.
  /// - Throws: an error that names the solute when the solver does not arrive.
  public func step() throws -> Int {
    var iterations = 0
    for _ in 0..<solutes {
      for voxel in 0..<fluid.grid.storageCount where fluid[0, voxel] > 0 {
        concentration[0, voxel] = amount[0, voxel] / fluid[0, voxel]
      }
      let problem = unsafe DiffusionProblem(
        name: "sample", diffusivity: 1000, timeStep: 1, capacity: fluid.pointer(0),
        amount: amount.pointer(0), loss: nothing.pointer(0), source: nothing.pointer(0), sides: .closed,
        tolerance: 1e-8)
      iterations += try unsafe solver.solve(problem, concentration: concentration.pointer(0)).iterations
    }
    return iterations
  }
}
