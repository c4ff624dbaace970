import Fields
import Testing
import TissueModel

@Suite struct AnatomyTests {
  static func type(_ id: String, fluid: Double = 0.2, bed: Double = 0) -> TissueType {
    TissueType(
      id: id, fluidFraction: fluid, tortuosity: 1.5, cellFraction: 0.5,
      capillaryExchange: bed, pyrophosphatase: .absent, nucleotide: 0,
      phosphatase: .absent, cellCalcium: 1, cellPhosphate: 40)
  }

  static let types = [
    type("fat"), type("muscle", fluid: 0.13, bed: 1e-3), type("vessel_lumen", fluid: 1e-3),
    type("perineurium"), type("endoneurium"),
  ]

  static func anatomy(
    _ count: Int = 16, spacing: Double = 10, vessels: [Vessel] = [], nerves: [Nerve] = []
  ) -> Anatomy {
    let grid = Grid(nx: count, ny: count, nz: count, spacing: (spacing, spacing, spacing))
    return Anatomy(
      grid: grid, types: types, paint: { $0.z < 80 ? "fat" : "muscle" }, vessels: vessels, nerves: nerves,
      capillaryBed: true)
  }

  @Test(arguments: [3.0, 8.0, 23.0])
  func wallAreaOfAVesselIsTwoPiRadiusLength(radius: Double) {
    let axis = Polyline([SIMD3(31, 80, 0.001), SIMD3(80, 80, 90), SIMD3(85, 90, 159.999)])
    let vessel = Vessel(id: "v", kind: "venule", axis: axis, radius: radius, permeability: 0.5)
    let anatomy = AnatomyTests.anatomy(vessels: [vessel])
    let area = anatomy.wallArea.reduce(0, +) * anatomy.grid.voxelVolume
    let expected = 2 * Double.pi * radius * axis.length
    // Each of the shares, about 10⁴, is rounded once: 10⁴ · 2⁻⁵³ ≈ 10⁻¹².
    #expect(abs(area - expected) <= 1e-11 * expected)
    let exchange = anatomy.vesselExchange.reduce(0, +) * anatomy.grid.voxelVolume
    #expect(abs(exchange - 0.5 * expected) <= 1e-11 * expected)
    for voxel in anatomy.lumen.indices where anatomy.lumen[voxel] { #expect(anatomy.wallArea[voxel] == 0) }
  }

  @Test func onlyWideVesselsHaveALumen() {
    let axis = Polyline([SIMD3(85, 85, 0), SIMD3(85, 85, 160)])
    let thin = AnatomyTests.anatomy(
      vessels: [Vessel(id: "c", kind: "capillary", axis: axis, radius: 3, permeability: 1)])
    #expect(!thin.lumen.contains(true))
    let wide = AnatomyTests.anatomy(
      vessels: [Vessel(id: "a", kind: "arteriole", axis: axis, radius: 12, permeability: 1)])
    #expect(
      wide.lumen.filter { $0 }.count == 16 * 5, "the centre voxel and its four neighbours in each plane")
  }

  @Test func aWallIsDrawnAroundTheLumen() {
    let axis = Polyline([SIMD3(80, 80, 0), SIMD3(80, 80, 160)])
    let grid = Grid(nx: 16, ny: 16, nz: 16, spacing: (10, 10, 10))
    let vessel = Vessel(id: "a", kind: "arteriole", axis: axis, radius: 30, permeability: 1, wall: 15)
    let anatomy = Anatomy(
      grid: grid, types: AnatomyTests.types + [AnatomyTests.type("vessel_wall", fluid: 0.3)],
      paint: { _ in "fat" }, vessels: [vessel], nerves: [], capillaryBed: false)
    Anatomy.forEachVoxel(of: grid) { voxel, centre in
      let distance = axis.distance(to: centre)
      let expected = distance < 30 ? "vessel_lumen" : distance < 45 ? "vessel_wall" : "fat"
      #expect(anatomy.type(at: voxel).id == expected)
      // Half the diagonal of a voxel beyond the wall nothing of it is left.
      if distance > 45 + 8.7 { #expect(anatomy.healthyFluid[voxel] == 0.2) }
    }
  }

  @Test func aNerveHasASheathAroundItsInside() {
    let axis = Polyline([SIMD3(80, 80, 0), SIMD3(80, 80, 160)])
    let nerve = Nerve(id: "n", axis: axis, radius: 40, perineurium: 10, permeability: 0.015)
    let anatomy = AnatomyTests.anatomy(nerves: [nerve])
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, centre in
      let distance = axis.distance(to: centre)
      let expected =
        distance >= 40 ? (centre.z < 80 ? "fat" : "muscle") : distance > 30 ? "perineurium" : "endoneurium"
      #expect(anatomy.type(at: voxel).id == expected)
      #expect(abs(anatomy.nerveDistance[voxel] - max(distance - 40, 0)) < 1e-12)
    }
  }

  @Test func theUnresolvedBedFollowsTheTissueType() {
    let anatomy = AnatomyTests.anatomy()
    let low = anatomy.grid.index(x: 3, y: 3, z: 2)
    let high = anatomy.grid.index(x: 3, y: 3, z: 12)
    #expect(anatomy.bedExchange[low] == 0)
    #expect(anatomy.bedExchange[high] == 1e-3)
  }

  @Test func distanceToABrokenLineIsThatToItsNearestSegment() {
    let line = Polyline([SIMD3(0, 0, 0), SIMD3(10, 0, 0), SIMD3(10, 10, 0)])
    #expect(line.length == 20)
    #expect(line.distance(to: SIMD3(5, 3, 0)) == 3)
    #expect(line.distance(to: SIMD3(13, 5, 4)) == 5)
    #expect(line.distance(to: SIMD3(-3, -4, 0)) == 5)
  }

  @Test func shapesHoldTheirInside() {
    #expect(Shape.box(low: SIMD3(0, 0, 0), high: SIMD3(1, 1, 1)).contains(SIMD3(0.5, 0.5, 0.9)))
    #expect(!Shape.sphere(centre: SIMD3(0, 0, 0), radius: 1).contains(SIMD3(0.8, 0.8, 0)))
    #expect(Shape.ellipsoid(centre: SIMD3(0, 0, 0), radii: SIMD3(2, 1, 1)).contains(SIMD3(1.9, 0, 0)))
    let rod = Shape.cylinder(from: SIMD3(0, 0, 0), to: SIMD3(0, 0, 10), radius: 2)
    #expect(rod.contains(SIMD3(1, 1, 5)))
    #expect(!rod.contains(SIMD3(0, 0, 10.1)))
  }
}

@Suite struct PoreTests {
  @Test func healthyTissueConductsAsFluidOverSquaredTortuosity() {
    #expect(Pore.conductivity(fluid: 0.2, healthyFluid: 0.2, squaredTortuosity: 2.25) == 0.2 / 2.25)
  }

  @Test func aNarrowedPoreIsMoreTortuous() {
    let half = Pore.conductivity(fluid: 0.1, healthyFluid: 0.2, squaredTortuosity: 1)
    // Boudreau: λ² = 1 − 2 ln(1/2) = 2.386294.
    #expect(abs(half - 0.1 / 2.386294361) < 1e-10)
  }

  @Test func aPoreClosesWhereItNoLongerHangsTogether() {
    #expect(Pore.isOpen(fluid: 0.13))
    #expect(!Pore.isOpen(fluid: 0.03))
    #expect(!Pore.isOpen(fluid: Tissue.sealedFluidFraction))
  }
}
