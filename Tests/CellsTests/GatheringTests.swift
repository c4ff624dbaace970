import Cells
import Fields
import Testing

/// What emerges when walk, chemotaxis and mechanics act together.
@Suite struct GatheringTests {
  /// 100 macrophages in a sheet of 600 µm: 280 per mm², of which 1.1 lie within 35 µm of a cell. Speed 1 µm/min, persistence
  /// 5 min; push and pull as in the library.
  private func cells(source: Double) -> Scene {
    let kind = CellKind.test(
      [
        .walk(Walk(speed: 1.0 / 60, persistence: 300)),
        .chemotaxis(Chemotaxis(signal: 0, dissociation: 1e-6, halfDifference: 0.01)),
      ], repulsion: 10.0 / 60, adhesion: 0.4 / 60)
    var scene = Scene([kind], size: (30, 30, 1), signals: 1)
    // A chemokine that falls off from the middle by e every 100 µm, at the receptor's constant there.
    let centre = scene.grid.extent / 2
    let grid = scene.grid
    scene.fill(0) { x, y, z in
      let way = grid.centre(x: x, y: y, z: z) - centre
      return source * exp(-(way * way).sum().squareRoot() / 100)
    }
    scene.scatter(100)
    // From a corner, 424 µm away, at half the speed or more: in half a day.
    for _ in 0..<5760 { scene.advance() }
    return scene
  }

  private func granulomas(_ scene: Scene) -> [Granuloma] {
    GranulomaFinder(
      GranulomaCriteria(lineage: [0], core: [], bodies: [], isPlanar: true), kindCount: 1
    ).find(in: scene.population)
  }

  @Test func macrophagesGatherWhereChemokineIs() throws {
    let scene = cells(source: 1e-6)
    let found = granulomas(scene)
    #expect(found.count == 1)
    let granuloma = try #require(found.first)
    let way = granuloma.centre - scene.grid.extent / 2
    #expect((way * way).sum().squareRoot() < granuloma.radius / 2)
    // All but those that the walk takes out for a while.
    #expect(granuloma.members.count > 80)
    // They press, but nobody is squeezed: a walker pushes with 1 µm/min, two cells part with up to 10.
    #expect(scene.dynamics.outcome.overcrowded == 0)
  }

  @Test func theyDoNotGatherWithoutIt() {
    #expect(granulomas(cells(source: 0)).isEmpty)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
