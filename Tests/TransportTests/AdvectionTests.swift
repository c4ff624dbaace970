import Testing
import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct AdvectionTests {
  /// Between held ends the steady profile is (e^(w x/D) − 1)/(e^(w L/D) − 1): the scheme meets it in every centre,
  /// however large the Péclet number of a voxel. What is off is the hold of the ends, flux/10¹⁰.
  @Test(arguments: [-3.0, 0.01, 0.4, 3.0, 30.0])
  func theSteadyProfileAlongALineIsExact(number: Double) throws {
    let count = 24
    let line = FlowCase(count, 1, 1, spacing: (2, 2, 2))
    line.still.diffusivity = 5
    // w h/D is the number for K = 1 and a gradient of −w.
    let speed = number * 5 / 2
    line.still.prepare()
    line.push { -speed * $0.x }
    let (first, last) = (1.0, 2.0 * (Double(count) - 0.5))
    func exact(_ x: Double) -> Double {
      let whole = number / 2 * (last - first)
      let part = number / 2 * (x - first)
      // Written such that no exponential overflows.
      return whole > 0
        ? (exp(part - whole) - exp(-whole)) / (1 - exp(-whole)) : (exp(part) - 1) / (exp(whole) - 1)
    }
    line.holdEnds(exact)
    try line.solve(tolerance: 1e-14)
    // The fastest flux is w c ≤ 75 µm/s over 2 µm, against 10¹⁰ per second.
    #expect(line.still.largestDifference { exact($0.x) } < 1e-8)
  }

  /// −D c″ + w c′ + a c = 0 has e^(m x), m = (w − √(w² + 4 a D))/(2 D): errors fall with the square of the side.
  @Test func withAReactionTheOrderIsTwo() throws {
    let (diffusivity, speed, rate) = (4.0, 2.0, 0.3)
    let m = (speed - (speed * speed + 4 * rate * diffusivity).squareRoot()) / (2 * diffusivity)
    let errors = try [16, 32, 64].map { count in
      let side = 32 / Double(count)
      let line = FlowCase(count, 1, 1, spacing: (side, side, side))
      line.still.diffusivity = diffusivity
      line.still.prepare()
      line.push { -speed * $0.x }
      line.still.fill(.loss) { _ in rate }
      line.holdEnds { exp(m * $0) }
      try line.solve(tolerance: 1e-13)
      return line.still.largestDifference { exp(m * $0.x) }
    }
    for (coarse, fine) in zip(errors, errors.dropFirst()) { #expect(log2(coarse / fine) > 1.9, "\(errors)") }
  }

  /// A block of random tissue in a random flow, sealed at its sides.
  private func randomBlock(threads: Int = 1, speed: Double = 300) -> FlowCase {
    let block = FlowCase(13, 9, 7, spacing: (3, 4, 5), threads: threads)
    block.still.diffusivity = 2
    block.still.fillRandomly(.kappa, seed: 5) { pow(10, -4 * $0) }
    block.still.fillRandomly(.fluid, seed: 7) { 0.1 + 0.4 * $0 }
    block.still.fillRandomly(.concentration, seed: 11) { $0 > 0.8 ? 10 * $0 : 0 }
    block.still.prepare()
    block.push { speed * (sin($0.x / 9) * cos($0.y / 8) + sin($0.z / 11)) }
    return block
  }

  /// In a sealed block nothing is lost, and nothing falls below zero: the flow carries it through many voxels per step.
  @Test(arguments: [0.1, 10, 1e4]) func nothingIsLostOrNegative(step: Double) throws {
    let block = randomBlock()
    func holding() -> Double {
      zip(block.still.values(.fluid), block.still.values(.concentration)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let before = holding()
    let highest = block.still.values(.concentration).max() ?? 0
    for _ in 0..<5 { try block.advance(step, tolerance: 1e-12) }
    // 819 voxels are rounded a dozen times in each of five steps, in fluxes that the step makes larger than amounts.
    #expect(abs(holding() - before) <= 1e-12 * before * max(1, step))
    // The tolerance allows each voxel 1e-12 of the highest concentration per step.
    let lowest = block.still.values(.concentration).min() ?? 0
    let allowed = 1e-11 * max(highest, block.still.values(.concentration).max() ?? 0)
    #expect(lowest >= -allowed, "\(lowest)")
  }

  @Test func fluidAtRestDiffuses() throws {
    let block = randomBlock(speed: 0)
    let other = randomBlock(speed: 0)
    try block.advance(3, tolerance: 1e-13)
    try other.still.advance(3, tolerance: 1e-13)
    let highest = block.still.values(.concentration).max() ?? 0
    for (one, two) in zip(block.still.values(.concentration), other.still.values(.concentration)) {
      #expect(abs(one - two) <= 1e-11 * highest)
    }
  }

  /// What a step has solved it has booked: the flux form brings up the very concentration, to the tolerance.
  @Test func theSolutionSolvesItsEquation() throws {
    let block = randomBlock()
    block.still.fill(.loss) { 0.01 + 0.001 * $0.x }
    block.still.fill(.source) { 0.02 * $0.y }
    let (fluid, amount) = (block.still.pointer(.fluid), block.still.pointer(.amount))
    let c = block.still.pointer(.concentration)
    block.still.forEach { voxel, _ in amount[voxel] = fluid[voxel] * c[voxel] }
    let report = try block.solve(20, tolerance: 1e-11)
    #expect(report.iterations > 0)
    let solved = block.still.values(.concentration)
    block.still.forEach { voxel, _ in c[voxel] = amount[voxel] / fluid[voxel] }
    try block.advance(20, tolerance: 1e-11)
    let highest = solved.max() ?? 0
    for (one, two) in zip(solved, block.still.values(.concentration)) {
      #expect(abs(one - two) <= 1e-10 * highest)
    }
  }

  @Test func anyNumberOfThreadsGivesTheSameBits() throws {
    let values = try [1, 2, 3].map { threads in
      let block = randomBlock(threads: threads)
      for _ in 0..<3 { try block.advance(50) }
      return block.still.values(.concentration)
    }
    #expect(values[0] == values[1] && values[0] == values[2])
  }

  @Test func whatMeansNothingIsRefused() throws {
    let block = randomBlock()
    try block.still.expectRefusalOfNegativeLoss { try block.solve(1) }
    #expect(throws: TransportError.self) { try block.solve(-1) }
  }
}
