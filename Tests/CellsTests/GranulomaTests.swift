import Cells
import Fields
import Parallelism
import Testing

@Suite struct GranulomaTests {
  /// Lineage 0 (macrophages) and 1 (core kind), 2 lymphocytes, 3 bodies.
  private static let kinds = [CellKind](repeating: .test([]), count: 4)
  private func criteria(isPlanar: Bool) -> GranulomaCriteria {
    GranulomaCriteria(lineage: [0, 1], core: [1], bodies: [3], isPlanar: isPlanar)
  }

  private func find(_ scene: Scene) -> [Granuloma] {
    GranulomaFinder(criteria(isPlanar: scene.grid.nz == 1), kindCount: 4).find(in: scene.population)
  }

  /// Cells at distances of 16 µm on a lattice that fills a ball or a disc, moved by `shift` along x.
  private func fill(_ scene: Scene, centre: SIMD3<Double>, radius: Double, stretch: Double = 1) {
    let isPlanar = scene.grid.nz == 1
    let n = Int(radius * max(stretch, 1) / 16) + 1
    for z in isPlanar ? 0...0 : -n...n {
      for y in -n...n {
        for x in -n...n {
          let way = SIMD3(Double(x), Double(y), Double(z)) * 16
          let scaled = way / SIMD3(stretch, 1, 1)
          let share = (scaled * scaled).sum().squareRoot() / radius
          if share > 1 { continue }
          scene.population.add(Cell(kind: share < 0.5 ? 1 : 0, position: centre + way, radius: 8), at: 0)
        }
      }
    }
  }

  @Test(arguments: [1, 40])
  func aBallIsFoundWithItsRadiusCoreAndCuff(planes: Int) throws {
    let scene = Scene(Self.kinds, size: (40, 40, planes), capacity: 9000)
    let centre = scene.grid.extent / 2
    fill(scene, centre: centre, radius: 160)
    scene.population.add(Cell(kind: 2, position: centre + SIMD3(200, 0, 0), radius: 4), at: 0)
    scene.population.add(Cell(kind: 3, position: centre + SIMD3(3, 3, 0), radius: 4), at: 0)
    // Alone, and too few together.
    for x in [20.0, 30, 40] {
      scene.population.add(Cell(kind: 0, position: SIMD3(x, 20, 10), radius: 8), at: 0)
    }
    let found = find(scene)
    #expect(found.count == 1)
    let granuloma = try #require(found.first)
    // Lattice points in place of an even ball: the surface is uncertain by half a spacing.
    #expect(abs(granuloma.radius - 160) < 8)
    #expect(granuloma.roundness > 0.999)
    let away = granuloma.centre - centre
    #expect((away * away).sum().squareRoot() < 1e-9)
    // The radius found is that of the ball to half a spacing, and so is half of it.
    #expect(granuloma.coreShares.inner > 0.8 && granuloma.coreShares.outer < 0.2)
    #expect(granuloma.shells[2][2] == 1 && granuloma.bodies == 1 && granuloma.giantCells == 0)
    #expect(granuloma.members.count == scene.population.cells.filter { $0.kind < 2 }.count - 3)
  }

  /// An ellipsoid twice as long as it is wide has a roundness of one half.
  @Test(arguments: [1, 40])
  func anEllipsoidIsHalfAsRound(planes: Int) throws {
    let scene = Scene(Self.kinds, size: (60, 40, planes), capacity: 9000)
    fill(scene, centre: scene.grid.extent / 2, radius: 160, stretch: 2)
    let granuloma = try #require(find(scene).first)
    #expect(abs(granuloma.roundness - 0.5) < 0.5 * 8 / 160)
  }

  /// Scattered as densely as scar at its densest, 2500 per mm³: no granuloma. In a cubic millimetre 0.45 neighbours are
  /// expected, and six come together for one cell in 10⁵ (Poisson).
  @Test func scatteredMacrophagesAreNoGranuloma() {
    let scene = Scene(Self.kinds, size: (50, 50, 50), capacity: 2500)
    scene.scatter(2500)
    #expect(find(scene).isEmpty)
  }

  @Test func identityIsKeptThroughMergerAndSplit() {
    var history = GranulomaHistory()
    func frame(_ gap: Double, _ isThere: Bool = true) -> [Granuloma] {
      let scene = Scene(Self.kinds, size: (60, 20, 20), capacity: 4000)
      if !isThere { return find(scene) }
      // The same ids in every frame: the larger one first.
      fill(scene, centre: SIMD3(200, 200, 200), radius: 100)
      fill(scene, centre: SIMD3(380 + gap, 200, 200), radius: 80)
      return find(scene)
    }
    var apart = frame(100)
    #expect(history.follow(&apart) == [.appeared(0), .appeared(1)] && apart.map(\.id) == [0, 1])
    var still = frame(60)
    #expect(history.follow(&still).isEmpty && still.map(\.id) == [0, 1])
    var merged = frame(0)
    #expect(history.follow(&merged) == [.merged(1, into: 0)] && merged.map(\.id) == [0])
    var again = frame(100)
    #expect(history.follow(&again) == [.split(2, from: 0)] && again.map(\.id) == [0, 2])
    var gone = frame(0, false)
    #expect(history.follow(&gone) == [.ended(0), .ended(2)])
  }
}
