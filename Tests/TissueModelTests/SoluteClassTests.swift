import Fields
import Testing
import TissueModel

@Suite struct SoluteClassTests {
  @Test func chargeAndMassTellTheClass() {
    #expect(SoluteClass(molarMass: 40, charge: 2) == .ion)
    #expect(SoluteClass(molarMass: 180, charge: 0) == .smallMolecule)
    #expect(SoluteClass(molarMass: 66_500, charge: -15) == .macromolecule)
  }

  /// P S/V of the walls of several kinds, drawn and unresolved, by class.
  @Test func everyKindOfWallCountsWithItsOwnPermeability() {
    let capillary = InterstitialFlowTests.wall
    let venule = VesselWall(
      kind: "venule", ion: VesselWall.Passage(permeability: 0.16, diffusivity: 1000, reflection: 0),
      smallMolecule: VesselWall.Passage(permeability: 0.1, diffusivity: 1000, reflection: 0),
      macromolecule: VesselWall.Passage(permeability: 9e-3, diffusivity: 90, reflection: 0.5),
      hydraulicConductivity: 1e-3, pressure: 12)
    let axis = Polyline([SIMD3(0, 35, 45), SIMD3(120, 35, 45)])
    let anatomy = Anatomy(
      grid: Grid(nx: 12, ny: 12, nz: 12, spacing: (10, 10, 10)),
      types: [InterstitialFlowTests.type("muscle"), AnatomyTests.type("vessel_lumen")],
      paint: { _ in "muscle" },
      vessels: [Vessel(id: "v", kind: "venule", axis: axis, radius: 3, permeability: 0.16)], nerves: [],
      capillaryBed: true, walls: [capillary, venule])
    #expect(anatomy.wallAreas.map(\.wall.kind) == ["capillary", "venule"])
    let (near, far) = (anatomy.grid.index(x: 5, y: 3, z: 4), anatomy.grid.index(x: 5, y: 9, z: 9))
    // The whole circumference lies in the voxel: 2π · 3 · 10 µm² in 1000 µm³; the bed has 8e-4/0.08.
    let area = 2 * Double.pi * 3 * 10 / 1000
    #expect(
      abs(anatomy.wallAreas[1].exchange(.macromolecule, diffusivity: 45, at: near) - area * 4.5e-3) < 1e-15)
    #expect(abs(anatomy.wallAreas[0].area[far] - 0.01) < 1e-16 && anatomy.wallAreas[1].area[far] == 0)
    let ratios = anatomy.exchangeRatio(.macromolecule)
    #expect(abs(ratios[far] - (3e-4 / 90) / (0.08 / 1000)) < 1e-15)
    let expected = (0.01 * 3e-4 / 90 + area * 9e-3 / 90) / (0.01 * 0.08e-3 + area * 0.16e-3)
    #expect(abs(ratios[near] - expected) < 1e-14)
    // Walls of all kinds together let through for ions what they always did.
    let ions = anatomy.wallAreas.reduce(0) { $0 + $1.exchange(.ion, diffusivity: 1000, at: near) }
    #expect(abs(ions - anatomy.healthyExchange[near]) < 1e-15)
  }
}
