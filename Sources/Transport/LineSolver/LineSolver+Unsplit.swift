extension LineSolver {
  /// Tolerance of unsplit solves.
  private static let tolerance = 1e-10

  /// Refuses numbers that mean nothing.
  func check(_ solute: LineSolute, _ seconds: Double) throws {
    func error(_ problem: TransportError.Problem, at voxel: Int? = nil) -> TransportError {
      TransportError(solute: solute.name, voxel: voxel.map(unsplit.place), problem: problem)
    }
    guard seconds > 0 && seconds < .infinity else { throw error(.timeStep(seconds)) }
    if let (voxel, value) = tissue.firstFault { throw error(.capacity(value), at: voxel) }
    let diffusivity = solute.diffusivity
    guard diffusivity >= 0 && diffusivity < .infinity else { throw error(.diffusivity(diffusivity)) }
    if let (voxel, value) = unsplit.conductances.firstFault { throw error(.conductivity(value), at: voxel) }
    for side in solute.sides.all {
      switch side {
      case .closed: break
      case .value(let number), .flux(let number):
        guard number.isFinite else { throw error(.side(number)) }
      }
    }
  }

  /// The first number of a solute that is not allowed.
  func fault(in solute: LineSolute) -> TransportError {
    unsplit.fault(in: problem(solute, over: 1), solute.concentration)
  }

  /// Backward Euler by the unsplit solver, then c from the face fluxes of its iterate.
  func solveUnsplit(_ solute: LineSolute, over seconds: Double) throws {
    let (amount, rate, mean) = (rest.pointer(0), rest.pointer(1), solute.mean ?? rest.pointer(3))
    let (c, lattice, tissue) = (solute.concentration, lattice, tissue.pointers)
    let problem = problem(solute, over: seconds)
    workers.forEachPlane(lattice.planes) { plane, _ in
      for i in stride(from: plane * lattice.planeStride, to: (plane + 1) * lattice.planeStride, by: 8) {
        store(load(tissue.capacity, i) * load(c, i), amount, i)
      }
    }
    let solved = try unsplit.solve(problem, concentration: c)
    _ = unsplit.netTransport(of: c, diffusivity: solute.diffusivity, sides: solute.sides, into: rate)
    workers.forEachPlane(lattice.planes) { plane, _ in
      for i in stride(from: plane * lattice.planeStride, to: (plane + 1) * lattice.planeStride, by: 8) {
        let iterate = load(c, i)
        let change = load(rate, i) + load(problem.source, i) - load(problem.loss, i) * iterate
        store(iterate, mean, i)
        let new = add(load(amount, i), change, times: Vector(repeating: seconds))
        store(new * load(tissue.inverse, i), c, i)
      }
    }
    report.unsplitSolutes += 1
    report.iterations += solved.iterations
  }

  private func problem(_ solute: LineSolute, over seconds: Double) -> DiffusionProblem {
    let nothing = UnsafePointer(rest.pointer(2))
    if solute.loss == nil || solute.source == nil {
      rest.pointer(2).update(repeating: 0, count: lattice.storageCount)
    }
    return DiffusionProblem(
      name: solute.name, diffusivity: solute.diffusivity, timeStep: seconds,
      capacity: tissue.pointers.capacity,
      amount: rest.pointer(0), loss: solute.loss ?? nothing, source: solute.source ?? nothing,
      sides: solute.sides, tolerance: LineSolver.tolerance)
  }
}
