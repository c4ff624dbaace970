import Parallelism

extension DiffusionSolver {
  /// What diffusion and the sides bring into each voxel, T = ∇·(D κ ∇c) [mM/s per tissue volume], from the fluxes of c.
  ///
  /// The same flux leaves one voxel and enters its neighbour, so that the sum of T times the voxel volume is what flows
  /// in through the sides, to round-off. c and T have the layout of a field of `FieldSet` and must not overlap.
  ///
  /// - Returns: the inflow through the sides [amol/s].
  package func netTransport(
    of c: UnsafePointer<Double>, diffusivity: Double, sides: Sides, into t: UnsafeMutablePointer<Double>
  ) -> Double {
    let (lattice, copy) = (lattice, solution.pointer)
    system = DiffusionSystem(
      lattice: lattice, x: conductances.x.pointer, row: conductances.row.pointer,
      plane: conductances.plane.pointer, total: conductances.total.pointer, diffusivity: diffusivity,
      inverseStep: 0, tolerance: 0, capacity: c, amount: c, loss: c, source: c)
    let system = system
    workers.forEachPlane(lattice.planes) { plane, _ in
      (copy + plane * lattice.planeStride).update(
        from: c + plane * lattice.planeStride, count: lattice.planeStride)
    }
    workers.forEachPlane(lattice.planes) { plane, _ in
      let start = plane * lattice.planeStride
      for i in stride(from: start, to: start + lattice.planeStride, by: 8) {
        store(DiffusionKernels.divergence(of: copy, at: i, system), t, i)
      }
      inflow[plane] = self.addSides(sides, diffusivity: diffusivity, plane: plane, of: copy, to: t)
    }
    return inflow.total * grid.voxelVolume
  }

  /// Adds what comes through the sides into a plane, and returns its sum [mM/s].
  func addSides(
    _ sides: Sides, diffusivity: Double, plane: Int, of c: UnsafePointer<Double>,
    to t: UnsafeMutablePointer<Double>
  ) -> Double {
    var total = 0.0
    for side in 0..<6 {
      switch lattice.boundary(side, of: sides) {
      case .closed: break
      case .value(let value):
        let faces = conductances.sides[side].pointer
        lattice.forEachFace(on: side, of: plane) { voxel, face in
          let rate = diffusivity * faces[face] * (value - c[voxel])
          t[voxel] += rate
          total += rate
        }
      case .flux(let flux):
        let rate = flux / lattice.spacing(across: side)
        lattice.forEachFace(on: side, of: plane) { voxel, _ in
          t[voxel] += rate
          total += rate
        }
      }
    }
    return total
  }
}
