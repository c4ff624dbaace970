import Fields
import Parallelism

/// Solves implicit diffusion steps and steady states on the whole grid at once, without splitting the directions.
///
/// So the steady state is a fixed point of a step of any length. Conjugate gradients (M. R. Hestenes, E. Stiefel, J. Res.
/// Nat. Bur. Stand. 49 (1952) 409–436) run on all workers; sums are ordered, so that results have the same bits for any
/// number of workers. A solve allocates nothing.
package final class DiffusionSolver {
  /// The grid.
  package let grid: Grid
  /// Iterations after which a solve gives up.
  package var iterationLimit = 500

  let lattice: Lattice
  let workers: Workers
  let conductances: FaceConductances
  let solution, residual, product, mass: AlignedBuffer<Double>
  let weight, direction: AlignedBuffer<Float>
  let multigrid: Multigrid
  let dotProduct, dotResidual, inflow: OrderedSum
  let norms: UnsafeMutablePointer<PlaneNorms>
  var system: DiffusionSystem
  /// The largest conductance [1/µm²] and, for the solute at hand, the largest coupling D·g [1/s].
  var largestConductance = 0.0
  var couplingScale = 0.0
  /// Whether the preconditioner knows the present conductances: it learns them when a solve first needs it.
  var areCouplingsShared = true
  var sides = Sides.closed
  var outcome = Outcome.running
  /// Iterations of the solve at hand at most.
  var limit = 0

  /// Where a solve stands.
  enum Outcome {
    case running
    case done(iterations: Int, ratio: Double, size: Double)
    case unsound
    case stuck(iterations: Int, ratio: Double, size: Double)
  }

  /// A solver for `grid` on `workers`, with conductivity zero until `setConductivity(_:walls:)`.
  package init(grid: Grid, workers: Workers) {
    self.grid = grid
    self.workers = workers
    lattice = Lattice(grid)
    conductances = FaceConductances(lattice: lattice)
    let (count, margin) = (lattice.storageCount, lattice.planeStride + 8)
    func field() -> AlignedBuffer<Double> { AlignedBuffer(count: count, margin: margin) }
    solution = field()
    residual = field()
    product = field()
    mass = field()
    multigrid = Multigrid(nx: lattice.nx, rows: lattice.rows, planes: lattice.planes)
    let finest = multigrid.finest
    weight = AlignedBuffer(count: count)
    direction = AlignedBuffer(count: finest.storageCount, margin: finest.margin)
    dotProduct = OrderedSum(planes: lattice.planes)
    dotResidual = OrderedSum(planes: lattice.planes)
    inflow = OrderedSum(planes: lattice.planes)
    norms = .allocate(capacity: lattice.planes)
    norms.initialize(repeating: PlaneNorms(), count: lattice.planes)
    let nothing = UnsafePointer(mass.pointer)
    system = DiffusionSystem(
      lattice: lattice, x: conductances.x.pointer, row: conductances.row.pointer,
      plane: conductances.plane.pointer, total: conductances.total.pointer, diffusivity: 0, inverseStep: 0,
      tolerance: 0, capacity: nothing, amount: nothing, loss: nothing, source: nothing)
  }

  deinit {
    norms.deallocate()
  }

  /// Sets the conductivity κ = φ/λ² ≥ 0 [1] of every voxel (layout of a field of `FieldSet`) and the interior walls.
  ///
  /// A κ that is negative or not finite is reported by the next solve.
  package func setConductivity(_ kappa: UnsafePointer<Double>, walls: InteriorWalls) {
    conductances.build(from: kappa, walls: walls, workers: workers)
    largestConductance = conductances.largest()
    areCouplingsShared = false
  }

  /// Solves `problem`. `concentration` [mM] holds the start value and then the solution, the better the first the
  /// fewer iterations; it is left alone when an error is thrown.
  ///
  /// - Throws: `TransportError` when the problem has no meaning, or is not solved within `iterationLimit`.
  package func solve(
    _ problem: DiffusionProblem, concentration: UnsafeMutablePointer<Double>
  ) throws -> SolveReport {
    try start(problem, from: concentration, limit: iterationLimit)
    let (solution, lattice) = (solution.pointer, lattice)
    switch outcome {
    case .running, .unsound:
      throw fault(in: problem, concentration)
    case .stuck(let iterations, let ratio, let size):
      workers.run { multigrid.clearIterates($0, workers) }
      throw failure(of: problem, iterations: iterations, ratio: ratio, size: size)
    case .done(let iterations, let ratio, let size):
      if iterations > 0 {
        workers.forEachPlane(lattice.planes) { plane, _ in
          (concentration + plane * lattice.planeStride).update(
            from: solution + plane * lattice.planeStride, count: lattice.planeStride)
        }
      }
      return SolveReport(iterations: iterations, residual: measure(ratio, size, problem))
    }
  }

  /// Whether `concentration` [mM] already solves `problem` to its tolerance: such a solute stands still.
  ///
  /// - Throws: `TransportError` when the problem has no meaning.
  package func isSolved(_ problem: DiffusionProblem, by concentration: UnsafeMutablePointer<Double>) throws
    -> Bool
  {
    try start(problem, from: concentration, limit: 0)
    switch outcome {
    case .running, .unsound: throw fault(in: problem, concentration)
    case .stuck: return false
    case .done: return true
    }
  }

  /// Iterates from a start value, at most `limit` times.
  private func start(
    _ problem: DiffusionProblem, from concentration: UnsafePointer<Double>, limit: Int
  ) throws {
    try check(problem)
    prepare(problem)
    self.limit = limit
    if limit > 0 && !areCouplingsShared { shareCouplings() }
    let (solution, lattice) = (solution.pointer, lattice)
    workers.forEachPlane(lattice.planes) { plane, _ in
      (solution + plane * lattice.planeStride).update(
        from: concentration + plane * lattice.planeStride, count: lattice.planeStride)
    }
    workers.run(UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())) { solver, worker in
      Unmanaged<DiffusionSolver>.fromOpaque(solver).takeUnretainedValue().iterate(worker)
    }
  }

  /// The residual in the measure of the tolerance: `ratio` is over the allowance per unit of concentration.
  func measure(_ ratio: Double, _ size: Double, _ problem: DiffusionProblem) -> Double {
    if ratio == 0 { return 0 }
    return ratio / size * max(problem.tolerance, DiffusionSystem.roundOff)
  }

  /// Everything the loops of the iteration touch.
  var kernels: GradientKernels {
    GradientKernels(
      system: system, level: multigrid.finest, solution: solution.pointer, residual: residual.pointer,
      product: product.pointer, mass: mass.pointer, weight: weight.pointer, direction: direction.pointer,
      push: Double(multigrid.steps[0].push))
  }

  /// Hands the conductances, scaled to at most one, to the preconditioner.
  private func shareCouplings() {
    areCouplingsShared = true
    guard largestConductance > 0, largestConductance < .infinity else { return }
    let (level, scale) = (multigrid.finest, 1 / largestConductance)
    for (array, faces) in [conductances.x, conductances.row, conductances.plane].enumerated() {
      let (source, target) = (faces.pointer, level.couplings + array * level.pitch)
      workers.forEachPlane(lattice.planes) { plane, _ in
        for row in 0..<lattice.rows {
          let start = plane * lattice.planeStride + row * lattice.rowStride
          let single = plane * level.planeStride + row * level.rowStride
          for x in stride(from: 0, to: lattice.rowStride, by: 8) {
            storeNarrowed(load(source, start + x) * scale, target, single + x)
          }
        }
      }
    }
    multigrid.spreadCouplings(workers)
  }

  private func prepare(_ problem: DiffusionProblem) {
    sides = problem.sides
    outcome = .running
    couplingScale = problem.diffusivity * largestConductance
    system = DiffusionSystem(
      lattice: lattice, x: conductances.x.pointer, row: conductances.row.pointer,
      plane: conductances.plane.pointer, total: conductances.total.pointer, diffusivity: problem.diffusivity,
      inverseStep: 1 / problem.timeStep, tolerance: problem.tolerance, capacity: problem.capacity,
      amount: problem.amount, loss: problem.loss, source: problem.source)
  }
}
