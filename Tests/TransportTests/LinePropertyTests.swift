import Fields
import Foundation
import Testing
import Transport

/// What must hold of the line solver for any tissue.
@Suite struct LinePropertyTests {
  @Test(arguments: [(12, 9, 8), (19, 17, 1), (1, 23, 7), (30, 1, 1)])
  func theUnsplitSteadyStateIsAFixedPointOfAnyStep(shape: (Int, Int, Int)) throws {
    let tissue = LineCase.random(shape.0, shape.1, shape.2)
    tissue.reacts = true
    tissue.test.sides = Sides(xLow: .value(0.3))
    try tissue.test.solve(tolerance: 1e-14)
    let before = tissue.concentration
    let scale = before.map(abs).max() ?? 1
    // A voxel's fluxes, 800/81 to each side at the most, 48/s in all, are rounded; one that hangs on its neighbours by κ = 10⁻⁷
    // alone, 800/144·10⁻⁷ per second, moves by as much more: 2⁻⁵²·48/5.6e-7.
    let rounding = 0x1p-52 * 48 / 5.6e-7
    for step in [1e-3, 1e-2, 1, 1e3, 1e5] {
      let report = try tissue.advance(step)
      #expect(LineCase.difference(before, tissue.concentration) <= rounding * scale, "\(step) s")
      #expect(report.limitedVoxels == 0)
    }
  }

  @Test func theUnsplitSteadyStateIsReachedFromZeroByStepsOfASecond() throws {
    // Loss everywhere of at least 0.02/s on φ ≤ 0.35 leaves e^(−0.06) per second at most: 600 steps, 10⁻¹⁵.
    let test = PropertyTests.random(8, 7, 6)
    test.fillRandomly(.loss, seed: 9) { 0.02 + 0.01 * $0 }
    let tissue = LineCase(test)
    tissue.reacts = true
    try test.solve(tolerance: 1e-14)
    let steady = tissue.concentration
    test.fill(.concentration) { _ in 0 }
    try tissue.advance(600, steps: 600)
    #expect(LineCase.difference(steady, tissue.concentration) <= 1e-9 * (steady.max() ?? 1))
  }

  @Test(arguments: [(19, 14, 11), (33, 21, 1)])
  func aClosedDomainKeepsItsAmountToRoundOff(shape: (Int, Int, Int)) throws {
    let tissue = LineCase.random(shape.0, shape.1, shape.2)
    let before = tissue.amount
    for step in [0.001, 0.01, 0.1, 0.5, 1, 600] { try tissue.advance(step) }
    // Each flux leaves one voxel and enters the next; some thirty passes round each amount a few times.
    #expect(abs(tissue.amount - before) <= 1e-12 * before)
  }

  /// Steps of one pass and of several, with losses from slow to far faster than the step, and one that is left to the
  /// unsplit solver.
  @Test(arguments: [0.001, 0.05, 600])
  func whatIsLostIsTheLossTimesTheMean(step: Double) throws {
    let tissue = LineCase.random(19, 14, 11)
    tissue.test.fillRandomly(.loss, seed: 13) { $0 < 0.5 ? 0.1 * $0 : 1000 * $0 }
    let mean = FieldSet(grid: tissue.test.grid, count: 1)
    tissue.reacts = true
    var solute = tissue.solute
    solute.mean = mean.pointer(0)
    let before = tissue.amount
    _ = try tissue.line.advance([solute], over: step)
    let (loss, source) = (tissue.test.values(.loss), tissue.test.values(.source))
    let values = mean.values(of: 0)
    var (gained, turnover) = (0.0, before)
    for voxel in values.indices {
      gained += step * (source[voxel] - loss[voxel] * values[voxel])
      turnover += step * (source[voxel] + loss[voxel] * abs(values[voxel]))
    }
    // Sums of 2926 voxels, each rounded a few times per pass: 10⁴ · 2⁻⁵³ at worst.
    #expect(abs(tissue.amount - before - gained) <= 1e-12 * turnover)
  }

  @Test func theLimiterKeepsTheRangeAndTheAmount() throws {
    // Spikes on nothing, far too sharp for D·Δt/h² of 1 to 100: without limiter, the spikes would be undershot.
    let test = TransportCase(16, 15, 14, spacing: (10, 10, 10))
    test.diffusivity = 1000
    test.fillRandomly(.concentration, seed: 11) { $0 < 0.02 ? 1 : 0 }
    let tissue = LineCase(test)
    let before = tissue.amount
    var limited = 0
    for step in [0.1, 1, 10.0] {
      let report = try tissue.advance(step)
      limited += report.limitedVoxels
      #expect(report.unsettledVoxels == 0)
      // Round-off of a few units in the last place of the largest value.
      #expect((tissue.concentration.min() ?? -1) >= -1e-14)
      #expect((tissue.concentration.max() ?? 2) <= 1 + 1e-14)
    }
    #expect(limited > 0)
    #expect(abs(tissue.amount - before) <= 1e-12 * before)
  }

  @Test func aStepInRandomTissueStaysBetweenItsExtremes() throws {
    let tissue = LineCase.random(16, 15, 14)
    tissue.test.fillRandomly(.concentration, seed: 12) { $0 < 0.5 ? 0 : 1 }
    for step in [0.001, 0.03, 0.3, 1, 100] {
      let before = tissue.concentration
      let report = try tissue.advance(step)
      // Bounds of the limiter, or of the unsplit solver to its tolerance.
      #expect((tissue.concentration.min() ?? -1) >= (before.min() ?? 0) - 1e-9)
      #expect((tissue.concentration.max() ?? 2) <= (before.max() ?? 0) + 1e-9)
      #expect(report.unsettledVoxels == 0)
    }
  }

  @Test(arguments: 1...6) func nothingGrowsInTissueWithJumpsOfTenThousand(seed: Int) throws {
    // Power iteration with the longest single pass on what no solution contains: noise, renormed after each pass. A pass
    // that leaves ‖c‖² = Σ φ c² below what it was, after the transients of the first twenty, does not grow.
    let test = TransportCase(8, 7, 6, spacing: (10, 12, 9))
    let random = UInt64(seed)
    test.fillRandomly(.kappa, seed: random) { seed % 2 == 0 ? ($0 < 0.5 ? 1 : 1e-4) : pow(10, -4 * $0) }
    test.fillRandomly(.fluid, seed: random + 100) { pow(10, -Double(seed % 3) * $0) }
    test.fillRandomly(.concentration, seed: random + 200) { 2 * $0 - 1 }
    // A loss and a source of both signs lift the bounds of the limiter, which would hide growth.
    test.fillRandomly(.source, seed: random + 300) { 1e-9 * (2 * $0 - 1) }
    let tissue = LineCase(test)
    tissue.reacts = true
    let step = tissue.longestPass
    let (fluid, c) = (test.pointer(.fluid), test.pointer(.concentration))
    var norms: [Double] = []
    for _ in 0..<120 {
      try tissue.advance(step)
      var norm = 0.0
      test.forEach { voxel, _ in norm += fluid[voxel] * c[voxel] * c[voxel] }
      norms.append(norm.squareRoot())
    }
    for (before, after) in zip(norms.dropFirst(20), norms.dropFirst(21)) {
      #expect(after <= before * (1 + 1e-9))
    }
  }

  @Test func longStepsAreDividedAndThenSolvedUnsplit() throws {
    let tissue = LineCase.random(9, 8, 7)
    let step = tissue.longestPass
    #expect(try tissue.advance(3.5 * step).passes == 4)
    #expect(try tissue.advance(20 * step).unsplitSolutes == 1)
    // Uniform tissue has commuting factors.
    let uniform = LineCase(TransportCase(9, 8, 7, spacing: (1, 1, 1)))
    #expect(try uniform.advance(1e6).passes == 1)
  }

  @Test func aMirroredTissueHasTheMirroredSolution() throws {
    func result(mirrored: Bool) throws -> [Double] {
      let tissue = LineCase.random(9, 7, 6)
      let test = tissue.test
      if mirrored {
        for name in [TransportCase.Name.kappa, .fluid, .concentration] {
          let values = test.values(name)
          let field = test.pointer(name)
          var place = values.count
          test.forEach { voxel, _ in
            place -= 1
            field[voxel] = values[place]
          }
        }
      }
      let turned = LineCase(test)
      try turned.advance(turned.longestPass)
      return mirrored ? turned.concentration.reversed() : turned.concentration
    }
    // All three axes are turned round: the same factors, eliminated from the other end; round-off only.
    #expect(LineCase.difference(try result(mirrored: false), try result(mirrored: true)) <= 1e-12)
  }

  @Test func bitsDoNotDependOnTheNumberOfThreads() throws {
    func result(_ shape: (Int, Int, Int), threads: Int) throws -> [UInt64] {
      let tissue = LineCase.random(shape.0, shape.1, shape.2, threads: threads)
      tissue.reacts = true
      for step in [0.01, 0.1, 10] { try tissue.advance(step) }
      return tissue.concentration.map(\.bitPattern)
    }
    for shape in [(33, 21, 18), (40, 37, 1)] {
      let alone = try result(shape, threads: 1)
      #expect(try result(shape, threads: 2) == alone)
      #expect(try result(shape, threads: 3) == alone)
    }
  }

  @Test(arguments: [(1, 1, 1), (7, 1, 1), (1, 9, 1), (1, 1, 5), (17, 1, 3), (5, 3, 1), (2, 33, 2)])
  func sidesOfAnyLengthAgreeWithTheUnsplitSolver(shape: (Int, Int, Int)) throws {
    let tissue = LineCase.random(shape.0, shape.1, shape.2)
    tissue.reacts = true
    tissue.test.sides = Sides(xHigh: .value(0.2), yLow: .flux(0.5), zLow: .value(0.9), zHigh: .flux(-0.1))
    let step = tissue.longestPass / 1000
    let start = tissue.concentration
    try tissue.advance(step)
    let result = tissue.concentration
    let c = tissue.test.pointer(.concentration)
    var place = 0
    tissue.test.forEach { voxel, _ in
      c[voxel] = start[place]
      place += 1
    }
    try tissue.test.advance(step, tolerance: 1e-14)
    // Backward Euler differs by ½(λΔt)² of the deviations, λΔt ≤ 10⁻³ · 4 · 3.5 · 3 axes, so below 10⁻³ of them.
    #expect(LineCase.difference(result, tissue.concentration) < 2e-3)
    #expect(LineCase.difference(result, start) > 0)
  }

  @Test func solutesOfOneStepDoNotDisturbEachOther() throws {
    let tissue = LineCase.random(20, 11, 9)
    let fields = FieldSet(grid: tissue.test.grid, count: 6)
    func fill() {
      for field in 0..<6 {
        tissue.test.forEach { voxel, centre in fields[field, voxel] = 1 + sin(centre.x * Double(field)) }
      }
    }
    func solute(_ field: Int) -> LineSolute {
      LineSolute(
        name: "\(field)", diffusivity: 100 * Double(field), concentration: fields.pointer(field))
    }
    let step = tissue.longestPass / 2
    fill()
    _ = try tissue.line.advance((0..<6).map(solute), over: step)
    let together = (0..<6).map { fields.values(of: $0) }
    fill()
    #expect(fields.values(of: 0) == together[0], "what does not diffuse stands still")
    for field in 0..<6 { _ = try tissue.line.advance([solute(field)], over: step) }
    for field in 0..<6 { #expect(fields.values(of: field) == together[field]) }
  }

  @Test func nonsenseIsRefusedWithItsPlace() throws {
    let tissue = LineCase(TransportCase(8, 8, 1, spacing: (1, 1, 1)))
    tissue.reacts = true
    let before = tissue.concentration
    try tissue.test.expectRefusalOfNegativeLoss { try tissue.advance(1) }
    #expect(tissue.concentration == before)
    #expect(throws: TransportError.self) { try tissue.advance(-1) }
    tissue.test.pointer(.fluid)[9] = 0
    tissue.line.setCapacity(tissue.test.pointer(.fluid))
    #expect(throws: TransportError.self) { try tissue.advance(1) }
  }
}
