import Fields
import Parallelism
import Testing
import TissueModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A capillary in the middle of a cylinder whose lymphatics drain evenly: the pressure falls as oxygen does in Krogh's.
@Suite struct FiltrationGeometryTests {
  private static func type(_ id: String, conductivity: Double, drained: Double) -> TissueType {
    // Lymphatics fill at −10⁵ mmHg: against that the pressure around the capillary is nothing, and what they drain even.
    TissueType(
      id: id, fluidFraction: 0.5, tortuosity: 1, cellFraction: 0, capillaryExchange: 0,
      pyrophosphatase: .absent, nucleotide: 0, phosphatase: .absent, cellCalcium: 0, cellPhosphate: 0,
      hydraulicConductivity: conductivity, lymphConductance: drained / 1e5, lymphPressure: -1e5)
  }

  /// r_c = 3 µm, R = 30 µm, M = 10⁻⁴/s, K = 1 µm²/(s mmHg), L_p = 0.1 µm/(s mmHg): the wall's step is wallFlow/L_p. What
  /// is off is where on stairs the wall lies: within a voxel, over which the pressure falls by wallFlow/K times h.
  @Test(arguments: [1.0, 0.5]) func pressureFallsAsInKroghsCylinder(side: Double) throws {
    let (drained, conductivity, filtration) = (1e-4, 1.0, 0.1)
    let krogh = KroghCylinder(capillary: 3, tissue: 30, consumption: drained, conductivity: conductivity)
    let count = Int(64 / side)
    let grid = Grid(nx: count, ny: count, nz: 1, spacing: (side, side, side))
    func distance(_ centre: SIMD3<Double>) -> Double {
      ((centre.x - 32) * (centre.x - 32) + (centre.y - 32) * (centre.y - 32)).squareRoot()
    }
    var ring = 0.0
    for y in 0..<count {
      for x in 0..<count {
        let r = distance(grid.centre(x: x, y: y, z: 0))
        if r <= 30 && r >= 3 { ring += side * side }
      }
    }
    // Stairs hold a little more or less than the ring: what they drain is made the same.
    let even = drained * Double.pi * (900 - 9) / ring
    let passage = VesselWall.Passage(permeability: 0.1, diffusivity: 1000, reflection: 0)
    let wall = VesselWall(
      kind: "capillary", ion: passage, smallMolecule: passage,
      macromolecule: VesselWall.Passage(permeability: 1e-4, diffusivity: 90, reflection: 0.9),
      hydraulicConductivity: filtration, pressure: 20)
    let anatomy = Anatomy(
      grid: grid,
      types: [
        Self.type("muscle", conductivity: conductivity, drained: even),
        Self.type("outside", conductivity: 0, drained: 0),
        Self.type("vessel_lumen", conductivity: 0, drained: 0),
      ], paint: { distance($0) <= 30 ? "muscle" : "outside" },
      vessels: [
        Vessel(
          id: "c", kind: "capillary", axis: Polyline([SIMD3(32, 32, 0), SIMD3(32, 32, side)]), radius: 3,
          permeability: 0.1)
      ], nerves: [], capillaryBed: false, walls: [wall])
    let flow = InterstitialFlow(
      anatomy: anatomy, settings: FlowSettings(plasmaOncotic: 25, tissueOncotic: 15),
      workers: Workers(count: 1))
    try flow.updateToHealth()
    let atWall = 20 - 0.9 * 10 - krogh.wallFlow / filtration
    var worst = 0.0
    Anatomy.forEachVoxel(of: grid) { voxel, centre in
      let r = distance(centre)
      guard r <= 30 - 2 * side, r >= 3 + 2 * side else { return }
      worst = max(worst, abs(flow.pressure[0, voxel] - (atWall - krogh.drop(at: r))))
    }
    #expect(worst <= side * krogh.wallFlow / conductivity)
    #expect(krogh.drop(at: 30) > 4 * krogh.wallFlow / conductivity, "the test tells the profile")
    // All that the capillary filters is drained, to what the solver leaves: 1e-13 of a diagonal of 24 and 11 mmHg in every
    // voxel, against 7e-5/s in the mean.
    let census = FlowCensus(flow, in: anatomy)
    #expect(abs(census.filtered - census.drained) < 1e-6 * census.filtered)
  }
}
