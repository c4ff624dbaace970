extension BadScenario {
  private static func cells(_ text: String) -> String { "\"cells\": {\(text)}, \"duration_d\": 90" }
  private static func initial(_ text: String) -> String { cells("\"initial\": [{\(text)}]") }
  private static func infection(_ text: String, cells: String = "\"kinds\": [\"macrophage\"]") -> String {
    "\"infection\": {\(text)}, " + Self.cells(cells)
  }
  private static func implants(_ text: String) -> String {
    "\"implants\": [{\(text)}], \"duration_d\": 90"
  }

  /// Cells and implants.
  static let cells: [BadScenario] = [
    BadScenario(
      "\"duration_d\": 90", cells("\"kinds\": [\"macrophag\"]"), schema: false,
      "37:23: error: cells.kinds[0] names the unknown kind of cell \"macrophag\"; did you mean \"macrophage\"?"
    ),
    BadScenario(
      "\"duration_d\": 90", cells("\"interval_s\": 0.1, \"kind\": []"), schema: true,
      "37:27: error: cells.interval_s must be from 1 to 3600 (got 0.1)",
      "37:32: error: cells.kind is not a known key; did you mean \"kinds\"?"),
    BadScenario(
      "\"duration_d\": 90",
      cells("\"kinds\": [\"mast_cell\"], \"initial\": [{\"kind\": \"macrophage\", \"count\": 3}]"),
      schema: false,
      "37:58: error: cells.initial[0].kind names the unknown kind of cell \"macrophage\"; known: mast_cell, apoptotic_body, necrotic_cell"
    ),
    BadScenario(
      "\"duration_d\": 90", initial("\"kind\": \"macrophage\""), schema: true,
      "37:25: error: cells.initial[0] must have count or density_per_mm3 or at_um"),
    BadScenario(
      "\"duration_d\": 90", initial("\"kind\": \"macrophage\", \"count\": 1.5"), schema: true,
      "37:57: error: cells.initial[0].count must be a whole number (got 1.5)"),
    BadScenario(
      "\"duration_d\": 90", initial("\"kind\": \"macrophage\", \"density_per_mm3\": -2500"), schema: true,
      "37:67: error: cells.initial[0].density_per_mm3 must be > 0 and ≤ 10000000 (got -2500)"),
    BadScenario(
      "\"duration_d\": 90", initial("\"kind\": \"macrophage\", \"at_um\": [[10, 10, 10], [160, 120, 195]]"),
      schema: false, "37:72: error: cells.initial[0].at_um[1] lies inside the vessel \"arteriole-1\""),
    BadScenario(
      "\"duration_d\": 90", initial("\"kind\": \"macrophage\", \"at_um\": [[400, 10, 10]]"), schema: false,
      "37:58: error: cells.initial[0].at_um[0] lies outside the grid: x must be from 0 to 320 (got 400)"),
    BadScenario(
      "\"duration_d\": 90", initial("\"kind\": \"macrophage\", \"count\": 5, \"in\": \"tendon\""),
      schema: false,
      "37:66: error: cells.initial[0].in holds no voxel of tissue (the inside of vessels does not count)"),
    BadScenario(
      "\"duration_d\": 90",
      initial(
        "\"kind\": \"macrophage\", \"count\": 5, \"in\": {\"shape\": \"sphere\", \"center_um\": [160, 120, 200], \"radius_um\": 8}"
      ), schema: false,
      "37:66: error: cells.initial[0].in holds no voxel of tissue (the inside of vessels does not count)"),
    BadScenario(
      "\"duration_d\": 90",
      cells(
        "\"initial\": [{\"kind\": \"macrophage\", \"count\": 1073741823}, {\"kind\": \"macrophage\", \"count\": 1}]"
      ),
      schema: false,
      "37:102: error: cells.initial[1].count makes 1073741824 cells, more than can be counted"),
    BadScenario(
      "\"library\": {\"minerals\": {\"HAP\": {\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}}}}",
      "\"library\": {\"signals\": {\"C5a\": {\"from_minerals_per_um2_s\": {\"HPA\": 1}}}}", schema: false,
      "47:70: error: library.signals.C5a.from_minerals_per_um2_s.HPA names the unknown mineral \"HPA\"; did you mean \"HAP\"?"
    ),
    BadScenario(
      "\"library\": {\"minerals\": {\"HAP\": {\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}}}}",
      "\"library\": {\"cells\": {\"fibroblast\": {\"behaviours\": {\"division\": {\"responses\": {\"PO5\": {\"half_mM\": {\"value\": 1, \"unit\": \"mM\", \"source\": \"test\", \"confidence\": \"low\"}}}}}}}}",
      schema: false,
      "47:89: error: library.cells.fibroblast.behaviours.division.responses.PO5 names the unknown component \"PO5\"; did you mean \"PO4\"?"
    ),
    BadScenario(
      "\"conservation\": {\"every_h\": 24}", "\"cells\": {\"every_h\": 24}", schema: false,
      "44:14: error: outputs.cells goes only with cells"),
    BadScenario(
      "\"duration_d\": 90",
      implants("\"mineral\": \"HAP\", \"number\": 4, \"radius_um\": 1, \"in\": \"tendon\""), schema: false,
      "37:70: error: implants[0].in holds no voxel of tissue (the inside of vessels does not count)"),
    BadScenario(
      "\"duration_d\": 90",
      implants("\"mineral\": \"OCP\", \"number\": 0, \"radius_um\": 1"), schema: true,
      "37:16: error: implants[0].in is missing (must be the name of a tissue or a shape)",
      "37:28: error: implants[0].mineral names the unknown mineral \"OCP\"; did you mean \"ACP\"?",
      "37:45: error: implants[0].number must be from 1 to 1000000 (got 0)"),
    BadScenario(
      "\"duration_d\": 90",
      implants(
        "\"mineral\": \"HAP\", \"number\": 9, \"radius_um\": 9, \"in\": {\"shape\": \"box\", \"min_um\": [0, 0, 120], \"max_um\": [320, 240, 320]}"
      ), schema: false,
      "37:45: error: implants[0].number are more crystals than the pores there have room for, 0 beside those before"
    ),
    BadScenario(
      "\"library\": {",
      "\"library\": {\"cells\": {\"macrophage\": {\"behaviours\": {\"departure\": {\"per_d\": 1e30}, \"growth\": {\"per_h\": 1e3}}}}, \"signals\": {\"CCL2\": {\"diffusivity_um2_per_s\": 1e9, \"decay_per_s\": -1}}, ",
      schema: false,
      "47:78: error: library.cells.macrophage.behaviours.departure.per_d must be from 0 to 1000000000 (got 1e30)",
      "47:105: error: library.cells.macrophage.behaviours.growth.per_h must be from 0 to 10 (got 1e3)",
      "47:160: error: library.signals.CCL2.diffusivity_um2_per_s must be > 0 and ≤ 100000 (got 1e9)",
      "47:180: error: library.signals.CCL2.decay_per_s must be from 0 to 1000 (got -1)"),
  ]

  /// Infections.
  static let infections: [BadScenario] = [
    BadScenario(
      "\"duration_d\": 90", infection("\"pathogen\": \"M_tuberculosi\""), schema: false,
      "37:29: error: infection.pathogen names the unknown pathogen \"M_tuberculosi\"; did you mean \"M_tuberculosis\"?"
    ),
    BadScenario(
      "\"duration_d\": 90", infection("\"outside\": [{\"number\": -5, \"in\": \"tendon\"}]"), schema: true,
      "37:16: error: infection.pathogen is missing (must be the name of a pathogen)",
      "37:40: error: infection.outside[0].number must be > 0 and ≤ 1000000000000 (got -5)"),
    BadScenario(
      "\"duration_d\": 90",
      infection("\"pathogen\": \"M_tuberculosis\", \"outside\": [{\"number\": 5, \"in\": \"tendon\"}]"),
      schema: false,
      "37:79: error: infection.outside[0].in holds no voxel of tissue (the inside of vessels does not count)"),
    BadScenario(
      "\"duration_d\": 90", "\"infection\": {\"pathogen\": \"M_tuberculosis\"}, \"duration_d\": 90",
      schema: false,
      "37:16: error: infection goes only with cells"),
    BadScenario(
      "\"duration_d\": 90", initial("\"kind\": \"macrophage\", \"count\": 5, \"pathogens_each\": 3"),
      schema: false,
      "37:78: error: cells.initial[0].pathogens_each goes only with infection"),
    BadScenario(
      "\"library\": {\"minerals\": {\"HAP\": {\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}}}}",
      "\"library\": {\"pathogens\": {\"M_tuberculosis\": {\"doubling_inside_h\": -45}}, \"cells\": {\"macrophage\": {\"behaviours\": {\"intracellular_killing\": {\"per_d\": -1}}}}}",
      schema: false,
      "47:69: error: library.pathogens.M_tuberculosis.doubling_inside_h must be > 0 (got -45)",
      "47:151: error: library.cells.macrophage.behaviours.intracellular_killing.per_d must be from 0 to 1000000000 (got -1)"
    ),
  ]
}
