/// What a pass over a plane finds out about an iterate.
struct UptakeNorms {
  /// Largest residual over what is allowed per unit of concentration.
  var ratio = 0.0
  /// Largest concentration in absolute value [mM].
  var size = 0.0
  /// Largest residual in absolute value [mM/s].
  var residual = 0.0
  /// Largest negative residual over m = φ/Δt + u + kφ [mM].
  var excess = 0.0
  /// Largest diagonal of the operator over m: 1 − 1/reach bounds the spectral radius of Jacobi's iteration.
  var reach = 1.0
  /// Whether everything is finite and nothing negative that must not be.
  var isSound = true

  /// The larger of each number.
  mutating func take(_ other: UptakeNorms) {
    ratio = max(ratio, other.ratio)
    size = max(size, other.size)
    residual = max(residual, other.residual)
    excess = max(excess, other.excess)
    reach = max(reach, other.reach)
    if !other.isSound { isSound = false }
  }

  /// δ [mM], by which an iterate is lowered so that no residual is negative, round-off included.
  func shift(size: Double) -> Double { excess + 2 * DiffusionSystem.roundOff * reach * size }
}

/// What a plane's substance became of in a step, per tissue volume [mM], and what was given off [mM/s].
struct UptakeSums {
  var given = 0.0
  var taken = 0.0
  var decayed = 0.0
}

/// Loops of the uptake solver over one plane, in double precision.
struct UptakeKernels {
  let lattice: Lattice
  /// Conductances [1/µm²] as in `DiffusionSystem`, and a voxel's sum.
  let x, row, plane, total: UnsafePointer<Double>
  /// The iterate and its residual.
  let iterate, residual: UnsafeMutablePointer<Double>
  /// u + kφ [1/s].
  let loss: UnsafeMutablePointer<Double>
  var diffusivity = 0.0
  var timeStep = 1.0
  var decay = 0.0
  var tolerance = 0.0
  /// δ [mM].
  var shift = 0.0
  var capacity, source, uptake: UnsafePointer<Double>
  var amount, concentration: UnsafeMutablePointer<Double>

  init(solver: DiffusionSolver, loss: UnsafeMutablePointer<Double>) {
    lattice = solver.lattice
    x = UnsafePointer(solver.conductances.x.pointer)
    row = UnsafePointer(solver.conductances.row.pointer)
    plane = UnsafePointer(solver.conductances.plane.pointer)
    total = UnsafePointer(solver.conductances.total.pointer)
    iterate = solver.solution.pointer
    residual = solver.residual.pointer
    self.loss = loss
    capacity = UnsafePointer(loss)
    source = UnsafePointer(loss)
    uptake = UnsafePointer(loss)
    amount = loss
    concentration = loss
  }

  /// Takes over the numbers of a problem.
  mutating func take(_ problem: UptakeProblem) {
    diffusivity = problem.diffusivity
    timeStep = problem.timeStep
    decay = problem.decay
    tolerance = problem.tolerance
    capacity = problem.capacity
    source = problem.source
    uptake = problem.uptake
    amount = problem.amount
    concentration = problem.concentration
  }

  /// Numbers of a plane in storage.
  private func numbers(of plane: Int) -> StrideTo<Int> {
    stride(from: plane * lattice.planeStride, to: (plane + 1) * lattice.planeStride, by: 8)
  }

  /// Begins with the concentration that the caller has.
  func begin(_ plane: Int) {
    for i in numbers(of: plane) { store(load(concentration, i), iterate, i) }
  }

  /// Losses, the residual of the iterate, and its norms.
  func measure(_ plane: Int) -> UptakeNorms {
    if lattice.rows == 1 { return measure(plane, hasRows: false) }
    return measure(plane, hasRows: true)
  }

  @inline(__always)
  private func measure(_ plane: Int, hasRows: Bool) -> UptakeNorms {
    let (inverseStep, iterate) = (1 / timeStep, UnsafePointer(iterate))
    var (ratio, size, greatest, excess, lowest, poison) = (
      Vector(), Vector(), Vector(), Vector(), Vector(), Vector()
    )
    var reach = Vector(repeating: 1)
    let one = Vector(repeating: 1)
    for i in numbers(of: plane) {
      let (here, capacity, uptake) = (load(iterate, i), load(capacity, i), load(uptake, i))
      let loss = add(uptake, capacity, times: Vector(repeating: decay))
      store(loss, self.loss, i)
      let storage = capacity * inverseStep
      let mass = storage + loss
      let diagonal = add(mass, load(total, i), times: Vector(repeating: diffusivity))
      let change = (load(UnsafePointer(amount), i) - capacity * here) * inverseStep
      let rate = load(source, i) - loss * here
      let rest = change + rate + divergence(of: iterate, at: i, hasRows: hasRows) { $0 }
      store(rest, residual, i)
      let allowed = larger(storage * tolerance, diagonal * DiffusionSystem.roundOff)
      ratio = larger(ratio, magnitude(rest) * inverse(allowed.replacing(with: one, where: allowed .== 0)))
      size = larger(size, magnitude(here))
      greatest = larger(greatest, magnitude(rest))
      let isEmpty = diagonal .== 0
      let perMass = inverse(mass.replacing(with: one, where: isEmpty))
      excess = larger(excess, (0 - rest) * perMass)
      reach = larger(reach, diagonal * perMass)
      poison += rest * 0
      lowest = smaller(lowest, smaller(capacity, uptake))
    }
    return UptakeNorms(
      ratio: largest(ratio), size: largest(size), residual: largest(greatest), excess: largest(excess),
      reach: largest(reach), isSound: sum(poison) == 0 && largest(0 - lowest) == 0)
  }

  /// ∇·(D κ ∇c) in the eight voxels from `i` on, of what `form` makes of the iterate.
  @inline(__always)
  private func divergence(
    of c: UnsafePointer<Double>, at i: Int, hasRows: Bool, _ form: (Vector) -> Vector
  ) -> Vector {
    let (across, ahead) = (lattice.rowStride, lattice.planeStride)
    let here = form(load(c, i))
    var below = load(plane, i) * (form(load(c, i - ahead)) - here)
    var above = load(plane, i + ahead) * (form(load(c, i + ahead)) - here)
    if hasRows {
      below = add(below, load(row, i), times: form(load(c, i - across)) - here)
      above = add(above, load(row, i + across), times: form(load(c, i + across)) - here)
    }
    below = add(below, load(x, i), times: form(load(c, i - 1)) - here)
    above = add(above, load(x, i + 1), times: form(load(c, i + 1)) - here)
    return (below + above) * diffusivity
  }

  /// Hands residual and diagonal to half-sweeps, the residual divided by `scale`.
  func hand(_ plane: Int, scale: Double, to system: RedBlackSystem) {
    let (perDiffusivity, perStep) = (1 / diffusivity, 1 / (timeStep * diffusivity))
    let factor = perDiffusivity / scale
    let (residual, loss) = (UnsafePointer(residual), UnsafePointer(loss))
    system.split(plane, into: system.rhs) { i in
      let value = load(residual, i) * factor
      // What is far below the rounding of the rest would only be slow to calculate with.
      return value.replacing(with: 0, where: magnitude(value) .< 1e-30)
    }
    system.split(plane, into: system.inverse) { i in
      let mass = add(load(capacity, i) * perStep, load(loss, i), times: Vector(repeating: perDiffusivity))
      let diagonal = mass + load(total, i)
      let isEmpty = diagonal .== 0
      return inverse(diagonal.replacing(with: 1, where: isEmpty)).replacing(with: 0, where: isEmpty)
    }
    system.clear(plane)
  }

  /// Takes what the fluxes bring, what is given off and what is lost into amounts and concentrations.
  func settle(_ plane: Int) -> UptakeSums {
    if lattice.rows == 1 { return settle(plane, hasRows: false) }
    return settle(plane, hasRows: true)
  }

  @inline(__always)
  private func settle(_ plane: Int, hasRows: Bool) -> UptakeSums {
    let (iterate, shift, zero) = (UnsafePointer(iterate), Vector(repeating: shift), Vector())
    let (amount, step, decayed) = (amount, Vector(repeating: timeStep), timeStep * decay)
    var (given, taken, faded) = (Vector(), Vector(), Vector())
    for i in numbers(of: plane) {
      let change = divergence(of: iterate, at: i, hasRows: hasRows) { larger($0 - shift, zero) }
      let (made, here) = (load(source, i), larger(load(iterate, i), zero))
      let available = add(load(UnsafePointer(amount), i), made + change, times: step)
      var uptake = load(self.uptake, i) * here * timeStep
      var decay = load(capacity, i) * here * decayed
      let loss = uptake + decay
      var rest = available - loss
      let isShort = rest .< 0
      if any(isShort) {
        let left = larger(available, zero)
        let share = left / loss.replacing(with: 1, where: loss .== 0)
        uptake.replace(with: uptake * share, where: isShort)
        decay.replace(with: left - uptake, where: isShort)
        rest.replace(with: smaller(available, zero), where: isShort)
      }
      store(rest, amount, i)
      store(here, concentration, i)
      given += made
      taken += uptake
      faded += decay
    }
    return UptakeSums(given: sum(given), taken: sum(taken), decayed: sum(faded))
  }
}
