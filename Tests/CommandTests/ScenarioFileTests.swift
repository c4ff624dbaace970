import Foundation
import Testing

@Suite struct ScenarioFileTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder)
  }

  @Test func goodFilesAreOk() throws {
    try folder.write(TinyScenario.text(), to: "a.json")
    try folder.write(TinyScenario.text(), to: "b.json")
    let ending = try program.run("validate", "a.json", "b.json")
    #expect(ending.code == 0)
    #expect(ending.output == "a.json: ok\nb.json: ok\n")
    #expect(ending.errors == "")
  }

  @Test func allProblemsOfAllFilesAreListed() throws {
    try folder.write(TinyScenario.text(radius: "-3", days: "0"), to: "bad.json")
    try folder.write(TinyScenario.text(), to: "good.json")
    try folder.write("{\"format\": 1,}", to: "broken.json")
    let ending = try program.run("validate", "bad.json", "good.json", "broken.json", "nowhere.json")
    #expect(ending.code == 64)
    #expect(ending.output == "good.json: ok\n")
    #expect(
      ending.errorLines.contains(
        "bad.json:7:73: error: tissue.vessels[0].radius_um must be > 0 (got -3)"))
    #expect(
      ending.errorLines.contains(
        "bad.json:12:17: error: duration_d must be > 0 and ≤ 36525 (got 0)"))
    #expect(ending.errorLines.contains("broken.json:1:13: error: trailing comma before \"}\"; JSON has none"))
    #expect(ending.errorLines.contains("nowhere.json: error: no such file"))
  }

  @Test func runRefusesWhatValidateRefusesAndMakesNoFolder() throws {
    try folder.write(TinyScenario.text(radius: "-3"), to: "bad.json")
    let ending = try program.run("run", "bad.json")
    #expect(ending.code == 64)
    #expect(
      ending.errors == "bad.json:7:73: error: tissue.vessels[0].radius_um must be > 0 (got -3)\n")
    #expect(!folder.has("out"))
  }

  @Test func aSettingThatIsWrongIsNamedAsItWasGiven() throws {
    try folder.write(TinyScenario.text(), to: "a.json")
    let ending = try program.run("describe", "a.json", "--set", "tissue.vessels[0].radius_um=0")
    #expect(ending.code == 64)
    #expect(
      ending.errors
        == "--set tissue.vessels[0].radius_um: error: tissue.vessels[0].radius_um must be > 0 (got 0)\n")
    let other = try program.run("run", "a.json", "--set", "duration_d")
    #expect(other.code == 64)
    #expect(
      other.errors
        == "--set duration_d: error: must be PATH=VALUE, for example tissue.vessels[0].radius_um=15\n")
  }

  @Test func newWritesAValidScenarioAndReplacesOnlyWithForce() throws {
    let first = try program.run("new", "my-case")
    #expect(first.code == 0)
    #expect(first.output == "my-case.json\nscenario.schema.json\n")
    #expect(try program.run("validate", "my-case.json").code == 0)
    #expect(try folder.text(of: "scenario.schema.json") == program.run("schema").output)
    try folder.write("mine", to: "my-case.json")
    let second = try program.run("new", "my-case")
    #expect(second.code == 64)
    #expect(
      second.errors
        == "calcinose: error: my-case.json exists; choose another name or replace it with --force\n")
    #expect(try folder.text(of: "my-case.json") == "mine")
    #expect(try program.run("new", "my-case.json", "--force").output == "my-case.json\n")
    #expect(try folder.text(of: "my-case.json").contains("\"title\": \"my-case\""))
    let lost = try program.run("new", "nowhere/a")
    #expect(lost.code == 64)
    #expect(lost.errors == "calcinose: error: there is no folder nowhere/\n")
  }

  @Test func theSchemaIsOneOfTheAnnouncedDraft() throws {
    let data = Data(try program.run("schema").output.utf8)
    let schema = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func describeShowsEveryValueInEveryFormat() throws {
    try folder.write(TinyScenario.text(), to: "a.json")
    let table = try program.run("describe", "a.json", "--set", "duration_d=3")
    #expect(table.code == 0)
    let row = table.output.split(separator: "\n").first { $0.hasPrefix("duration_d ") }
    let words = row?.split(separator: " ").map(String.init)
    #expect(words == ["duration_d", "3", "d", "given", "--set", "duration_d"])
    let json = try program.run("describe", "a.json", "--format", "json")
    let values = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]] ?? []
    #expect(values.count > 100)
    for value in values {
      #expect((value["source"] as? String)?.isEmpty == false, "\(value["path"] ?? "") has a source")
      #expect(["high", "medium", "low", "given"].contains(value["confidence"] as? String))
    }
    let solubility = values.first { $0["path"] as? String == "library.minerals.HAP.density_g_per_cm3" }
    #expect(solubility?["unit"] as? String == "g/cm3")
    let csv = try program.run("describe", "a.json", "--format", "csv")
    #expect(csv.output.hasPrefix("path,value,unit,confidence,source,note\n"))
  }

  @Test func listShowsWhatAScenarioCanName() throws {
    let sections = try program.run("list")
    #expect(sections.output.contains("minerals"))
    let minerals = try program.run("list", "minerals")
    #expect(minerals.output.contains("hydroxyapatite"))
    // Dibasic phosphate forms from phosphate and a proton.
    let complexes = try program.run("list", "complexes")
    #expect(complexes.output.split(separator: "\n").contains { $0.contains("PO4 + H ") })
    for section in ["components", "tissues", "vessels", "plasma", "causes"] {
      let json = try program.run("list", section, "--format", "json")
      let records = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
      #expect(records?.isEmpty == false)
    }
  }
}
