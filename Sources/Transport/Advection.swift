import Fields
import Parallelism

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Fluid that passes the faces between voxels, w/h [1/s]: Darcy's flux over the distance of neighbours, positive in the
/// direction of the axis. Nothing passes the rim of the grid.
package final class FaceFlow {
  let lattice: Lattice
  /// Faces to the neighbour at lower x, in the row before, in the plane before.
  let x, row, plane: AlignedBuffer<Double>

  /// Fluid at rest on `grid`.
  package init(grid: Grid) {
    lattice = Lattice(grid)
    let (count, margin) = (lattice.storageCount, lattice.planeStride + 8)
    x = AlignedBuffer(count: count, margin: margin)
    row = AlignedBuffer(count: count, margin: margin)
    plane = AlignedBuffer(count: count, margin: margin)
  }

  /// Takes the flow down a pressure, (K/h²)(p_before − p), through the faces of a solver whose conductivity is K.
  ///
  /// - Parameters:
  ///   - pressure: field of the grid [mmHg].
  ///   - solver: its conductivity is the tissue's hydraulic conductivity [µm²/(s mmHg)].
  package func take(pressure: UnsafePointer<Double>, from solver: DiffusionSolver) {
    let (lattice, faces) = (lattice, solver.conductances)
    let (gx, grow, gplane) = (faces.x.pointer, faces.row.pointer, faces.plane.pointer)
    let (x, rows, planes) = (x.pointer, row.pointer, plane.pointer)
    solver.workers.forEachPlane(lattice.planes) { plane, _ in
      for row in 0..<lattice.rows {
        let start = plane * lattice.planeStride + row * lattice.rowStride
        for i in start..<(start + lattice.nx) {
          let here = pressure[i]
          x[i] = i > start ? gx[i] * (pressure[i - 1] - here) : 0
          rows[i] = row > 0 ? grow[i] * (pressure[i - lattice.rowStride] - here) : 0
          planes[i] = plane > 0 ? gplane[i] * (pressure[i - lattice.planeStride] - here) : 0
        }
      }
    }
  }

  /// What leaves a voxel through its faces over what enters [1/s].
  package func divergence(at voxel: Int) -> Double {
    let alongX = x.pointer[voxel + 1] - x.pointer[voxel]
    let betweenRows = row.pointer[voxel + lattice.rowStride] - row.pointer[voxel]
    return alongX + betweenRows + (plane.pointer[voxel + lattice.planeStride] - plane.pointer[voxel])
  }

  /// Darcy's flux in the middle of a voxel, the mean of its two faces across each axis [µm/s].
  package func velocity(at voxel: Int) -> SIMD3<Double> {
    let h = lattice.spacing
    let alongX = (x.pointer[voxel + 1] + x.pointer[voxel]) / 2 * h.x
    let first = (row.pointer[voxel + lattice.rowStride] + row.pointer[voxel]) / 2 * h.row
    let second = (plane.pointer[voxel + lattice.planeStride] + plane.pointer[voxel]) / 2 * h.plane
    // A plane's rows are the lattice's planes.
    return lattice.isFolded ? SIMD3(alongX, second, 0) : SIMD3(alongX, first, second)
  }
}

/// Solves implicit steps and steady states of diffusion in a flowing fluid, on the whole grid at once:
///
/// ```
/// φ c/Δt + ∇·(w c) − ∇·(D κ ∇c) + a c = q/Δt + b
/// ```
///
/// The flux through a face is that of the steady profile between two centres, exponential in the face's Péclet number
/// P = w h/(D κ): D κ/h (B(−P) c₁ − B(P) c₂), B(P) = P/(e^P − 1) (D. L. Scharfetter, H. K. Gummel, IEEE Trans. Electron
/// Devices 16 (1969) 64). It is exact along a line of constant coefficients, of second order where P is small and
/// upwind where it is large; the matrix is an M-matrix for any P and step, so that no solution is negative.
///
/// Generalised conjugate residuals (S. C. Eisenstat, H. C. Elman, M. H. Schultz, SIAM J. Numer. Anal. 20 (1983) 345)
/// are preconditioned by a rough solve of the same problem in fluid at rest; sums are ordered, so that results have the
/// same bits for any number of workers.
package final class AdvectionSolver {
  /// Iterations after which a solve gives up.
  package var iterationLimit = 300
  /// Directions that are kept before the search begins anew.
  private static let depth = 16
  /// Tolerance of the preconditioner's solves.
  private static let roughTolerance = 1e-2

  private let diffusion: DiffusionSolver
  private let flow: FaceFlow
  private let lattice: Lattice
  private let workers: Workers
  /// D κ/h² B(|P|) of each face [1/s].
  private let fittedX, fittedRow, fittedPlane: AlignedBuffer<Double>
  private let value, residual, nothing: AlignedBuffer<Double>
  private let directions, images: [AlignedBuffer<Double>]
  private let sums, ratios, sizes: OrderedSum
  /// Diffusivity that the faces are fitted to, nil after a change of flow or tissue.
  private var fittedDiffusivity: Double?

  /// A solver of what `diffusion` solves, in the fluid of `flow`.
  package init(diffusion: DiffusionSolver, flow: FaceFlow) {
    self.diffusion = diffusion
    self.flow = flow
    lattice = diffusion.lattice
    workers = diffusion.workers
    let (count, margin) = (lattice.storageCount, lattice.planeStride + 8)
    func field() -> AlignedBuffer<Double> { AlignedBuffer(count: count, margin: margin) }
    fittedX = field()
    fittedRow = field()
    fittedPlane = field()
    value = field()
    residual = field()
    nothing = field()
    directions = (0..<Self.depth).map { _ in field() }
    images = (0..<Self.depth).map { _ in field() }
    sums = OrderedSum(planes: lattice.planes)
    ratios = OrderedSum(planes: lattice.planes)
    sizes = OrderedSum(planes: lattice.planes)
  }

  /// To be called after the flow or the conductivity of the tissue has changed.
  package func invalidate() { fittedDiffusivity = nil }

  /// Solves `problem`, whose sides must be closed; see ``DiffusionSolver/solve(_:concentration:)``.
  ///
  /// - Throws: `TransportError` when the problem has no meaning, or is not solved within ``iterationLimit``.
  package func solve(_ problem: DiffusionProblem, concentration: UnsafeMutablePointer<Double>) throws
    -> SolveReport
  {
    precondition(problem.sides == .closed, "what flows through the sides belongs to loss and source")
    try diffusion.check(problem)
    fit(problem.diffusivity)
    copy(concentration, to: value.pointer)
    var iterations = 0
    var size = 0.0
    while true {
      findResidual(problem)
      var norms = norms(problem)
      guard norms.ratio.isFinite && norms.size.isFinite else {
        throw diffusion.fault(in: problem, concentration)
      }
      size = max(size, norms.size)
      if norms.ratio <= size {
        if iterations > 0 { copy(value.pointer, to: concentration) }
        return SolveReport(
          iterations: iterations,
          residual: size > 0 ? norms.ratio / size * max(problem.tolerance, DiffusionSystem.roundOff) : 0)
      }
      var kept = 0
      while kept < Self.depth && iterations < iterationLimit {
        guard try step(problem, kept) else { break }
        iterations += 1
        kept += 1
        norms = self.norms(problem)
        if norms.ratio <= 0.9 * max(size, norms.size) { break }
      }
      guard kept > 0 && iterations < iterationLimit else {
        throw TransportError(
          solute: problem.name, voxel: nil,
          problem: .notConverged(
            iterations: iterations, residual: norms.ratio / max(size, norms.size) * problem.tolerance))
      }
    }
  }

  /// What flow and diffusion bring into each voxel, −∇·(w c − D κ ∇c) [mM/s per tissue volume]; the same flux leaves one
  /// voxel and enters its neighbour, so that the sum is zero to round-off.
  package func netTransport(
    of c: UnsafePointer<Double>, diffusivity: Double, into t: UnsafeMutablePointer<Double>
  ) {
    fit(diffusivity)
    copy(c, to: value.pointer)
    let (faces, value) = (faces, UnsafePointer(value.pointer))
    forEachVector { i in store(faces.net(value, i), t, i) }
  }

  /// One direction: the preconditioned residual, made such that its image is at right angles to those before. False
  /// where there is none left.
  private func step(_ problem: DiffusionProblem, _ kept: Int) throws -> Bool {
    let (direction, image, r) = (directions[kept].pointer, images[kept].pointer, residual.pointer)
    let value = value.pointer
    forEachVector { store(Vector(), direction, $0) }
    var rough = problem
    rough.amount = UnsafePointer(nothing.pointer)
    rough.source = UnsafePointer(r)
    rough.tolerance = Self.roughTolerance
    _ = try diffusion.solve(rough, concentration: direction)
    let faces = faces
    let inverseStep = 1 / problem.timeStep
    forEachVector { i in
      let mass = load(problem.capacity, i) * inverseStep + load(problem.loss, i)
      store(mass * load(direction, i) - faces.net(direction, i), image, i)
    }
    for other in 0..<kept {
      let (before, its) = (directions[other].pointer, images[other].pointer)
      let share = Vector(repeating: -dot(image, its))
      forEachVector { i in
        store(add(load(image, i), load(its, i), times: share), image, i)
        store(add(load(direction, i), load(before, i), times: share), direction, i)
      }
    }
    let length = dot(image, image).squareRoot()
    guard length > 0 && length.isFinite else { return false }
    let scale = Vector(repeating: 1 / length)
    forEachVector { i in
      store(load(image, i) * scale, image, i)
      store(load(direction, i) * scale, direction, i)
    }
    let share = dot(r, image)
    let (forward, back) = (Vector(repeating: share), Vector(repeating: -share))
    forEachVector { i in
      store(add(load(value, i), load(direction, i), times: forward), value, i)
      store(add(load(r, i), load(image, i), times: back), r, i)
    }
    return true
  }

  /// (q − φ c)/Δt + b − a c − ∇·(w c − D κ ∇c).
  private func findResidual(_ problem: DiffusionProblem) {
    let (faces, value, r) = (faces, UnsafePointer(value.pointer), residual.pointer)
    let inverseStep = 1 / problem.timeStep
    forEachVector { i in
      let here = load(value, i)
      let rate = load(problem.source, i) - load(problem.loss, i) * here + faces.net(value, i)
      guard inverseStep > 0 else { return store(rate, r, i) }
      store(rate + (load(problem.amount, i) - load(problem.capacity, i) * here) * inverseStep, r, i)
    }
  }

  /// The largest residual per unit of concentration that is allowed, and the largest concentration.
  private func norms(_ problem: DiffusionProblem) -> (ratio: Double, size: Double) {
    let (faces, value, r) = (faces, UnsafePointer(value.pointer), UnsafePointer(residual.pointer))
    let total = diffusion.conductances.total.pointer
    let inverseStep = 1 / problem.timeStep
    let lattice = lattice
    workers.forEachPlane(lattice.planes) { plane, _ in
      var (ratio, size, poison) = (Vector(), Vector(), Vector())
      let start = plane * lattice.planeStride
      for i in stride(from: start, to: start + lattice.planeStride, by: 8) {
        let storage = load(problem.capacity, i) * inverseStep
        let diagonal =
          storage + load(problem.loss, i) + load(total, i) * problem.diffusivity + faces.turnover(i)
        let wanted = (inverseStep == 0 ? diagonal : storage) * problem.tolerance
        let weight = larger(wanted, diagonal * DiffusionSystem.roundOff)
        let safe = weight.replacing(with: 1, where: weight .== 0)
        ratio = larger(ratio, magnitude(load(r, i)) / safe)
        size = larger(size, magnitude(load(value, i)))
        poison += load(r, i) * 0
      }
      self.ratios[plane] = sum(poison) == 0 ? largest(ratio) : .nan
      self.sizes[plane] = largest(size)
    }
    var (ratio, size) = (0.0, 0.0)
    for plane in 0..<lattice.planes {
      guard ratios[plane].isFinite else { return (.nan, .nan) }
      (ratio, size) = (max(ratio, ratios[plane]), max(size, sizes[plane]))
    }
    return (ratio, size)
  }

  private func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>) -> Double {
    let lattice = lattice
    workers.forEachPlane(lattice.planes) { plane, _ in
      var total = Vector()
      let start = plane * lattice.planeStride
      for i in stride(from: start, to: start + lattice.planeStride, by: 8) {
        total = add(total, load(a, i), times: load(b, i))
      }
      self.sums[plane] = sum(total)
    }
    return sums.total
  }

  /// Fits the faces to a solute.
  private func fit(_ diffusivity: Double) {
    guard fittedDiffusivity != diffusivity else { return }
    fittedDiffusivity = diffusivity
    let faces = diffusion.conductances
    let pairs = [
      (faces.x.pointer, flow.x.pointer, fittedX.pointer),
      (faces.row.pointer, flow.row.pointer, fittedRow.pointer),
      (faces.plane.pointer, flow.plane.pointer, fittedPlane.pointer),
    ]
    let lattice = lattice
    for (conductance, flow, fitted) in pairs {
      workers.forEachPlane(lattice.planes) { plane, _ in
        let start = plane * lattice.planeStride
        for i in start..<(start + lattice.planeStride) {
          let open = diffusivity * conductance[i]
          fitted[i] = open > 0 ? open * AdvectionSolver.bernoulli(abs(flow[i]) / open) : 0
        }
      }
    }
  }

  /// B(P) = P/(e^P − 1) for P ≥ 0.
  @inline(__always)
  private static func bernoulli(_ number: Double) -> Double {
    number < 1e-9 ? 1 - number / 2 : number / expm1(number)
  }

  private var faces: FittedFaces {
    FittedFaces(
      rowStride: lattice.rowStride, planeStride: lattice.planeStride, fittedX: fittedX.pointer,
      fittedRow: fittedRow.pointer, fittedPlane: fittedPlane.pointer, x: flow.x.pointer,
      row: flow.row.pointer, plane: flow.plane.pointer)
  }

  private func copy(_ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>) {
    forEachVector { store(load(source, $0), target, $0) }
  }

  @inline(__always)
  private func forEachVector(_ body: (_ voxel: Int) -> Void) {
    let lattice = lattice
    workers.forEachPlane(lattice.planes) { plane, _ in
      let start = plane * lattice.planeStride
      for i in stride(from: start, to: start + lattice.planeStride, by: 8) { body(i) }
    }
  }
}

/// The faces of all voxels as the loops see them.
private struct FittedFaces {
  let rowStride, planeStride: Int
  /// D κ/h² B(|P|) [1/s].
  let fittedX, fittedRow, fittedPlane: UnsafePointer<Double>
  /// w/h [1/s].
  let x, row, plane: UnsafePointer<Double>

  /// What passes a face from `before` to `here`: D κ/h² B(|P|)(c₁ − c₂), and the flow with what lies upwind.
  @inline(__always)
  private func flux(_ fitted: Vector, _ flow: Vector, _ before: Vector, _ here: Vector) -> Vector {
    fitted * (before - here) + (larger(flow, Vector()) * before + smaller(flow, Vector()) * here)
  }

  /// What flow and diffusion bring into the eight voxels from `i` on.
  @inline(__always)
  func net(_ c: UnsafePointer<Double>, _ i: Int) -> Vector {
    let here = load(c, i)
    let alongX =
      flux(load(fittedX, i), load(x, i), load(c, i - 1), here)
      - flux(load(fittedX, i + 1), load(x, i + 1), here, load(c, i + 1))
    let betweenRows =
      flux(load(fittedRow, i), load(row, i), load(c, i - rowStride), here)
      - flux(load(fittedRow, i + rowStride), load(row, i + rowStride), here, load(c, i + rowStride))
    let betweenPlanes =
      flux(load(fittedPlane, i), load(plane, i), load(c, i - planeStride), here)
      - flux(
        load(fittedPlane, i + planeStride), load(plane, i + planeStride), here, load(c, i + planeStride))
    return alongX + betweenRows + betweenPlanes
  }

  /// What the flow carries out of the eight voxels from `i` on [1/s].
  @inline(__always)
  func turnover(_ i: Int) -> Vector {
    let none = Vector()
    let forward =
      larger(load(x, i + 1), none) + larger(load(row, i + rowStride), none)
      + larger(load(plane, i + planeStride), none)
    let back = smaller(load(x, i), none) + smaller(load(row, i), none) + smaller(load(plane, i), none)
    return forward - back
  }
}
