extension BadScenario {
  private static func seeds(_ text: String) -> String { "\"seed_crystals\": [\(text)], \"duration_d\": 90" }

  /// Crystals at the start.
  static let seeds: [BadScenario] = [
    BadScenario(
      "\"duration_d\": 90", seeds("{\"mineral\": \"OCP\", \"amount_mM\": 1, \"radius_um\": 0.1}"),
      schema: false,
      "37:33: error: seed_crystals[0].mineral names the unknown mineral \"OCP\"; did you mean \"ACP\"?"),
    BadScenario(
      "\"duration_d\": 90", seeds("{\"mineral\": \"HAP\", \"amount_mM\": -1, \"radius_um\": 0}"),
      schema: true,
      "37:53: error: seed_crystals[0].amount_mM must be > 0 (got -1)",
      "37:70: error: seed_crystals[0].radius_um must be > 0 and ≤ 1000 (got 0)"),
    BadScenario(
      "\"duration_d\": 90",
      seeds(
        "{\"mineral\": \"HAP\", \"amount_mM\": 1, \"radius_um\": 1}, {\"mineral\": \"HAP\", \"amount_mM\": 1, \"radius_um\": 1}"
      ), schema: false,
      "37:85: error: seed_crystals[1].mineral repeats the mineral \"HAP\" of seed_crystals[0].mineral"),
    BadScenario(
      "\"duration_d\": 90", seeds("{\"mineral\": \"HAP\", \"amount_mM\": 1}"), schema: true,
      "37:21: error: seed_crystals[0].radius_um is missing (must be a number > 0 and ≤ 1000)"),
    BadScenario(
      "\"duration_d\": 90", seeds("{\"mineral\": \"HAP\", \"amount_mM\": 9000, \"radius_um\": 0.1}"),
      schema: false,
      "37:53: error: seed_crystals[0].amount_mM must be > 0 and ≤ 811.5291124422918, what the pores of skeletal_muscle hold beside the other seeds (got 9000)"
    ),
  ]
}
