import Cells
import Fields
import Testing

/// A body of mineral makes a granuloma of core and cuff from what the cells do alone.
@Suite struct CoreAndCuffTests {
  private static let day = 86400.0

  /// Macrophages (0) walk to a chemokine; those that touch the body become histiocytes (1), which stay, hold on to each other
  /// and fuse to giant cells (2) at it.
  static func kinds(hold: Double = 4) -> [CellKind] {
    let eat = Behaviour.phagocytosis(
      Phagocytosis(rate: Rate(1.0 / 3600), halfNumber: 4e-4, largestRadius: 5, capacity: 500))
    let fusion = Rate(0.5 / day, [Response(to: .frustration, half: 0.5)])
    return [
      .test(
        [
          .walk(Walk(speed: 1.0 / 60, persistence: 300)),
          .chemotaxis(Chemotaxis(signal: 0, dissociation: 1e-6, halfDifference: 0.01)), eat,
          .change(Change(to: 1, rate: Rate(2 / day, [Response(to: .burden, half: 0.5, exponent: 2)]))),
        ], radius: 8.42, repulsion: 10.0 / 60, adhesion: 0.4 / 60),
      .test(
        [eat, .fusion(Fusion(rate: fusion, product: 2))], radius: 8.42, repulsion: 10.0 / 60,
        adhesion: hold / 60),
      .test(
        [eat, .growth(Growth(rate: 0.1 / 3600)), .fusion(Fusion(rate: fusion, product: 2))],
        radius: 8.42, repulsion: 10.0 / 60, adhesion: hold / 60),
    ]
  }

  /// 100 macrophages in a sheet of 600 µm; a chemokine falls off from the middle by e every 100 µm. The body is a disc there,
  /// of solid mineral or of something in which cells cannot be but which is none.
  static func scene(
    isMineral: Bool, hold: Double = 4, radius: Double = 30, count: Int = 100, days: Int = 6
  ) -> Scene {
    var scene = Scene(kinds(hold: hold), size: (60, 60, 1), voxel: 10, signals: 1, interval: 32768)
    let (centre, grid) = (scene.grid.extent / 2, scene.grid)
    let (crystals, obstacles) = (FieldSet(grid: grid, count: 2), FieldSet(grid: grid, count: 1))
    func distance(_ x: Int, _ y: Int, _ z: Int) -> Double {
      let way = grid.centre(x: x, y: y, z: z) - centre
      return (way * way).sum().squareRoot()
    }
    scene.fill(0) { x, y, z in 1e-6 * exp(-distance(x, y, z) / 100) }
    for y in 0..<60 {
      for x in 0..<60 where distance(x, y, 0) < radius {
        let place = grid.index(x: x, y: y, z: 0)
        obstacles[0, place] = 1
        if isMineral { (crystals[0, place], crystals[1, place]) = (1, 10) }
      }
    }
    (scene.surroundings.crystals, scene.surroundings.obstacles) = (crystals, obstacles)
    scene.scatter(count)
    for _ in 0..<(days * 2880) { scene.advance(32768) }
    return scene
  }

  static func granuloma(_ scene: Scene) throws -> Granuloma {
    let criteria = GranulomaCriteria(lineage: [0, 1, 2], core: [1, 2], bodies: [], isPlanar: true)
    let found = GranulomaFinder(criteria, kindCount: 3).find(in: scene.population)
    #expect(found.count == 1)
    return try #require(found.first)
  }

  /// After six days, while there are macrophages left outside: nobody comes from the blood here. The pull between histiocytes,
  /// here that of the library's epithelioid cells, keeps macrophages from pushing into the core.
  @Test func solidMineralMakesACoreOfHistiocytesAndGiantCellsInACuffOfMacrophages() throws {
    let scene = Self.scene(isMineral: true)
    let granuloma = try Self.granuloma(scene)
    let way = granuloma.centre - scene.grid.extent / 2
    #expect((way * way).sum().squareRoot() < granuloma.radius / 2)
    #expect(granuloma.coreShares.inner > 0.7, "\(granuloma.shells)")
    #expect(granuloma.coreShares.outer < granuloma.coreShares.inner - 0.3, "\(granuloma.shells)")
    #expect(granuloma.giantCells > 0 && granuloma.mostNuclei > 2, "\(granuloma.mostNuclei)")
  }

  /// Around a body of the same size that is no mineral they gather, and stay macrophages.
  @Test func aBodyWithoutMineralHasNoCore() throws {
    let granuloma = try Self.granuloma(Self.scene(isMineral: false))
    #expect(granuloma.coreShares.inner == 0 && granuloma.coreShares.outer == 0 && granuloma.giantCells == 0)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
