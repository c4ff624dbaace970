import Cells
import Fields
import Testing

/// Minerals in cells, each for itself: taken up, shared, dissolved, left, carried away.
@Suite struct MineralTests {
  private static let unit = 4 * Double.pi / 3

  private func eater(rate: Double = 1e-3, more: [Behaviour] = []) -> CellKind {
    .test(
      [
        .phagocytosis(
          Phagocytosis(rate: Rate(rate), halfNumber: 1e-6, largestRadius: 2, capacity: 1e9))
      ] + more)
  }

  /// A mineral is chosen in proportion to the number of its crystals: binomial, five standard deviations. One that is too
  /// large is never chosen.
  @Test func mineralsAreTakenInProportionToTheirNumbers() {
    var scene = Scene([eater()], interval: 1 << 40, capacity: 2000, minerals: 3)
    scene.scatter(2000)
    for _ in 0..<50 {
      for (mineral, number, radius) in [(0, 3e-3, 1.0), (1, 2e-3, 5), (2, 1e-3, 0.5)] {
        scene.fillCrystals(mineral, number: number, radius: radius)
      }
      scene.advance(65536)
    }
    var taken = [0.0, 0, 0]
    for cell in scene.population.cells {
      for (mineral, crystals) in cell.crystals.enumerated() {
        taken[mineral] += crystals.number
        let radius = [1.0, 5, 0.5][mineral]
        // Sums of a few crystals.
        #expect(
          abs(crystals.volume - crystals.number * Self.unit * radius * radius * radius)
            <= 1e-12 * crystals.volume)
      }
    }
    let all = taken[0] + taken[2]
    #expect(taken[1] == 0 && all > 5000)
    #expect(abs(taken[0] - 0.75 * all) < 5 * (all * 0.75 * 0.25).squareRoot(), "\(taken)")
  }

  /// What is left of the last crystal of a voxel is taken too.
  @Test func theLastPieceIsTaken() throws {
    var scene = Scene([eater(rate: 1)], size: (1, 1, 1), interval: 1 << 40)
    scene.fillCrystals(number: 2.5 / 8000, radius: 1)
    scene.population.add(Cell(kind: 0, position: SIMD3(10, 10, 10), radius: 8), at: 0)
    for _ in 0..<20 { scene.advance(65536) }
    let crystals = try #require(scene.surroundings.crystals)
    #expect(crystals[0, scene.grid.index(x: 0, y: 0, z: 0)] == 0)
    let cell = scene.population.cells[0]
    #expect(abs(cell.crystals[0].number - 2.5) < 1e-12)
    #expect(abs(cell.load - 2.5 * Self.unit) < 1e-11)
  }

  /// The radius falls evenly, in 1 step as in 64, and all is gone after radius over speed.
  @Test(arguments: [1, 7, 64])
  func crystalsDissolveByTheLaw(steps: Int) {
    let kind = CellKind.test([.digestion(Digestion(pH: 5))])
    let speed = 2e-4
    var scene = Scene(
      [kind], size: (2, 2, 2), interval: 1 << 40, minerals: 2, digestion: [[speed, 0]])
    let released = FieldSet(grid: scene.grid, count: 2)
    scene.surroundings.released = released
    var cell = Cell(kind: 0, position: SIMD3(30, 10, 10), radius: 8)
    cell.crystals = [Crystals(volume: 12 * Self.unit, number: 12), Crystals(volume: 5, number: 2)]
    scene.population.add(cell, at: 0)
    // To half the radius.
    let ticks = Int(2500 / CellDynamics.tick)
    for step in 0..<steps { scene.advance(ticks * (step + 1) / steps - ticks * step / steps) }
    let radius = 1 - speed * seconds(ticks)
    let left = scene.population.cells[0].crystals
    // A step makes a radius of a volume and a volume of a radius: a few roundings.
    let rounding = Double(10 * steps) * 0x1p-52
    #expect(abs(left[0].volume - 12 * Self.unit * radius * radius * radius) < rounding * 12 * Self.unit)
    #expect(left[0].number == 12 && left[1] == Crystals(volume: 5, number: 2))
    let place = scene.grid.index(x: 1, y: 0, z: 0)
    #expect(
      abs(released[0, place] + left[0].volume - 12 * Self.unit) < rounding * 12 * Self.unit)
    #expect(released.values(of: 0).filter { $0 > 0 }.count == 1)
    #expect(released.values(of: 1).allSatisfy { $0 == 0 })
    scene.advance(ticks + 16)
    #expect(scene.population.cells[0].crystals == [Crystals(), Crystals(volume: 5, number: 2)])
    #expect(abs(released[0, place] - 12 * Self.unit) < rounding * 12 * Self.unit)
  }

  /// A kind without phagolysosomes keeps its mineral, whatever the speeds.
  @Test func onlyKindsThatDigestDissolve() {
    var scene = Scene([.test([])], size: (2, 2, 2), digestion: [[1]])
    var cell = Cell(kind: 0, position: SIMD3(30, 10, 10), radius: 8)
    cell.crystals = [Crystals(volume: 5, number: 2)]
    scene.population.add(cell, at: 0)
    for _ in 0..<5 { scene.advance() }
    #expect(scene.population.cells[0].load == 5)
    #expect(scene.dynamics.kinds[0].digestion == nil)
    #expect(CellKind.test([.digestion(Digestion(pH: 4.8))]).digestion?.pH == 4.8)
  }

  /// Two minerals through everything that moves mineral: each is in the tissue, in cells, left, dissolved or carried away.
  private func busyScene(threads: Int) -> Scene {
    let kinds = [
      eater(
        rate: 1e-2,
        more: [
          .death(Death(rate: Rate(2e-4), body: 1)), .departure(Departure(rate: Rate(1e-4))),
          .efferocytosis(Efferocytosis(rate: Rate(1e-2), of: 1)),
          .walk(Walk(speed: 0.1, persistence: 60)), .division(Division(rate: Rate(2e-4))),
          .fusion(Fusion(rate: Rate(1e-4), product: 0)), .digestion(Digestion(pH: 5)),
        ]), .test([.death(Death(rate: Rate(1e-3), body: nil))], radius: 5),
    ]
    var scene = Scene(
      kinds, size: (6, 6, 6), threads: threads, minerals: 2, digestion: [[1e-4, 3e-5], [0, 0]])
    scene.fillCrystals(0, number: 1e-2, radius: 1)
    scene.fillCrystals(1, number: 5e-3, radius: 0.7)
    scene.surroundings.leftovers = FieldSet(grid: scene.grid, count: 4)
    scene.surroundings.released = FieldSet(grid: scene.grid, count: 2)
    scene.scatter(300)
    return scene
  }

  private func volumes(_ scene: Scene, _ mineral: Int) -> [Double] {
    let radius = [1, 0.7][mineral]
    let ball = Self.unit * radius * radius * radius
    return [
      (scene.surroundings.crystals?.values(of: 2 * mineral) ?? []).reduce(0, +)
        * scene.grid.voxelVolume * ball,
      scene.population.cells.reduce(0) { $0 + ($1.crystals.isEmpty ? 0 : $1.crystals[mineral].volume) },
      (scene.surroundings.leftovers?.values(of: 2 * mineral) ?? []).reduce(0, +),
      (scene.surroundings.released?.values(of: mineral) ?? []).reduce(0, +),
    ]
  }

  @Test func everyMineralIsConserved() {
    var scene = busyScene(threads: 2)
    let before = [volumes(scene, 0)[0], volumes(scene, 1)[0]]
    var carried = [0.0, 0.0]
    for _ in 0..<400 {
      scene.advance()
      for mineral in 0..<2 { carried[mineral] += scene.dynamics.outcome.carried[mineral].volume }
    }
    for mineral in 0..<2 {
      let parts = volumes(scene, mineral) + [carried[mineral]]
      #expect(parts.allSatisfy { $0 > 0 }, "\(parts)")
      // Sums of some ten thousand crystals, each rounded to the whole at worst.
      #expect(abs(parts.reduce(0, +) - before[mineral]) < 1e5 * 0x1p-52 * before[mineral])
    }
  }

  @Test func theSameBitsForAnyNumberOfWorkers() {
    var scenes = [1, 2, 3].map { busyScene(threads: $0) }
    for i in scenes.indices { for _ in 0..<150 { scenes[i].advance() } }
    for other in scenes.dropFirst() {
      #expect("\(other.population.cells)" == "\(scenes[0].population.cells)")
      for mineral in 0..<2 {
        #expect(
          other.surroundings.released?.values(of: mineral)
            == scenes[0].surroundings.released?.values(of: mineral))
      }
    }
  }

  /// A copy goes the same way, and what happens to it does not concern the original.
  @Test func aCopyIsTheSameStateOfItsOwn() {
    var scene = busyScene(threads: 1)
    for _ in 0..<50 { scene.advance() }
    let before = "\(scene.population.cells)"
    let copy = scene.population.duplicate()
    #expect("\(copy.cells)" == before && copy.nextID == scene.population.nextID)
    let other = Surroundings(signals: FieldSet(grid: scene.grid, count: 0))
    for step in 0..<20 {
      scene.dynamics.advance(
        copy, in: other, exchanging: nil, at: scene.tick + step * 8192, over: 8192)
    }
    #expect("\(scene.population.cells)" == before && "\(copy.cells)" != before)
    copy.copyState(from: scene.population)
    #expect("\(copy.cells)" == before && copy.lastInterval == scene.population.lastInterval)
    // Stored and restored, mineral by mineral.
    let restored = Population(grid: scene.grid, capacity: 1, seed: 1, mineralCount: 2)
    restored.restore(
      (0..<copy.count).map { copy[$0] }, nextID: copy.nextID, lastInterval: copy.lastInterval)
    #expect("\(restored.cells)" == before)
    let more = Population(grid: scene.grid, capacity: 1, seed: 1, mineralCount: 2)
    more.copyState(from: copy)
    #expect("\(more.cells)" == before)
  }
}
