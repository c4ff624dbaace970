import Parallelism

extension Multigrid {
  /// Derives weights and couplings of all coarser levels from the couplings of the finest. Called outside of jobs.
  ///
  /// The coarse couplings are found by trial: the operator is applied to unit values three voxels apart, so that one
  /// product shows one coupling of each voxel; 27 of them show all.
  func spreadCouplings(_ workers: Workers) {
    workers.run { worker in
      for number in 0..<(count - 1) {
        addUp(number, worker, workers)
        findWeights(number, worker, workers)
        for colour in 0..<27 { tryColour(colour, number, worker, workers) }
      }
      addUp(count - 1, worker, workers)
      clearIterates(worker, workers)
    }
  }

  private func findWeights(_ number: Int, _ worker: Int, _ workers: Workers) {
    let fine = levels[number]
    let shape = MultigridLevel.Shape(nx: fine.nx, rows: fine.rows, planes: fine.planes).coarser
    let weights = InterpolationWeights(fine: fine, coarse: shape)
    let planes = workers.planes(of: worker, among: shape.planes)
    for plane in planes { weights.findEdges(plane) }
    workers.meet()
    for plane in planes { weights.findFaces(plane) }
    workers.meet()
    for plane in planes { weights.findCentres(plane) }
    workers.meet()
  }

  /// Sums the positive couplings of each voxel of a level.
  ///
  /// A Galerkin operator may have some negative ones. Left out here, they cannot bring the spectrum of the operator over
  /// this diagonal above 2 (Gershgorin), which the smoother relies on.
  private func addUp(_ number: Int, _ worker: Int, _ workers: Workers) {
    let level = levels[number]
    let steps =
      level.isFinest ? [(1, 0, 0), (0, 1, 0), (0, 0, 1)] : Multigrid.lower.map { (-$0.0, -$0.1, -$0.2) }
    for plane in workers.planes(of: worker, among: level.planes) {
      let start = plane * level.planeStride
      for i in stride(from: start, to: start + level.planeStride, by: 16) {
        var total = SingleVector()
        for (array, step) in steps.enumerated() {
          let coupling = UnsafePointer(level.couplings + array * level.pitch)
          total +=
            positive(load(coupling, i)) + positive(load(coupling, i + level.step(step.0, step.1, step.2)))
        }
        store(total, level.total, i)
      }
    }
    workers.meet()
  }

  /// The lower neighbours in the order of `MultigridLevel.lowerNeighbour`.
  private static let lower =
    (-1...1).flatMap { y in (-1...1).map { x in (x, y, -1) } } + (-1...1).map { ($0, -1, 0) } + [(-1, 0, 0)]

  /// Puts ones into every third coarse voxel along each axis, and reads off which coupling the product shows.
  private func tryColour(_ colour: Int, _ number: Int, _ worker: Int, _ workers: Workers) {
    let (fine, coarse) = (levels[number], levels[number + 1])
    let (ofX, ofRow, ofPlane) = (colour % 3, colour / 3 % 3, colour / 9)
    let coarsePlanes = workers.planes(of: worker, among: coarse.planes)
    for plane in coarsePlanes {
      (coarse.first + plane * coarse.planeStride).update(repeating: 0, count: coarse.planeStride)
      if plane % 3 != ofPlane { continue }
      for row in stride(from: ofRow, to: coarse.rows, by: 3) {
        for x in stride(from: ofX, to: coarse.nx, by: 3) { coarse.first[coarse.step(x, row, plane)] = 1 }
      }
    }
    for plane in workers.planes(of: worker, among: fine.planes) {
      (fine.first + plane * fine.planeStride).update(repeating: 0, count: fine.planeStride)
    }
    workers.meet()
    for plane in coarsePlanes {
      Interpolation.prolong(coarse.first, plane: plane, coarse, fine, addingTo: fine.first)
    }
    workers.meet()
    for plane in workers.planes(of: worker, among: fine.planes) {
      SmoothingKernels.couple(fine.first, plane: plane, fine, into: fine.second)
    }
    workers.meet()
    for plane in coarsePlanes {
      Interpolation.restrict(fine.second, plane: plane, coarse, fine) { store($0, coarse.second, $1) }
      let z = (ofPlane - plane % 3 + 4) % 3 - 1
      if z > 0 { continue }
      for row in 0..<coarse.rows {
        let y = (ofRow - row % 3 + 4) % 3 - 1
        if z == 0 && y > 0 { continue }
        for x in 0..<coarse.nx {
          let dx = (ofX - x % 3 + 4) % 3 - 1
          if z == 0 && y == 0 && dx >= 0 { continue }
          let place = coarse.step(x, row, plane)
          let isInside =
            plane + z >= 0 && row + y >= 0 && row + y < coarse.rows && x + dx >= 0 && x + dx < coarse.nx
          coarse.couplings[MultigridLevel.lowerNeighbour(dx, y, z) * coarse.pitch + place] =
            isInside ? -coarse.second[place] : 0
        }
      }
    }
    workers.meet()
  }

  /// Leaves no values behind, which might not be finite. Called by every worker in a job.
  func clearIterates(_ worker: Int, _ workers: Workers) {
    for number in 0..<count {
      let level = levels[number]
      for plane in workers.planes(of: worker, among: level.planes) {
        (level.first + plane * level.planeStride).update(repeating: 0, count: level.planeStride)
        (level.second + plane * level.planeStride).update(repeating: 0, count: level.planeStride)
      }
    }
    workers.meet()
  }
}

@inline(__always)
private func positive(_ a: SingleVector) -> SingleVector {
  a.replacing(with: 0, where: a .< 0)
}
