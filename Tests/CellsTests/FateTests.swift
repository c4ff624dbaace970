import Cells
import Fields
import Testing

/// Death, departure, change and division at their rates.
@Suite struct FateTests {
  private static let day = 86400.0

  /// Survivors of an exponential lifetime, whatever the step: binomial with p = e^(−t/τ), five standard deviations.
  @Test(arguments: [1, 8, 64])
  func lifetimesAreExponential(steps: Int) {
    let lifetime = 3 * Self.day
    var scene = Scene(
      [.test([.death(Death(rate: Rate(1 / lifetime), body: nil))])], size: (20, 20, 20),
      interval: 1 << 40, capacity: 10000)
    scene.scatter(10000)
    let all = Int(2 * Self.day / CellDynamics.tick)
    for step in 0..<steps { scene.advance(all * (step + 1) / steps - all * step / steps) }
    // In one step a cell has one event at most, which is enough to die.
    let survival = exp(-2.0 / 3)
    let deviation = (10000 * survival * (1 - survival)).squareRoot()
    #expect(abs(Double(scene.population.count) - 10000 * survival) < 5 * deviation)
  }

  /// A rate that a signal doubles half-way: survival is e^(−k(t₁ + 1.5·t₂)).
  @Test func changingRatesAddUp() {
    let rate = Rate(1 / Self.day, [Response(to: .signal(0), half: 1, exponent: 2, none: 1, full: 2)])
    var scene = Scene(
      [.test([.departure(Departure(rate: rate))])], signals: 1, interval: 1 << 40, capacity: 10000)
    scene.scatter(10000)
    let part = Int(0.25 * Self.day / CellDynamics.tick)
    for _ in 0..<2 { scene.advance(part) }
    scene.fill(0) { _, _, _ in 1 }
    for _ in 0..<2 { scene.advance(part) }
    let survival = exp(-0.5 - 0.75)
    let deviation = (10000 * survival * (1 - survival)).squareRoot()
    #expect(abs(Double(scene.population.count) - 10000 * survival) < 5 * deviation)
  }

  /// Three events compete: each takes its share of the rates.
  @Test func competingEventsShareInProportion() {
    let kinds = [
      CellKind.test([
        .death(Death(rate: Rate(1 / Self.day), body: 2)), .departure(Departure(rate: Rate(2 / Self.day))),
        .change(Change(to: 1, rate: Rate(3 / Self.day))),
      ]), .test([]), .test([], radius: 5),
    ]
    var scene = Scene(kinds, interval: 1 << 40, capacity: 12000)
    scene.scatter(12000)
    for _ in 0..<40 { scene.advance(Int(0.1 * Self.day / CellDynamics.tick)) }
    // After four days at 6 per day all have met their fate but e^(−24).
    let cells = scene.population.cells
    for (kind, share) in [(1, 0.5), (2, 1.0 / 6)] {
      let count = Double(cells.filter { $0.kind == kind }.count)
      #expect(abs(count - 12000 * share) < 5 * (12000 * share * (1 - share)).squareRoot(), "\(kind)")
    }
    #expect(!cells.contains { $0.kind == 0 })
    #expect(cells.allSatisfy { $0.kind == 1 || $0.radius == 5 })
  }

  /// Yule's process: the mean number grows as e^(kt), its variance is N₀e^(kt)(e^(kt) − 1).
  @Test func divisionGrowsExponentially() {
    let kind = CellKind.test([.division(Division(rate: Rate(1 / Self.day))), .growth(Growth(rate: 1))])
    var scene = Scene([kind], interval: 1 << 40, capacity: 16000)
    scene.scatter(2000)
    // Steps short beside the rate: a newborn cell waits for the next step.
    for _ in 0..<400 { scene.advance(Int(0.0025 * Self.day / CellDynamics.tick)) }
    let growth = exp(1.0)
    let deviation = (2000 * growth * (growth - 1)).squareRoot()
    // A division that falls into a step counts from its end on: half a step of growth at most, 0.125 %.
    let lag = 2000 * growth * 0.00125
    #expect(abs(Double(scene.population.count) - 2000 * growth) < 5 * deviation + lag)
  }

  @Test(arguments: [1, 10])
  func daughtersShareWhatTheMotherHad(planes: Int) {
    var scene = Scene(
      [.test([.division(Division(rate: Rate(1)))])], size: (10, 10, planes), interval: 1 << 40)
    var mother = Cell(kind: 0, position: SIMD3(100, 100, 100), radius: 10)
    mother.crystals = [Crystals(volume: 30, number: 7)]
    scene.population.add(mother, at: 0)
    scene.advance(65536 * 60)
    let cells = scene.population.cells
    #expect(cells.map(\.id) == [0, 1])
    for cell in cells {
      // Half the volume, in single precision.
      let radius = Double(cell.radius)
      #expect(abs(radius * radius * radius - 500) < 500 * 1e-6 && cell.load == 15)
      #expect(cell.crystals == [Crystals(volume: 15, number: 3.5)])
      #expect(cell.nuclei == 1)
    }
    let apart = cells[1].position - cells[0].position
    #expect(abs((apart * apart).sum().squareRoot() - Double(cells[0].radius)) < 1e-5)
    #expect(planes > 1 || apart.z == 0)
  }

  /// dV/dt = k(V₀ − V) from half the volume on.
  @Test func volumeRelaxesToThatOfTheKind() {
    var scene = Scene([.test([.growth(Growth(rate: 1e-3))], radius: 8)], interval: 1 << 40)
    scene.population.add(Cell(kind: 0, position: SIMD3(50, 50, 50), radius: Float(8 * cbrt(0.5))), at: 0)
    for _ in 0..<16 { scene.advance(65536) }
    let radius = Double(scene.population.cells[0].radius)
    let volume = radius * radius * radius / 512
    // Sixteen roundings to single precision, three times in the volume.
    #expect(abs(volume - (1 - 0.5 * exp(-1e-3 * 16 * 60))) < 16 * 3 * 0x1p-24)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
