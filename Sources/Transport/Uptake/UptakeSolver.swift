import Fields
import Parallelism

/// Implicit steps of substances that cells give off and take up, such as signals.
///
/// Backward Euler on the whole grid, without splitting the directions or the reactions off: first order in time, second in
/// space, and the steady state of production, decay, uptake and diffusion is a fixed point of a step of any length. A step
/// spreads over a few voxels only, so that half-sweeps over red and black voxels with Chebyshev's factors (G. H. Golub,
/// R. S. Varga, Numer. Math. 3 (1961) 147–168) reach the tolerance in less time than a cycle of multigrid takes; their
/// number follows from a bound on the spectrum (Gershgorin), and the residual is computed afterwards in double precision.
/// Where a step is so long that they would be too many, `DiffusionSolver` solves it.
///
/// No amount falls below zero, and what is booked is what was done. With r the residual of an iterate c and m = φ/Δt + u + kφ
/// the iterate z = max(c − δ, 0) has no negative residual for δ = max(−r/m): subtracting δ adds δm, since fluxes do not see a
/// constant, and the larger of two functions without negative residual has none either, the operator being an M-matrix. Then
/// what the fluxes of z bring and take leaves at least (φ + Δt(u + kφ)) z ≥ 0 in a voxel, from which losses are taken, at
/// most all. Where c > δ, which is everywhere but where the substance is all but absent, those are the fluxes of c.
package final class UptakeSolver {
  let unsplit: DiffusionSolver
  let lattice: Lattice
  let workers: Workers
  let layout: RedBlackLayout
  let system: RedBlackSystem
  let loss: AlignedBuffer<Double>
  let factors: AlignedBuffer<Float>
  let norms: UnsafeMutablePointer<UptakeNorms>
  let given, taken, decayed: OrderedSum
  var job: UptakeKernels
  var outcome = Outcome.running
  /// Half-sweeps of a solve at most; beyond, multigrid is quicker.
  static let mostHalfSweeps = 512
  /// Rounds of half-sweeps between residuals in double precision, at most.
  static let mostRounds = 4
  private let singles: AlignedBuffer<Float>
  private var task = Task.settle

  /// Where a solve stands.
  enum Outcome {
    case running, unsound
    case done(UptakeNorms, size: Double, halfSweeps: Int)
    case tooLong(halfSweeps: Int)
  }

  /// A solver beside `unsplit`, whose conductivity and walls it takes over with `takeConductivity()`.
  package init(unsplit: DiffusionSolver) {
    self.unsplit = unsplit
    lattice = unsplit.lattice
    workers = unsplit.workers
    let layout = RedBlackLayout(unsplit.lattice)
    self.layout = layout
    let pitch = layout.storageCount + 2 * layout.margin
    singles = AlignedBuffer(count: 6 * pitch)
    let first = singles.pointer + layout.margin
    system = RedBlackSystem(
      layout: layout, x: first, row: first + pitch, plane: first + 2 * pitch, inverse: first + 3 * pitch,
      rhs: first + 4 * pitch, unknown: first + 5 * pitch)
    loss = AlignedBuffer(count: lattice.storageCount)
    factors = AlignedBuffer(count: UptakeSolver.mostHalfSweeps)
    job = UptakeKernels(solver: unsplit, loss: loss.pointer)
    norms = .allocate(capacity: lattice.planes)
    norms.initialize(repeating: UptakeNorms(), count: lattice.planes)
    given = OrderedSum(planes: lattice.planes)
    taken = OrderedSum(planes: lattice.planes)
    decayed = OrderedSum(planes: lattice.planes)
  }

  deinit {
    norms.deallocate()
  }

  /// Takes over the conductivity and the walls that the unsplit solver has at this moment.
  package func takeConductivity() {
    perform(.takeConductivity)
  }

  /// Takes a step: brings amounts and concentrations up to its end. They are left alone when an error is thrown.
  ///
  /// - Throws: `TransportError` when a number has no meaning, or the solution does not arrive.
  package func advance(_ problem: UptakeProblem) throws -> UptakeReport {
    let equation = equation(of: problem)
    try unsplit.check(equation)
    guard problem.decay >= 0 && problem.decay < .infinity, problem.timeStep < .infinity else {
      throw TransportError(
        solute: problem.name, voxel: nil,
        problem: problem.timeStep < .infinity ? .loss(problem.decay) : .timeStep(problem.timeStep))
    }
    job.take(problem)
    outcome = .running
    perform(.approach)
    var iterations = 0
    if case .unsound = outcome { throw fault(in: problem, equation) }
    if case .tooLong = outcome {
      perform(.formLoss)
      iterations = try unsplit.solve(equation, concentration: problem.concentration).iterations
      perform(.measure)
    }
    guard case .done(let norms, let size, let halfSweeps) = outcome else {
      throw fault(in: problem, equation)
    }
    job.shift = norms.shift(size: size)
    perform(.settle)
    let volume = unsplit.grid.voxelVolume
    return UptakeReport(
      given: given.total * volume * problem.timeStep, taken: taken.total * volume,
      decayed: decayed.total * volume,
      sweeps: (halfSweeps + 1) / 2, iterations: iterations)
  }

  /// The problem as the unsplit solver knows it; its loss is filled in where it is called.
  private func equation(of problem: UptakeProblem) -> DiffusionProblem {
    DiffusionProblem(
      name: problem.name, diffusivity: problem.diffusivity, timeStep: problem.timeStep,
      capacity: problem.capacity, amount: problem.amount, loss: loss.pointer, source: problem.source,
      sides: .closed, tolerance: problem.tolerance)
  }

  /// The first number that is not allowed. Decay may hide a negative uptake, so that uptake alone is looked at.
  private func fault(in problem: UptakeProblem, _ equation: DiffusionProblem) -> TransportError {
    var equation = equation
    equation.loss = problem.uptake
    return unsplit.fault(in: equation, problem.concentration)
  }

  /// What all workers do together.
  private enum Task { case takeConductivity, approach, formLoss, measure, settle }

  private func perform(_ task: Task) {
    self.task = task
    workers.run(UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())) { context, worker in
      let solver = Unmanaged<UptakeSolver>.fromOpaque(context).takeUnretainedValue()
      switch solver.task {
      case .takeConductivity: solver.splitConductances(worker)
      case .approach: solver.approach(worker)
      case .formLoss: for plane in solver.planes(of: worker) { solver.job.formLoss(plane) }
      case .measure: solver.measureAgain(worker)
      case .settle: solver.settle(worker)
      }
    }
  }

  private func splitConductances(_ worker: Int) {
    let (x, row, before) = (
      unsplit.conductances.x.pointer, unsplit.conductances.row.pointer, unsplit.conductances.plane.pointer
    )
    for plane in planes(of: worker) {
      system.split(plane, into: system.x) { load(x, $0) }
      system.split(plane, into: system.row) { load(row, $0) }
      system.split(plane, into: system.plane) { load(before, $0) }
    }
  }

  /// The planes that a worker cares for.
  func planes(of worker: Int) -> Range<Int> { workers.planes(of: worker, among: lattice.planes) }
}
