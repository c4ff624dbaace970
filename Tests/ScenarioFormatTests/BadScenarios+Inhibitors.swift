extension BadScenario {
  private static let growth = "\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}"

  private static func held(_ text: String, schema: Bool, _ sentence: String) -> BadScenario {
    BadScenario("\"pCO2_mmHg\": 45", "\"pCO2_mmHg\": 45, \"inhibitors\": \(text)", schema: schema, sentence)
  }

  private static func law(_ text: String, _ sentence: String) -> BadScenario {
    BadScenario(growth, "\"kinetics\": {\"inhibition\": {\(text)}}", schema: false, sentence)
  }

  /// Inhibitors that are no components, and what they act on.
  static let inhibitors: [BadScenario] = [
    held(
      "{\"fetuinA_uM\": 4}", schema: false,
      "28:70: error: chemistry.inhibitors.fetuinA_uM is not a known key; did you mean \"fetuin_A_uM\"?"),
    held(
      "{\"fetuin_A\": 4}", schema: true,
      "28:70: error: chemistry.inhibitors.fetuin_A is not a known key; did you mean \"fetuin_A_uM\"?"),
    held(
      "{\"fetuin_A_uM\": -4}", schema: true,
      "28:85: error: chemistry.inhibitors.fetuin_A_uM must be from 0 to 1000000 (got -4)"),
    held(
      "{\"fetuin_A_uM\": \"4\"}", schema: true,
      "28:85: error: chemistry.inhibitors.fetuin_A_uM must be a number (got \"4\")"),
    held("4", schema: true, "28:69: error: chemistry.inhibitors must be an object (got 4)"),
    law(
      "\"fetuin_B\": {\"of\": \"total\", \"affinity_L_per_mol\": 1}",
      "47:76: error: library.minerals.HAP.kinetics.inhibition.fetuin_B names the unknown component or inhibitor \"fetuin_B\"; did you mean \"fetuin_A\"?"
    ),
    law(
      "\"fetuin_A\": {\"of\": \"free\"}",
      "47:83: error: library.minerals.HAP.kinetics.inhibition.fetuin_A.of must be \"total\" (got \"free\")"),
    law(
      "\"PPi\": {\"acts_on\": [\"growht\"]}",
      "47:84: error: library.minerals.HAP.kinetics.inhibition.PPi.acts_on[0] must be \"growth\", \"nucleation\" or \"dissolution\" (got \"growht\"); did you mean \"growth\"?"
    ),
    law(
      "\"PPi\": {\"acts_on\": []}",
      "47:83: error: library.minerals.HAP.kinetics.inhibition.PPi.acts_on must have at least 1 word (got 0)"),
    law(
      "\"PPi\": {\"acts_on\": [\"growth\", \"growth\"]}",
      "47:94: error: library.minerals.HAP.kinetics.inhibition.PPi.acts_on[1] repeats the process \"growth\" of library.minerals.HAP.kinetics.inhibition.PPi.acts_on[0]"
    ),
    BadScenario(
      "\"library\": {\"minerals\": {\"HAP\": {\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}}}}",
      "\"library\": {\"inhibitors\": {\"PPi\": {\"name\": \"x\", \"molar_mass_g_per_mol\": 100}}}",
      schema: false,
      "47:37: error: library.inhibitors.PPi repeats the component \"PPi\" of library.components.PPi"),
  ]
}
