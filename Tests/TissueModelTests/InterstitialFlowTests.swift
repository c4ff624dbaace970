import Fields
import Parallelism
import Testing
import TissueModel

@Suite struct InterstitialFlowTests {
  private static let settings = FlowSettings(plasmaOncotic: 25, tissueOncotic: 8)
  static let wall = VesselWall(
    kind: "capillary",
    ion: VesselWall.Passage(permeability: 0.08, diffusivity: 1000, reflection: 0.05),
    smallMolecule: VesselWall.Passage(permeability: 0.06, diffusivity: 800, reflection: 0.1),
    macromolecule: VesselWall.Passage(permeability: 3e-4, diffusivity: 90, reflection: 0.9),
    hydraulicConductivity: 2e-4, pressure: 17)

  static func type(
    _ id: String, bed: Double = 8e-4, conductivity: Double = 1, lymph: Double = 3e-7, from: Double = -6
  ) -> TissueType {
    TissueType(
      id: id, fluidFraction: 0.2, tortuosity: 1.5, cellFraction: 0.5, capillaryExchange: bed,
      pyrophosphatase: .absent, nucleotide: 0, phosphatase: .absent, cellCalcium: 1, cellPhosphate: 40,
      hydraulicConductivity: conductivity, lymphConductance: lymph, lymphPressure: from)
  }

  private func block(
    _ types: [TissueType], settings: FlowSettings = settings,
    paint: @escaping (SIMD3<Double>) -> String = { _ in "a" }
  ) throws -> (flow: InterstitialFlow, anatomy: Anatomy) {
    let anatomy = Anatomy(
      grid: Grid(nx: 12, ny: 10, nz: 6, spacing: (10, 10, 10)), types: types, paint: paint, vessels: [],
      nerves: [], capillaryBed: true, walls: [Self.wall])
    let flow = InterstitialFlow(anatomy: anatomy, settings: settings, workers: Workers(count: 2))
    try flow.updateToHealth()
    return (flow, anatomy)
  }

  /// Starling and Landis: even tissue takes the pressure at which its lymphatics drain what its capillaries filter.
  @Test func evenTissueDrainsWhatItFilters() throws {
    let (flow, anatomy) = try block([Self.type("a")])
    // The bed's area is 8e-4/0.08 = 0.01 µm²/µm³, L_p S/V 2e-6; (2e-6 · (17 − 0.9 · 17) − 3e-7 · 6)/2.3e-6.
    let pressure = (2e-6 * 1.7 - 3e-7 * 6) / 2.3e-6
    let filtered = Self.wall.filtration.flow(
      StarlingFiltration.Pressures(blood: 17, tissue: pressure, plasmaOncotic: 25, tissueOncotic: 8))
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      // The solver's tolerance of 1e-13, over a loss that is 1e-4 of the voxel's diagonal.
      #expect(abs(flow.pressure[0, voxel] - pressure) < 1e-8)
      #expect(abs(flow.filtration(at: voxel) - filtered * 0.01) < 1e-13)
      #expect(abs(flow.lymph[0, voxel] - filtered * 0.01) < 1e-13)
    }
    let census = FlowCensus(flow, in: anatomy)
    #expect(abs(census.filtered - census.drained) < 1e-13 && census.largestFlux < 1e-8)
  }

  /// Below the pressure at which they fill, lymphatics drain nothing and the pressures balance.
  @Test func lymphaticsThatAreEmptyDrainNothing() throws {
    let (flow, anatomy) = try block([Self.type("a", from: 5)])
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      #expect(abs(flow.pressure[0, voxel] - 1.7) < 1e-8)
      #expect(flow.lymph[0, voxel] == 0)
    }
  }

  /// Fluid goes from tissue with capillaries to tissue with lymphatics only: what the one filters the other drains, and
  /// what leaves each voxel is what it filters over what it drains.
  @Test func whatOneTissueFiltersTheOtherDrains() throws {
    let (flow, anatomy) = try block(
      [Self.type("a", lymph: 0), Self.type("b", bed: 0, conductivity: 0.1)],
      paint: { $0.x < 60 ? "a" : "b" })
    var (filtered, drained) = (0.0, 0.0)
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      let net = flow.filtration(at: voxel) - flow.lymph[0, voxel]
      // Fluxes of 0.1 · 1/100 · 10 mmHg, rounded and solved to 1e-13 of the diagonal.
      #expect(abs(flow.faces.divergence(at: voxel) - net) < 1e-13)
      filtered += flow.filtration(at: voxel)
      drained += flow.lymph[0, voxel]
    }
    // Each voxel's balance is solved to 1e-13 of a diagonal of 0.06 and 1.7 mmHg, against 1e-6/s that are filtered.
    #expect(filtered > 0 && abs(filtered - drained) < 1e-8 * filtered)
    let middle = anatomy.grid.index(x: 6, y: 4, z: 3)
    #expect(flow.faces.velocity(at: middle).x > 0)
  }

  /// Between held sides fluid flows at K Δp/L; half a voxel lies between the outermost centres and the sides.
  @Test func heldSidesDriveAnEvenFlow() throws {
    var settings = Self.settings
    settings.sides[2] = 3
    settings.sides[3] = -2
    let (flow, anatomy) = try block([Self.type("a", bed: 0, lymph: 0)], settings: settings)
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, centre in
      let place = anatomy.grid.coordinates(of: voxel)
      #expect(abs(flow.pressure[0, voxel] - (3 - 0.05 * centre.y)) < 1e-11)
      if place.y > 0 && place.y < 9 {
        #expect(abs(flow.faces.velocity(at: voxel).y - 0.05) < 1e-11)
      }
    }
    let (low, high) = (anatomy.grid.index(x: 3, y: 0, z: 2), anatomy.grid.index(x: 3, y: 9, z: 2))
    // 0.05 µm/s through a voxel of 10 µm.
    #expect(abs(flow.sideFlow[1, low] - 0.005) < 1e-12 && flow.sideFlow[0, low] == 0)
    #expect(abs(flow.sideFlow[0, high] - 0.005) < 1e-12 && flow.sideFlow[1, high] == 0)
  }

  @Test func pressureThatNothingSetsIsRefused() {
    #expect(throws: SimulationError.self) { _ = try block([Self.type("a", bed: 0, lymph: 0)]) }
  }

  /// Mineral that halves the pore leaves an eighth of the conductivity; the same pores and walls are not solved again.
  @Test func mineralNarrowsTheWay() throws {
    var settings = Self.settings
    settings.sides[0] = 1
    settings.sides[1] = 0
    let (flow, anatomy) = try block([Self.type("a", bed: 0, lymph: 0)], settings: settings)
    let fields = FieldSet(grid: anatomy.grid, count: 2)
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in fields[0, voxel] = 0.1 }
    #expect(try flow.update(fluid: fields.pointer(0), exchange: fields.pointer(1)))
    let voxel = anatomy.grid.index(x: 5, y: 5, z: 3)
    #expect(abs(flow.faces.velocity(at: voxel).x - 1.0 / 120 / 8) < 1e-12)
    #expect(try !flow.update(fluid: fields.pointer(0), exchange: fields.pointer(1)))
  }
}
