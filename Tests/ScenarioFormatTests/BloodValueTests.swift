import Chemistry
import ScenarioFormat
import Testing

/// From laboratory values to diffusible shares.
@Suite struct BloodValueTests {
  private static let metals = "components=[\"Ca\", \"Mg\", \"PO4\", \"CO3\", \"Fe3\", \"Cu\", \"Al\"]"
  private static let start = "interstitium={\"start\": \"steady_state\"}"

  private func read(_ settings: String...) throws -> Scenario {
    try Scenario.read(
      text: ReferenceScenario.textWithoutLibrary, file: "x.json",
      settings: try settings.map { try Setting(argument: $0) })
  }

  private func share(_ component: String, _ scenario: Scenario) throws -> Double {
    try #require(scenario.plasma.solute(of: component)?.diffusibleFraction).value
  }

  private func quantity(_ key: String, _ scenario: Scenario) -> ResolvedQuantity? {
    scenario.quantities.first { $0.path == "plasma.set." + key }
  }

  /// 2.3 mM of calcium leave as much free as 2.37 mM do, 0.60; a little more is bound of less.
  @Test func theShareOfCalciumIsComputedAndSaysFromWhat() throws {
    let scenario = try read()
    #expect(abs(try share("Ca", scenario) - 0.60) < 0.005)
    let calcium = try #require(quantity("calcium_diffusible_fraction", scenario))
    #expect(calcium.source == "computed: albumin 43 g/L, pH 7.4")
    #expect(calcium.confidence == .medium && calcium.unit == "1")
    #expect(calcium.note?.hasPrefix("ionised 0.4") == true)
    #expect(quantity("iron_diffusible_fraction", scenario) == nil)
  }

  @Test func albuminAndPHOfTheReportCount() throws {
    let normal = try share("Ca", try read())
    let nephrotic = try read("plasma.set.albumin_g_per_L=20")
    #expect(try share("Ca", nephrotic) > normal + 0.1)
    #expect(
      quantity("calcium_diffusible_fraction", nephrotic)?.source == "computed: albumin 20 g/L, pH 7.4")
    #expect(try share("Ca", try read("plasma.set.pH=7.2")) > normal)
    // A balance that closes to 1e-12.
    #expect(abs(try share("Ca", try read("plasma.set.albumin_g_per_L=0")) - 1) < 1e-12)
  }

  @Test func aGivenShareWins() throws {
    let scenario = try read("plasma.set.calcium_diffusible_fraction=0.55")
    #expect(try share("Ca", scenario) == 0.55)
    #expect(quantity("calcium_diffusible_fraction", scenario)?.confidence == .given)
    #expect(quantity("magnesium_diffusible_fraction", scenario)?.confidence == .medium)
  }

  @Test func metalsThatAreNotListedDoNotCount() throws {
    let plain = try read()
    let absurd = try read(
      "plasma.set.iron_uM=1e6", "plasma.set.copper_uM=1e6", "plasma.set.aluminium_uM=1e6",
      "plasma.set.transferrin_uM=0")
    #expect(try share("Ca", plain) == share("Ca", absurd))
    #expect(plain.plasma.solute(of: "Fe3")?.diffusibleFraction == nil)
    #expect(!plain.quantities.contains { $0.path.hasPrefix("library.proteins.transferrin") })
  }

  @Test func listedMetalsAreDividedToo() throws {
    let scenario = try read(Self.metals, Self.start)
    #expect(try share("Fe3", scenario) < 1e-4)
    #expect((0.1...0.2).contains(try share("Al", scenario)))
    #expect(try share("Cu", scenario) < 1e-6)
    #expect(
      quantity("copper_diffusible_fraction", scenario)?.note?.hasSuffix("in ceruloplasmin") == true)
    // 18 µM on 60 µM of sites, and 0.17 µM of aluminium.
    let saturation = try #require(quantity("transferrin_saturation", scenario).flatMap { Double($0.value) })
    #expect(abs(saturation - 0.303) < 0.001)
    #expect(scenario.quantities.contains { $0.path == "library.proteins.transferrin.iron_log_k_1" })
  }

  @Test func transferrinFollowsFromIronAndSaturation() throws {
    let given = try read(Self.metals, Self.start, "plasma.set.transferrin_uM=30")
    let derived = try read(Self.metals, Self.start, "plasma.set.transferrin_saturation=0.3")
    #expect(abs(derived.plasma.transferrinConcentration - 30) < 1e-12)
    // The same transferrin but for rounding.
    #expect(abs(try share("Fe3", given) / share("Fe3", derived) - 1) < 1e-9)
    let transferrin = try #require(quantity("transferrin_uM", derived))
    #expect(transferrin.source == "computed: iron over two sites at saturation 0.3")
    #expect(!derived.quantities.contains { $0.path == "library.plasma.human_adult.transferrin_uM" })
    #expect(Set(derived.quantities.map(\.path)).count == derived.quantities.count)
    // Without iron a saturation says nothing.
    let empty = try read(
      Self.metals, Self.start, "plasma.set.iron_uM=0", "plasma.set.transferrin_saturation=0.3")
    #expect(empty.plasma.transferrinConcentration == 30)
  }

  @Test func aScenarioReplacesConstantsOfProteins() throws {
    let scenario = try read("library.proteins.albumin.sites=0")
    #expect(abs(try share("Ca", scenario) - 1) < 1e-12)
  }

  @Test func anEquilibriumThatIsNotFoundIsAnErrorOfThePlasma() {
    let error = ScenarioError(
      origin: .file("x.json"), position: TextPosition(line: 26, column: 13),
      path: JSONPath.root.appending("plasma"),
      fault: .noEquilibrium(.notConverged(remaining: 0.5, iterations: 100)))
    #expect(
      error.sentence
        == "x.json:26:13: error: plasma cannot be divided between proteins and fluid: the speciation did not "
        + "converge in 100 iterations (relative balance error 0.5)")
  }
}
