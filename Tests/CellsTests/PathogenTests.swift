import Cells
import Fields
import Testing

/// Pathogens at and in cells, each behaviour against its formula, and the books of all together.
@Suite struct PathogenTests {
  private static let hour = 3600.0

  private func pathogen(inside: Double = 0, outside: Double = 0) -> Pathogen {
    Pathogen(id: "test", growthOutside: outside, growthInside: inside, largestNumber: 0.025)
  }

  private func ingestion(_ rate: Double, capacity: Double = 20, growth: Double = 1) -> Behaviour {
    .ingestion(Ingestion(rate: Rate(rate), halfNumber: 1e-3, capacity: capacity, growth: growth))
  }

  private func add(_ kind: Int, _ place: SIMD3<Double>, pathogens: Double, nuclei: Int = 1, to scene: Scene) {
    var cell = Cell(kind: kind, position: place, radius: 8)
    cell.pathogens = pathogens
    cell.nuclei = nuclei
    scene.population.add(cell, at: 0)
  }

  /// n(t) = K n₀ eʳᵗ/(K + n₀(eʳᵗ − 1)): in 1 step as in 50. Each step rounds a few times.
  @Test(arguments: [1, 50])
  func numbersOutsideGrowLogistically(steps: Int) {
    let law = pathogen(outside: 2e-5)
    let (start, time) = (1e-4, 4e5)
    var number = start
    for _ in 0..<steps { number = law.number(number, after: time / Double(steps)) }
    let factor = exp(2e-5 * time)
    let expected = 0.025 * start * factor / (0.025 + start * (factor - 1))
    #expect(expected > 0.5 * 0.025)
    #expect(abs(number - expected) < Double(20 * steps) * 0x1p-52 * expected)
    #expect(law.number(0.03, after: time) == 0.03 && law.number(0, after: time) == 0)
    #expect(law.number(start, after: time, share: 0) == start)
  }

  /// dN/dt = (g − k)N, and what has grown less what was killed is what there is more.
  @Test(arguments: [(2e-5, 0.0), (0, 1.5e-5), (3e-5, 1e-5), (1e-5, 1e-5)])
  func numbersInsideGrowAndAreKilled(growth: Double, killing: Double) {
    let kind = CellKind.test([
      ingestion(0, growth: 0.5), .intracellularKilling(IntracellularKilling(rate: Rate(killing))),
    ])
    var scene = Scene([kind], size: (2, 2, 2), interval: 1 << 40, pathogen: pathogen(inside: 2 * growth))
    add(0, SIMD3(10, 10, 10), pathogens: 8, to: scene)
    var (grown, killed) = (0.0, 0.0)
    let ticks = 600 * 65536
    for _ in 0..<4 {
      scene.advance(ticks)
      grown += scene.dynamics.outcome.pathogens.grown
      killed += scene.dynamics.outcome.pathogens.killed
    }
    let time = seconds(4 * ticks)
    let number = scene.population.cells[0].pathogens
    let expected = 8 * exp((growth - killing) * time)
    // Four steps of few roundings, on numbers that are not above grown and killed together.
    let rounding = 100 * 0x1p-52 * (expected + grown + killed)
    #expect(abs(number - expected) < rounding)
    #expect(abs(8 + grown - killed - number) < rounding)
    #expect(abs(grown * killing - killed * growth) < rounding * (growth + killing))
  }

  /// Fewer than half a bacterium are none.
  @Test func theLastOnesAreKilled() {
    let kind = CellKind.test([
      ingestion(0), .intracellularKilling(IntracellularKilling(rate: Rate(1e-3))),
    ])
    var scene = Scene([kind], size: (2, 2, 2), interval: 1 << 40, pathogen: pathogen())
    add(0, SIMD3(10, 10, 10), pathogens: 2, to: scene)
    var killed = 0.0
    for _ in 0..<40 {
      scene.advance(60 * 65536)
      killed += scene.dynamics.outcome.pathogens.killed
    }
    #expect(scene.population.cells[0].pathogens == 0 && !scene.population.cells[0].isInfected)
    #expect(abs(killed - 2) < 1e-14)
  }

  /// The rate is k·n/(n + n½): Poisson, five standard deviations. What cells hold is missing outside.
  @Test(arguments: [(1e-3, 0.5), (9e-3, 0.9)])
  func pathogensAreTakenUpByTheLaw(number: Double, share: Double) throws {
    var scene = Scene([ingestion(1e-2)].map { .test([$0]) }, interval: 1 << 40, pathogen: pathogen())
    let outside = try #require(scene.surroundings.pathogens)
    scene.scatter(1000)
    for voxel in 0..<scene.grid.storageCount { outside[0, voxel] = 0 }
    var taken = 0.0
    let step = 64
    for _ in 0..<100 {
      for z in 0..<10 {
        for y in 0..<10 { for x in 0..<10 { outside[0, scene.grid.index(x: x, y: y, z: z)] = number } }
      }
      scene.advance(step)
      taken += scene.dynamics.outcome.pathogens.ingested
    }
    let expected = 1000 * 1e-2 * share * seconds(100 * step)
    #expect(abs(taken - expected) < 5 * expected.squareRoot(), "\(taken) of \(expected)")
    #expect(abs(scene.population.pathogens - taken) < 1e-12 * taken)
  }

  /// A cell stops at what it bears, n nuclei bear n times as much, and the last part goes whole.
  @Test func cellsBearSoManyAndTakeTheLastWhole() throws {
    var scene = Scene(
      [.test([ingestion(10, capacity: 3)])], size: (2, 1, 1), interval: 1 << 40, pathogen: pathogen())
    let outside = try #require(scene.surroundings.pathogens)
    outside[0, scene.grid.index(x: 0, y: 0, z: 0)] = 20.0 / 8000
    outside[0, scene.grid.index(x: 1, y: 0, z: 0)] = 2.3 / 8000
    add(0, SIMD3(5, 10, 10), pathogens: 0, nuclei: 2, to: scene)
    add(0, SIMD3(35, 10, 10), pathogens: 0, to: scene)
    for _ in 0..<40 { scene.advance(65536) }
    let held = scene.population.cells.map(\.pathogens)
    #expect(held[0] == 6 && abs(held[1] - 2.3) < 1e-14)
    #expect(outside[0, scene.grid.index(x: 1, y: 0, z: 0)] == 0)
  }

  /// Cells burst at a rate that answers to what they hold: binomial. All bacteria come out, and caseum stays.
  @Test func cellsBurst() throws {
    let answer = Response(to: .pathogens, half: 1, exponent: 8)
    let kinds = [
      CellKind.test([
        ingestion(0, capacity: 10),
        .death(Death(rate: Rate(1 / Self.hour, [answer]), body: 1, caseum: 700)),
      ]), .test([]),
    ]
    var scene = Scene(kinds, size: (20, 20, 1), interval: 1 << 40, pathogen: pathogen())
    let loads = [0.0, 5, 10, 12]
    for load in loads {
      for i in 0..<400 {
        add(0, SIMD3(Double(i % 20) * 20 + 10, Double(i / 20) * 20 + 10, 10), pathogens: load, to: scene)
      }
    }
    scene.advance(60 * 65536)
    let cells = scene.population.cells
    var released = 0.0
    for (place, load) in loads.enumerated() {
      let left = Double(cells.filter { $0.id / 400 == place && $0.kind == 0 }.count)
      let survival = exp(-answer.factor(at: load / 10))
      #expect(abs(left - 400 * survival) <= 5 * (400 * survival * (1 - survival)).squareRoot(), "\(load)")
      released += (400 - left) * load
    }
    let dead = Double(cells.filter { $0.kind == 1 }.count)
    let (outside, caseum) = (
      try #require(scene.surroundings.pathogens), try #require(scene.surroundings.caseum)
    )
    func total(_ field: FieldSet) -> Double { field.values(of: 0).reduce(0, +) * 8000 }
    // Whole numbers; a sum over 400 voxels of quotients by 8000.
    #expect(abs(total(outside) - released) < 400 * 0x1p-52 * released && dead > 100)
    #expect(scene.dynamics.outcome.pathogens.released == released)
    #expect(abs(total(caseum) - 700 * dead) < 400 * 0x1p-52 * 700 * dead)
    #expect(cells.allSatisfy { $0.kind == 0 || $0.pathogens == 0 })
  }

  /// What an infected cell presents is recognised as mineral is; a cell without is not.
  @Test(arguments: [false, true])
  func infectedCellsPresentAntigen(needsPathogens: Bool) {
    let recognition = Recognition(
      to: 1, presenters: [2], needsLoad: true, needsPathogens: needsPathogens, rate: Rate(1))
    var scene = Scene(
      [.test([.recognition(recognition)], radius: 4.5), .test([], radius: 4.5), .test([])],
      size: (30, 10, 1), interval: 1 << 40, pathogen: pathogen())
    for (place, load) in [(100.0, 0.0), (200, 0.4), (300, 1)] {
      scene.population.add(Cell(kind: 0, position: SIMD3(place, 100, 10), radius: 4.5), at: 0)
      add(2, SIMD3(place + 12, 100, 10), pathogens: load, to: scene)
    }
    scene.population.add(Cell(kind: 0, position: SIMD3(400, 100, 10), radius: 4.5), at: 0)
    var laden = Cell(kind: 2, position: SIMD3(412, 100, 10), radius: 8)
    laden.crystals = [Crystals(volume: 1, number: 1)]
    scene.population.add(laden, at: 0)
    scene.advance(64)
    for _ in 0..<20 { scene.advance(65536) }
    let met = needsPathogens ? 0 : 1
    #expect(scene.population.cells.map(\.kind) == [0, 2, 0, 2, 1, 2, met, 2])
  }

  /// Infected targets in touch are killed at the rate, others are not: binomial. An eighth of their bacteria survives.
  @Test func cytotoxicCellsKillInfectedOnes() throws {
    let attack = Cytotoxicity(
      targets: [1],
      death: Death(rate: Rate(1 / Self.hour), body: 2, survivingPathogens: 0.125, caseum: 10))
    var scene = Scene(
      [.test([.cytotoxicity(attack)], radius: 4.5), .test([]), .test([])], size: (60, 60, 1),
      interval: 1 << 40, capacity: 4000, pathogen: pathogen())
    for i in 0..<900 {
      let place = SIMD3(Double(40 * (i % 30) + 15), Double(40 * (i / 30) + 20), 10)
      scene.population.add(Cell(kind: 0, position: place, radius: 4.5), at: 0)
      add(i % 3 == 2 ? 2 : 1, place + SIMD3(12, 0, 0), pathogens: i % 3 == 1 ? 0 : 8, to: scene)
    }
    scene.advance(64)
    var (killed, released) = (0, 0.0)
    for _ in 0..<20 {
      scene.advance(3 * 65536)
      killed += scene.dynamics.outcome.killed
      released += scene.dynamics.outcome.pathogens.released
    }
    let cells = scene.population.cells
    #expect(cells.filter { $0.kind == 1 && $0.pathogens == 0 }.count == 300)
    let left = Double(cells.filter { $0.kind == 1 && $0.pathogens > 0 }.count)
    let share = exp(-1.0)
    #expect(abs(left - 300 * share) < 5 * (300 * share * (1 - share)).squareRoot(), "\(left)")
    #expect(killed == 300 - Int(left) && released == Double(killed))
    #expect(cells.filter { $0.kind == 2 }.count == 300 + killed)
  }

  /// Caseum slows walkers by the law, and lets as much less through vessel walls.
  @Test func caseumHinders() throws {
    let law = Response(to: .caseum, half: 0.5, exponent: 4, none: 1, full: 0)
    let walker = CellKind.test([.walk(Walk(speed: 0.1, persistence: 1e9))])
    func way(_ caseum: Double) throws -> Double {
      var scene = Scene([walker], size: (50, 50, 1), pathogen: pathogen(), hindrance: law)
      let field = try #require(scene.surroundings.caseum)
      for voxel in 0..<scene.grid.storageCount { field[0, voxel] = caseum }
      add(0, SIMD3(500, 500, 10), pathogens: 0, to: scene)
      scene.advance(60 * 65536)
      let step = scene.population.cells[0].position - SIMD3(500, 500, 10)
      return (step * step).sum().squareRoot()
    }
    let free = try way(0)
    // Places of up to 1000 µm are rounded 450 times, once for each step of mechanics; directions to single precision.
    #expect(abs(free - 0.1 * 3600) < 1e-4)
    for caseum in [0.25, 0.5, 1] {
      #expect(abs(try way(caseum) - free * law.factor(at: caseum)) < 1e-4, "\(caseum)")
    }
    // A step into caseum that is full, from the voxel beside it, and from one that is full as well.
    for (here, isStopped) in [(0.5, true), (0.9, false)] {
      var scene = Scene(
        [walker], size: (50, 50, 1), pathogen: pathogen(), hindrance: law, impassableCaseum: 0.9)
      let field = try #require(scene.surroundings.caseum)
      for voxel in 0..<scene.grid.storageCount { field[0, voxel] = 0.9 }
      field[0, scene.grid.index(x: 25, y: 25, z: 0)] = here
      add(0, SIMD3(510, 510, 10), pathogens: 0, to: scene)
      for _ in 0..<10 { scene.advance(60 * 65536) }
      let step = scene.population.cells[0].position - SIMD3(510, 510, 10)
      #expect((max(abs(step.x), abs(step.y)) <= 10) == isStopped, "\(step)")
    }
    let comer = CellKind.test([.recruitment(Recruitment(rate: Rate(1e-4), begin: 100))])
    func arrivals(_ caseum: Double, from tick: Int) throws -> Double {
      var scene = Scene([comer], size: (2, 2, 1), interval: 1 << 40, pathogen: pathogen(), hindrance: law)
      let place = scene.grid.index(x: 1, y: 0, z: 0)
      try #require(scene.surroundings.caseum)[0, place] = caseum
      scene.surroundings.walls = [WallPatch(voxel: place, area: 1000)]
      scene.tick = tick
      scene.advance(1 << 20)
      return Double(scene.population.count)
    }
    let expected = 1e-4 * 1000 * seconds(1 << 20)
    for caseum in [0.0, 0.5] {
      let mean = expected * law.factor(at: caseum)
      let number = try arrivals(caseum, from: 100)
      #expect(abs(number - mean) < 5 * mean.squareRoot(), "\(number) of \(mean)")
    }
    #expect(try arrivals(0, from: 99) == 0)
  }

  /// Everything that moves pathogens at once.
  private func busyScene(threads: Int) -> Scene {
    let fed = Response(to: .antigen, half: 1e-3, none: 1, full: 2)
    let kinds = [
      CellKind.test([
        .ingestion(Ingestion(rate: Rate(1e-2, [fed]), halfNumber: 1e-3, capacity: 10)),
        .intracellularKilling(IntracellularKilling(rate: Rate(1e-4))),
        .death(Death(rate: Rate(2e-4), body: 1, survivingPathogens: 0.75, caseum: 40)),
        .departure(Departure(rate: Rate(1e-4))), .efferocytosis(Efferocytosis(rate: Rate(1e-2), of: 1)),
        .walk(Walk(speed: 0.1, persistence: 60)), .division(Division(rate: Rate(2e-4))),
        .fusion(Fusion(rate: Rate(1e-4), product: 0)),
      ]), .test([.death(Death(rate: Rate(1e-3), body: nil, caseum: 25))], radius: 5),
      .test(
        [
          .walk(Walk(speed: 0.1, persistence: 60)),
          .cytotoxicity(
            Cytotoxicity(
              targets: [0], death: Death(rate: Rate(1e-3), body: 1, survivingPathogens: 0.125, caseum: 40))),
        ], radius: 4.5),
    ]
    let scene = Scene(
      kinds, size: (6, 6, 6), threads: threads, pathogen: pathogen(inside: 2e-4),
      hindrance: Response(to: .caseum, half: 0.5, exponent: 4, none: 1, full: 0))
    for z in 0..<6 {
      for y in 0..<6 {
        for x in 0..<6 { scene.surroundings.pathogens?[0, scene.grid.index(x: x, y: y, z: z)] = 1e-3 }
      }
    }
    scene.scatter(300)
    scene.scatter(100, kind: 2, seed: 8)
    return scene
  }

  /// What was there and has grown is there, killed or carried away, and the caseum is what the dead left.
  @Test func theBooksClose() throws {
    var scene = busyScene(threads: 1)
    let volume = scene.grid.voxelVolume
    let outside = try #require(scene.surroundings.pathogens)
    let start = outside.values(of: 0).reduce(0, +) * volume
    var tally = PathogenTally()
    var killed = 0
    for _ in 0..<200 {
      scene.advance(65536)
      let step = scene.dynamics.outcome.pathogens
      tally.ingested += step.ingested
      tally.released += step.released
      tally.grown += step.grown
      tally.killed += step.killed
      tally.carried += step.carried
      tally.caseum += step.caseum
      killed += scene.dynamics.outcome.killed
    }
    let left = outside.values(of: 0).reduce(0, +) * volume
    let inside = scene.population.pathogens
    // 200 steps on some hundred cells and voxels, each a few roundings of numbers up to what was there in all.
    let rounding = 200 * 500 * 0x1p-52 * (start + tally.grown)
    #expect(abs(start + tally.grown - tally.killed - tally.carried - left - inside) < rounding)
    #expect(abs(start - tally.ingested + tally.released - left) < rounding)
    let caseum = (scene.surroundings.caseum?.values(of: 0) ?? []).reduce(0, +) * volume
    #expect(abs(caseum - tally.caseum) < rounding && tally.caseum > 1000)
    for part in [tally.ingested, tally.released, tally.grown, tally.killed, tally.carried] {
      #expect(part > 10, "\(tally)")
    }
    #expect(killed > 5 && scene.population.cells.contains { $0.isInfected })
  }

  @Test func sameBitsForOneAndThreeThreads() {
    var (one, three) = (busyScene(threads: 1), busyScene(threads: 3))
    for _ in 0..<60 {
      one.advance(65536)
      three.advance(65536)
    }
    #expect(one.population.cells == three.population.cells)
    #expect(one.dynamics.outcome == three.dynamics.outcome)
    #expect(one.surroundings.pathogens?.values(of: 0) == three.surroundings.pathogens?.values(of: 0))
    #expect(one.surroundings.caseum?.values(of: 0) == three.surroundings.caseum?.values(of: 0))
  }

  /// A copy and a restored population hold the same pathogens.
  @Test func copiesHoldPathogens() {
    var scene = busyScene(threads: 1)
    for _ in 0..<20 { scene.advance(65536) }
    let copy = scene.population.duplicate()
    #expect(copy.cells == scene.population.cells && copy.pathogens == scene.population.pathogens)
    #expect(copy.pathogens > 0)
    let restored = Population(grid: scene.grid, capacity: 1, seed: 1, meetsPathogens: true)
    restored.restore((0..<copy.count).map { copy[$0] }, nextID: copy.nextID, lastInterval: copy.lastInterval)
    #expect(restored.cells == copy.cells)
  }

  /// Burden counts pathogens and caseum, and the stimuli of an infection are none without one.
  @Test func stimuliOfAnInfection() {
    func production(_ stimulus: Stimulus, half: Double, pathogens: Double, isThere: Bool = true) -> Double {
      let kind = CellKind.test([
        ingestion(0), .secretion(Secretion(signal: 0, rate: Rate(1, [Response(to: stimulus, half: half)]))),
      ])
      var scene = Scene(
        [kind], size: (1, 1, 1), signals: 1, pathogen: isThere ? pathogen() : nil)
      scene.surroundings.pathogens?[0, 0] = 2e-3
      scene.surroundings.caseum?[0, 0] = 0.3
      add(0, SIMD3(10, 10, 10), pathogens: pathogens, to: scene)
      scene.advance()
      return scene.exchange.production[0, 0] * 8000
    }
    #expect(abs(production(.pathogens, half: 0.25, pathogens: 5) - 0.5) < 1e-15)
    #expect(abs(production(.burden, half: 0.25, pathogens: 15) - 0.75) < 1e-15)
    #expect(abs(production(.burden, half: 0.1, pathogens: 4) - 0.75) < 1e-15)
    #expect(abs(production(.antigen, half: 1e-3, pathogens: 0) - 2.0 / 3) < 1e-15)
    #expect(abs(production(.caseum, half: 0.1, pathogens: 0) - 0.75) < 1e-15)
    for stimulus in [Stimulus.pathogens, .burden, .antigen, .caseum] {
      #expect(production(stimulus, half: 0.1, pathogens: 0, isThere: false) == 0)
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
