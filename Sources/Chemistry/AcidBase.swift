/// What fixes the acidity of a fluid, and with it the choice of unknowns.
package enum AcidBase: Equatable, Sendable {
  /// pH held at a value; protons are exchanged with something outside.
  case heldPH(Double)
  /// Nothing is exchanged: total hydrogen (the proton condition) is a balance of its own.
  case closed
  /// Open to carbon dioxide at a partial pressure [mmHg]: carbonate and hydrogen are replaced by one
  /// balance, the alkalinity 2·CO₃ − H, which the gas does not change.
  case open(pCO2_mmHg: Double)
  /// pH and carbon dioxide pressure [mmHg] both held: the composition that a blood-gas analysis describes.
  case heldPHOpen(pH: Double, pCO2_mmHg: Double)
}
