import Cells
import Fields
import Testing

/// The same bits for any number of workers, and after a pause.
@Suite struct SameBitsTests {
  /// Cells that do everything: walk, follow, push, give, take, eat, divide, die, change, merge, come and go.
  private func scene(threads: Int, planes: Int = 8) -> Scene {
    let answer = Response(to: .signal(0), half: 1e-6, none: 0.2)
    let kinds = [
      CellKind.test(
        [
          .walk(Walk(speed: 0.1, persistence: 100)),
          .chemotaxis(Chemotaxis(signal: 0, dissociation: 1e-6, halfDifference: 0.01)),
          .secretion(Secretion(signal: 0, rate: Rate(1e-4))),
          .uptake(Uptake(signal: 1, maximum: Rate(1e-4, [answer]), half: 1e-6)),
          .growth(Growth(rate: 1e-3)), .death(Death(rate: Rate(1e-4), body: 2)),
          .departure(Departure(rate: Rate(3e-5))),
          .division(Division(rate: Rate(4e-4, [Response(to: .pressure, half: 0.2, none: 1, full: 0)]))),
          .change(Change(to: 1, rate: Rate(1e-4, [answer]))),
          .recruitment(Recruitment(rate: Rate(1e-6, [answer]))),
          .phagocytosis(
            Phagocytosis(rate: Rate(1e-3), halfNumber: 1e-4, largestRadius: 1, capacity: 100)),
          .efferocytosis(Efferocytosis(rate: Rate(1e-3), of: 2)),
          .recognition(Recognition(to: 1, presenters: [1, 3], needsLoad: false, rate: Rate(1e-4))),
          .collagenLaying(CollagenLaying(rate: Rate(1e-4), largest: 300)),
          .collagenRemoval(CollagenRemoval(rate: Rate(1e-2, [Response(to: .burden, half: 0.1)]))),
        ], repulsion: 0.15, adhesion: 0.01),
      CellKind.test(
        [.fusion(Fusion(rate: Rate(1e-3), product: 3)), .walk(Walk(speed: 0.02, persistence: 100))],
        repulsion: 0.15, adhesion: 0.1),
      CellKind.test([.death(Death(rate: Rate(1e-4), body: nil))], radius: 4, repulsion: 0.15),
      CellKind.test([.fusion(Fusion(rate: Rate(1e-3), product: 3))], repulsion: 0.15, adhesion: 0.1),
    ]
    var scene = Scene(kinds, size: (8, 8, planes), signals: 2, threads: threads, capacity: 4000)
    scene.fill(0) { x, y, _ in 1e-7 * Double(x * y) }
    scene.fill(1) { _, y, z in 1e-7 * Double(y + z) }
    scene.matrix = MatrixExchange(grid: scene.grid)
    scene.surroundings.collagen = FieldSet(grid: scene.grid, count: 1)
    let crystals = FieldSet(grid: scene.grid, count: 2)
    let grid = scene.grid
    let walls = (0..<8).map { WallPatch(voxel: grid.index(x: 4, y: $0, z: planes / 2), area: 300) }
    for place in 0..<scene.grid.storageCount { (crystals[0, place], crystals[1, place]) = (1e-3, 0.5) }
    scene.surroundings.walls = walls
    scene.surroundings.crystals = crystals
    scene.scatter(planes == 1 ? 150 : 1000)
    scene.scatter(planes == 1 ? 50 : 300, kind: 1, seed: 9)
    return scene
  }

  private func run(_ scene: inout Scene, steps: Int) {
    for _ in 0..<steps {
      scene.advance()
      _ = scene.exchange.act(on: scene.surroundings.signals, fluidFraction: 0.3, over: seconds(8192))
      if let collagen = scene.surroundings.collagen { scene.matrix?.act(on: collagen, over: seconds(8192)) }
    }
  }

  private func bits(_ cells: [Cell]) -> [String] {
    cells.map { "\($0)" }
  }

  @Test(arguments: [2, 3], [1, 8])
  func anyNumberOfWorkersGivesTheSameBits(threads: Int, planes: Int) {
    var one = scene(threads: 1, planes: planes)
    var many = scene(threads: threads, planes: planes)
    run(&one, steps: 120)
    run(&many, steps: 120)
    #expect(bits(one.population.cells) == bits(many.population.cells))
    for signal in 0..<2 {
      #expect(one.surroundings.signals.values(of: signal) == many.surroundings.signals.values(of: signal))
    }
    #expect(
      one.surroundings.collagen?.values(of: 0) == many.surroundings.collagen?.values(of: 0))
    #expect(one.surroundings.collagen?.values(of: 0).contains { $0 > 0 } == true)
    let cells = one.population.cells
    #expect(
      cells.contains { $0.nuclei > 1 } && cells.contains { $0.load > 0 } && cells.contains { $0.kind == 2 })
    #expect(one.population.nextID > (planes == 1 ? 200 : 1300))
  }

  /// Stored and taken over by another population and other dynamics: the same way on.
  @Test func aPauseChangesNothing() {
    var whole = scene(threads: 1)
    run(&whole, steps: 60)
    var second = scene(threads: 2)
    second.surroundings.signals.copyValues(from: whole.surroundings.signals)
    let (mine, its) = (second.surroundings.crystals, whole.surroundings.crystals)
    if let mine, let its { mine.copyValues(from: its) }
    let (collagen, other) = (second.surroundings.collagen, whole.surroundings.collagen)
    if let collagen, let other { collagen.copyValues(from: other) }
    second.population.restore(
      (0..<whole.population.count).map { whole.population[$0] }, nextID: whole.population.nextID,
      lastInterval: whole.population.lastInterval)
    second.tick = whole.tick
    run(&whole, steps: 60)
    run(&second, steps: 60)
    #expect(bits(whole.population.cells) == bits(second.population.cells))
  }

  @Test func anotherSeedIsAnotherRun() {
    var scenes = [UInt64(1), 2].map { Scene([.test([.walk(Walk(speed: 0.1, persistence: 60))])], seed: $0) }
    for i in 0..<2 {
      scenes[i].population.add(Cell(kind: 0, position: SIMD3(100, 100, 100), radius: 8), at: 0)
      scenes[i].advance()
    }
    #expect(scenes[0].population.cells != scenes[1].population.cells)
  }
}
