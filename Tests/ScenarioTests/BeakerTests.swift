import Chemistry
import ScenarioFormat
import Testing
import TissueModel

/// Fluids in a beaker: one voxel without blood.
@Suite struct BeakerTests {
  static let bodyFluid = "beaker-simulated-body-fluid.json"

  /// Amount of a mineral at the end [mM], radius [µm] and number of crystals per volume [1/µm³].
  private func crystals(_ id: String, _ tissue: Tissue) throws -> (
    amount: Double, radius: Double, number: Double
  ) {
    let mineral = try #require(tissue.mineral(id))
    let voxel = tissue.anatomy.grid.index(x: 0, y: 0, z: 0)
    return (
      tissue.mineralAmounts[mineral, voxel], tissue.crystalRadius(mineral, voxel),
      tissue.population(mineral, voxel).number
    )
  }

  /// Lu & Leng 2005 (Biomaterials 26:1097), abstract: OCP is born faster, HAP is the most stable, DCPD cannot form.
  @Test func simulatedBodyFluidGivesOctacalciumPhosphateFirstAndApatiteLast() throws {
    let (early, _, _) = try ScenarioTests.end(ScenarioTests.load(BeakerTests.bodyFluid, days: 1))
    #expect(try crystals("OCP", early).amount > crystals("HAP", early).amount)
    let (late, _, _) = try ScenarioTests.end(ScenarioTests.load(BeakerTests.bodyFluid))
    #expect(try crystals("OCP", late).amount == 0)
    for tissue in [early, late] {
      #expect(try crystals("DCPD", tissue).amount == 0 && crystals("ACP", tissue).amount == 0)
      ScenarioTests.booksClose(tissue)
    }
    // A third of the phosphate, 1 mM; at saturation with HAP, 0.8 mM of calcium leave less than 1 % of it dissolved.
    let apatite = try crystals("HAP", late).amount
    #expect(apatite > 0.99 / 3 && apatite < 1.0 / 3)
  }

  /// 10⁻⁵ µm²/µm³ of the foreign body, for a quarter of an hour in which the fluid hardly changes.
  @Test func nucleiComeFromTheSurfaceThatTheTissueNames() throws {
    let scenario = try ScenarioTests.load(BeakerTests.bodyFluid, days: 0.01)
    let (tissue, _, _) = try ScenarioTests.end(scenario)
    let voxel = tissue.anatomy.grid.index(x: 0, y: 0, z: 0)
    let mineral = try #require(tissue.mineral("OCP"))
    let law = tissue.minerals[mineral].nucleation
    let site = try #require(law.sites.firstIndex { $0.id == "foreign_body" })
    let kelvin = scenario.conditions.temperature + 273.15
    let rate = law.rate(
      onSite: site, area: 1e-5, saturation: tissue.saturation[mineral, voxel],
      phase: tissue.minerals[mineral].phase, temperature: kelvin)
    // Free magnesium covers a part; total magnesium, 1.5 mM, is the most it can be, nothing the least.
    let covered = try #require(tissue.minerals[mineral].inhibition.first { $0.inhibitor == "Mg" })
    let number = try crystals("OCP", tissue).number
    #expect(number < rate * 864 && number > rate * 864 * covered.factor(concentration: 1.5))
  }

  /// Without the foreign body nothing is born, on crystals of OCP alone HAP is.
  @Test func crystalsOfAnotherMineralCarryNuclei() throws {
    var scenario = try ScenarioTests.load(BeakerTests.bodyFluid, days: 1)
    let apatite = try #require(scenario.minerals.firstIndex { $0.id == "HAP" })
    scenario.minerals[apatite].kinetics?.nucleation?.contactAngles.removeAll()
    let (grown, _, _) = try ScenarioTests.end(scenario)
    #expect(try crystals("HAP", grown).number > 0)
    scenario.minerals[apatite].kinetics?.nucleation?.crystalAngles.removeAll()
    let (bare, _, _) = try ScenarioTests.end(scenario)
    #expect(try crystals("HAP", bare).number == 0 && crystals("OCP", bare).number > 0)
  }
}
