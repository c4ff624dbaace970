/// Loops of the conjugate gradients over one plane. Solution and residual are in double precision and the layout of the
/// grid; the search direction, which only has to be the same wherever it is used, is in single precision and the layout
/// of the finest level of the preconditioner.
struct GradientKernels {
  let system: DiffusionSystem
  let level: MultigridLevel
  let solution, residual, product, mass: UnsafeMutablePointer<Double>
  /// One over the residual that is allowed per unit of concentration.
  let weight: UnsafeMutablePointer<Float>
  let direction: UnsafeMutablePointer<Float>
  /// First step of the smoother.
  let push: Double

  /// Begins a cycle: hands the residual times `scale` to the preconditioner.
  func begin(_ plane: Int, scale: Double) {
    forEachVector(plane) { i, single in
      hand(load(residual, i) * scale, single)
    }
  }

  /// Moves the solution by `alpha` along the direction, the residual likewise, and begins the next cycle.
  func move(_ plane: Int, alpha: Double, scale: Double) -> PlaneNorms {
    var ratio = Vector()
    var size = Vector()
    forEachVector(plane) { i, single in
      let new = add(load(solution, i), loadWidened(direction, single), times: Vector(repeating: alpha))
      store(new, solution, i)
      let rest = add(load(residual, i), load(product, i), times: Vector(repeating: -alpha))
      store(rest, residual, i)
      ratio = larger(ratio, magnitude(rest) * loadWidened(weight, i))
      size = larger(size, magnitude(new))
      hand(rest * scale, single)
    }
    return PlaneNorms(ratio: largest(ratio), size: largest(size))
  }

  /// The next direction: the preconditioned residual plus `beta` times the last one.
  func turn(_ plane: Int, beta: Double) {
    let (result, start) = (level.second, plane * level.planeStride)
    for i in stride(from: start, to: start + level.planeStride, by: 16) {
      store(
        add(load(result, i), load(direction, i), times: SingleVector(repeating: Float(beta))), direction, i)
    }
  }

  /// A p = m p − ∇·(D κ ∇p) and the plane's share of p · A p.
  func apply(_ plane: Int) -> Double {
    let (row, layer) = (system.lattice.rowStride, system.lattice.planeStride)
    var dot = Vector()
    forEachVector(plane) { i, single in
      let here = loadWidened(direction, single)
      var below = load(system.plane, i) * (here - loadWidened(direction, single - level.planeStride))
      var above = load(system.plane, i + layer) * (here - loadWidened(direction, single + level.planeStride))
      below = add(
        below, load(system.row, i), times: here - loadWidened(direction, single - level.rowStride))
      above = add(
        above, load(system.row, i + row), times: here - loadWidened(direction, single + level.rowStride))
      below = add(below, load(system.x, i), times: here - loadWidened(direction, single - 1))
      above = add(above, load(system.x, i + 1), times: here - loadWidened(direction, single + 1))
      let value = add(
        load(mass, i) * here, below + above, times: Vector(repeating: system.diffusivity))
      store(value, product, i)
      dot = add(dot, here, times: value)
    }
    return sum(dot)
  }

  /// Moves every voxel to where it alone balances, which solves a problem without diffusion.
  func settle(_ plane: Int) {
    forEachVector(plane) { i, _ in
      let storage = load(mass, i)
      let isEmpty = storage .== 0
      let change = load(residual, i) / storage.replacing(with: 1, where: isEmpty)
      store(load(solution, i) + change.replacing(with: 0, where: isEmpty), solution, i)
    }
  }

  @inline(__always)
  private func hand(_ residual: Vector, _ single: Int) {
    storeNarrowed(residual, level.rhs, single)
    storeNarrowed(residual * loadWidened(level.inverse, single) * push, level.first, single)
  }

  @inline(__always)
  private func forEachVector(_ plane: Int, _ body: (_ voxel: Int, _ single: Int) -> Void) {
    let lattice = system.lattice
    for row in 0..<lattice.rows {
      let start = plane * lattice.planeStride + row * lattice.rowStride
      let single = plane * level.planeStride + row * level.rowStride
      for x in stride(from: 0, to: lattice.rowStride, by: 8) { body(start + x, single + x) }
    }
  }
}
