import Calcinose
import Foundation
import ScenarioFormat
import Testing

// The lines between the marks stand in the article "Using the library".
// example
/// The mass of apatite at the end of a scenario [pg].
func apatite(in scenario: String, output: String) throws -> Double {
  let run = try CalcinosisRun(scenario: scenario, output: output, threads: 2)
  var nextDay = 1.0
  let result = try run.start { progress in
    guard progress.simulatedDays >= nextDay else { return }
    print("day \(nextDay), steps of \(progress.stepSeconds) s")
    nextDay += 1
  }
  guard result.isComplete else { return 0 }
  return result.mineralMass["HAP"] ?? 0
}
// end

@Suite struct LibraryExampleTests {
  /// A folder that is removed at the end.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "calcinose-example-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func theExampleOfTheDocumentationRuns() throws {
    try inFolder { folder in
      let scenario = folder + "/small.json"
      try ScenarioTemplate.text(title: "small").write(toFile: scenario, atomically: true, encoding: .utf8)
      let mass = try apatite(in: scenario, output: folder + "/out")
      #expect(mass >= 0 && mass.isFinite)
      for name in ["timeseries.csv", "profiles.csv", "deposits.csv", "conservation.csv", "run.json"] {
        #expect(FileManager.default.fileExists(atPath: folder + "/out/" + name), "\(name) is missing")
      }
    }
  }

  @Test func aScenarioThatCannotBeUsedSaysEverythingAtOnce() throws {
    try inFolder { folder in
      let scenario = folder + "/wrong.json"
      let text = ScenarioTemplate.text(title: "wrong").replacingOccurrences(
        of: "\"duration_d\": 2", with: "\"duration_d\": -2"
      ).replacingOccurrences(of: "\"seed\": 1", with: "\"sead\": 1")
      try text.write(toFile: scenario, atomically: true, encoding: .utf8)
      let error = try #require(throws: CalcinosisRun.InputError.self) {
        _ = try apatite(in: scenario, output: folder + "/out")
      }
      #expect(error.sentences.contains { $0.contains("sead is not a known key; did you mean \"seed\"?") })
      #expect(error.sentences.contains { $0.contains("duration_d must be > 0") })
      #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
    }
  }

  @Test func theArticleShowsTheExampleAsItIsTested() throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let start = try #require(source.range(of: "// example\n")).upperBound
    let end = try #require(source.range(of: "// end\n")).lowerBound
    let example = String(source[start..<end])
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let article = try String(
      contentsOf: root.appendingPathComponent("Sources/Calcinose/Calcinose.docc/UsingTheLibrary.md"),
      encoding: .utf8)
    #expect(article.contains(example))
  }
}
