/// The pointers and numbers of one solve, as its kernels see them.
struct DiffusionSystem {
  let lattice: Lattice
  /// Conductances per unit diffusivity [1/µm²] to the neighbour at lower x, in the row and in the plane before.
  let x, row, plane: UnsafePointer<Double>
  /// Sum of a voxel's conductances per unit diffusivity [1/µm²].
  let total: UnsafePointer<Double>
  /// D [µm²/s].
  let diffusivity: Double
  /// 1/Δt [1/s]; zero for the steady state.
  let inverseStep: Double
  /// ε of `DiffusionProblem.tolerance`.
  let tolerance: Double
  /// φ, q, a, b of `DiffusionProblem`.
  let capacity, amount, loss, source: UnsafePointer<Double>

  /// What is granted for round-off, in units of diagonal times concentration.
  static let roundOff = 8 * 0x1p-53
}

/// What a pass over a plane finds out.
struct PlaneNorms {
  /// Largest residual over what is allowed per unit of concentration.
  var ratio = 0.0
  /// Largest concentration in absolute value.
  var size = 0.0
  /// Largest residual in absolute value.
  var residual = 0.0
  /// Whether everything is finite and no loss or fluid fraction is negative.
  var isSound = true
}

/// Loops over one plane.
enum DiffusionKernels {
  /// ∇·(D κ ∇c) in the eight voxels from `i` on, the sides being closed.
  @inline(__always)
  static func divergence(of c: UnsafePointer<Double>, at i: Int, _ system: DiffusionSystem) -> Vector {
    let (rowStride, planeStride) = (system.lattice.rowStride, system.lattice.planeStride)
    let here = load(c, i)
    var below = load(system.plane, i) * (load(c, i - planeStride) - here)
    var above = load(system.plane, i + planeStride) * (load(c, i + planeStride) - here)
    below = add(below, load(system.row, i), times: load(c, i - rowStride) - here)
    above = add(above, load(system.row, i + rowStride), times: load(c, i + rowStride) - here)
    below = add(below, load(system.x, i), times: load(c, i - 1) - here)
    above = add(above, load(system.x, i + 1), times: load(c, i + 1) - here)
    return (below + above) * system.diffusivity
  }

  /// The residual (q − φ c)/Δt + b − a c + ∇·(D κ ∇c) with closed sides.
  static func residual(
    of c: UnsafePointer<Double>, plane: Int, _ system: DiffusionSystem, into r: UnsafeMutablePointer<Double>
  ) {
    let start = plane * system.lattice.planeStride
    let end = start + system.lattice.planeStride
    if system.inverseStep == 0 {
      for i in stride(from: start, to: end, by: 8) {
        let rate = load(system.source, i) - load(system.loss, i) * load(c, i)
        store(rate + divergence(of: c, at: i, system), r, i)
      }
    } else {
      for i in stride(from: start, to: end, by: 8) {
        let here = load(c, i)
        let change = (load(system.amount, i) - load(system.capacity, i) * here) * system.inverseStep
        let rate = load(system.source, i) - load(system.loss, i) * here
        store(change + rate + divergence(of: c, at: i, system), r, i)
      }
    }
  }

  /// Norms of the residual in a plane, in the measure of `DiffusionProblem.tolerance`, and the soundness of the input.
  static func norms(
    of r: UnsafePointer<Double>, _ c: UnsafePointer<Double>, plane: Int, _ system: DiffusionSystem
  ) -> PlaneNorms {
    let start = plane * system.lattice.planeStride
    var ratio = Vector()
    var size = Vector()
    var greatest = Vector()
    var poison = Vector()
    var lowest = Vector()
    for i in stride(from: start, to: start + system.lattice.planeStride, by: 8) {
      let (residual, capacity, loss) = (load(r, i), load(system.capacity, i), load(system.loss, i))
      let weight = allowance(system, at: i)
      let safe = weight.replacing(with: 1, where: weight .== 0)
      ratio = larger(ratio, magnitude(residual) / safe)
      size = larger(size, magnitude(load(c, i)))
      greatest = larger(greatest, magnitude(residual))
      poison += residual * 0
      let smaller = capacity.replacing(with: loss, where: loss .< capacity)
      lowest = lowest.replacing(with: smaller, where: smaller .< lowest)
    }
    return PlaneNorms(
      ratio: largest(ratio), size: largest(size), residual: largest(greatest),
      isSound: sum(poison) == 0 && largest(0 - lowest) == 0)
  }

  /// The residual that is allowed per unit of concentration.
  @inline(__always)
  static func allowance(_ system: DiffusionSystem, at i: Int) -> Vector {
    let storage = load(system.capacity, i) * system.inverseStep
    let diagonal = storage + load(system.loss, i) + load(system.total, i) * system.diffusivity
    let wanted = (system.inverseStep == 0 ? diagonal : storage) * system.tolerance
    return larger(wanted, diagonal * DiffusionSystem.roundOff)
  }
}
