/// A dissolved component as the library has it.
package struct ComponentRecord: Sendable {
  /// Identifier: `Ca`.
  package var id: String
  /// Name in words.
  package var name: String
  /// The free ion: `Ca+2`.
  package var ion: String
  /// Charge of the free ion.
  package var charge: Int
  /// Molar mass [g/mol].
  package var molarMass: Quantity
  /// Diffusivity of the free ion in water [µm²/s].
  package var diffusivity: Quantity
}

extension ComponentRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    ion = keys.string("ion")
    charge = keys.required("charge", "a whole number")?.integer(-6...6) ?? 0
    molarMass = keys.quantity("molar_mass_g_per_mol", .positive, unit: "g/mol")
    diffusivity = keys.quantity("diffusivity_um2_per_s", .positive, unit: "um2/s")
    _ = keys.optional("group")
    _ = keys.optional("note")
  }
}
