import Parallelism

extension DiffusionSolver {
  /// Conjugate gradients as each worker runs them: its own planes, and the same decisions as all others.
  func iterate(_ worker: Int) {
    let planes = workers.planes(of: worker, among: lattice.planes)
    let system = system
    let limit = iterationLimit
    var iterations = 0
    var startSize = 0.0
    while true {
      for plane in planes { findResidual(plane, system) }
      workers.meet()
      let state = collectNorms()
      startSize = max(startSize, state.size)
      if !state.isSound { return finish(.unsound, worker) }
      if state.ratio <= startSize {
        return finish(.done(iterations: iterations, ratio: state.ratio, size: startSize), worker)
      }
      if iterations >= limit {
        return finish(.stuck(iterations: iterations, ratio: state.ratio, size: startSize), worker)
      }
      if iterations == 0 {
        for plane in planes { formDiagonal(plane, system) }
      }
      if !descend(planes, system, startSize: startSize, iterations: &iterations, limit: limit) {
        iterations = limit
      }
    }
  }

  /// Iterates from the present residual until its recursion meets the tolerance; false when it breaks down.
  private func descend(
    _ planes: Range<Int>, _ system: DiffusionSystem, startSize: Double, iterations: inout Int, limit: Int
  ) -> Bool {
    let stride = lattice.planeStride
    let (x, r, p) = (solution.pointer, residual.pointer, direction.pointer)
    let (product, mass, inverse) = (product.pointer, mass.pointer, inverseDiagonal.pointer)
    var old = 0.0
    while iterations < limit {
      for plane in planes {
        var dot = Vector()
        for i in Swift.stride(from: plane * stride, to: (plane + 1) * stride, by: 8) {
          let residual = loadAligned(r, i)
          dot = add(dot, residual, times: residual * loadAligned(inverse, i))
        }
        dotResidual[plane] = sum(dot)
      }
      workers.meet()
      let new = dotResidual.total
      if !(new > 0 && new < .infinity) { return new == 0 }
      let beta = old == 0 ? 0 : new / old
      old = new
      for plane in planes {
        for i in Swift.stride(from: plane * stride, to: (plane + 1) * stride, by: 8) {
          store(loadAligned(r, i) * loadAligned(inverse, i) + loadAligned(p, i) * beta, p, i)
        }
      }
      workers.meet()
      for plane in planes {
        dotProduct[plane] = DiffusionKernels.apply(to: p, mass: mass, plane: plane, system, into: product)
      }
      workers.meet()
      let curvature = dotProduct.total
      if !(curvature > 0 && curvature < .infinity) { return false }
      let alpha = new / curvature
      iterations += 1
      for plane in planes {
        for i in Swift.stride(from: plane * stride, to: (plane + 1) * stride, by: 8) {
          store(loadAligned(x, i) + loadAligned(p, i) * alpha, x, i)
          store(loadAligned(r, i) - loadAligned(product, i) * alpha, r, i)
        }
        norms[plane] = DiffusionKernels.norms(of: r, x, plane: plane, system)
      }
      workers.meet()
      let state = collectNorms()
      if state.ratio <= 0.9 * max(startSize, state.size) { return true }
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
      if !norms[plane].isSound { result.isSound = false }
    }
    return result
  }

  /// The residual of the present solution in one plane, the sides included, and its norms.
  private func findResidual(_ plane: Int, _ system: DiffusionSystem) {
    let (c, r) = (solution.pointer, residual.pointer)
    DiffusionKernels.residual(of: c, plane: plane, system, into: r)
    _ = addSides(boundaries, diffusivity: system.diffusivity, plane: plane, of: c, to: r)
    norms[plane] = DiffusionKernels.norms(of: r, c, plane: plane, system)
  }

  /// What multiplies c besides the faces between voxels, and the inverse of the whole diagonal.
  private func formDiagonal(_ plane: Int, _ system: DiffusionSystem) {
    let (mass, inverse) = (mass.pointer, inverseDiagonal.pointer)
    let stride = lattice.planeStride
    for i in Swift.stride(from: plane * stride, to: (plane + 1) * stride, by: 8) {
      store(load(system.capacity, i) * system.inverseStep + load(system.loss, i), mass, i)
    }
    for side in 0..<6 {
      guard case .value = boundaries[side] else { continue }
      let faces = conductances.sides[side].pointer
      lattice.forEachFace(on: side, of: plane) { voxel, face in
        mass[voxel] += system.diffusivity * faces[face]
      }
    }
    for i in Swift.stride(from: plane * stride, to: (plane + 1) * stride, by: 8) {
      let diagonal = loadAligned(mass, i) + loadAligned(system.total, i) * system.diffusivity
      let isEmpty = diagonal .== 0
      store((1 / diagonal.replacing(with: 1, where: isEmpty)).replacing(with: 0, where: isEmpty), inverse, i)
    }
  }
}
