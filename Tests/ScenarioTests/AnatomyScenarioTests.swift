import Testing
import TissueModel

/// Scenarios whose tissue comes from images, beds, trees and nerves, one in flowing fluid, in their first days of damage.
@Suite struct AnatomyScenarioTests {
  private static let names = [
    "skin", "muscle", "kidney-cortex", "nerve", "histology-image", "capillary-dropout",
  ]

  /// Damage starts on day 1; a day later there are crystals, all of them where damage is, and the books close.
  @Test(arguments: names) func crystalsFormOnlyWhereTissueIsDamaged(name: String) throws {
    let (tissue, _, _) = try ScenarioTests.end(ScenarioTests.load(name + ".json", days: 2))
    let apatite = try #require(tissue.mineral("HAP"))
    var crystals = 0
    var untouched = 0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      guard tissue.mineralAmounts[apatite, voxel] > 0 else { return }
      crystals += 1
      if tissue.damage[0, voxel] == 0 { untouched += 1 }
    }
    #expect(crystals > 0 && untouched == 0)
    ScenarioTests.booksClose(tissue)
  }

  @Test func aGlomerulusHoldsItsTuft() throws {
    let scenario = try ScenarioTests.load("kidney-cortex.json")
    for vessel in scenario.tissue.vessels where vessel.id == "tuft" {
      for pair in zip(vessel.points, vessel.points.dropFirst()) {
        // Pieces of half a voxel count by their middle.
        #expect(scenario.tissue.tissueName(at: (pair.0 + pair.1) / 2) == "glomerulus")
      }
    }
    #expect(scenario.tissue.vessels.contains { $0.id == "tuft" })
  }
}
