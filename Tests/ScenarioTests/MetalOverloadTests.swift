import ScenarioFormat
import Testing
import TissueModel

/// Iron, copper and aluminium in interstitial fluid, normal and in excess.
@Suite struct MetalOverloadTests {
  static let iron = "beaker-iron-overload.json"
  static let copper = "beaker-copper-overload.json"
  static let aluminium = "beaker-aluminium-overload.json"

  /// What the proteins of healthy blood leave of a metal [mM].
  private func healthy(_ metal: String, _ scenario: Scenario) throws -> Double {
    let solute = try #require(scenario.plasma.solute(of: metal))
    let share = try #require(solute.diffusibleFraction)
    return solute.total.value * share.value
  }

  /// The minerals that are there at the end, in the order of the scenario.
  private func formed(_ scenario: Scenario) throws -> [String] {
    let (tissue, _, _) = try ScenarioTests.end(scenario)
    ScenarioTests.booksClose(tissue)
    return try scenario.minerals.map(\.id).filter { try Beaker.amount($0, tissue) > 0 }
  }

  /// 2.92 µM is the mean in thalassaemia intermedia (Taher et al. 2009, abstract).
  @Test func ironBeyondTransferrinBecomesFerrihydriteAndNotPhosphate() throws {
    #expect(try formed(Beaker.load(MetalOverloadTests.iron)) == ["Ferrihydrite"])
  }

  /// 3.7 µM is toxic in dialysis, 5 µM free copper is Wilson disease: citrate and carbonate keep both dissolved.
  @Test(arguments: [(aluminium, "Al", 3.7e-3), (copper, "Cu", 5e-3)])
  func toxicBloodLevelsAloneGiveNoMineral(name: String, metal: String, total: Double) throws {
    #expect(try formed(Beaker.load(name, totals: [metal: total])) == [])
  }

  @Test(arguments: [(iron, "Fe3"), (copper, "Cu"), (aluminium, "Al")])
  func healthyBloodGivesNoMineral(name: String, metal: String) throws {
    let scenario = try Beaker.load(name)
    let total = try healthy(metal, scenario)
    #expect(try formed(Beaker.load(name, totals: [metal: total])) == [])
  }

  /// Malachite is 10⁴ times supersaturated where the hydroxide is 14 times; it leads from the first minutes and drains
  /// the fluid until the hydroxide dissolves.
  @Test func copperBecomesMalachiteAndTheHydroxideBesideItDissolves() throws {
    let (early, _, _) = try ScenarioTests.end(Beaker.load(MetalOverloadTests.copper, days: 0.005))
    #expect(try Beaker.amount("CuOH2", early) > 0)
    #expect(try Beaker.amount("Malachite", early) > Beaker.amount("CuOH2", early))
    #expect(try formed(Beaker.load(MetalOverloadTests.copper, days: 2)) == ["Malachite"])
  }

  /// Ostwald's rule: variscite is the less soluble, the amorphous hydroxide the first.
  @Test func aluminiumBecomesAmorphousHydroxideBeforePhosphate() throws {
    let scenario = try Beaker.load(MetalOverloadTests.aluminium, days: 0.0005)
    let start = try Beaker.start(scenario)
    #expect(try Beaker.saturation("Variscite", start) > Beaker.saturation("AlOH3am", start))
    #expect(try formed(scenario) == ["AlOH3am"])
    let (late, _, _) = try ScenarioTests.end(Beaker.load(MetalOverloadTests.aluminium, days: 2))
    #expect(try Beaker.amount("AlOH3am", late) > 1000 * Beaker.amount("Variscite", late))
  }
}
