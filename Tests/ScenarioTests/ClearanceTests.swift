import Cells
import Foundation
import ScenarioFormat
import Testing
import TissueModel

/// A small deposit of crystals that macrophages can eat is cleared and the cells leave; a large one is walled in.
@Suite struct ClearanceTests {
  /// What is left of a deposit, as shares of its volume, and the granulomas there.
  private struct Rest {
    let outside, inside: Double
    let granulomas: [Granuloma]
  }

  /// The scenario on half of its sheet, looking every sixteen minutes, with `number` crystals within `radius` [µm].
  private func rest(of number: Int, within radius: Int, after days: Double) throws -> Rest {
    var text = try String(
      contentsOf: ScenarioTests.folder.appendingPathComponent("clearance.json"), encoding: .utf8)
    for (part, other) in [
      ("\"voxels\": [50, 50]", "\"voxels\": [34, 34]"), ("[500, 500]", "[340, 340]"),
      ("\"interval_s\": 600", "\"interval_s\": 960"), ("\"number\": 150", "\"number\": \(number)"),
      ("\"radius_um\": 40}", "\"radius_um\": \(radius)}"),
    ] {
      #expect(text.contains(part), "\(part)")
      text = text.replacingOccurrences(of: part, with: other)
    }
    var scenario = try Scenario.read(text: text, file: "clearance.json")
    scenario.duration = days
    let tissue = try Sheet.run(scenario).finalTissue
    ScenarioTests.booksClose(tissue)
    let inflammation = try #require(tissue.inflammation)
    let finder = GranulomaFinder(
      scenario.granulomaCriteria(among: inflammation.kinds), kindCount: inflammation.kinds.count)
    let start = Double(number) * Implant.volume(radius: 2)
    var outside = 0.0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      outside += tissue.mineralVolumeFraction(voxel) * tissue.anatomy.grid.voxelVolume
    }
    return Rest(
      outside: outside / start, inside: inflammation.mineralVolume(0) / start,
      granulomas: finder.find(in: inflammation.population))
  }

  /// A macrophage holds 500 µm³, 15 of these crystals: the 46 of the sheet have room for all 150, and dissolve them in 13 days.
  @Test func aSmallDepositIsClearedAndTheCellsLeave() throws {
    let rest = try rest(of: 150, within: 40, after: 21)
    #expect(rest.outside + rest.inside < 0.05, "\(rest.outside), \(rest.inside)")
    #expect(rest.granulomas.isEmpty)
  }

  /// 2400 crystals would fill 160 macrophages; those that come eat more slowly than crystals grow in the fluid.
  @Test func aLargeDepositIsWalledIn() throws {
    let rest = try rest(of: 2400, within: 160, after: 14)
    #expect(rest.outside > 0.5, "\(rest.outside), \(rest.inside)")
    #expect(!rest.granulomas.isEmpty)
  }
}
