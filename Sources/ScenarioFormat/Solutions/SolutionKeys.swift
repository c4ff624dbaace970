/// Keys of a solution.
enum SolutionKeys {
  /// Totals by component [mol/kg].
  static let totals = "totals_mol_per_kgw"
  /// Allowed minerals [mol].
  static let phases = "phases_allowed_mol"
  /// CO₂ pressure [mmHg].
  static let pressure = "pCO2_mmHg"
  /// log₁₀ of the CO₂ pressure [atm].
  static let logPressure = "log_pCO2_atm"
  /// pH of the start.
  static let initialPH = "initial_pH"
  /// Total hydrogen of the start [mol].
  static let totalHydrogen = "total_H_mol"
  /// Water of the start [kg].
  static let initialWater = "initial_water_kg"
  /// Saturation of the start, which is not used.
  static let initialSaturation = "initial_saturation_index"
  /// What passes the walls.
  static let mode = "mode"

  /// What passes the walls in an equilibrium.
  enum Mode: String, CaseIterable {
    case heldPH = "fixed_pH"
    case closed = "free_pH"
    case open = "fixed_pCO2"
  }
}
