import Fields
import Foundation
import Parallelism
import Testing
import Transport

/// What must hold for any tissue.
@Suite struct PropertyTests {
  /// Random tissue with jumps of 10⁴, sealed voxels, exchange and sources.
  static func random(_ nx: Int, _ ny: Int, _ nz: Int, threads: Int = 1) -> TransportCase {
    let test = TransportCase(nx, ny, nz, spacing: (10, 12, 9), threads: threads)
    test.diffusivity = 800
    test.fillRandomly(.kappa, seed: 7) { $0 < 0.05 ? 1e-7 : pow(10, -4 * $0) }
    test.fillRandomly(.fluid, seed: 8) { 0.05 + 0.3 * $0 }
    test.fillRandomly(.loss, seed: 9) { $0 < 0.1 ? 1e-2 : 0 }
    test.fillRandomly(.source, seed: 10) { $0 < 0.1 ? 2e-2 * $0 : 0 }
    test.fillRandomly(.concentration, seed: 11) { $0 }
    test.prepare()
    return test
  }

  @Test(arguments: [1e-3, 1, 1e3, 1e5]) func theSteadyStateIsAFixedPointOfAnyStep(step: Double) throws {
    let test = PropertyTests.random(20, 17, 12)
    try test.solve(tolerance: 1e-14)
    let before = test.values(.concentration)
    try test.advance(step)
    let scale = before.map(abs).max() ?? 1
    let moved = zip(before, test.values(.concentration)).map { abs($0 - $1) }.max() ?? .infinity
    #expect(moved <= 1e-9 * scale)
  }

  @Test func aClosedDomainKeepsItsAmountToRoundOff() throws {
    let test = PropertyTests.random(19, 14, 11)
    test.fill(.loss) { _ in 0 }
    test.fill(.source) { _ in 0 }
    func total() -> Double {
      zip(test.values(.fluid), test.values(.concentration)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let before = total()
    for step in [0.01, 1, 30, 600, 7200, 86400.0] { try test.advance(step, tolerance: 1e-6) }
    // Six steps, each voxel rounded a few times at values of at most the mean's order.
    #expect(abs(total() - before) <= 1e-12 * before)
  }

  @Test func aStepStaysBetweenItsExtremes() throws {
    let test = PropertyTests.random(16, 16, 16)
    test.fill(.loss) { _ in 0 }
    test.fill(.source) { _ in 0 }
    for step in [0.01, 10, 1e4] {
      let before = test.values(.concentration)
      try test.advance(step)
      let after = test.values(.concentration)
      let slack = 1e-9 * (before.max() ?? 1)
      #expect((after.min() ?? -1) >= (before.min() ?? 0) - slack)
      #expect((after.max() ?? .infinity) <= (before.max() ?? 0) + slack)
    }
  }

  @Test func theOperatorIsSymmetric() {
    let test = PropertyTests.random(13, 9, 7)
    let other = TransportCase(13, 9, 7, spacing: (10, 12, 9))
    other.fillRandomly(.concentration, seed: 99) { 2 * $0 - 1 }
    func applied(_ c: UnsafeMutablePointer<Double>) -> [Double] {
      _ = test.solver.netTransport(of: c, diffusivity: 800, sides: .closed, into: test.pointer(.rate))
      return test.values(.rate)
    }
    let (u, v) = (test.values(.concentration), other.values(.concentration))
    let (au, av) = (applied(test.pointer(.concentration)), applied(other.pointer(.concentration)))
    let left = zip(u, av).reduce(0) { $0 + $1.0 * $1.1 }
    let right = zip(v, au).reduce(0) { $0 + $1.0 * $1.1 }
    let scale = zip(u, av).reduce(0) { $0 + abs($1.0 * $1.1) }
    #expect(abs(left - right) <= 1e-13 * scale)
  }

  @Test(arguments: [(5, 4, 3), (7, 1, 1), (1, 6, 5), (9, 8, 1)])
  func smallGridsAgreeWithADenseSolve(shape: (Int, Int, Int)) throws {
    let test = PropertyTests.random(shape.0, shape.1, shape.2)
    test.sides = Sides(xLow: .value(0.7))
    let count = test.grid.voxelCount
    let step = 50.0
    let c = test.pointer(.concentration)
    let start = test.values(.concentration)
    let (fluid, amount) = (test.pointer(.fluid), test.pointer(.amount))
    test.forEach { voxel, _ in amount[voxel] = fluid[voxel] * c[voxel] }
    var places: [Int] = []
    test.forEach { voxel, _ in places.append(voxel) }
    // Column j of the operator is its action on the unit vector j, less its action on zero.
    let zero = FieldSet(grid: test.grid, count: 2)
    func action(_ unit: Int?) -> [Double] {
      for place in places { zero[0, place] = 0 }
      if let unit { zero[0, places[unit]] = 1 }
      _ = test.solver.netTransport(
        of: zero.pointer(0), diffusivity: 800, sides: test.sides, into: zero.pointer(1))
      return places.map { zero[1, $0] }
    }
    let inhomogeneous = action(nil)
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: count)
    for j in 0..<count {
      let column = action(j)
      for i in 0..<count { matrix[i][j] = inhomogeneous[i] - column[i] }
    }
    for i in 0..<count {
      matrix[i][i] += fluid[places[i]] / step + test.pointer(.loss)[places[i]]
      matrix[i][count] =
        fluid[places[i]] * start[i] / step + test.pointer(.source)[places[i]] + inhomogeneous[i]
    }
    let expected = PropertyTests.eliminate(&matrix)
    try test.solve(step, tolerance: 1e-13)
    for i in 0..<count { #expect(abs(c[places[i]] - expected[i]) <= 1e-9) }
  }

  /// Gaussian elimination with row exchanges.
  static func eliminate(_ m: inout [[Double]]) -> [Double] {
    let n = m.count
    for k in 0..<n {
      let pivot = (k..<n).max { abs(m[$0][k]) < abs(m[$1][k]) } ?? k
      m.swapAt(k, pivot)
      for i in (k + 1)..<max(n, k + 1) {
        let factor = m[i][k] / m[k][k]
        for j in k...n { m[i][j] -= factor * m[k][j] }
      }
    }
    var x = [Double](repeating: 0, count: n)
    for i in stride(from: n - 1, through: 0, by: -1) {
      x[i] = (m[i][n] - ((i + 1)..<max(n, i + 1)).reduce(0) { $0 + m[i][$1] * x[$1] }) / m[i][i]
    }
    return x
  }

  @Test func bitsDoNotDependOnTheNumberOfThreads() throws {
    func result(threads: Int) throws -> [UInt64] {
      let test = PropertyTests.random(33, 21, 18, threads: threads)
      for step in [1, 600, 86400.0] { try test.advance(step) }
      return test.values(.concentration).map(\.bitPattern)
    }
    let alone = try result(threads: 1)
    #expect(try result(threads: 2) == alone)
    #expect(try result(threads: 3) == alone)
  }

  @Test func iterationsHardlyGrowWithTheGrid() throws {
    func iterations(_ n: Int) throws -> Int {
      let test = PropertyTests.random(n, n, n, threads: 2)
      let (fluid, amount, c) = (test.pointer(.fluid), test.pointer(.amount), test.pointer(.concentration))
      test.forEach { voxel, _ in amount[voxel] = fluid[voxel] * c[voxel] }
      return try test.solve(3600, tolerance: 1e-8).iterations
    }
    let (small, large) = (try iterations(16), try iterations(48))
    #expect(large <= 2 * small + 5, "\(small) then \(large)")
  }

  @Test func aWallResistsInSeries() throws {
    // Two halves of 1 mm at D = 1000 µm²/s with a wall of P = 0.5 µm/s between, c = 1 and 0 at the ends: the flux
    // is 1/(L/D + 1/P).
    let test = TransportCase(20, 1, 1, spacing: (100, 1, 1))
    test.diffusivity = 1000
    test.sides = Sides(xLow: .value(1), xHigh: .value(0))
    var walls = InteriorWalls()
    walls.add(below: 10, 0, 0, across: .x, resistance: 1000 / 0.5, on: test.grid)
    test.prepare(walls: walls)
    try test.solve(tolerance: 1e-14)
    let c = test.pointer(.concentration)
    let flux = 1 / (2000.0 / 1000 + 1 / 0.5)
    #expect(abs(c[9] - (1 - flux * 950 / 1000)) < 1e-9)
    #expect(abs(c[10] - flux * 950 / 1000) < 1e-9)
  }

  @Test func nonsenseIsRefusedWithItsPlace() throws {
    let test = TransportCase(8, 8, 1, spacing: (1, 1, 1))
    test.prepare()
    do {
      try test.solve()
      Issue.record("a closed steady state without loss was accepted")
    } catch let error as TransportError {
      #expect(error.problem == .undetermined)
    }
    test.diffusivity = -1
    #expect(throws: TransportError.self) { try test.solve(1) }
    test.diffusivity = 1
    try test.expectRefusalOfNegativeLoss { try test.solve(1) }
  }
}
