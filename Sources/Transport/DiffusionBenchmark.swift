import Fields
import Parallelism

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Times implicit steps of diffusion beside the memory bandwidth of the same threads, and checks them.
///
/// The case is the decay of a cosine along x in a closed box: c = 1 + e^(−D(π/L)²t) cos(πx/L), with D·Δt/h² of 10 unless
/// another is asked for; then for the line solver in heterogeneous tissue 3, the longest step that it takes in one pass
/// there.
package struct DiffusionBenchmark {
  /// What was measured in one tissue.
  package struct Result: Equatable, Sendable {
    /// Time per voxel, solute and step, median over the steps [ns].
    package let nanoseconds: Double
    /// Iterations of conjugate gradients, or passes of the line solver, per solute and step, mean.
    package let iterations: Double
    /// Memory traffic of the solver's arrays in the main grid [GB/s]; see ``bytesPerIteration``, ``bytesPerPass(isHeterogeneous:)``.
    package let gigabytesPerSecond: Double
    /// That traffic as a share of the triad's bandwidth.
    package let triadFraction: Double
    /// Largest error after the last step over the largest deviation from the mean at the start; nil without exact solution.
    package let relativeError: Double?
    /// Σ (1 + (x + y + z) mod 7) c over all voxels and solutes after the last step, by which two builds can be compared [mM].
    package let checksum: Double
  }

  /// Bytes that an iteration moves per voxel: the product with the operator (6 doubles), the moves of solution,
  /// residual and direction (8½ doubles), and the cycle's smoothing of the finest grid in single precision (8
  /// floats per sweep, the coarser grids another seventh).
  package static let bytesPerIteration =
    6 * 8.0 + 8.5 * 8 + Double(2 * Chebyshev.count + 1) * 8 * 4 * 8 / 7

  let grid: Grid
  let solutes: Int
  let repeats: Int
  let workers: Workers
  static let diffusivity = 1000.0
  static let spacing = 10.0
  /// D·Δt/h², where one is asked for.
  package var step: Double?

  /// A benchmark of `repeats` timed steps of `solutes` solutes; counts are at least one.
  package init(nx: Int, ny: Int, nz: Int, solutes: Int, threads: Int, repeats: Int) {
    let h = DiffusionBenchmark.spacing
    grid = Grid(nx: nx, ny: ny, nz: nz, spacing: (h, h, h))
    self.solutes = solutes
    self.repeats = repeats
    workers = Workers(count: threads)
  }

  /// The bandwidth of a[i] = b[i] + s c[i] on arrays far larger than the caches, best of five [GB/s].
  package func triad() -> Double {
    let block = Grid(nx: 4096, ny: 64, nz: 32, spacing: (1, 1, 1))
    let fields = FieldSet(grid: block, count: 3)
    let (a, b, c) = (fields.pointer(0), fields.pointer(1), fields.pointer(2))
    let count = block.storageCount
    var best = Double.infinity
    for _ in 0..<6 {
      let time = DiffusionBenchmark.seconds {
        workers.forEachPlane(block.nz) { plane, _ in
          let start = plane * block.planeStride
          for i in stride(from: start, to: start + block.planeStride, by: 8) {
            store(load(b, i) + 1.5 * load(c, i), a, i)
          }
        }
      }
      best = min(best, time)
    }
    return Double(24 * count) / best * 1e-9
  }

  /// Runs one tissue: κ = 1 everywhere, or layers of 0.05 to 0.5 in blocks of four voxels.
  /// - Throws: `TransportError` when a step does not arrive.
  package func run(isHeterogeneous: Bool, triad: Double) throws -> Result {
    let amount = FieldSet(grid: grid, count: 1)
    let tissue = FieldSet(grid: grid, count: 3)
    let (fluid, kappa) = (tissue.pointer(0), tissue.pointer(1))
    let state = start(isHeterogeneous: isHeterogeneous, fluid: fluid)
    kappa.update(from: fluid, count: grid.storageCount)
    let solver = DiffusionSolver(grid: grid, workers: workers)
    solver.setConductivity(kappa, walls: .none)
    let problem = DiffusionProblem(
      name: "benchmark", diffusivity: DiffusionBenchmark.diffusivity,
      timeStep: timeStep(), capacity: fluid, amount: amount.pointer(0),
      loss: tissue.pointer(2), source: tissue.pointer(2), sides: .closed, tolerance: 1e-8)
    var times: [Double] = []
    var iterations = 0
    for _ in 0..<(repeats + 1) {
      var time = 0.0
      for solute in 0..<solutes {
        let c = state.pointer(solute)
        let q = amount.pointer(0)
        forEachVoxel { voxel, _, _, _ in q[voxel] = fluid[voxel] * c[voxel] }
        var report = SolveReport(iterations: 0, residual: 0)
        time += try DiffusionBenchmark.seconds { report = try solver.solve(problem, concentration: c) }
        iterations += report.iterations
      }
      times.append(time)
    }
    let median = times.dropFirst().sorted()[repeats / 2]
    let perSolve = Double(iterations) / Double((repeats + 1) * solutes)
    let values = Double(grid.voxelCount * solutes)
    let bandwidth = perSolve * DiffusionBenchmark.bytesPerIteration * values / median * 1e-9
    return Result(
      nanoseconds: median / values * 1e9, iterations: perSolve, gigabytesPerSecond: bandwidth,
      triadFraction: bandwidth / triad,
      relativeError: isHeterogeneous
        ? nil : error(of: state, time: Double(repeats + 1) * timeStep()), checksum: checksum(of: state))
  }

  /// The length of a step [s] where `step` leaves it to the solver with D·Δt/h² = `usual`.
  func timeStep(usual: Double = 10) -> Double {
    (step ?? usual) * DiffusionBenchmark.spacing * DiffusionBenchmark.spacing / DiffusionBenchmark.diffusivity
  }

  /// A sum over all values that tells two builds apart.
  func checksum(of state: FieldSet) -> Double {
    var sum = 0.0
    for solute in 0..<solutes {
      forEachVoxel { voxel, x, y, z in sum += Double(1 + (x + y + z) % 7) * state[solute, voxel] }
    }
    return sum
  }

  /// Fills in φ of a tissue, and returns the solutes at the start.
  func start(isHeterogeneous: Bool, fluid: UnsafeMutablePointer<Double>) -> FieldSet {
    let state = FieldSet(grid: grid, count: solutes)
    forEachVoxel { voxel, x, y, z in
      fluid[voxel] = isHeterogeneous ? [0.05, 0.15, 0.3, 0.5][(x / 4 + y / 4 + z / 4) % 4] : 1
      for solute in 0..<solutes { state[solute, voxel] = exact(x: x, time: 0) }
    }
    return state
  }

  private func exact(x: Int, time: Double) -> Double {
    let length = Double(grid.nx) * DiffusionBenchmark.spacing
    let wave = Double.pi / length
    let decay = exp(-DiffusionBenchmark.diffusivity * wave * wave * time)
    return 1 + decay * cos(wave * (Double(x) + 0.5) * DiffusionBenchmark.spacing)
  }

  /// Largest error over the largest deviation from the mean at the start.
  func error(of state: FieldSet, time: Double) -> Double {
    var worst = 0.0
    var scale = 0.0
    for x in 0..<grid.nx {
      let expected = exact(x: x, time: time)
      worst = max(worst, abs(state[0, grid.index(x: x, y: 0, z: 0)] - expected))
      scale = max(scale, abs(exact(x: x, time: 0) - 1))
    }
    return worst / scale
  }

  private func forEachVoxel(_ body: (_ voxel: Int, _ x: Int, _ y: Int, _ z: Int) -> Void) {
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx { body(grid.index(x: x, y: y, z: z), x, y, z) }
      }
    }
  }

  /// How long a piece of work takes [s].
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try body()
    let (seconds, attoseconds) = (clock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
