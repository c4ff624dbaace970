import Cells
import Fields
import Testing

/// What cells do to each other: present antigen, die with a burst, eat for many nuclei.
@Suite struct EncounterTests {
  private static let hour = 3600.0

  /// 0 resting, 1 recognised, 2 and 3 presenting, 4 not.
  private func meeting(needsLoad: Bool, rate: Double) -> Scene {
    let recognition = Recognition(to: 1, presenters: [2, 3], needsLoad: needsLoad, rate: Rate(rate))
    return Scene(
      [
        .test([.recognition(recognition)], radius: 4.5), .test([], radius: 4.5), .test([]), .test([]),
        .test([]),
      ],
      size: (60, 60, 1), interval: 1 << 40, capacity: 4000)
  }

  /// Pairs in touch on a lattice of 40 µm: attempts are a Poisson process, so e^(−kt) are left; binomial, five standard
  /// deviations.
  @Test(arguments: [false, true])
  func cellsInTouchRecogniseAtTheRate(needsLoad: Bool) {
    var scene = meeting(needsLoad: needsLoad, rate: 1 / Self.hour)
    for y in 0..<30 {
      for x in 0..<30 {
        let place = SIMD3(Double(40 * x + 15), Double(40 * y + 20), 10)
        scene.population.add(Cell(kind: 0, position: place, radius: 4.5), at: 0)
        var presenter = Cell(kind: 2 + x % 2, position: place + SIMD3(12, 0, 0), radius: 8)
        presenter.crystals = [Crystals(volume: 1, number: 1)]
        scene.population.add(presenter, at: 0)
      }
    }
    // A first step sorts.
    scene.advance(64)
    var met = 0
    for _ in 0..<20 {
      scene.advance(3 * 65536)
      met += scene.dynamics.outcome.recognised
      #expect(scene.dynamics.outcome.changed == scene.dynamics.outcome.recognised)
    }
    let left = Double(scene.population.cells.filter { $0.kind == 0 }.count)
    #expect(met == 900 - Int(left))
    let share = exp(-1.0)
    #expect(abs(left - 900 * share) < 5 * (900 * share * (1 - share)).squareRoot(), "\(left)")
  }

  /// Without mineral, out of touch, or of another kind: nobody is recognised.
  @Test func othersAreNotRecognised() {
    var scene = meeting(needsLoad: true, rate: 1)
    func pair(_ x: Double, _ kind: Int, apart: Double, load: Double) {
      scene.population.add(Cell(kind: 0, position: SIMD3(x, 100, 10), radius: 4.5), at: 0)
      var other = Cell(kind: kind, position: SIMD3(x + apart, 100, 10), radius: 8)
      other.crystals = [Crystals(volume: load, number: 1)]
      scene.population.add(other, at: 0)
    }
    pair(100, 2, apart: 12, load: 0)
    pair(200, 2, apart: 13, load: 1)
    pair(300, 4, apart: 12, load: 1)
    pair(400, 3, apart: 12, load: 1)
    scene.advance(64)
    for _ in 0..<20 { scene.advance(65536) }
    #expect(scene.population.cells.map(\.kind) == [0, 2, 0, 2, 0, 4, 1, 3])
  }

  /// Every death gives off its amount for each nucleus, and leaves its membranes, where the cell was; what the fields hold
  /// is what died.
  @Test func dyingCellsGiveOffTheirSignalAtOnce() {
    let releases = [Release(signal: 1, amount: 1.5), Release(signal: 0, amount: 0.25)]
    let kinds = [
      CellKind.test([.death(Death(rate: Rate(1e-4), body: 1, releases: releases, debris: 8))]),
      .test([.death(Death(rate: Rate(1e-4), body: nil, releases: [Release(signal: 1, amount: 4)]))]),
    ]
    var scene = Scene(kinds, signals: 2, interval: 1 << 40)
    let bursts = FieldSet(grid: scene.grid, count: 2)
    scene.surroundings.bursts = bursts
    let debris = FieldSet(grid: scene.grid, count: 1)
    scene.surroundings.debris = debris
    scene.scatter(500)
    var giant = Cell(kind: 0, position: SIMD3(110, 90, 70), radius: 12)
    giant.nuclei = 3
    scene.population.add(giant, at: 0)
    for _ in 0..<100 { scene.advance(65536) }
    let cells = scene.population.cells
    let nuclei = Double(cells.filter { $0.kind == 1 }.reduce(0) { $0 + $1.nuclei })
    let gone = Double(503 - cells.reduce(0) { $0 + $1.nuclei })
    #expect(nuclei > 50 && gone > 20)
    // All amounts are multiples of a quarter: sums are exact.
    #expect(bursts.values(of: 0).reduce(0, +) == 0.25 * (nuclei + gone))
    #expect(debris.values(of: 0).reduce(0, +) == 8 * (nuclei + gone))
    #expect(bursts.values(of: 1).reduce(0, +) == 1.5 * (nuclei + gone) + 4 * gone)
  }

  /// Laden cells die at the rate of their load, others do not: survival e^(−kt·f(load)), binomial.
  @Test func mineralKillsByLoad() {
    let answer = Response(to: .load, half: 0.5, exponent: 2)
    let kind = CellKind.test([
      .phagocytosis(Phagocytosis(rate: Rate(0), halfNumber: 1, largestRadius: 1, capacity: 100)),
      .death(Death(rate: Rate(1 / Self.hour, [answer]), body: nil)),
    ])
    var scene = Scene([kind], size: (20, 20, 20), interval: 1 << 40, capacity: 4000)
    let stream = [0.0, 25, 50, 100]
    for load in stream {
      for i in 0..<1000 {
        var cell = Cell(
          kind: 0, position: SIMD3(Double(i % 20), Double(i / 20 % 20), 3) * 20 + 10, radius: 8)
        if load > 0 { cell.crystals = [Crystals(volume: load, number: 1)] }
        scene.population.add(cell, at: 0)
      }
    }
    scene.advance(60 * 65536)
    for load in stream {
      let left = Double(scene.population.cells.filter { $0.load == load }.count)
      let survival = exp(-answer.factor(at: load / 100))
      #expect(abs(left - 1000 * survival) <= 5 * (1000 * survival * (1 - survival)).squareRoot(), "\(load)")
    }
  }

  /// Eight nuclei hold eight times as much, and eat at the rate of four (their surface).
  @Test func giantCellsHoldAndEatWithTheirNuclei() {
    let kind = CellKind.test([
      .phagocytosis(Phagocytosis(rate: Rate(1e-2), halfNumber: 1e-9, largestRadius: 1, capacity: 42))
    ])
    var scene = Scene([kind], interval: 1 << 40, capacity: 2000)
    for i in 0..<1000 {
      var cell = Cell(
        kind: 0, position: SIMD3(Double(i % 10), Double(i / 10 % 10), Double(i / 100)) * 20 + 10, radius: 16)
      cell.nuclei = 8
      scene.population.add(cell, at: 0)
    }
    var first = 0.0
    for step in 0..<2000 {
      scene.fillCrystals(number: 0.1, radius: 1)
      scene.advance(4096)
      if step == 9 {
        first = scene.population.cells.reduce(0) { $0 + $1.crystals.reduce(0) { $0 + $1.number } }
      }
    }
    let expected = 1000 * 4e-2 * seconds(40960)
    #expect(abs(first - expected) < 5 * expected.squareRoot(), "\(first)")
    // 336 µm³ hold 80 crystals of 4.19 µm³. In 7500 s 300 are expected: nobody gets fewer (Poisson, 12 deviations).
    #expect(
      scene.population.cells.allSatisfy { abs($0.crystals[0].number - 80) < 1e-9 && $0.state == .laden })
  }

  /// Burden: the load, and all of it at mineral that is too large.
  @Test func burdenIsLoadOrFrustration() {
    let kind = CellKind.test([
      .phagocytosis(Phagocytosis(rate: Rate(0), halfNumber: 1, largestRadius: 1, capacity: 100)),
      .secretion(Secretion(signal: 0, rate: Rate(1, [Response(to: .burden, half: 0.25)]))),
    ])
    func production(load: Double, radius: Double?) -> Double {
      var scene = Scene([kind], size: (1, 1, 1), signals: 1)
      if let radius { scene.fillCrystals(number: 1e-3, radius: radius) }
      var cell = Cell(kind: 0, position: SIMD3(10, 10, 10), radius: 8)
      cell.crystals = [Crystals(volume: load, number: 1)]
      scene.population.add(cell, at: 0)
      scene.advance()
      return scene.exchange.production[0, 0] * 8000
    }
    #expect(production(load: 0, radius: nil) == 0 && production(load: 0, radius: 0.5) == 0)
    #expect(abs(production(load: 25, radius: nil) - 0.5) < 1e-15)
    #expect(abs(production(load: 25, radius: 2) - 0.8) < 1e-15)
  }

  /// Crystals of all minerals and sizes count, and each dissolved substance for itself; where nobody tells, there is none.
  @Test func cellsAnswerToCrystalsAndToWhatIsDissolved() {
    let rates = [Stimulus.crystals, .solute(0), .solute(1)].enumerated().map { place, stimulus in
      Behaviour.secretion(Secretion(signal: place, rate: Rate(1, [Response(to: stimulus, half: 2e-3)])))
    }
    func production(_ change: (inout Scene) -> Void) -> [Double] {
      var scene = Scene([.test(rates)], size: (2, 1, 1), signals: 3, minerals: 2)
      change(&scene)
      scene.population.add(Cell(kind: 0, position: SIMD3(30, 10, 10), radius: 8), at: 0)
      scene.advance()
      return (0..<3).map { scene.exchange.production[$0, scene.grid.index(x: 1, y: 0, z: 0)] * 8000 }
    }
    #expect(production { _ in } == [0, 0, 0])
    let all = production { scene in
      scene.fillCrystals(0, number: 1.5e-3, radius: 0.1)
      scene.fillCrystals(1, number: 4.5e-3, radius: 9)
      let solutes = FieldSet(grid: scene.grid, count: 2)
      solutes[0, scene.grid.index(x: 1, y: 0, z: 0)] = 2e-3
      solutes[1, scene.grid.index(x: 1, y: 0, z: 0)] = 18e-3
      solutes[1, scene.grid.index(x: 0, y: 0, z: 0)] = 1
      scene.surroundings.solutes = solutes
    }
    for (value, wanted) in zip(all, [0.75, 0.5, 0.9]) { #expect(abs(value - wanted) < 1e-14) }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
