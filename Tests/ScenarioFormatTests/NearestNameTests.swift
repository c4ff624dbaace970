import ScenarioFormat
import Testing

/// Suggestions for misspelt names.
@Suite struct NearestNameTests {
  /// Distances by hand: kitten → sitting is the textbook's three.
  @Test(arguments: [
    ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("ca", "ac", 1), ("abcd", "acbd", 1),
    ("flaw", "lawn", 2),
  ])
  func editDistanceCountsSmallestEdits(_ left: String, _ right: String, _ distance: Int) {
    #expect(NearestName.editDistance(Array(left), Array(right)) == distance)
    #expect(NearestName.editDistance(Array(right), Array(left)) == distance)
  }

  @Test(arguments: [
    ("HPA", "HAP"), ("hap", "HAP"), ("septem", "septum"), ("skeletal_mucsle", "skeletal_muscle"),
    ("skeletal", "skeletal_muscle"),
  ])
  func misspeltNamesAreFound(_ name: String, _ meant: String) {
    #expect(NearestName.of(name, among: ["HAP", "septum", "skeletal_muscle"]) == meant)
  }

  @Test(arguments: ["x", "bone", "OCP", "", "se"])
  func otherNamesAreNot(_ name: String) {
    #expect(NearestName.of(name, among: ["HAP", "septum", "skeletal_muscle"]) == nil)
  }
}
