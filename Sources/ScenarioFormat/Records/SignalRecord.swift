/// A messenger between cells as the library has it.
package struct SignalRecord: Sendable {
  /// Identifier: `CCL2`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Molar mass [g/mol].
  package var molarMass: Quantity
  /// Diffusivity in tissue [µm²/s].
  package var diffusivity: Quantity
  /// Decay besides the cells' uptake [1/s].
  package var decay: Quantity
}

extension SignalRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    molarMass = keys.quantity("molar_mass_g_per_mol", .positive, unit: "g/mol")
    diffusivity = keys.quantity("diffusivity_um2_per_s", .positive, unit: "um2/s")
    decay = keys.quantity("decay_per_s", .notNegative, unit: "1/s")
    _ = keys.optional("note")
  }
}
