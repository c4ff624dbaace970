import Cells
import Foundation
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Deposits of dermatomyositis, nucleated and not implanted, among cells.
@Suite struct DermatomyositisGranulomaTests {
  /// What a run ends with.
  private struct End {
    let tissue: Tissue
    let granulomas: [Granuloma]

    init(_ scenario: Scenario) throws {
      tissue = try Sheet.run(scenario).finalTissue
      ScenarioTests.booksClose(tissue)
      guard let inflammation = tissue.inflammation else {
        granulomas = []
        return
      }
      let finder = GranulomaFinder(
        scenario.granulomaCriteria(among: inflammation.kinds), kindCount: inflammation.kinds.count)
      granulomas = finder.find(in: inflammation.population)
    }

    /// Mineral outside cells [µm³].
    var mineral: Double {
      var sum = 0.0
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
        sum += tissue.mineralVolumeFraction(voxel) * tissue.anatomy.grid.voxelVolume
      }
      return sum
    }

    /// Share of the mineral whose crystals have grown together without end.
    var shareWithoutEnd: Double {
      var sum = 0.0
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
        guard tissue.bodySize(voxel) == .infinity else { return }
        sum += tissue.mineralVolumeFraction(voxel) * tissue.anatomy.grid.voxelVolume
      }
      return sum / mineral
    }

    /// The largest of the granulomas.
    var largest: Granuloma? { granulomas.max { $0.members.count < $1.members.count } }
  }

  private static let file = "dermatomyositis-granuloma.json"

  private static func text() throws -> String {
    try String(contentsOf: ScenarioTests.folder.appendingPathComponent(file), encoding: .utf8)
  }

  /// The scenario on half of its sheet, with half of the diseased area, looking half as often.
  private static func small() throws -> [String: Any] {
    var text = try text()
    for (part, other) in [
      ("\"voxels\": [40, 40]", "\"voxels\": [28, 28]"), ("\"thickness_um\": 300", "\"thickness_um\": 200"),
      ("[400, 340], \"radius_um\": 130", "[280, 240], \"radius_um\": 90"), ("[[250, 200]]", "[[150, 110]]"),
      ("\"interval_s\": 960", "\"interval_s\": 1920"),
    ] {
      let pieces = text.components(separatedBy: part)
      try #require(pieces.count == 2, "\(part) occurs once")
      text = pieces.joined(separator: other)
    }
    return try #require(JSONText.object(text))
  }

  /// The whole scenario without treatment: monocytes come from the first day on.
  private static func untreated() throws -> [String: Any] {
    var root = try #require(JSONText.object(text()))
    var library = try #require(root["library"] as? [String: Any])
    var cells = try #require(library["cells"] as? [String: [String: [String: [String: Any]]]])
    try #require(cells["monocyte"]?["behaviours"]?["recruitment"]?["from_d"] != nil)
    cells["monocyte"]?["behaviours"]?["recruitment"]?["from_d"] = nil
    library["cells"] = cells
    root["library"] = library
    return root
  }

  private static func end(of root: [String: Any], days: Double) throws -> End {
    var scenario = try Scenario.read(text: JSONText.text(root), file: file)
    scenario.duration = days
    return try End(scenario)
  }

  /// Cells that find the deposit after nine weeks cannot take it any more: they settle around it and fuse.
  @Test func aGranulomaFormsAroundWhatHasGrownTogether() throws {
    let end = try Self.end(of: Self.small(), days: 77)
    let found = end.granulomas.count
    try #require(found > 0)
    let granuloma = try #require(end.largest)
    let events = try #require(end.tissue.inflammation).events
    let (cells, giants, share) = (granuloma.members.count, granuloma.giantCells, end.shareWithoutEnd)
    #expect(cells > 40 && giants > 3)
    #expect(events.recruited > 40 && events.engulfed > 10)
    #expect(share > 0.5)
    let way = granuloma.centre - SIMD3(280, 240, 10)
    // It lies around the diseased area, whose radius is 90 µm.
    #expect((way * way).sum().squareRoot() < 90)
  }

  /// The turnover of its cells brings healthy tissue no mineral, and monocytes on patrol find nothing.
  @Test func healthyTissueStaysFree() throws {
    var root = try Self.untreated()
    root["causes"] = nil
    let end = try Self.end(of: root, days: 14)
    let (count, mineral) = (end.granulomas.count, end.mineral)
    #expect(count == 0 && mineral == 0)
    #expect(try #require(end.tissue.inflammation).events.died > 20)
  }

  /// Monocytes on patrol meet the deposit, but nobody calls others.
  @Test(.enabled(if: ScenarioTests.isThorough)) func withoutTheChemokineNoneForms() throws {
    var root = try Self.small()
    var library = try #require(root["library"] as? [String: Any])
    var cells = try #require(library["cells"] as? [String: [String: Any]])
    let givers = [
      "macrophage", "histiocyte", "macrophage_activated", "epithelioid_cell", "giant_cell", "fibroblast",
    ]
    for giver in givers {
      var record = cells[giver] ?? [:]
      var behaviours = record["behaviours"] as? [String: Any] ?? [:]
      behaviours["secretion"] = ["CCL2": ["molecules_per_s": 0]]
      record["behaviours"] = behaviours
      cells[giver] = record
    }
    library["cells"] = cells
    root["library"] = library
    let end = try Self.end(of: root, days: 77)
    let (count, mineral) = (end.granulomas.count, end.mineral)
    #expect(count == 0 && mineral > 1000)
  }

  /// The whole scenario: after five weeks among cells the deposit is there, and so is the granuloma that was there after two.
  @Test(.enabled(if: ScenarioTests.isThorough)) func theGranulomaLastsWithTheDeposit() throws {
    let early = try End(ScenarioTests.load(Self.file, days: 77))
    let end = try End(ScenarioTests.load(Self.file))
    let (found, last) = (early.granulomas.count, end.granulomas.count)
    try #require(found > 0 && last > 0)
    let granuloma = try #require(end.largest)
    let (cells, giants, shares) = (granuloma.members.count, granuloma.giantCells, granuloma.coreShares)
    #expect(cells > 100 && giants > 10)
    #expect(shares.inner > shares.outer + 0.1)
    let (mineral, share) = (end.mineral, end.shareWithoutEnd)
    #expect(mineral > 10_000 && share > 0.5)
  }

  /// Monocytes that are there from the first day on eat the crystals while these are single.
  @Test(.enabled(if: ScenarioTests.isThorough)) func cellsInTimeTakeTheDeposit() throws {
    let root = try Self.untreated()
    let alone = try {
      var root = root
      for key in ["cells", "library"] { root[key] = nil }
      var outputs = try #require(root["outputs"] as? [String: Any])
      for key in ["cells", "granulomas", "cell_positions", "fields"] { outputs[key] = nil }
      root["outputs"] = outputs
      return try Self.end(of: root, days: 70)
    }()
    let end = try Self.end(of: root, days: 70)
    #expect(try #require(end.tissue.inflammation).events.engulfed > 1000)
    let (left, grown) = (end.mineral, alone.mineral)
    #expect(grown > 10_000 && left < grown / 5)
  }
}
