/// Loops of the preconditioner over planes of one level.
enum SmoothingKernels {
  /// Σ coupling · (neighbour − x) in the sixteen voxels from `i` on.
  ///
  /// Differences first: they stay exact where x is nearly constant, which single precision needs.
  @inline(__always)
  static func flux(of x: UnsafePointer<Float>, at i: Int, _ level: MultigridLevel, isFinest: Bool)
    -> SingleVector
  {
    let here = load(x, i)
    var below = SingleVector()
    var above = SingleVector()
    @inline(__always)
    func pair(_ array: Int, _ step: Int) {
      let coupling = UnsafePointer(level.couplings + array * level.pitch)
      below = add(below, load(coupling, i), times: load(x, i - step) - here)
      above = add(above, load(coupling, i + step), times: load(x, i + step) - here)
    }
    let (row, plane) = (level.rowStride, level.planeStride)
    if isFinest {
      pair(2, plane)
      pair(1, row)
      pair(0, 1)
    } else {
      pair(0, plane + row + 1)
      pair(1, plane + row)
      pair(2, plane + row - 1)
      pair(3, plane + 1)
      pair(4, plane)
      pair(5, plane - 1)
      pair(6, plane - row + 1)
      pair(7, plane - row)
      pair(8, plane - row - 1)
      pair(9, row + 1)
      pair(10, row)
      pair(11, row - 1)
      pair(12, 1)
    }
    return below + above
  }

  /// A step of Chebyshev's iteration: x ← g·x − h·previous + c·(rhs − A x)/diagonal, put where the previous iterate is.
  ///
  /// - Returns: the plane's share of rhs · x when `isLast`, else zero.
  @inline(__always)
  static func step(
    _ x: UnsafePointer<Float>, previous: UnsafeMutablePointer<Float>, plane: Int, _ level: MultigridLevel,
    isFinest: Bool, _ coefficients: Chebyshev.Step, isLast: Bool
  ) -> Double {
    let (keep, back, push) = (coefficients.keep, coefficients.back, coefficients.push)
    var total = 0.0
    for row in 0..<level.rows {
      let start = plane * level.planeStride + row * level.rowStride
      var dot = SingleVector()
      for i in stride(from: start, to: start + level.rowStride, by: 16) {
        let here = load(x, i)
        let rhs = load(level.rhs, i)
        let residual =
          add(rhs, 0 - load(level.mass, i), times: here) + flux(of: x, at: i, level, isFinest: isFinest)
        let change = load(level.inverse, i) * residual * push
        let new = add(here * keep, 0 - load(previous, i), times: SingleVector(repeating: back)) + change
        store(new, previous, i)
        if isLast { dot = add(dot, rhs, times: new) }
      }
      if isLast { total += sum(dot) }
    }
    return total
  }

  /// rhs − A x of a plane.
  @inline(__always)
  static func residual(
    of x: UnsafePointer<Float>, plane: Int, _ level: MultigridLevel, isFinest: Bool,
    into residual: UnsafeMutablePointer<Float>
  ) {
    let start = plane * level.planeStride
    for i in stride(from: start, to: start + level.planeStride, by: 16) {
      let rest = add(load(level.rhs, i), 0 - load(level.mass, i), times: load(x, i))
      store(rest + flux(of: x, at: i, level, isFinest: isFinest), residual, i)
    }
  }

  /// −Σ coupling · (neighbour − x) of a plane: the operator without mass.
  static func couple(
    _ x: UnsafePointer<Float>, plane: Int, _ level: MultigridLevel, into product: UnsafeMutablePointer<Float>
  ) {
    let start = plane * level.planeStride
    for i in stride(from: start, to: start + level.planeStride, by: 16) {
      store(0 - flux(of: x, at: i, level, isFinest: level.isFinest), product, i)
    }
  }
}
