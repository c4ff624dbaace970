extension DiffusionSolver {
  /// Refuses numbers that mean nothing.
  func check(_ problem: DiffusionProblem) throws {
    func refuse(_ what: TransportError.Problem) -> TransportError {
      TransportError(solute: problem.name, voxel: nil, problem: what)
    }
    if let (voxel, value) = conductances.firstFault {
      throw TransportError(solute: problem.name, voxel: place(of: voxel), problem: .conductivity(value))
    }
    let diffusivity = problem.diffusivity
    guard diffusivity >= 0 && diffusivity < .infinity else { throw refuse(.diffusivity(diffusivity)) }
    guard problem.timeStep > 0 else { throw refuse(.timeStep(problem.timeStep)) }
    guard problem.tolerance >= 0 else { throw refuse(.tolerance(problem.tolerance)) }
    for side in problem.sides.all {
      switch side {
      case .closed: break
      case .value(let number), .flux(let number):
        guard number.isFinite else { throw refuse(.side(number)) }
      }
    }
    if problem.timeStep == .infinity && !problem.sides.holdsValue && !hasLoss(problem) {
      throw refuse(.undetermined)
    }
  }

  /// The first number of the problem that is not allowed, in the order of storage.
  func fault(in problem: DiffusionProblem, _ c: UnsafePointer<Double>) -> TransportError {
    func error(_ voxel: Int, _ what: TransportError.Problem) -> TransportError {
      TransportError(solute: problem.name, voxel: place(of: voxel), problem: what)
    }
    for voxel in 0..<lattice.storageCount where voxel % lattice.rowStride < lattice.nx {
      let (capacity, loss) = (problem.capacity[voxel], problem.loss[voxel])
      if !(capacity >= 0 && capacity < .infinity) { return error(voxel, .capacity(capacity)) }
      if !(loss >= 0 && loss < .infinity) { return error(voxel, .loss(loss)) }
      if !problem.source[voxel].isFinite { return error(voxel, .source(problem.source[voxel])) }
      if problem.timeStep < .infinity && !problem.amount[voxel].isFinite {
        return error(voxel, .amount(problem.amount[voxel]))
      }
      if !c[voxel].isFinite { return error(voxel, .concentration(c[voxel])) }
    }
    return TransportError(
      solute: problem.name, voxel: nil, problem: .notConverged(iterations: 0, residual: .infinity))
  }

  /// Why conjugate gradients did not arrive, with the voxel of the largest residual.
  func failure(of problem: DiffusionProblem, iterations: Int, ratio: Double, size: Double) -> TransportError {
    let (r, mass, total) = (residual.pointer, mass.pointer, conductances.total.pointer)
    var (worst, largest) = (0, -1.0)
    for voxel in 0..<lattice.storageCount where voxel % lattice.rowStride < lattice.nx {
      if mass[voxel] + problem.diffusivity * total[voxel] == 0 {
        return TransportError(solute: problem.name, voxel: place(of: voxel), problem: .isolated)
      }
      let weight = DiffusionKernels.allowance(system, at: voxel / 8 * 8)[voxel % 8]
      if abs(r[voxel]) / weight > largest { (worst, largest) = (voxel, abs(r[voxel]) / weight) }
    }
    let reached = measure(ratio, size, problem)
    return TransportError(
      solute: problem.name, voxel: place(of: worst),
      problem: .notConverged(iterations: iterations, residual: reached))
  }

  private func hasLoss(_ problem: DiffusionProblem) -> Bool {
    (0..<lattice.storageCount).contains { problem.loss[$0] != 0 && $0 % lattice.rowStride < lattice.nx }
  }

  /// The voxel (x, y, z) at a place in storage.
  func place(of voxel: Int) -> SIMD3<Int> {
    let (x, y, z) = grid.coordinates(of: voxel)
    return SIMD3(x, y, z)
  }
}
