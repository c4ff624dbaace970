import Parallelism

extension DiffusionSolver {
  /// Conjugate gradients as each worker runs them: its own planes, and the same decisions as all others.
  func iterate(_ worker: Int) {
    let planes = workers.planes(of: worker, among: lattice.planes)
    let kernels = kernels
    var iterations = 0
    var size = 0.0
    while true {
      for plane in planes { findResidual(plane, kernels.system) }
      workers.meet()
      let state = collectNorms()
      size = max(size, state.size)
      if !state.isSound { return finish(.unsound, worker) }
      if state.ratio <= size {
        return finish(.done(iterations: iterations, ratio: state.ratio, size: size), worker)
      }
      if iterations >= iterationLimit {
        return finish(.stuck(iterations: iterations, ratio: state.ratio, size: size), worker)
      }
      if iterations == 0 {
        for plane in planes { formMass(plane, kernels) }
        workers.meet()
        if couplingScale > 0 { multigrid.takeMass(worker, workers) }
      }
      if couplingScale == 0 {
        for plane in planes { kernels.settle(plane) }
        iterations += 1
        workers.meet()
      } else if !descend(
        worker, planes, kernels, scale: 1 / state.residual, size: size, iterations: &iterations)
      {
        iterations = iterationLimit
      }
      // Nobody may write new norms before all have read the last ones.
      workers.meet()
    }
  }

  /// Iterates from the present residual until its recursion meets the tolerance; false when it breaks down.
  private func descend(
    _ worker: Int, _ planes: Range<Int>, _ kernels: GradientKernels, scale: Double, size: Double,
    iterations: inout Int
  ) -> Bool {
    for plane in planes { kernels.begin(plane, scale: scale) }
    workers.meet()
    var last = 0.0
    while iterations < iterationLimit {
      multigrid.cycle(worker, workers) { dotResidual[$0] = $1 }
      let new = dotResidual.total
      if !(new > 0 && new < .infinity) { return false }
      let beta = last == 0 ? 0 : new / last
      last = new
      for plane in planes { kernels.turn(plane, beta: beta) }
      workers.meet()
      for plane in planes { dotProduct[plane] = kernels.apply(plane) }
      workers.meet()
      let curvature = dotProduct.total
      if !(curvature > 0 && curvature < .infinity) { return false }
      /// The preconditioner saw the residual times `scale`, so that its scalar products are larger by that.
      let alpha = new / scale / curvature
      iterations += 1
      for plane in planes { norms[plane] = kernels.move(plane, alpha: alpha, scale: scale) }
      workers.meet()
      let state = collectNorms()
      if state.ratio <= 0.9 * max(size, state.size) { return true }
    }
    return true
  }

  private func finish(_ outcome: Outcome, _ worker: Int) {
    if worker == 0 { self.outcome = outcome }
  }

  private func collectNorms() -> PlaneNorms {
    var result = PlaneNorms()
    for plane in 0..<lattice.planes {
      result.ratio = max(result.ratio, norms[plane].ratio)
      result.size = max(result.size, norms[plane].size)
      result.residual = max(result.residual, norms[plane].residual)
      if !norms[plane].isSound { result.isSound = false }
    }
    return result
  }

  /// The residual of the present solution in one plane, the sides included, and its norms.
  private func findResidual(_ plane: Int, _ system: DiffusionSystem) {
    let (c, r) = (solution.pointer, residual.pointer)
    DiffusionKernels.residual(of: c, plane: plane, system, into: r)
    _ = addSides(sides, diffusivity: system.diffusivity, plane: plane, of: c, to: r)
    norms[plane] = DiffusionKernels.norms(of: r, c, plane: plane, system)
  }

  /// What multiplies c besides the faces between voxels, for the gradients and for the preconditioner.
  private func formMass(_ plane: Int, _ kernels: GradientKernels) {
    let (mass, weight, system) = (kernels.mass, kernels.weight, kernels.system)
    let stride = lattice.planeStride
    for i in Swift.stride(from: plane * stride, to: (plane + 1) * stride, by: 8) {
      store(load(system.capacity, i) * system.inverseStep + load(system.loss, i), mass, i)
      let allowance = DiffusionKernels.allowance(system, at: i)
      let floor = Vector(repeating: 1e-36)
      storeNarrowed(1 / larger(allowance, floor), weight, i)
    }
    for side in 0..<6 {
      guard lattice.boundary(side, of: sides).isHeld else { continue }
      let faces = conductances.sides[side].pointer
      lattice.forEachFace(on: side, of: plane) { voxel, face in
        mass[voxel] += system.diffusivity * faces[face]
      }
    }
    if couplingScale == 0 { return }
    let (level, ceiling) = (kernels.level, Vector(repeating: 1e30))
    for row in 0..<lattice.rows {
      let start = plane * stride + row * lattice.rowStride
      let single = plane * level.planeStride + row * level.rowStride
      for x in Swift.stride(from: 0, to: lattice.rowStride, by: 8) {
        let scaled = load(mass, start + x) / couplingScale
        storeNarrowed(scaled.replacing(with: ceiling, where: scaled .> ceiling), level.mass, single + x)
      }
    }
  }
}
