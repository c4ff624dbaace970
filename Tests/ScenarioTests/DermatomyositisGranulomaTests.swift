import Cells
import Foundation
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Deposits of dermatomyositis, nucleated and not implanted, among cells.
@Suite struct DermatomyositisGranulomaTests {
  private static func end(days: Double, hasCause: Bool = true, hasCells: Bool = true) throws -> (
    tissue: Tissue, granulomas: [Granuloma]
  ) {
    var scenario = try ScenarioTests.load("dermatomyositis-granuloma.json", days: days)
    if !hasCause { scenario.causes = [] }
    if !hasCells { scenario.cells = nil }
    let tissue = try Sheet.run(scenario).finalTissue
    ScenarioTests.booksClose(tissue)
    guard let inflammation = tissue.inflammation else { return (tissue, []) }
    let finder = GranulomaFinder(
      scenario.granulomaCriteria(among: inflammation.kinds), kindCount: inflammation.kinds.count)
    return (tissue, finder.find(in: inflammation.population))
  }

  private static func mineral(_ tissue: Tissue) -> Double {
    var sum = 0.0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      sum += tissue.mineralVolumeFraction(voxel) * tissue.anatomy.grid.voxelVolume
    }
    return sum
  }

  /// The turnover of its cells brings healthy tissue no mineral.
  @Test func healthyTissueStaysFree() throws {
    let (tissue, granulomas) = try Self.end(days: 14, hasCause: false)
    #expect(granulomas.isEmpty && Self.mineral(tissue) == 0)
    #expect(try #require(tissue.inflammation).events.died > 20)
  }

  /// The disease alone brings mineral, more from day to day; the cells that it calls in take nearly all of it.
  @Test(.enabled(if: ScenarioTests.isThorough)) func cellsTakeItsDeposits() throws {
    let tissue = try Self.end(days: 70).tissue
    let alone = try Self.end(days: 70, hasCells: false).tissue
    let events = try #require(tissue.inflammation).events
    #expect(events.recruited > 40 && events.engulfed > 1000)
    #expect(Self.mineral(alone) > 10_000 && Self.mineral(tissue) < Self.mineral(alone) / 5)
  }
}
