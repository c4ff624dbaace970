import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Nucleation sites by name: areas of tissues and causes, angles of minerals.
@Suite struct SiteTests {
  /// The tissue four days after the start of the disease, with the areas that it leaves.
  private func end(_ surfaces: String) throws -> Tissue {
    let library = "{\"causes\": {\"dermatomyositis\": {\"surfaces_um2_per_um3\": \(surfaces)}}}"
    return try CoupledTests.end(CoupledTests.text(voxels: "[11, 13, 5]", days: 4.5, library: library)).tissue
  }

  private func crystals(_ tissue: Tissue) throws -> Double {
    let apatite = try #require(tissue.mineral("HAP"))
    return Distribution(tissue).expectedNuclei[apatite]
  }

  /// With one angle, only the sum of the areas counts. A sum in another order differs by rounding; where that tips an
  /// iteration of the solver, the fluid differs by the solver's 10⁻⁸, which the rate of nucleation enlarges by
  /// d ln J/d ln c = 2 (ΔG*/kT) Σν/ln Ω, about 2 · 50 · 9/22 = 41.
  @Test func sitesOfOneAngleAddUp() throws {
    let library = try crystals(end("{}"))
    let other = try crystals(end("{\"membrane_debris\": 0, \"mitochondria\": 0.1, \"matrix_vesicles\": 0.4}"))
    #expect(library > 0 && abs(other / library - 1) < 1e-6)
  }

  /// The first order of nuclei in the area: a tenth of it brings far fewer crystals, none of it those of healthy tissue.
  @Test func whatACauseLeavesCarriesTheNuclei() throws {
    let full = try crystals(end("{}"))
    let tenth = try crystals(end("{\"membrane_debris\": 0.02, \"mitochondria\": 0.03}"))
    let none = try crystals(end("{\"membrane_debris\": 0, \"mitochondria\": 0}"))
    #expect(none < 1e-6 * tenth && tenth < full / 2)
  }

  /// A site that only the scenario knows, on the tissue and in the mineral.
  @Test func aScenarioMayNameASiteOfItsOwn() throws {
    func end(_ angle: Double) throws -> Tissue {
      let library = """
        {"tissues": {"skeletal_muscle": {"surfaces_um2_per_um3": {"suture": 0.5}}},
         "minerals": {"HAP": {"kinetics": {"nucleation": {"contact_angle_deg": {"suture": \(angle)}}}}}}
        """
      return try CoupledTests.end(
        CoupledTests.text(voxels: "[11, 13, 5]", days: 2, causes: false, library: library)
      ).tissue
    }
    #expect(try crystals(end(60)) > 1e6 * crystals(end(110)))
  }
}
