import ScenarioFormat
import Testing

/// `--set path=value`.
@Suite struct SettingTests {
  private func read(_ arguments: String...) throws -> Scenario {
    try Scenario.read(
      text: ReferenceScenario.text, file: "x.json", settings: try arguments.map { try Setting(argument: $0) })
  }

  private func sentences(_ arguments: String...) -> [String] {
    let settings = arguments.compactMap { try? Setting(argument: $0) }
    return ReferenceScenario.sentences(of: ReferenceScenario.text, settings: settings)
  }

  @Test func valuesAreReplacedAndAdded() throws {
    #expect(try read("tissue.vessels[0].radius_um=4").tissue.vessels[0].radius == 4)
    #expect(try read("title=Other = title").title == "Other = title")
    #expect(try read("plasma.set.phosphate_mM=1.9").plasma.solute(of: "PO4")?.total.value == 1.9)
    #expect(
      try read("library.causes.dermatomyositis.capillary_dropout=0.5").causes[0].kind.capillaryDropout.value
        == 0.5)
    #expect(try read("grid.voxels=[64, 24, 32]", "grid.voxel_size_um=10").grid.nx == 64)
    #expect(try read("seed=1", "seed=2").seed == 2)
    #expect(try read("outputs.timeseries={\"times_d\": [3]}").outputs.timeseries == .times(days: [3]))
  }

  @Test func whatWasSetIsInTheResolvedScenarioWithItsSource() throws {
    let scenario = try read("tissue.vessels[0].radius_um=4")
    #expect(scenario.resolvedText.contains("\"radius_um\": 4"))
    let quantity = try #require(scenario.quantities.first { $0.path == "tissue.vessels[0].radius_um" })
    #expect(quantity.source == "--set tissue.vessels[0].radius_um")
  }

  @Test func badValuesAreReportedAtTheSetting() {
    #expect(
      sentences("tissue.vessels[0].radius_um=-3") == [
        "--set tissue.vessels[0].radius_um: error: tissue.vessels[0].radius_um must be > 0 (got -3)"
      ])
    #expect(
      sentences("tissue.vessels[0].radius_um=NaN") == [
        "--set tissue.vessels[0].radius_um: error: tissue.vessels[0].radius_um must be a number (got \"NaN\")"
      ])
    #expect(
      sentences("plasma.set.calcium_mM=-1") == [
        "--set plasma.set.calcium_mM: error: plasma.set.calcium_mM must be from 0 to 1000 (got -1)"
      ])
  }

  @Test func unknownPathsAreReported() {
    #expect(
      sentences("tissue.vessel[0].radius_um=3") == [
        "--set tissue.vessel[0].radius_um: error: tissue.vessel is no array (it is an empty object)"
      ])
    #expect(
      sentences("duration=3") == [
        "--set duration: error: duration is not a known key; did you mean \"duration_d\"?"
      ])
    #expect(
      sentences("tissue.vessels[7].radius_um=3") == [
        "--set tissue.vessels[7].radius_um: error: tissue.vessels has 2 entries, counted from 0"
      ])
    #expect(
      sentences("title[0]=3") == [
        "--set title[0]: error: title is no array (it is \"A block of fat and muscle\")"
      ])
    #expect(sentences("seed.x=3") == ["--set seed.x: error: seed is no object (it is 7)"])
    #expect(
      sentences("a..b=3") == [
        "--set a..b: error: the path must be keys and indices like tissue.vessels[0].radius_um"
      ])
  }

  @Test func aSettingNeedsAnEqualsSign() throws {
    let error = try #require(throws: ScenarioProblems.self) { try Setting(argument: "seed") }
    #expect(
      error.description
        == "--set seed: error: must be PATH=VALUE, for example tissue.vessels[0].radius_um=15")
  }

  @Test(arguments: ["a", "a.b", "a[0]", "a[0][1].b", "a[\"b c\"].d", "[0]", "$schema"])
  func pathsAreReadAsTheyAreWritten(_ text: String) {
    #expect(JSONPath(parsing: text)?.description == text)
  }

  @Test(arguments: ["", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a]b", "a[0]b", "a[\"b]"])
  func otherTextsAreNoPaths(_ text: String) {
    #expect(JSONPath(parsing: text) == nil)
  }
}
