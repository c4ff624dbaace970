/// Keys of a solution.
enum SolutionKeys {
  static let totals = "totals_mol_per_kgw"
  static let phases = "phases_allowed_mol"
  static let pressure = "pCO2_mmHg"
  static let logPressure = "log_pCO2_atm"
  static let initialPH = "initial_pH"
  static let totalHydrogen = "total_H_mol"
  static let initialWater = "initial_water_kg"
  static let initialSaturation = "initial_saturation_index"
  static let mode = "mode"

  /// What passes the walls in an equilibrium.
  enum Mode: String, CaseIterable {
    case heldPH = "fixed_pH"
    case closed = "free_pH"
    case open = "fixed_pCO2"
  }
}
