import Cells
import Foundation
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// The foreign body: a granuloma forms around apatite, and neither without it nor without the chemokine.
@Suite struct ForeignBodyTests {
  private static func text() throws -> String {
    try String(contentsOf: ScenarioTests.folder.appendingPathComponent("foreign-body.json"), encoding: .utf8)
  }

  /// The scenario on half of the sheet, looking every sixteen minutes.
  private static func small() throws -> String {
    var text = try text()
    for (part, other, times) in [
      ("\"voxels\": [50, 50]", "\"voxels\": [34, 34]", 1), ("[500, 500]", "[340, 340]", 2),
      ("\"interval_s\": 480", "\"interval_s\": 960", 1),
    ] {
      let pieces = text.components(separatedBy: part)
      try #require(pieces.count == times + 1, "\(part) occurs \(times) times")
      text = pieces.joined(separator: other)
    }
    return text
  }

  /// Granulomas after some days, with the number of cells that came in.
  private func granulomas(_ text: String, days: Double) throws -> (found: [Granuloma], recruited: Int) {
    var scenario = try Scenario.read(text: text, file: "foreign-body.json")
    scenario.duration = days
    let tissue = try Sheet.run(scenario).finalTissue
    ScenarioTests.booksClose(tissue)
    let inflammation = try #require(tissue.inflammation)
    let finder = GranulomaFinder(
      scenario.granulomaCriteria(among: inflammation.kinds), kindCount: inflammation.kinds.count)
    return (finder.find(in: inflammation.population), inflammation.events.recruited)
  }

  @Test func apatiteGathersAGranulomaThatNobodyPainted() throws {
    let (found, recruited) = try granulomas(Self.small(), days: 14)
    #expect(found.count == 1)
    let granuloma = try #require(found.first)
    // 46 macrophages were there at first, all over the sheet.
    #expect(granuloma.members.count > 40 && recruited > 46, "\(granuloma.members.count), \(recruited)")
    #expect(granuloma.giantCells > 0 && granuloma.load > 0)
    let way = granuloma.centre - SIMD3(340, 340, 10)
    // It lies around the crystals, within 80 µm of the middle.
    #expect((way * way).sum().squareRoot() < 80)
  }

  /// A macrophage takes the only crystal within hours. C5a, which nobody makes any more, falls 4.7-fold in every look (0.0077/s
  /// over 480 s); after twenty days it would have vanished below the smallest number. It ends, and is in the books.
  @Test func signalsEndWhenNobodyMakesThem() throws {
    var text = try Self.text()
    for (part, other) in [
      ("\"voxels\": [50, 50]", "\"voxels\": [6, 6]"), ("[500, 500]", "[60, 60]"),
      ("\"number\": 26, \"radius_um\": 8.2", "\"number\": 1, \"radius_um\": 0.5"),
      ("\"number\": 800", "\"number\": 1"),
      ("\"duration_d\": 14", "\"duration_d\": 20"),
    ] { text = text.replacingOccurrences(of: part, with: other) }
    let tissue = try Sheet.run(Scenario.read(text: text, file: "foreign-body.json")).finalTissue
    ScenarioTests.booksClose(tissue)
    let inflammation = try #require(tissue.inflammation)
    let signal = try #require(inflammation.signal("C5a"))
    #expect(inflammation.ledger.turnover(signal) > 0 && inflammation.holding(signal) == 0)
    #expect(abs(inflammation.relativeResidual(signal)) < 1e-13)
  }

  @Test func withoutTheBodyNoneForms() throws {
    var text = try Self.small()
    let start = try #require(text.range(of: "\"implants\": ["))
    let end = try #require(text.range(of: "\"cells\": {"))
    text.replaceSubrange(start.lowerBound..<end.lowerBound, with: "")
    #expect(try granulomas(text, days: 14).found.isEmpty)
  }

  /// What cells are there touch the crystals, but nobody is called.
  @Test func withoutTheChemokineNoneStays() throws {
    var text = try Self.small()
    let givers = [
      "macrophage", "histiocyte", "macrophage_activated", "epithelioid_cell", "giant_cell", "fibroblast",
    ]
    let silent: [String: Any] = ["behaviours": ["secretion": ["CCL2": ["molecules_per_s": 0]]]]
    var root = try #require(JSONText.object(text))
    #expect(root["library"] == nil)
    root["library"] = ["cells": Dictionary(uniqueKeysWithValues: givers.map { ($0, silent) })]
    text = try JSONText.text(root)
    let (found, recruited) = try granulomas(text, days: 14)
    #expect(found.isEmpty)
    #expect(recruited < 46)
  }

  /// The whole scenario: a core of histiocytes, epithelioid and giant cells in a cuff of macrophages.
  @Test(.enabled(if: ScenarioTests.isThorough)) func theCoreIsOfOtherCellsThanTheCuff() throws {
    let (found, _) = try granulomas(Self.text(), days: 14)
    let granuloma = try #require(found.max { $0.members.count < $1.members.count })
    #expect(granuloma.members.count > 100 && granuloma.roundness > 0.7)
    #expect(granuloma.coreShares.inner > granuloma.coreShares.outer + 0.1)
    #expect(granuloma.giantCells > 3 && granuloma.mostNuclei > 2)
  }
}

/// JSON as dictionaries, to change what is deep inside.
enum JSONText {
  static func object(_ text: String) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
  }

  static func text(_ object: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }
}
