import AllocationCounter
import Fields
import Foundation
import Testing
import Transport

/// Implicit steps of what cells give off and take up.
@Suite struct UptakeTests {
  static let shapes = [(37, 29, 1), (1, 40, 1), (48, 1, 1), (13, 11, 7), (16, 16, 16)]

  /// The unsplit solver is another way to the same backward Euler.
  @Test(arguments: shapes, [2.0, 40])
  func aStepAgreesWithTheUnsplitSolver(shape: (Int, Int, Int), step: Double) throws {
    let (mine, other) = (UptakeCase.random(shape), UptakeCase.random(shape).test)
    other.fillRandomly(.loss, seed: 9) { $0 < 0.1 ? 10 * $0 * 1e-2 : 0 }
    let (loss, fluid) = (other.pointer(.loss), other.pointer(.fluid))
    other.forEach { voxel, _ in loss[voxel] += mine.decay * fluid[voxel] }
    try mine.advance(step, tolerance: 1e-10)
    try other.advance(step, tolerance: 1e-13)
    let (amounts, expected) = (mine.amounts, other.values(.concentration))
    let largest = expected.max() ?? 0
    #expect(largest > 1e-7 && mine.sweeps > 2 && mine.iterations == 0)
    // Both amounts are within their tolerances times φ·max c of the solution.
    for (amount, c) in zip(amounts, zip(other.values(.fluid), expected)) {
      #expect(abs(amount - c.0 * c.1) <= 1.1e-10 * c.0 * largest)
    }
  }

  /// From nothing, with sources here and there, uptake a million times what a voxel holds per step, sealed voxels.
  @Test(arguments: [(37, 29, 1), (13, 11, 7)], [1e-2, 1e4])
  func nothingFallsBelowZeroAndBooksClose(shape: (Int, Int, Int), uptake: Double) throws {
    let mine = UptakeCase.random(shape, uptake: uptake)
    mine.test.fill(.concentration) { _ in 0 }
    mine.start()
    for step in [40.0, 40, 3, 400, 40, 0.1, 40] {
      let before = mine.holding
      let report = try mine.advance(step, tolerance: 1e-4)
      #expect(mine.amounts.allSatisfy { $0 >= 0 })
      #expect(mine.test.values(.concentration).allSatisfy { $0 >= 0 })
      // Sums over some thousand voxels that were rounded a few times each.
      let turnover = before + report.given + report.taken + report.decayed
      #expect(abs(mine.holding - before - report.given + report.taken + report.decayed) <= 1e-14 * turnover)
    }
    #expect(mine.given > 0 && mine.taken > 0 && mine.decayed > 0)
  }

  /// Half-sweeps end at a front, where the last ones have gone too far: what leaves a voxel there is more than what it gets.
  /// The sheet is wider than they reach.
  @Test(arguments: [1e-2, 1e-4, 1e-6]) func aDropSpreadsWithoutUndershoot(tolerance: Double) throws {
    let test = TransportCase(251, 251, 1, spacing: (20, 20, 20))
    test.diffusivity = 12
    test.fill(.fluid) { _ in 0.2 }
    test.fill(.kappa) { _ in 0.2 }
    test.pointer(.concentration)[test.grid.index(x: 125, y: 125, z: 0)] = 1e-6
    let mine = UptakeCase(test)
    let before = mine.holding
    let report = try mine.advance(480, tolerance: tolerance)
    #expect(report.sweeps > 5 && report.sweeps <= 62)
    #expect(mine.amounts.allSatisfy { $0 >= 0 })
    #expect(abs(mine.holding / before - 1) < 1e-14)
  }

  @Test(arguments: [1e-3, 1, 300, 1e5]) func theSteadyStateIsAFixedPointOfAnyStep(step: Double) throws {
    let mine = UptakeCase.random((29, 23, 1))
    // Each step brings what is left down by 1 + kΔt at least.
    for _ in 0..<6 { try mine.advance(1e6, tolerance: 1e-14) }
    let before = mine.amounts
    for _ in 0..<3 { try mine.advance(step, tolerance: 1e-12) }
    let scale = before.max() ?? 1
    let moved = zip(before, mine.amounts).map { abs($0 - $1) }.max() ?? .infinity
    #expect(moved <= 1e-9 * scale)
  }

  /// A point that gives off and decay everywhere: c = S/(2πD) K₀(r/L) per thickness, with L = √(D/k).
  @Test func aPointSourceWithDecayHasBesselsProfile() throws {
    let (n, h, length) = (121, 10.0, 100.0)
    let test = TransportCase(n, n, 1, spacing: (h, h, h))
    test.diffusivity = 50
    let middle = n / 2
    test.pointer(.source)[test.grid.index(x: middle, y: middle, z: 0)] = 1e-9
    let mine = UptakeCase(test)
    mine.decay = test.diffusivity / (length * length)
    // 60 steps of half a lifetime: (1 + ½)⁻⁶⁰ < 10⁻¹⁰ of the approach is left.
    for _ in 0..<60 { try mine.advance(0.5 / mine.decay) }
    for distance in [6, 10, 20, 30] {
      for (x, y) in [(distance, 0), (0, -distance)] {
        let r = Double(distance) * h
        let exact = 1e-9 * h * h / (2 * Double.pi * test.diffusivity) * UptakeTests.bessel(r / length)
        let found = test.pointer(.amount)[test.grid.index(x: middle + x, y: middle + y, z: 0)]
        // The five-point operator errs by h²/12 ∂⁴c: relative (h/r)²/6 near the point, (h/L)²/24·r/L far from it; the
        // sides, six lengths away, reflect e⁻⁶ against e^(−r/L) at most.
        let error = h * h / (r * r) / 6 + h * h / (length * length) / 24 * (r / length) + 2 * exp(-9.0)
        #expect(abs(found / exact - 1) < error + 1e-3, "\(distance)")
      }
    }
  }

  /// K₀(x) = ∫₀^∞ e^(−x cosh t) dt (Abramowitz & Stegun 9.6.24), by the trapezoidal rule, which is exact to round-off here.
  private static func bessel(_ x: Double) -> Double {
    let step = 0.01
    return (0...1000).reduce(0) { $0 + ($1 == 0 ? 0.5 : 1) * exp(-x * cosh(Double($1) * step)) } * step
  }
}

/// Orders of convergence, threads and memory.
extension UptakeTests {
  /// c = 2 + cos(πx) cos(πy) with κ = 1 + ¼ cos(2πx), steady with decay and positive sources.
  private func steadyError(_ n: Int) throws -> Double {
    let h = 1 / Double(n)
    let test = TransportCase(n, n, 1, spacing: (h, h, 1))
    test.diffusivity = 0.05
    func kappa(_ p: SIMD3<Double>) -> Double { 1 + 0.25 * cos(2 * Double.pi * p.x) }
    func exact(_ p: SIMD3<Double>) -> Double { 2 + cos(Double.pi * p.x) * cos(Double.pi * p.y) }
    let decay = 2.0
    test.fill(.kappa, kappa)
    test.fill(.source) { p in
      let (a, b) = (Double.pi * p.x, Double.pi * p.y)
      let bend = -2 * Double.pi * Double.pi * cos(a) * cos(b) * kappa(p)
      // ∂κ/∂x ∂c/∂x
      let slope = -0.5 * Double.pi * sin(2 * a) * -Double.pi * sin(a) * cos(b)
      return decay * exact(p) - 0.05 * (bend + slope)
    }
    let mine = UptakeCase(test)
    mine.decay = decay
    for _ in 0..<5 { try mine.advance(1e3, tolerance: 1e-13) }
    return test.largestDifference(from: exact)
  }

  @Test func spaceIsOfSecondOrder() throws {
    let errors = try [12, 24, 48].map(steadyError)
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      // The next term of the error, h⁴, moves the order by (π/12)²/12 or so.
      #expect(abs(log2(coarse / fine) - 2) < 0.1, "\(errors)")
    }
  }

  /// 1 + cos(πx/L) with decay: the mean falls by k, the wave by k + D(π/L)².
  @Test func timeIsOfFirstOrder() throws {
    func error(steps: Int) throws -> Double {
      let (n, h, end) = (40, 10.0, 600.0)
      let test = TransportCase(n, 3, 1, spacing: (h, h, h))
      test.diffusivity = 40
      let wave = Double.pi / (Double(n) * h)
      test.fill(.concentration) { 1 + cos(wave * $0.x) }
      let mine = UptakeCase(test)
      mine.decay = 1e-3
      for _ in 0..<steps { try mine.advance(end / Double(steps)) }
      let sine = sin(wave * h / 2)
      let rate = 4 * test.diffusivity / (h * h) * sine * sine
      mine.concentrate()
      return test.largestDifference {
        exp(-mine.decay * end) * (1 + exp(-rate * end) * cos(wave * $0.x))
      }
    }
    let errors = try [16, 32, 64, 128].map { try error(steps: $0) }
    // (1 + λΔt)⁻ⁿ against e^(−λt) with λt < 2.1: the next term moves the order by λΔt ≈ 0.13 at first, then by half of it.
    for (number, (coarse, fine)) in zip(errors, errors.dropFirst()).enumerated() {
      #expect(abs(log2(coarse / fine) - 1) < 0.13 / Double(1 << number), "\(errors)")
    }
  }

  @Test(arguments: [(37, 29, 1), (13, 11, 7)], [2, 3, 5])
  func bitsDoNotDependOnTheNumberOfThreads(shape: (Int, Int, Int), threads: Int) throws {
    let (one, many) = (UptakeCase.random(shape), UptakeCase.random(shape, threads: threads))
    for step in [2.0, 40, 400] {
      let (a, b) = (try one.advance(step, tolerance: 1e-6), try many.advance(step, tolerance: 1e-6))
      #expect(a == b)
    }
    #expect(one.amounts == many.amounts)
    #expect(one.test.values(.concentration) == many.test.values(.concentration))
    #expect(one.sweeps > 10)
  }

  /// A step over which a substance goes hundreds of voxels is left to multigrid, with the same books.
  @Test func longStepsAreLeftToMultigrid() throws {
    let mine = UptakeCase.random((37, 29, 1))
    (mine.decay, mine.test.diffusivity) = (1e-7, 1e4)
    let before = mine.holding
    let report = try mine.advance(1e5, tolerance: 1e-9)
    #expect(report.iterations > 0 && report.sweeps == 0)
    let turnover = before + report.given + report.taken + report.decayed
    #expect(abs(mine.holding - before - report.given + report.taken + report.decayed) <= 1e-14 * turnover)
    #expect(mine.amounts.allSatisfy { $0 >= 0 })
  }

  @Test func withoutDiffusionEachVoxelIsAlone() throws {
    let mine = UptakeCase.random((9, 8, 1))
    mine.test.diffusivity = 0
    let (before, fluid) = (mine.amounts, mine.test.values(.fluid))
    let (source, uptake) = (mine.test.values(.source), mine.test.values(.loss))
    try mine.advance(40, tolerance: 1e-12)
    for (voxel, amount) in mine.amounts.enumerated() {
      let loss = uptake[voxel] / fluid[voxel] + mine.decay
      let exact = (before[voxel] + 40 * source[voxel]) / (1 + 40 * loss)
      #expect(abs(amount - exact) <= 1e-11 * 1e-6)
    }
  }

  @Test func negativeUptakeIsRefused() throws {
    let mine = UptakeCase.random((9, 8, 1))
    mine.decay = 10
    try mine.test.expectRefusalOfNegativeLoss { try mine.advance(1) }
    mine.decay = -1
    #expect(throws: TransportError.self) { try mine.advance(1) }
    #expect(throws: TransportError.self) { try mine.advance(.infinity) }
  }

  @Test(.enabled(if: countsAllocations()), arguments: [1, 2], [(33, 21, 1), (19, 14, 11)])
  func aStepAllocatesNothing(threads: Int, shape: (Int, Int, Int)) throws {
    let mine = UptakeCase.random(shape, threads: threads)
    let problem = mine.problem(20, tolerance: 1e-6)
    _ = try mine.solver.advance(problem)
    let before = allocationCount()
    for _ in 0..<5 { _ = try mine.solver.advance(problem) }
    mine.solver.takeConductivity()
    #expect(allocationCount() == before)
  }
}
