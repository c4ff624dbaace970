import Parallelism

/// A symmetric V-cycle that approximates the inverse of a diffusion operator, to precondition conjugate gradients.
///
/// Everything is in single precision: what the cycle returns only directs the search, the accuracy of the solution is
/// that of the conjugate gradients around it. The couplings of coarser levels are those of the finest, seen through the
/// interpolation (Galerkin), so that walls and jumps of the conductivity keep their effect. The couplings are shared by
/// all solutes; the mass (storage, loss, sides) is restricted for each solve.
final class Multigrid {
  /// The levels, finest first.
  let levels: UnsafeMutablePointer<MultigridLevel>
  let count: Int
  /// The steps of the smoother.
  let steps: UnsafeMutablePointer<Chebyshev.Step>

  private let arena: AlignedBuffer<Float>
  /// Levels with fewer voxels are left to one worker: there a meeting costs more than the work.
  private static let smallest = 4096

  /// A hierarchy above a grid of `nx` voxels per row, `rows` rows per plane and `planes` planes, without couplings yet.
  init(nx: Int, rows: Int, planes: Int) {
    var shapes = [MultigridLevel.Shape(nx: nx, rows: rows, planes: planes)]
    while let last = shapes.last, max(last.nx, last.rows, last.planes) > 1 { shapes.append(last.coarser) }
    func place(in arena: inout MultigridLevel.Arena) -> [MultigridLevel] {
      shapes.enumerated().map { number, shape in
        MultigridLevel(
          nx: shape.nx, rows: shape.rows, planes: shape.planes, isFinest: number == 0, in: &arena)
      }
    }
    var counting = MultigridLevel.Arena()
    _ = place(in: &counting)
    arena = AlignedBuffer(count: counting.used)
    var filling = MultigridLevel.Arena(block: arena.pointer)
    count = shapes.count
    levels = .allocate(capacity: count)
    levels.initialize(from: place(in: &filling), count: count)
    steps = .allocate(capacity: Chebyshev.count)
    steps.initialize(from: Chebyshev.steps(), count: Chebyshev.count)
  }

  deinit {
    levels.deallocate()
    steps.deallocate()
  }

  /// The finest level, whose couplings, mass and right-hand side the caller fills in.
  var finest: MultigridLevel { levels[0] }

  /// Whether the workers share `level` by planes.
  func isShared(_ level: Int) -> Bool {
    level == 0 || levels[level].storageCount >= Multigrid.smallest
  }

  /// Restricts the mass of the finest level and inverts all diagonals. Called by every worker in a job.
  func takeMass(_ worker: Int, _ workers: Workers) {
    for number in 0..<count {
      let level = levels[number]
      if number > 0 {
        let finer = levels[number - 1]
        for plane in workers.planes(of: worker, among: level.planes) {
          Interpolation.restrict(finer.mass, plane: plane, level, finer) { store($0, level.mass, $1) }
        }
      }
      for plane in workers.planes(of: worker, among: level.planes) {
        let start = plane * level.planeStride
        for i in stride(from: start, to: start + level.planeStride, by: 16) {
          store(reciprocal(load(level.mass, i) + load(level.total, i)), level.inverse, i)
        }
      }
      workers.meet()
    }
  }

  /// One V-cycle from `finest.rhs`, whose result is in `finest.second`. Called by every worker in a job.
  ///
  /// `finest.first` must hold the first step of the smoother from zero. `share` receives, for each plane of the finest
  /// level, that plane's part of the scalar product of right-hand side and result.
  func cycle(_ worker: Int, _ workers: Workers, share: (_ plane: Int, _ value: Double) -> Void) {
    descend(0, worker, workers, share: share)
  }

  private func descend(
    _ number: Int, _ worker: Int, _ workers: Workers, share: (_ plane: Int, _ value: Double) -> Void
  ) {
    let level = levels[number]
    let isShared = isShared(number)
    let planes = isShared ? workers.planes(of: worker, among: level.planes) : 0..<level.planes
    if number == count - 1 {
      if count == 1 { return solveAlone(level, planes, share: share) }
      return store(load(level.rhs, 0) * load(level.inverse, 0), level.second, 0)
    }
    var (current, other) = (level.first, level.second)
    for step in 1..<Chebyshev.count {
      for plane in planes { _ = smooth(number, plane, current, other, steps[step], isFirst: step == 1) }
      swap(&current, &other)
      if isShared { workers.meet() }
    }
    for plane in planes {
      if number == 0 {
        SmoothingKernels.residual(of: current, plane: plane, level, isFinest: true, into: other)
      } else {
        SmoothingKernels.residual(of: current, plane: plane, level, isFinest: false, into: other)
      }
    }
    if isShared { workers.meet() }
    for visit in 0..<visits(number) {
      if visit > 0 {
        for plane in planes {
          SmoothingKernels.residual(of: current, plane: plane, level, isFinest: false, into: other)
        }
        if isShared { workers.meet() }
      }
      correct(current, residual: other, number, worker, workers)
    }
    for step in 0..<Chebyshev.count {
      for plane in planes {
        let dot = smooth(
          number, plane, current, other, steps[step], isFirst: false, isLast: step == Chebyshev.count - 1)
        if number == 0 && step == Chebyshev.count - 1 { share(plane, dot) }
      }
      swap(&current, &other)
      if isShared { workers.meet() }
    }
  }

  /// Cycles on the next coarser level for each visit: two, except from the finest, so that a coarse problem that is
  /// itself hard (blocks of jumps) is still solved well; its cost is small.
  private func visits(_ number: Int) -> Int {
    number == 0 || number >= count - 2 ? 1 : 2
  }

  /// Corrects `x` from the next coarser level, given its residual.
  private func correct(
    _ x: UnsafeMutablePointer<Float>, residual: UnsafeMutablePointer<Float>, _ number: Int, _ worker: Int,
    _ workers: Workers
  ) {
    let (level, coarser, isShared) = (levels[number], levels[number + 1], isShared(number))
    let push = steps[0].push
    let planes = isShared ? workers.planes(of: worker, among: coarser.planes) : 0..<coarser.planes
    for plane in planes {
      Interpolation.restrict(residual, plane: plane, coarser, level) { value, place in
        store(value, coarser.rhs, place)
        store(value * load(coarser.inverse, place) * push, coarser.first, place)
      }
    }
    if isShared { workers.meet() }
    if self.isShared(number + 1) || worker == 0 || !isShared {
      descend(number + 1, worker, workers) { _, _ in }
    }
    if isShared { workers.meet() }
    for plane in planes {
      Interpolation.prolong(coarser.second, plane: plane, coarser, level, addingTo: x)
    }
    if isShared { workers.meet() }
  }

  /// On a grid of one voxel.
  private func solveAlone(
    _ level: MultigridLevel, _ planes: Range<Int>, share: (_ plane: Int, _ value: Double) -> Void
  ) {
    for plane in planes {
      let value = load(level.rhs, 0) * load(level.inverse, 0)
      store(value, level.second, 0)
      share(plane, Double(value[0] * level.rhs[0]))
    }
  }

  private func smooth(
    _ number: Int, _ plane: Int, _ x: UnsafeMutablePointer<Float>, _ previous: UnsafeMutablePointer<Float>,
    _ step: Chebyshev.Step, isFirst: Bool, isLast: Bool = false
  ) -> Double {
    /// Before the first step there was zero, which is not stored anywhere.
    let step = isFirst ? Chebyshev.Step(keep: step.keep, back: 0, push: step.push) : step
    if number > 0 {
      return SmoothingKernels.step(
        x, previous: previous, plane: plane, levels[number], isFinest: false, step, isLast: false)
    }
    if isLast {
      return SmoothingKernels.step(
        x, previous: previous, plane: plane, levels[0], isFinest: true, step, isLast: true)
    }
    return SmoothingKernels.step(
      x, previous: previous, plane: plane, levels[0], isFinest: true, step, isLast: false)
  }
}
