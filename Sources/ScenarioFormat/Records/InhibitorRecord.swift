/// An inhibitor that is no component of the fluid, as the library has it: a protein or a drug.
package struct InhibitorRecord: Sendable {
  /// Identifier: `fetuin_A`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Molar mass [g/mol].
  package var molarMass: Quantity
  /// Concentration in the plasma of a healthy adult [µM], nil where it is a drug or no number was found.
  package var plasma: Quantity?

  /// Key of its concentration in a scenario.
  package var key: String { "\(id)_uM" }
}

extension InhibitorRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    molarMass = keys.quantity("molar_mass_g_per_mol", .positive, unit: "g/mol")
    plasma = keys.optional("plasma_uM")?.quantity(.notNegative, unit: "uM")
    _ = keys.optional("note")
  }
}
