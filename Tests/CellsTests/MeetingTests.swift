import Cells
import Fields
import Testing

/// Fusion, clearing of bodies, phagocytosis and recruitment.
@Suite struct MeetingTests {
  private static let fusing = [
    CellKind.test([.fusion(Fusion(rate: Rate(1), product: 1))]),
    CellKind.test([.fusion(Fusion(rate: Rate(0), product: 1))], radius: 8),
  ]

  @Test func touchingCellsMergeWithAllThatTheyHave() {
    var scene = Scene(Self.fusing)
    for (x, load) in [(50.0, 3.0), (60, 5), (150, 7)] {
      var cell = Cell(kind: 0, position: SIMD3(x, 50, 50), radius: 8)
      cell.crystals = [Crystals(volume: load, number: 1)]
      scene.population.add(cell, at: 0)
    }
    // A first step sorts the cells into boxes; at one attempt per second all have tried after an hour.
    scene.advance(64)
    for _ in 0..<60 { scene.advance(65536) }
    let cells = scene.population.cells
    #expect(cells.count == 2)
    let giant = cells[0]
    #expect(giant.kind == 1 && giant.nuclei == 2 && giant.load == 8)
    #expect(giant.crystals == [Crystals(volume: 8, number: 2)])
    let radius = Double(giant.radius)
    #expect(abs(radius * radius * radius - 2 * 512) < 1e-3)
    #expect(abs(giant.position.x - 55) < 1e-9)
    #expect(cells[1].kind == 0 && cells[1].nuclei == 1 && cells[1].load == 7)
  }

  /// Nuclei, volume and mineral of a crowd are what they were, however it merges.
  @Test func fusionConservesNucleiVolumeAndMineral() {
    let kinds = [
      CellKind.test(
        [.fusion(Fusion(rate: Rate(1e-3), product: 1)), .walk(Walk(speed: 0.1, persistence: 60))],
        repulsion: 0.1),
      CellKind.test([.fusion(Fusion(rate: Rate(1e-3), product: 1))], radius: 8, repulsion: 0.1),
    ]
    var scene = Scene(kinds, size: (6, 6, 6))
    scene.scatter(300)
    for _ in 0..<300 { scene.advance() }
    let cells = scene.population.cells
    #expect(cells.count < 300 && cells.contains { $0.nuclei > 3 })
    #expect(cells.reduce(0) { $0 + $1.nuclei } == 300)
    let volume = cells.reduce(0.0) { $0 + Double($1.radius) * Double($1.radius) * Double($1.radius) }
    // Single precision of up to 300 mergers.
    #expect(abs(volume / (300 * 512) - 1) < 300 * 3 * 0x1p-24)
  }

  @Test func bodiesInTouchAreCleared() {
    let kinds = [CellKind.test([.efferocytosis(Efferocytosis(rate: Rate(1), of: 1))]), .test([], radius: 4)]
    var scene = Scene(kinds)
    scene.population.add(Cell(kind: 0, position: SIMD3(50, 50, 50), radius: 8), at: 0)
    for x in [55.0, 61, 63] {
      var body = Cell(kind: 1, position: SIMD3(x, 50, 50), radius: 4)
      body.crystals = [Crystals(volume: 2, number: 1)]
      scene.population.add(body, at: 0)
    }
    scene.advance(64)
    for _ in 0..<60 { scene.advance(65536) }
    // The third lies 13 away, farther than 8 + 4.
    #expect(scene.population.cells.map(\.id) == [0, 3] && scene.population.cells[0].load == 4)
  }

  private func eater(rate: Double = 1e-3, capacity: Double = 1000, largest: Double = 2) -> CellKind {
    .test([
      .phagocytosis(
        Phagocytosis(rate: Rate(rate), halfNumber: 1e-3, largestRadius: largest, capacity: capacity))
    ])
  }

  /// A cell among `number` crystals per µm³ takes them as a Poisson process with rate k·n/(n + n½).
  @Test func crystalsAreTakenAtTheRateOfTheLaw() {
    var scene = Scene([eater(capacity: 1e9)], interval: 1 << 40, capacity: 2000)
    let crystals = FieldSet(grid: scene.grid, count: 2)
    scene.surroundings.crystals = crystals
    scene.scatter(2000)
    let unit = 4 * Double.pi / 3
    var expected = 0.0
    for _ in 0..<100 {
      for place in 0..<scene.grid.storageCount {
        crystals[0, place] = 3e-3
        crystals[1, place] = 1
      }
      scene.advance(65536)
      expected += 2000 * 1e-3 * 0.75 * 60
    }
    let taken = scene.population.cells.reduce(0) { $0 + $1.load } / unit
    // Poisson, five standard deviations.
    #expect(abs(taken - expected) < 5 * expected.squareRoot(), "\(taken) \(expected)")
  }

  @Test func whatCellsTakeIsMissingOutsideAndTheyStopWhenFull() {
    var scene = Scene([eater(rate: 0.1, capacity: 42)], size: (2, 2, 2), interval: 1 << 40)
    let crystals = FieldSet(grid: scene.grid, count: 2)
    for z in 0..<2 {
      for y in 0..<2 {
        for x in 0..<2 {
          let place = scene.grid.index(x: x, y: y, z: z)
          crystals[0, place] = 0.1
          crystals[1, place] = 1
        }
      }
    }
    scene.surroundings.crystals = crystals
    scene.scatter(30)
    for _ in 0..<200 { scene.advance(65536) }
    // 42 µm³ hold ten crystals of 4.19 µm³.
    let unit = 4 * Double.pi / 3
    for cell in scene.population.cells {
      #expect(abs(cell.load - 10 * unit) < 1e-9)
      #expect(cell.state == .laden)
    }
    let left = (0..<scene.grid.storageCount).reduce(0) { $0 + crystals[0, $1] } * scene.grid.voxelVolume
    #expect(abs(left - (6400 - 300)) < 1e-6)
  }

  /// What was taken is in cells, was left behind by those that vanished, or was carried away.
  @Test func mineralInCellsIsNeverLost() {
    let kinds = [
      CellKind.test([
        .phagocytosis(
          Phagocytosis(rate: Rate(1e-2), halfNumber: 1e-3, largestRadius: 2, capacity: 100)),
        .death(Death(rate: Rate(2e-4), body: 1)), .departure(Departure(rate: Rate(1e-4))),
        .efferocytosis(Efferocytosis(rate: Rate(1e-2), of: 1)), .walk(Walk(speed: 0.1, persistence: 60)),
        .division(Division(rate: Rate(2e-4))), .fusion(Fusion(rate: Rate(1e-4), product: 0)),
      ]), .test([.death(Death(rate: Rate(1e-3), body: nil))], radius: 5),
    ]
    var scene = Scene(kinds, size: (6, 6, 6))
    let (crystals, leftovers) = (
      FieldSet(grid: scene.grid, count: 2), FieldSet(grid: scene.grid, count: 2)
    )
    for place in 0..<scene.grid.storageCount { (crystals[0, place], crystals[1, place]) = (1, 1) }
    scene.surroundings.crystals = crystals
    scene.surroundings.leftovers = leftovers
    scene.scatter(300)
    var (taken, left, carried, cleared) = (0.0, 0.0, 0.0, 0)
    for _ in 0..<400 {
      scene.advance()
      let outcome = scene.dynamics.outcome
      taken += Double(outcome.engulfed) * 4 * Double.pi / 3
      left += outcome.leftMineral
      carried += outcome.carriedMineral
      cleared += outcome.cleared
    }
    let held = scene.population.cells.reduce(0) { $0 + $1.load }
    #expect(taken > 1000 && left > 0 && carried > 0 && cleared > 0 && held > 0)
    // Sums of some thousand crystals.
    #expect(abs(held + left + carried - taken) < 1e4 * 0x1p-52 * taken)
    let inVoxels = leftovers.values(of: 0).reduce(0, +)
    #expect(abs(inVoxels - left) < 1e4 * 0x1p-52 * left)
    // All crystals have a radius of 1 µm.
    let numbers = leftovers.values(of: 1).reduce(0, +)
    #expect(abs(numbers * 4 * Double.pi / 3 - left) < 1e4 * 0x1p-52 * left)
  }

  @Test func crystalsThatAreTooLargeFrustrate() {
    var scene = Scene([eater(rate: 1, largest: 0.5)])
    let crystals = FieldSet(grid: scene.grid, count: 2)
    for place in 0..<scene.grid.storageCount { (crystals[0, place], crystals[1, place]) = (0.1, 1) }
    scene.surroundings.crystals = crystals
    scene.scatter(30)
    for _ in 0..<10 { scene.advance() }
    #expect(scene.population.cells.allSatisfy { $0.load == 0 && $0.state == .frustrated })
  }

  /// A voxel full of mineral, in which no cell can be, frustrates those that touch it; a vessel's lumen does not.
  @Test func solidMineralFrustratesThoseThatTouchIt() {
    var scene = Scene([eater(rate: 0)])
    let (crystals, obstacles) = (FieldSet(grid: scene.grid, count: 2), FieldSet(grid: scene.grid, count: 1))
    for y in 0..<10 {
      for z in 0..<10 { obstacles[0, scene.grid.index(x: 4, y: y, z: z)] = 1 }
    }
    for z in 0..<5 {
      for y in 0..<10 { crystals[0, scene.grid.index(x: 4, y: y, z: z)] = 1 }
    }
    (scene.surroundings.crystals, scene.surroundings.obstacles) = (crystals, obstacles)
    // Full of mineral: x from 80 to 100 and z below 100.
    for place in [(75.0, 50.0), (105, 50), (70, 50), (75, 150), (111, 50)] {
      scene.population.add(Cell(kind: 0, position: SIMD3(place.0, 50, place.1), radius: 8), at: 0)
    }
    scene.advance()
    let states = scene.population.cells.map(\.state)
    #expect(states == [.frustrated, .frustrated, .free, .free, .free])
  }

  /// Mean and variance of the number that comes are rate × area × time, for few and for many.
  @Test(arguments: [1e-6, 1e-4])
  func recruitsArePoissonByWallAreaTimesChemokine(rate: Double) {
    let answer = Response(to: .signal(0), half: 1e-6)
    var scene = Scene(
      [.test([]), .test([.recruitment(Recruitment(rate: Rate(rate, [answer])))])], signals: 1,
      interval: 1 << 40, capacity: 200_000)
    scene.surroundings.walls = [WallPatch(voxel: scene.grid.index(x: 3, y: 4, z: 5), area: 500)]
    scene.fill(0) { _, _, _ in 3e-6 }
    var counts: [Double] = []
    for _ in 0..<500 {
      scene.advance(65536)
      counts.append(Double(scene.dynamics.outcome.recruited))
    }
    let mean = rate * 0.75 * 500 * 60
    let sum = counts.reduce(0, +)
    #expect(abs(sum - 500 * mean) < 5 * (500 * mean).squareRoot(), "\(sum)")
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 500
    // Of a Poisson number (x − μ)² has variance μ + 2μ².
    #expect(abs(variance - mean) < 5 * ((mean + 2 * mean * mean) / 500).squareRoot(), "\(variance)")
    for cell in scene.population.cells.suffix(20) {
      #expect(cell.kind == 1 && cell.position.x >= 60 && cell.position.x <= 80)
    }
  }

  @Test func nobodyComesWithoutChemokineOrWall() {
    let answer = Response(to: .signal(0), half: 1e-6)
    var scene = Scene([.test([.recruitment(Recruitment(rate: Rate(1, [answer])))])], signals: 1)
    scene.surroundings.walls = [WallPatch(voxel: scene.grid.index(x: 3, y: 4, z: 5), area: 500)]
    for _ in 0..<10 { scene.advance() }
    #expect(scene.population.count == 0)
    scene.fill(0) { _, _, _ in 3e-6 }
    scene.surroundings.walls = []
    for _ in 0..<10 { scene.advance() }
    #expect(scene.population.count == 0)
  }
}
