import Parallelism

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension UptakeSolver {
  /// Half-sweeps as each worker runs them: its own planes, and the same decisions as all others.
  func approach(_ worker: Int) {
    let (planes, kernels) = (planes(of: worker), job)
    var (size, halfSweeps, rounds) = (0.0, 0, 0)
    forEachWithNorms(planes, kernels) { kernels.begin($0) }
    while true {
      let state = collectNorms()
      size = max(size, state.size)
      if !state.isSound { return finish(.unsound, worker) }
      if state.ratio <= size { return finish(.done(state, size: size, halfSweeps: halfSweeps), worker) }
      guard rounds < UptakeSolver.mostRounds, let count = halfSweepsNeeded(for: state, size, kernels) else {
        return finish(.tooLong(halfSweeps: halfSweeps), worker)
      }
      if worker == 0 { setFactors(count, reach: state.reach) }
      for plane in planes { kernels.hand(plane, scale: state.residual, to: system) }
      workers.meet()
      relax(planes, count)
      forEachWithNorms(planes, kernels) { system.merge($0, scale: state.residual, into: kernels.iterate) }
      halfSweeps += count
      rounds += 1
    }
  }

  /// The residual and the norms of what another solver has found. Called by every worker in a job.
  func measureAgain(_ worker: Int) {
    guard case .tooLong(let halfSweeps) = outcome else { return }
    let kernels = job
    forEachWithNorms(planes(of: worker), kernels) { _ in }
    let state = collectNorms()
    finish(.done(state, size: state.size, halfSweeps: halfSweeps), worker)
  }

  /// Brings amounts, concentrations and books up to the end of the step. Called by every worker in a job.
  func settle(_ worker: Int) {
    let kernels = job
    for plane in planes(of: worker) {
      let sums = kernels.settle(plane)
      (given[plane], taken[plane], decayed[plane]) = (sums.given, sums.taken, sums.decayed)
    }
  }

  /// Runs a body that makes the iterate of a plane, and finds the norms of the planes that it touches as soon as their
  /// neighbours are there, while they are near.
  @inline(__always)
  private func forEachWithNorms(
    _ planes: Range<Int>, _ kernels: UptakeKernels, _ body: (_ plane: Int) -> Void
  ) {
    for plane in planes {
      body(plane)
      // The first and the last plane of a worker have neighbours of others.
      if plane - 2 >= planes.lowerBound { norms[plane - 1] = kernels.measure(plane - 1) }
    }
    workers.meet()
    guard let first = planes.first, let last = planes.last else { return workers.meet() }
    norms[first] = kernels.measure(first)
    if last > first { norms[last] = kernels.measure(last) }
    workers.meet()
  }

  private func collectNorms() -> UptakeNorms {
    var state = UptakeNorms()
    for plane in 0..<lattice.planes { state.take(norms[plane]) }
    return state
  }

  private func finish(_ outcome: Outcome, _ worker: Int) {
    if worker == 0 { self.outcome = outcome }
  }

  /// Half-sweeps that bring the residual down to the tolerance; nil where they would be too many.
  ///
  /// With μ a bound on the spectral radius of Jacobi's iteration and ω = 2/(1 + √(1 − μ²)), n half-sweeps leave
  /// 2 (ω − 1)^(n/2) of an error at most; the residual tells whether that was enough.
  private func halfSweepsNeeded(for state: UptakeNorms, _ size: Double, _ kernels: UptakeKernels) -> Int? {
    guard kernels.diffusivity > 0, state.reach < .infinity else { return nil }
    // Where nothing was, what one voxel keeps of its source tells how much will be.
    let most = state.reach / max(kernels.tolerance, DiffusionSystem.roundOff)
    let wanted = 2 * (size > 0 ? min(state.ratio / size, most) : most)
    let root = (2 / state.reach - 1 / (state.reach * state.reach)).squareRoot()
    let left = (1 - root) / (1 + root)
    if left <= 0 { return 2 }
    let count = (2 * log(wanted) / -log(left)).rounded(.up)
    return count <= Double(UptakeSolver.mostHalfSweeps) ? max(Int(count) + Int(count) % 2, 2) : nil
  }

  private func setFactors(_ count: Int, reach: Double) {
    let factors = factors.pointer
    let radius = 1 - 1 / reach
    var factor = 1.0
    for number in 0..<count {
      factors[number] = Float(factor)
      factor = 1 / (1 - radius * radius * factor / (number == 0 ? 2 : 4))
    }
  }

  /// Black and red in turn, after the first half-sweep. One worker alone takes all half-sweeps of a plane soon after each other, each one plane behind
  /// the one before, while its numbers are near; the order of what depends on each other is the same.
  private func relax(_ planes: Range<Int>, _ count: Int) {
    let (system, factors) = (system, factors.pointer)
    if workers.count > 1 {
      for number in 1..<count {
        for plane in planes { system.relax(plane, colour: number & 1, factor: factors[number]) }
        workers.meet()
      }
      return
    }
    let bytes = 6 * MemoryLayout<Float>.stride * layout.planeStride
    let depth = max(UptakeSolver.nearBytes / bytes, 1)
    for first in stride(from: 1, to: count, by: depth) {
      let last = min(first + depth, count)
      for front in 0..<(planes.count + last - first - 1) {
        for number in first..<last {
          let plane = front - (number - first)
          if plane < 0 { break }
          if plane < planes.count { system.relax(plane, colour: number & 1, factor: factors[number]) }
        }
      }
    }
  }

  /// What stays in the nearer caches of a core [byte].
  private static let nearBytes = 512 * 1024
}
