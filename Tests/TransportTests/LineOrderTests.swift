import Foundation
import Testing
import Transport

/// Orders of convergence of the line solver, measured.
@Suite struct LineOrderTests {
  /// 1-D, 1000 µm, D 10⁵ µm²/min, closed: 1 + cos decays as exp(−3.947842 t), t in minutes.
  private func cosine(along axis: Int, voxels n: Int, steps: Int, ofGrid: Bool) throws -> Double {
    var shape = [4, 3, 2]
    shape[axis] = n
    let h = 1000 / Double(n)
    let test = TransportCase(shape[0], shape[1], shape[2], spacing: (h, h, h))
    test.diffusivity = 1e5 / 60
    let wave = Double.pi / 500
    test.fill(.concentration) { 1 + cos(wave * ($0[axis] - 500)) }
    let end = 15.0
    try LineCase(test).advance(end, steps: steps)
    // The grid's own decay rate, 4D/h² sin²(kh/2), leaves the error in time alone.
    let sine = sin(wave * h / 2)
    let rate = ofGrid ? 4 * test.diffusivity / (h * h) * sine * sine : 3.947842 / 60
    return test.largestDifference { 1 + exp(-rate * end) * cos(wave * ($0[axis] - 500)) }
  }

  @Test(arguments: [0, 1, 2]) func timeIsOfSecondOrderOnTheDecayOfACosine(axis: Int) throws {
    let errors = try [4, 8, 16, 32].map { try cosine(along: axis, voxels: 64, steps: $0, ofGrid: true) }
    // Crank-Nicolson: error λt (λΔt)²/12; the next term is (λΔt)²/20 of that, λΔt ≤ ¼, and moves the order by 0.005.
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 2) < 0.02, "\(errors)")
    }
  }

  @Test func spaceIsOfSecondOrderOnTheDecayOfACosine() throws {
    let errors = try [16, 32, 64].map { try cosine(along: 0, voxels: $0, steps: 4096, ofGrid: false) }
    // Relative error of the rate (kh)²/12, its next term (kh)²/30 of that with kh ≤ π/8, so 0.01 in the order; and the
    // error in time of 4096 steps, below 10⁻³ of the finest; 3.947842 is π²/2.5.
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 2) < 0.05, "\(errors)")
    }
  }

  @Test(arguments: [2, 3]) func heatWithZeroSidesDecaysByThePublishedFactor(dimensions: Int) throws {
    func factor(_ n: Int, steps: Int) throws -> Double {
      let h = 1 / Double(n)
      let test = TransportCase(n, n, dimensions == 3 ? n : 1, spacing: (h, h, dimensions == 3 ? h : 1))
      let zero = Boundary.value(0)
      test.sides = Sides(xLow: zero, xHigh: zero, yLow: zero, yHigh: zero)
      if dimensions == 3 { (test.sides.zLow, test.sides.zHigh) = (zero, zero) }
      let start: (SIMD3<Double>) -> Double = { p in (0..<dimensions).reduce(1) { $0 * sin(Double.pi * p[$1]) }
      }
      test.fill(.concentration, start)
      try LineCase(test).advance(0.1, steps: steps)
      let middle = test.grid.index(x: n / 2, y: n / 2, z: dimensions == 3 ? n / 2 : 0)
      return test.pointer(.concentration)[middle]
        / start(test.grid.centre(x: n / 2, y: n / 2, z: dimensions == 3 ? n / 2 : 0))
    }
    // e^(−d π² t), t = 0.1: 0.1389111 in two dimensions (0.3727078 in one). Half cells at the sides and the grid are of
    // second order: (π/n)²/12 · dπ²t and a like part of the sides. Two grids, extrapolated, leave their square, 10⁻⁴.
    let exact = pow(0.3727078, Double(dimensions))
    let (coarse, fine) = (try factor(10, steps: 80), try factor(20, steps: 160))
    #expect(abs((4 * fine - coarse) / 3 / exact - 1) < 2e-3)
    #expect(
      abs((coarse / exact - 1) / (fine / exact - 1) - 4) < 0.5, "second order in space and time together")
  }

  @Test func threeLayersAreReachedExactly() throws {
    // D 1 / 0.1 / 1, c(0) = 0, flux 1 in at the right; steady: x, 10x − 22.5, x + 45. One axis: no step is too long.
    let test = TransportCase(40, 1, 1, spacing: (0.25, 1, 1))
    test.fill(.kappa) { $0.x >= 2.5 && $0.x < 7.5 ? 0.1 : 1 }
    test.sides = Sides(xLow: .value(0), xHigh: .flux(1))
    let layers = LineCase(test)
    // Crank-Nicolson takes (1 − z)/(1 + z) off each mode, z = λΔt/2; the slowest λ is about 0.006, the fastest
    // 4/h² = 64. A step of 1 leaves 0.994 of the slowest and 0.94 of the fastest: 6000 steps, 10⁻¹⁵.
    try layers.advance(6000, steps: 6000)
    #expect(
      test.largestDifference { $0.x < 2.5 ? $0.x : $0.x < 7.5 ? 10 * $0.x - 22.5 : $0.x + 45 } < 1e-9)
  }

  @Test(arguments: [(9, 8, 7), (13, 18, 1), (1, 20, 9)])
  func timeIsOfSecondOrderInRandomTissue(shape: (Int, Int, Int)) throws {
    let tissue = LineCase.random(shape.0, shape.1, shape.2)
    tissue.reacts = true
    tissue.test.sides = Sides(xLow: .value(0.7), yHigh: .flux(1))
    let time = tissue.longestPass
    let start = tissue.concentration
    func end(_ steps: Int) throws -> [Double] {
      restore(start, in: tissue)
      try tissue.advance(time, steps: steps)
      return tissue.concentration
    }
    let results = try [16, 32, 64, 128].map(end)
    let changes = zip(results, results.dropFirst()).map(LineCase.difference)
    // Differences of successive halvings fall fourfold; at Δt of 1/16 of what is stable the next order is a few per cent.
    for (coarse, fine) in zip(changes, changes.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 2) < 0.15, "\(changes)")
    }
    // Against unsplit backward Euler, whose error halves: its extrapolation to no step meets the line solver's result.
    func unsplit(_ steps: Int) throws -> [Double] {
      restore(start, in: tissue)
      for _ in 0..<steps { try tissue.test.advance(time / Double(steps), tolerance: 1e-13) }
      return tissue.concentration
    }
    let (coarse, fine) = (try unsplit(200), try unsplit(400))
    let limit = zip(coarse, fine).map { 2 * $1 - $0 }
    #expect(LineCase.difference(limit, results[3]) < 0.1 * LineCase.difference(coarse, fine))
  }

  private func restore(_ values: [Double], in tissue: LineCase) {
    let c = tissue.test.pointer(.concentration)
    var place = 0
    tissue.test.forEach { voxel, _ in
      c[voxel] = values[place]
      place += 1
    }
  }
}
