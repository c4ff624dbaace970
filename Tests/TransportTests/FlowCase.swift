import Fields
import Parallelism
import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A transport case in a flowing fluid.
final class FlowCase {
  let still: TransportCase
  let flow: FaceFlow
  let advection: AdvectionSolver
  private let hydraulic: DiffusionSolver
  private let conductivity: FieldSet

  init(_ nx: Int, _ ny: Int, _ nz: Int, spacing: (Double, Double, Double), threads: Int = 1) {
    still = TransportCase(nx, ny, nz, spacing: spacing, threads: threads)
    hydraulic = DiffusionSolver(grid: still.grid, workers: Workers(count: threads))
    conductivity = FieldSet(grid: still.grid, count: 2)
    flow = FaceFlow(grid: still.grid)
    advection = AdvectionSolver(diffusion: still.solver, flow: flow)
  }

  /// Lets the fluid flow down a pressure [mmHg] through tissue of K = 1 µm²/(s mmHg).
  func push(_ pressure: (SIMD3<Double>) -> Double) {
    let (kappa, values) = (conductivity.pointer(0), conductivity.pointer(1))
    still.forEach { voxel, centre in (kappa[voxel], values[voxel]) = (1, pressure(centre)) }
    hydraulic.setConductivity(kappa, walls: .none)
    flow.take(pressure: values, from: hydraulic)
    advection.invalidate()
  }

  @discardableResult
  func solve(_ step: Double = .infinity, tolerance: Double = 1e-12) throws -> SolveReport {
    try advection.solve(
      DiffusionProblem(
        name: "test", diffusivity: still.diffusivity, timeStep: step, capacity: still.pointer(.fluid),
        amount: still.pointer(.amount), loss: still.pointer(.loss), source: still.pointer(.source),
        tolerance: tolerance), concentration: still.pointer(.concentration))
  }

  /// One step in flux form, as the model takes it.
  func advance(_ step: Double, tolerance: Double = 1e-10) throws {
    let (fluid, amount, c) = (
      still.pointer(.fluid), still.pointer(.amount), still.pointer(.concentration)
    )
    still.forEach { voxel, _ in amount[voxel] = fluid[voxel] * c[voxel] }
    try solve(step, tolerance: tolerance)
    let (rate, loss, source) = (still.pointer(.rate), still.pointer(.loss), still.pointer(.source))
    advection.netTransport(of: c, diffusivity: still.diffusivity, into: rate)
    still.forEach { voxel, _ in
      let change = rate[voxel] + source[voxel] - loss[voxel] * c[voxel]
      c[voxel] = (amount[voxel] + step * change) / fluid[voxel]
    }
  }

  /// Holds the first and the last voxel along x at given values, by a loss so fast that nothing else counts.
  func holdEnds(_ exact: (Double) -> Double, strength: Double = 1e10) {
    let (grid, loss, source) = (still.grid, still.pointer(.loss), still.pointer(.source))
    for x in [0, grid.nx - 1] {
      let voxel = grid.index(x: x, y: 0, z: 0)
      loss[voxel] = strength
      source[voxel] = strength * exact(grid.centre(x: x, y: 0, z: 0).x)
    }
  }
}
