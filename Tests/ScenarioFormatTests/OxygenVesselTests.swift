import Foundation
import ScenarioFormat
import Testing

/// Where oxygen is followed, the oxygen of every kind of vessel must be known.
@Suite struct OxygenVesselTests {
  /// The reference scenario with a kind of vessel of its own, a copy of the library's capillary.
  private func text(
    drawn: String, bed: String, hasBed: Bool = false, oxygen: String = "", blood: String = "{}"
  ) throws -> String {
    let file = try #require(EmbeddedLibrary.files.first { $0.name == "vessels.json" })
    let library = try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any]
    let capillary = try #require((library?["vessels"] as? [String: Any])?["capillary"])
    let record = String(decoding: try JSONSerialization.data(withJSONObject: capillary), as: UTF8.self)
    var text = ReferenceScenario.text
    for (part, other) in [
      ("\"kind\": \"capillary\"", "\"kind\": \"\(drawn)\""),
      ("\"capillary_bed\": false", "\"capillary_bed\": \(hasBed)"),
      ("\"duration_d\": 90", oxygen + "\"duration_d\": 90"),
      (
        "\"library\": {",
        """
        "library": {"vessels": {"sinusoid": \(record)}, "oxygen": {"blood_mmHg": \(blood)},
          "tissues": {"skeletal_muscle": {"capillary_kind": "\(bed)"}},
        """
      ),
    ] {
      try #require(text.components(separatedBy: part).count == 2, "\(part) occurs once")
      text = text.replacingOccurrences(of: part, with: other)
    }
    return text
  }

  private static let sentence =
    "x.json:37:13: error: oxygen needs the pressure of oxygen in vessels of kind \"sinusoid\": "
    + "library.oxygen.blood_mmHg.sinusoid must be a number ≥ 0 (0 where they give none)"
  private static let follows = "\"oxygen\": true, "

  @Test func aDrawnVesselOfUnknownOxygenIsRefused() throws {
    let text = try text(drawn: "sinusoid", bed: "capillary", oxygen: Self.follows)
    #expect(ReferenceScenario.sentences(of: text) == [Self.sentence])
  }

  @Test func unresolvedCapillariesOfUnknownOxygenAreRefused() throws {
    let text = try text(drawn: "capillary", bed: "sinusoid", hasBed: true, oxygen: Self.follows)
    #expect(ReferenceScenario.sentences(of: text) == [Self.sentence])
  }

  @Test(arguments: [0, 30]) func aPressureIsEnoughAndMayBeZero(pressure: Int) throws {
    let blood =
      "{\"sinusoid\": {\"value\": \(pressure), \"unit\": \"mmHg\", \"source\": \"test\", \"confidence\": \"low\"}}"
    let text = try text(
      drawn: "sinusoid", bed: "sinusoid", hasBed: true, oxygen: Self.follows, blood: blood)
    #expect(ReferenceScenario.sentences(of: text) == [])
  }

  @Test func nothingIsAskedWhereOxygenIsNotFollowedOrTheVesselNotThere() throws {
    let silent = try text(drawn: "sinusoid", bed: "sinusoid", hasBed: true)
    #expect(ReferenceScenario.sentences(of: silent) == [])
    let absent = try text(drawn: "capillary", bed: "sinusoid", oxygen: Self.follows)
    #expect(ReferenceScenario.sentences(of: absent) == [])
  }
}
