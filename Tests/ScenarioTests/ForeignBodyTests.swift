import Cells
import Foundation
import Outputs
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// The foreign body: a granuloma forms around apatite, and neither without it nor without the chemokine.
@Suite struct ForeignBodyTests {
  /// The scenario on a smaller sheet for fewer days, with some of it changed.
  private func granulomas(_ change: (inout String) throws -> Void = { _ in }) throws -> [Granuloma] {
    let url = ScenarioTests.folder.appendingPathComponent("foreign-body.json")
    var text = try String(contentsOf: url, encoding: .utf8)
    try change(&text)
    var scenario = try Scenario.read(text: text, file: "foreign-body.json")
    scenario.duration = 7
    let run = try Sheet.run(scenario, threads: 2)
    let tissue = run.finalTissue
    ScenarioTests.booksClose(tissue)
    let inflammation = try #require(tissue.inflammation)
    return GranulomaFinder(
      scenario.granulomaCriteria(among: inflammation.kinds), kindCount: inflammation.kinds.count
    ).find(in: inflammation.population)
  }

  @Test func apatiteGathersAGranulomaWithCoreAndCuff() throws {
    let found = try granulomas()
    let granuloma = try #require(found.max { $0.members.count < $1.members.count })
    #expect(granuloma.members.count > 50)
    #expect(granuloma.coreShares.inner > granuloma.coreShares.outer)
  }

  @Test func withoutTheBodyThereIsNone() throws {
    let found = try granulomas { text in
      let start = try #require(text.range(of: "\"implants\": ["))
      let end = try #require(text.range(of: "\"cells\": {"))
      text.replaceSubrange(start.lowerBound..<end.lowerBound, with: "")
    }
    #expect(found.isEmpty)
  }
}
