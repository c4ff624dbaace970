import Foundation
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// The scenarios that come with the project.
@Suite struct ScenarioTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted()
  }()

  static let isThorough = ProcessInfo.processInfo.environment["CALCINOSE_TEST_ALL"] == "1"

  static func load(_ name: String, days: Double? = nil) throws -> Scenario {
    var scenario = try ScenarioFile.load(path: folder.appendingPathComponent(name).path)
    if let days { scenario.duration = days }
    return scenario
  }

  static func end(_ scenario: Scenario) throws -> (tissue: Tissue, simulation: Simulation, drift: Double?) {
    let assembly = try Assembly(scenario, workers: Workers(count: 2))
    var run = Run(assembly.simulation, observers: [], end: assembly.end)
    _ = try run.run()
    return (run.finalTissue, run.simulation, assembly.drift)
  }

  static func booksClose(_ tissue: Tissue) {
    for solute in tissue.solutes.indices {
      // Some hundred steps round each amount once or twice: 10³ · 2⁻⁵³ ≈ 10⁻¹³.
      #expect(abs(tissue.relativeResidual(solute)) <= 1e-12, "\(tissue.solutes[solute].id)")
    }
  }

  @Test func thereAreScenarios() {
    #expect(ScenarioTests.names.contains("dermatomyositis.json"))
    #expect(ScenarioTests.names.contains("healthy-subcutis.json"))
  }

  @Test(arguments: names) func everyScenarioIsValidAndSaysWhereItComesFrom(name: String) throws {
    let scenario = try ScenarioTests.load(name)
    #expect(!scenario.title.isEmpty)
    #expect(!scenario.sources.isEmpty)
  }

  @Test func theFirstDaysOfDermatomyositisBringApatiteIntoDamagedTissue() throws {
    let (tissue, _, _) = try ScenarioTests.end(ScenarioTests.load("dermatomyositis.json", days: 44))
    let distribution = Distribution(tissue)
    let apatite = try #require(tissue.mineral("HAP"))
    let amorphous = try #require(tissue.mineral("ACP"))
    #expect(distribution.voxels > 0)
    #expect(distribution.mass[apatite] > 0 && distribution.mass[amorphous] == 0)
    #expect(distribution.highestSaturationIndex[amorphous] < 0)
    // On the fourth of fourteen days few voxels have the twentieth of damage from which on they count as damaged; but
    // no crystal lies where the disease has not been.
    var untouched = 0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      if tissue.mineralAmounts[apatite, voxel] > 0 && tissue.damage[0, voxel] == 0 { untouched += 1 }
    }
    #expect(untouched == 0)
    ScenarioTests.booksClose(tissue)
  }

  @Test(.enabled(if: isThorough)) func ninetyDaysOfDermatomyositisEndAsTheDocumentationSays() throws {
    let (tissue, _, _) = try ScenarioTests.end(ScenarioTests.load("dermatomyositis.json"))
    let distribution = Distribution(tissue)
    #expect(try #require(distribution.damagedShare) >= 0.9)
    #expect(try #require(distribution.nearRatio) > 1)
    ScenarioTests.booksClose(tissue)
  }

  @Test func theSameBlockWithoutTheCauseStaysClear() throws {
    let days: Double? = ScenarioTests.isThorough ? nil : 10
    let (tissue, _, drift) = try ScenarioTests.end(ScenarioTests.load("healthy-subcutis.json", days: days))
    let distribution = Distribution(tissue)
    #expect(distribution.voxels == 0)
    #expect(distribution.expectedNuclei.allSatisfy { $0 < 1e-6 })
    // The start is solved to 10⁻¹² of the diagonal; 10⁶ is far above the ratio of diagonal to slowest mode.
    #expect(try #require(drift) <= 1e-6)
    ScenarioTests.booksClose(tissue)
  }
}
