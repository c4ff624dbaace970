import Foundation
import Testing
import Transport

/// Orders of convergence, measured.
@Suite struct OrderTests {
  /// The steady state of −∇·(κ∇c) + c = b with κ = 1 + ½ sin(2πx)… and c = cos(πx) cos(πy) cos(πz), whose
  /// normal derivative vanishes at the sides of the unit cube.
  static func manufactured(_ n: Int, dimensions: Int) throws -> Double {
    let h = 1 / Double(n)
    let test = TransportCase(
      n, n, dimensions == 3 ? n : 1, spacing: (h, h, dimensions == 3 ? h : 1))
    func angle(_ p: SIMD3<Double>, _ axis: Int) -> Double { axis < dimensions ? Double.pi * p[axis] : 0 }
    func exact(_ p: SIMD3<Double>) -> Double { (0..<3).reduce(1) { $0 * cos(angle(p, $1)) } }
    func kappa(_ p: SIMD3<Double>) -> Double {
      1 + 0.5 * (0..<dimensions).reduce(1.0) { $0 * sin(2 * angle(p, $1)) }
    }
    test.fill(.kappa, kappa)
    test.fill(.loss) { _ in 1 }
    test.fill(.source) { p in
      var value = exact(p) * (1 + kappa(p) * Double.pi * Double.pi * Double(dimensions))
      for axis in 0..<dimensions {
        // −∂κ/∂x ∂c/∂x, each a product with the other axes' factors.
        var slope = Double.pi * cos(2 * angle(p, axis))
        var gradient = -Double.pi * sin(angle(p, axis))
        for other in 0..<dimensions where other != axis {
          slope *= sin(2 * angle(p, other))
          gradient *= cos(angle(p, other))
        }
        value -= slope * gradient
      }
      return value
    }
    test.prepare()
    try test.solve(tolerance: 1e-13)
    return test.largestDifference(from: exact)
  }

  @Test(arguments: [2, 3]) func spaceIsOfSecondOrderWhereTheConductivityIsSmooth(dimensions: Int) throws {
    let errors = try [12, 24, 48].map { try OrderTests.manufactured($0, dimensions: dimensions) }
    // Harmonic means of a smooth κ are second-order accurate; the next term of the error, h⁴, moves the
    // measured order by (1/24)² relative.
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 2) < 0.15, "\(errors)")
    }
  }

  /// 1-D, [−500, 500] µm, D 10⁵ µm²/min, closed: 1 + cos(πx/500) decays as exp(−3.947842 t), t in minutes.
  @Test func timeIsOfFirstOrderOnTheDecayOfACosine() throws {
    func error(steps: Int) throws -> Double {
      let test = TransportCase(200, 1, 1, spacing: (5, 1, 1))
      test.diffusivity = 1e5 / 60
      let wave = Double.pi / 500
      test.fill(.concentration) { 1 + cos(wave * ($0.x - 500)) }
      test.prepare()
      let end = 15.0
      for _ in 0..<steps { try test.advance(end / Double(steps)) }
      // The grid's own decay rate, 4D/h² sin²(kh/2), so that only the error in time is left.
      let sine = sin(wave * 5 / 2)
      let rate = 4 * test.diffusivity / 25 * sine * sine
      let decay = exp(-rate * end)
      #expect(abs(rate * 60 - 3.947842) < 1e-3)
      return test.largestDifference { 1 + decay * cos(wave * ($0.x - 500)) }
    }
    let errors = try [8, 16, 32, 64].map { try error(steps: $0) }
    // Backward Euler: 1/(1 + λΔt)ⁿ against e^(−λt); the next term moves the order by about λΔt/2 < 0.07.
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 1) < 0.08, "\(errors)")
    }
  }

  @Test func heatWithZeroSidesDecaysByThePublishedFactor() throws {
    let n = 40
    let test = TransportCase(n, n, 1, spacing: (1 / Double(n), 1 / Double(n), 1))
    test.sides = Sides(xLow: .value(0), xHigh: .value(0), yLow: .value(0), yHigh: .value(0))
    let initial: (SIMD3<Double>) -> Double = { sin(Double.pi * $0.x) * sin(Double.pi * $0.y) }
    func factor(steps: Int) throws -> Double {
      test.fill(.concentration, initial)
      test.prepare()
      for _ in 0..<steps { try test.advance(0.1 / Double(steps)) }
      let middle = test.grid.index(x: n / 2, y: n / 2, z: 0)
      return test.pointer(.concentration)[middle] / initial(test.grid.centre(x: n / 2, y: n / 2, z: 0))
    }
    // Two step lengths, extrapolated to none; what is left is the grid's (π/40)²/12 · 2π²·0.1 ≈ 10⁻³ and more at
    // the sides, relative, and the square of the step's error.
    let (coarse, fine) = (try factor(steps: 100), try factor(steps: 200))
    #expect(abs((2 * fine - coarse) / 0.1389111 - 1) < 4e-3)
  }
}
