import Cells
import Fields
import Testing

@Suite struct CrowdingTests {
  private static let pushing = CellKind.test(
    [.walk(Walk(speed: 0.2, persistence: 60))], repulsion: 10.0 / 60, adhesion: 0.4 / 60)

  @Test(arguments: [1, 10])
  func cellsStayInsideTheGrid(planes: Int) {
    var scene = Scene([Self.pushing], size: (4, 4, planes))
    scene.scatter(40)
    for _ in 0..<500 { scene.advance() }
    #expect(scene.population.count == 40)
    let extent = scene.grid.extent
    for cell in scene.population.cells {
      for axis in 0..<3 { #expect(cell.position[axis] >= 0 && cell.position[axis] < extent[axis]) }
      if planes == 1 { #expect(cell.position.z == 10 && cell.direction.z == 0) }
    }
  }

  /// Cells do not go into obstacles, by pushes or on foot, and leave those that have grown around them.
  @Test(arguments: [1, 6])
  func obstaclesKeepCellsOut(planes: Int) {
    var scene = Scene([Self.pushing], size: (6, 6, planes))
    let obstacles = FieldSet(grid: scene.grid, count: 1)
    for z in 0..<planes {
      for y in 0..<6 { for x in 2..<4 { obstacles[0, scene.grid.index(x: x, y: y, z: z)] = 1 } }
    }
    scene.surroundings.obstacles = obstacles
    func isInside(_ cell: Cell) -> Bool { cell.position.x >= 40 && cell.position.x < 80 }
    scene.scatter(60)
    let left = scene.population.cells.filter { $0.position.x < 40 }.map(\.id)
    for _ in 0..<400 {
      let free = scene.population.cells.filter { !isInside($0) }.map(\.id)
      scene.advance()
      let now = scene.population.cells
      #expect(free.allSatisfy { !isInside(now[$0]) })
    }
    let cells = scene.population.cells
    #expect(left.allSatisfy { cells[$0].position.x < 40 })
    // Out of a slab of width w a walker diffuses in w²/(π²D) = 200 s; after 3000 s e^(−15) of the first are left.
    #expect(!cells.contains(where: isInside))
  }

  /// A heap of cells at one point: counted, and apart after a while. In the box of 8·10⁶ µm³ 300 balls of 2145 µm³ have
  /// room.
  @Test func aHeapOfCellsPartsAndIsCounted() {
    var scene = Scene([.test([], repulsion: 10.0 / 60)])
    for _ in 0..<300 {
      scene.population.add(Cell(kind: 0, position: SIMD3(100, 100, 100), radius: 8), at: 0)
    }
    scene.advance()
    #expect(scene.dynamics.outcome.overcrowded == 1)
    // Each is pushed by 299 others at 1/6 µm/s along axes at random, for 7.5 s: normal with 12.5 µm along each axis, of
    // which less than 4 µm remain for 2.6 of 300 cells (Maxwell), Poisson.
    #expect(scene.dynamics.outcome.shortened > 300 - 12)
    for _ in 0..<2000 { scene.advance() }
    #expect(scene.dynamics.outcome.overcrowded == 0)
    #expect(scene.dynamics.outcome.shortened == 0)
    let cells = scene.population.cells
    #expect(cells.count == 300)
    // Mean overlap of neighbours below a tenth of the radii: each of twelve neighbours adds its square.
    #expect(cells.allSatisfy { $0.position.x.isFinite && $0.pressure < 12 * 0.01 })
  }

  /// A step that pushes nobody farther than half a radius, whatever it holds.
  @Test func noPushIsLongerThanHalfTheRadius() {
    var scene = Scene([.test([], repulsion: 1000)], interval: 65536)
    scene.scatter(500)
    let before = scene.population.cells
    scene.advance(65536)
    for (old, new) in zip(before, scene.population.cells) {
      let step = new.position - old.position
      // Single precision of the step.
      #expect((step * step).sum().squareRoot() <= 4 * (1 + 1e-6))
    }
  }
}
