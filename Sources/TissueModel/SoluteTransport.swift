import Fields
import Parallelism
import Transport

/// Moves solutes through the tissue and across vessel walls for one step of
/// ∂(φc)/∂t = ∇·(D κ ∇c) + f E (c_plasma − c) − a c + b, κ = φ/λ²; with an interstitial flow w, −∇·(w c) comes to it and
/// every step is taken by backward Euler on the whole grid at once.
///
/// A step over which a solute diffuses through a few voxels only is taken by the line solver, of second order; a longer
/// one, and one that is solved together with minerals or enzymes, by backward Euler on the whole grid at once. After
/// that solve the rate of change of every voxel is taken from the face fluxes, exchange, sinks and sources of the
/// iterate, so that amounts are conserved to round-off at any solver tolerance.
final class SoluteTransport {
  private let grid: Grid
  private let workers: Workers
  private let solver: DiffusionSolver
  private let line: LineSolver
  private let walls: InteriorWalls
  /// Diffusivity that wall permeabilities are stated for [µm²/s].
  private let referenceDiffusivity: Double
  private let conductivity: FieldSet
  private let loss: FieldSet
  /// Source of the solute at hand, and its concentration as the line solver moves it.
  private let source: FieldSet
  private let voxels: VoxelLoops
  private let tolerance: Double
  /// Whether the solver's conductivity is that of healthy tissue.
  private var isHealthy = false
  /// Whether the line solver has the conductivity and fluid fractions of the step.
  private var isLineReady = false
  /// Solutes of the step whose rate of change the line solver has left, and those that stood still.
  private var isSettled, isStill: [Bool]
  /// Passes up to which the line solver is taken: measured, a pass costs about as much as half an iteration of the other
  /// solver, which needs two at least wherever anything moves.
  private static let mostPasses = 2
  /// Relative tolerance of a steady state: a start that is to stand still for years of steps.
  private static let steadyTolerance = 1e-13
  /// Concentration of the iterate, by which plasma is exchanged [mM of water], `[solute][z][y][x]`.
  let concentration: FieldSet
  /// Rate of change of amounts by all but minerals [mM of tissue per s], `[solute][z][y][x]`.
  let rate: FieldSet
  /// Fluid fraction of the iterate, `[z][y][x]`.
  let capacity: FieldSet
  /// What enzymes make and split of pyrophosphate.
  let turnover: PyrophosphateTurnover
  /// How solutes of other classes pass walls.
  let wallExchange: WallExchange
  /// The interstitial flow; nil in fluid at rest.
  let flow: FlowExchange?
  private let advection: AdvectionSolver?
  /// Iterations of the linear solver since the start of the run.
  private(set) var iterations = 0

  init(
    tissue: Tissue, walls: InteriorWalls, referenceDiffusivity: Double, tolerance: Double,
    flow settings: FlowSettings?, workers: Workers
  ) {
    grid = tissue.anatomy.grid
    self.workers = workers
    self.walls = walls
    self.referenceDiffusivity = referenceDiffusivity
    self.tolerance = tolerance
    solver = DiffusionSolver(grid: grid, workers: workers)
    line = LineSolver(unsplit: solver)
    isSettled = Array(repeating: false, count: tissue.solutes.count)
    isStill = isSettled
    conductivity = FieldSet(grid: grid, count: 1)
    loss = FieldSet(grid: grid, count: 1)
    source = FieldSet(grid: grid, count: 2)
    voxels = VoxelLoops(grid: grid, workers: workers)
    concentration = FieldSet(grid: grid, count: tissue.solutes.count)
    rate = FieldSet(grid: grid, count: tissue.solutes.count)
    capacity = FieldSet(grid: grid, count: 1)
    turnover = PyrophosphateTurnover(anatomy: tissue.anatomy)
    wallExchange = WallExchange(anatomy: tissue.anatomy, solutes: tissue.solutes)
    flow = settings.map {
      FlowExchange(
        flow: InterstitialFlow(anatomy: tissue.anatomy, settings: $0, workers: workers), tissue: tissue)
    }
    advection = flow.map { [solver] in AdvectionSolver(diffusion: solver, flow: $0.flow.faces) }
  }

  /// Begins a step: κ from the pore space, flow from pores and walls, concentrations from the amounts.
  /// - Parameter hasMineral: whether there is mineral; where every pore is as wide as in health, κ need not be formed anew.
  func begin(with tissue: Tissue, under conditions: Conditions, hasMineral: Bool) throws {
    let isChanged = hasMineral || tissue.isRemodelled
    let isOther = isChanged || !isHealthy
    if isOther { formConductivity(of: tissue) }
    if let flow, try flow.update(tissue, with: conditions) || isOther { advection?.invalidate() }
    isHealthy = !isChanged
    isLineReady = false
    capacity.copyValues(from: tissue.fluid)
    let fluid = tissue.fluid.pointer(0)
    for solute in tissue.solutes.indices {
      let amount = tissue.amounts.pointer(solute)
      let value = concentration.pointer(solute)
      forEachVoxel { voxel in value[voxel] = amount[voxel] / fluid[voxel] }
    }
  }

  private func formConductivity(of tissue: Tissue) {
    let kappa = conductivity.pointer(0)
    if tissue.isRemodelled {
      forEachVoxel { kappa[$0] = tissue.conductivity($0, for: .ion) }
      solver.setConductivity(kappa, walls: walls)
      return
    }
    let fluid = tissue.fluid.pointer(0)
    let healthy = tissue.anatomy.healthyFluid
    let tortuosity = tissue.anatomy.squaredTortuosity
    healthy.withUnsafeBufferPointer { healthy in
      tortuosity.withUnsafeBufferPointer { tortuosity in
        forEachVoxel { voxel in
          kappa[voxel] = Pore.conductivity(
            fluid: fluid[voxel], healthyFluid: healthy[voxel], squaredTortuosity: tortuosity[voxel])
        }
      }
    }
    solver.setConductivity(kappa, walls: walls)
  }

  /// Solves one solute; where enzymes split it, with one tangent of their law after the other.
  /// - Parameters:
  ///   - solute: index of the solute.
  ///   - tissue: the state at the start of the step.
  ///   - sources: conditions of the step.
  ///   - active: mineral voxels, or nil where the solute takes no part.
  ///   - key: the solute that carries the linearised uptake.
  ///   - seconds: step [s]; infinite for the steady state.
  func solve(
    _ solute: Int, of tissue: Tissue, with sources: SoluteSources, active: ActiveVoxels?, key: Int = 0,
    over seconds: Double
  ) throws {
    try solveOnce(solute, of: tissue, with: sources, active: active, key: key, over: seconds)
    guard sources.roles[solute].isPyrophosphate else { return }
    let value = concentration.pointer(solute)
    var tangents = 1
    while total({ turnover.isCurved($0, at: value[$0]) ? 1 : 0 }) > 0 {
      let surplus = SimulationError("PPi has no steady state: more is made than alkaline phosphatase splits")
      guard tangents < PyrophosphateTurnover.mostTangents else { throw surplus }
      do {
        try solveOnce(solute, of: tissue, with: sources, active: active, key: key, over: seconds)
      } catch  where !seconds.isFinite {
        // The first tangent was solved; a later one is flat only where the iterates grow without bound.
        throw surplus
      }
      tangents += 1
    }
    let fluid = capacity.pointer(0)
    forEachPlane { turnover.record(in: $0, at: value, capacity: fluid) }
  }

  private func solveOnce(
    _ solute: Int, of tissue: Tissue, with sources: SoluteSources, active: ActiveVoxels?, key: Int,
    over seconds: Double
  ) throws {
    let lossField = loss.pointer(0)
    let sourceField = source.pointer(0)
    let (start, fluid) = (concentration.pointer(solute), capacity.pointer(0))
    forEachPlane { voxels in
      sources.write(
        solute, in: voxels, at: start, loss: lossField, source: sourceField, capacity: fluid)
    }
    if let active {
      include(
        active, in: solute, key: key, of: tissue, over: seconds, loss: lossField, source: sourceField)
    }
    let problem = DiffusionProblem(
      name: tissue.solutes[solute].id, diffusivity: tissue.solutes[solute].diffusivity, timeStep: seconds,
      capacity: capacity.pointer(0), amount: tissue.amounts.pointer(solute), loss: lossField,
      source: sourceField, sides: .closed,
      tolerance: seconds.isFinite ? tolerance : SoluteTransport.steadyTolerance)
    let value = concentration.pointer(solute)
    isSettled[solute] = false
    isStill[solute] = false
    if let advection {
      iterations += try advection.solve(problem, concentration: value).iterations
    } else if active == nil && !sources.roles[solute].isPyrophosphate && isShort(problem) {
      // A solute that stands still is left alone.
      isStill[solute] = try solver.isSolved(problem, by: value)
      if !isStill[solute] { try moveAlongLines(solute, problem) }
    } else {
      iterations += try solver.solve(problem, concentration: value).iterations
    }
  }

  /// Whether a step is so short that the line solver takes it for less.
  private func isShort(_ problem: DiffusionProblem) -> Bool {
    guard problem.timeStep.isFinite else { return false }
    if !isLineReady {
      let step = problem.timeStep * problem.diffusivity / (grid.smallestSpacing * grid.smallestSpacing)
      guard step < SoluteTransport.longestLineStep else { return false }
      line.setCapacity(capacity.pointer(0))
      isLineReady = true
    }
    let passes = line.passes(
      diffusivity: problem.diffusivity, sides: problem.sides, over: problem.timeStep)
    return passes.map { $0 <= SoluteTransport.mostPasses } ?? false
  }

  /// D·Δt/h² in water from which no tissue is examined for the line solver: two passes have a stiffness D·Δt/(λ²h²) of 7,
  /// and λ² reaches 9 where nine tenths of a pore with λ = 2 are filled.
  private static let longestLineStep = 64.0

  /// Takes a step by the line solver: its mean stands for the iterate, and what it changed is the rate.
  private func moveAlongLines(_ solute: Int, _ problem: DiffusionProblem) throws {
    let (value, change) = (concentration.pointer(solute), rate.pointer(solute))
    let moved = source.pointer(1)
    moved.update(from: value, count: grid.storageCount)
    let report = try line.advance(
      [
        LineSolute(
          name: problem.name, diffusivity: problem.diffusivity, concentration: moved, mean: value,
          loss: problem.loss, source: problem.source, sides: problem.sides)
      ], over: problem.timeStep)
    let (fluid, amount) = (capacity.pointer(0), problem.amount)
    if report.unsettledVoxels > 0 {
      // Too sharp for it: some voxels would leave the range of the maximum principle.
      forEachVoxel { value[$0] = amount[$0] / fluid[$0] }
      iterations += try solver.solve(problem, concentration: value).iterations
      return
    }
    forEachVoxel { change[$0] = (fluid[$0] * moved[$0] - amount[$0]) / problem.timeStep }
    isSettled[solute] = true
  }

  /// Turns the iterate of a solute into its rate of change by all but minerals.
  func settle(_ solute: Int, of tissue: Tissue, with sources: SoluteSources) {
    if isSettled[solute] { return }
    let (value, change) = (concentration.pointer(solute), rate.pointer(solute))
    let diffusivity = tissue.solutes[solute].diffusivity
    if let advection {
      advection.netTransport(of: value, diffusivity: diffusivity, into: change)
    } else {
      _ = solver.netTransport(of: value, diffusivity: diffusivity, sides: .closed, into: change)
    }
    forEachPlane { sources.add(solute, in: $0, to: change, at: value) }
  }

  /// Estimated local error of a settled solute that no mineral takes up, relative to what the tissue holds of it: ½ Δt |ċ − ċ′|,
  /// the leading term of backward Euler, with the rates of this step and of the last one, summed over the voxels.
  ///
  /// None where the line solver has taken the step, which is of second order, nor for the balance of acid, whose total may
  /// be zero.
  func localError(of solute: Int, in tissue: Tissue, over seconds: Double) -> Double {
    if isSettled[solute] || isStill[solute] || tissue.solutes[solute].isAcidity { return 0 }
    let (now, last) = (rate.pointer(solute), tissue.soluteRates.pointer(solute))
    let amount = tissue.amounts.pointer(solute)
    let held = total { abs(amount[$0]) }
    return held > 0 ? 0.5 * seconds * total { abs(now[$0] - last[$0]) } / held : 0
  }

  /// Puts the minerals' uptake into a solve.
  ///
  /// The key solute carries the linearised uptake ``ActiveVoxels/steepness``; every other one is taken up as the
  /// key's solution predicts.
  private func include(
    _ active: ActiveVoxels, in solute: Int, key: Int, of tissue: Tissue, over seconds: Double,
    loss: UnsafeMutablePointer<Double>, source: UnsafeMutablePointer<Double>
  ) {
    for place in 0..<active.count {
      let voxel = active.voxels[place]
      var uptake = 0.0
      for mineral in tissue.minerals.indices {
        let at = mineral * active.stride + place
        uptake +=
          tissue.stoichiometry[mineral][solute] * (solute == key ? active.uptake : active.predicted)[at]
      }
      source[voxel] -= uptake / seconds
      if solute == key {
        let steepness = active.steepness(at: place, key: key, of: tissue) / seconds
        loss[voxel] += steepness
        source[voxel] += steepness * active.concentration[solute * active.stride + place]
      }
    }
  }

  /// The sum over the grid of a value per voxel, in plane order.
  func total(_ value: (_ voxel: Int) -> Double) -> Double { voxels.total(value) }

  /// Runs a body over the voxels of every plane, padding included, planes shared among the workers.
  private func forEachPlane(_ body: (_ voxels: Range<Int>) -> Void) {
    workers.forEachPlane(grid.nz) { plane, _ in
      body(plane * grid.planeStride..<(plane + 1) * grid.planeStride)
    }
  }

  /// Runs a body over every voxel, planes shared among the workers.
  func forEachVoxel(_ body: (_ voxel: Int) -> Void) { voxels.forEach(body) }
}
