extension BadScenario {
  private static func flow(_ text: String) -> String { "\"flow\": {\(text)}, \"duration_d\": 90" }

  private static func dropout(_ text: String) -> String {
    "\"causes\": [{\"kind\": \"capillary_dropout\", \(text)},"
  }

  /// Interstitial flow and the loss of capillaries.
  static let flow: [BadScenario] = [
    BadScenario(
      "\"duration_d\": 90", flow("\"plasma_protein_g_per_dL\": 70"), schema: true,
      "37:39: error: flow.plasma_protein_g_per_dL must be from 0 to 15 (got 70)"),
    BadScenario(
      "\"duration_d\": 90", flow("\"sides_mmHg\": {\"x_low\": \"open\", \"left\": 3}"), schema: true,
      "37:36: error: flow.sides_mmHg.x_low must be a number (got \"open\")",
      "37:44: error: flow.sides_mmHg.left is not a known key; allowed: x_low, x_high, y_low, y_high, z_low, z_high"
    ),
    BadScenario(
      "\"causes\": [", dropout("\"id\": \"loss\", \"start_d\": 1, \"share\": 2"), schema: true,
      "31:14: error: causes[0].ramp_d is missing (must be a number > 0)",
      "31:14: error: causes[0].regions is missing (must be an array of regions)",
      "31:77: error: causes[0].share must be from 0 to 1 (got 2)"),
    BadScenario(
      "\"causes\": [",
      dropout(
        "\"start_d\": 95, \"ramp_d\": 1, \"share\": 1, \"regrow_d\": 0, \"vessel_kinds\": [\"vein\"], \"regions\": "
          + "[{\"around_vessels\": [\"capillary-1\"], \"within_um\": 5}]"), schema: true,
      "31:54: error: causes[0].start_d must be < 90, the duration_d of the run (got 95)",
      "31:93: error: causes[0].regrow_d must be > 0 (got 0)",
      "31:113: error: causes[0].vessel_kinds[0] names the unknown kind of vessel \"vein\"; did you mean \"venule\"?"
    ),
    BadScenario(
      "\"patchiness\": 0.5", "\"dropout\": \"some\"", schema: true,
      "35:22: error: causes[0].dropout must be \"even\" or \"segments\" (got \"some\")"),
    BadScenario(
      "\"library\": {", "\"library\": {\"tissues\": {\"fascia\": {\"capillary_kind\": \"capilary\"}}, ",
      schema: false,
      "49:62: error: library.tissues.fascia.capillary_kind names the unknown kind of vessel \"capilary\"; did you mean \"capillary\"?"
    ),
  ]
}
