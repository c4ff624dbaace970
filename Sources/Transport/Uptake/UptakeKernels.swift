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
  /// Conductances [1/µm²] as in `DiffusionSystem`.
  let x, row, plane: UnsafePointer<Double>
  /// The iterate and its residual.
  let iterate, residual: UnsafeMutablePointer<Double>
  /// u + kφ [1/s], where the unsplit solver is called.
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

  /// Runs a body for each eight numbers of a plane in storage. Sums of places cannot overflow, and are not checked.
  @inline(__always)
  private func forEachEight(_ plane: Int, _ body: (_ place: Int) -> Void) {
    var place = plane * lattice.planeStride
    let end = place + lattice.planeStride
    while place < end {
      body(place)
      place &+= 8
    }
  }

  /// Begins with the concentration that the caller has.
  func begin(_ plane: Int) {
    forEachEight(plane) { i in store(load(concentration, i), iterate, i) }
  }

  /// The residual of the iterate, and its norms.
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
    forEachEight(plane) { i in
      let (here, capacity, uptake) = (load(iterate, i), load(capacity, i), load(uptake, i))
      let loss = add(uptake, capacity, times: Vector(repeating: decay))
      let storage = capacity * inverseStep
      let mass = storage + loss
      let diagonal = add(mass, total(at: i, hasRows: hasRows), times: Vector(repeating: diffusivity))
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

  /// Sum of the conductances of the eight voxels from `i` on, which saves an array that would have to come from memory.
  @inline(__always)
  private func total(at i: Int, hasRows: Bool) -> Vector {
    let ends = load(x, i) + load(x, i &+ 1) + (load(plane, i) + load(plane, i &+ lattice.planeStride))
    return hasRows ? ends + (load(row, i) + load(row, i &+ lattice.rowStride)) : ends
  }

  /// ∇·(D κ ∇c) in the eight voxels from `i` on, of what `form` makes of the iterate.
  @inline(__always)
  private func divergence(
    of c: UnsafePointer<Double>, at i: Int, hasRows: Bool, _ form: (Vector) -> Vector
  ) -> Vector {
    let (across, ahead) = (lattice.rowStride, lattice.planeStride)
    let here = form(load(c, i))
    var below = load(plane, i) * (form(load(c, i &- ahead)) - here)
    var above = load(plane, i &+ ahead) * (form(load(c, i &+ ahead)) - here)
    if hasRows {
      below = add(below, load(row, i), times: form(load(c, i &- across)) - here)
      above = add(above, load(row, i &+ across), times: form(load(c, i &+ across)) - here)
    }
    below = add(below, load(x, i), times: form(load(c, i &- 1)) - here)
    above = add(above, load(x, i &+ 1), times: form(load(c, i &+ 1)) - here)
    return (below + above) * diffusivity
  }

  /// Hands residual and diagonal to half-sweeps, the residual divided by `scale`, and takes the first one: from zero, it
  /// moves every red voxel to where it balances alone.
  func hand(_ plane: Int, scale: Double, to system: RedBlackSystem) {
    if lattice.rows == 1 { return hand(plane, scale: scale, to: system, hasRows: false) }
    hand(plane, scale: scale, to: system, hasRows: true)
  }

  @inline(__always)
  private func hand(_ plane: Int, scale: Double, to system: RedBlackSystem, hasRows: Bool) {
    let (perDiffusivity, perStep) = (1 / diffusivity, 1 / (timeStep * diffusivity))
    let (factor, residual) = (perDiffusivity / scale, UnsafePointer(residual))
    system.begin(plane) { i in
      let value = load(residual, i) * factor
      let storage = load(capacity, i)
      let loss = add(load(uptake, i), storage, times: Vector(repeating: decay))
      let mass = add(storage * perStep, loss, times: Vector(repeating: perDiffusivity))
      // What is far below the rounding of the rest would only be slow to calculate with.
      return (
        value.replacing(with: 0, where: magnitude(value) .< 1e-30), mass + total(at: i, hasRows: hasRows)
      )
    }
  }

  /// u + kφ, as the unsplit solver wants it.
  func formLoss(_ plane: Int) {
    forEachEight(plane) { i in
      store(add(load(uptake, i), load(capacity, i), times: Vector(repeating: decay)), loss, i)
    }
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
    forEachEight(plane) { i in
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
