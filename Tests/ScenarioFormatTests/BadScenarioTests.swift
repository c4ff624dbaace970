import ScenarioFormat
import Testing

/// A reference scenario with one part replaced, and what is said about it.
struct BadScenario: Sendable, CustomTestStringConvertible {
  /// The part of the reference scenario.
  var part: String
  /// What stands there instead.
  var other: String
  /// All sentences, in order.
  var sentences: [String]
  /// Whether the schema refuses it as well; it knows no library, no sums and no other places in the file.
  var schemaRefuses: Bool
  init(_ part: String, _ other: String, schema: Bool, _ sentences: String...) {
    self.part = part
    self.other = other
    self.sentences = sentences.map { "x.json:" + $0 }
    schemaRefuses = schema
  }
  var text: String { ReferenceScenario.replacing(part, with: other) }
  var testDescription: String { "\(part) → \(other)" }
}

/// Every bad scenario is refused with exactly these sentences.
@Suite struct BadScenarioTests {
  @Test(arguments: BadScenario.all)
  func isRefusedWithItsSentences(_ bad: BadScenario) {
    #expect(ReferenceScenario.sentences(of: bad.text) == bad.sentences)
  }

  @Test func allProblemsOfAFileComeAtOnceInTheOrderOfTheText() {
    let text = """
      {"format": 1, "title": "", "grid": {"voxels": [8, 0], "voxel_size_um": -1, "sice": 3},
       "tissue": {"layers": []}, "components": ["Ca", "Ca", "PO4", "Mg", "CO3",], "minerals": ["HPA"],
       "plasma": {"base": "humann_adult"}, "duration_d": "long", "outputs": {}}
      """
    #expect(
      ReferenceScenario.sentences(of: text) == [
        "x.json:1:24: error: title must be a text that is not empty (got \"\")",
        "x.json:1:51: error: grid.voxels[1] must be from 1 to 1000000 (got 0)",
        "x.json:1:72: error: grid.voxel_size_um must be > 0 and ≤ 10000 (got -1)",
        "x.json:1:76: error: grid.sice is not a known key; allowed: voxels, voxel_size_um",
        "x.json:2:23: error: tissue.layers must have at least 1 layer (got 0)",
        "x.json:2:49: error: components[1] repeats the component \"Ca\" of components[0]",
        "x.json:2:73: error: components: trailing comma before \"]\"; JSON has none",
        "x.json:2:90: error: minerals[0] names the unknown mineral \"HPA\"; did you mean \"HAP\"?",
        "x.json:3:21: error: plasma.base names the unknown plasma \"humann_adult\"; did you mean \"human_adult\"?",
        "x.json:3:52: error: duration_d must be a number (got \"long\")",
        "x.json:3:71: error: outputs.timeseries is missing (must be an object with every_h or times_d)",
      ])
  }

  @Test func missingSectionsAreNamedWithWhatTheyMustBe() {
    #expect(
      ReferenceScenario.sentences(of: "{}") == [
        "x.json:1:1: error: format is missing (must be 1)",
        "x.json:1:1: error: title is missing (must be a text)",
        "x.json:1:1: error: components is missing (must be an array of component names)",
        "x.json:1:1: error: minerals is missing (must be an array of mineral names)",
        "x.json:1:1: error: grid is missing (must be an object)",
        "x.json:1:1: error: tissue is missing (must be an object)",
        "x.json:1:1: error: plasma is missing (must be an object)",
        "x.json:1:1: error: duration_d is missing (must be a number > 0)",
        "x.json:1:1: error: outputs is missing (must be an object)",
      ])
    #expect(
      ReferenceScenario.sentences(of: "[]") == [
        "x.json:1:1: error: the document must be an object (got an empty array)"
      ])
  }

  @Test func aGridBeyondTheMemorySaysHowMuchItNeeds() {
    // 32·24·16 voxels of 8·(4·4 + 4·2 + 27) = 408 bytes.
    #expect(ReferenceScenario.sentences(of: ReferenceScenario.text, memory: 5_013_504).isEmpty)
    #expect(
      ReferenceScenario.sentences(of: ReferenceScenario.text, memory: 5_013_503) == [
        "x.json:8:22: error: grid.voxels needs 5.01 MB of memory for 12288 voxels; this machine has 5.01 MB available"
      ])
    let huge = ReferenceScenario.replacing("[32, 24, 16]", with: "[2000, 2000, 2000]")
    #expect(
      ReferenceScenario.sentences(of: huge, memory: 25.2e9).first
        == "x.json:8:22: error: grid.voxels needs 3.26 TB of memory for 8000000000 voxels; this machine has 25.2 GB available"
    )
    let absurd = ReferenceScenario.replacing("[32, 24, 16]", with: "[1000000, 1000000, 1000000]")
    #expect(ReferenceScenario.sentences(of: absurd).count == 1)
  }

  @Test func longListsOfNamesAreCutShort() {
    let vessels = (1...50).map { index in
      "{\"id\": \"v\(index)\", \"kind\": \"capillary\", \"radius_um\": 3, "
        + "\"points_um\": [[0, 10, 10], [320, 10, 10]]}"
    }
    let text = ReferenceScenario.replacing(
      "\"vessels\": [", with: "\"vessels\": [" + vessels.joined(separator: ", ") + ",")
    let other = text.replacing(
      "\"around_vessels\": [\"capillary-1\"]", with: "\"around_vessels\": [\"nothing\"]")
    let sentence = ReferenceScenario.sentences(of: other).first ?? ""
    #expect(sentence.hasSuffix("v39, v40, … (52 in all)"))
  }

  @Test func tenThousandProblemsAreReportedOnceEach() {
    let text = ReferenceScenario.replacing(
      "\"times_d\": [1, 30, 90]", with: "\"times_d\": [" + String(repeating: "-1, ", count: 10_000) + "90]")
    #expect(ReferenceScenario.sentences(of: text).count == 10_000)
  }

  @Test func availableMemoryIsBetweenAMegabyteAndTheMachines() {
    #expect(AvailableMemory.bytes > 1e6 && AvailableMemory.bytes < 1e16)
  }
}
