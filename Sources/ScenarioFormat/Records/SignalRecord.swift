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
  /// What forms at the surface of minerals, by their ids [1/(µm² s)], as molecules.
  package var surfaceRates: [(mineral: String, rate: Quantity)]
  /// What forms at pathogens outside cells, by their ids [1/s], as molecules per pathogen.
  package var pathogenRates: [(pathogen: String, rate: Quantity)]
}

extension SignalRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    molarMass = keys.quantity("molar_mass_g_per_mol", .positive, unit: "g/mol")
    diffusivity = keys.quantity("diffusivity_um2_per_s", .above(0, upTo: 1e5), unit: "um2/s")
    decay = keys.quantity("decay_per_s", .from(0, to: 1000), unit: "1/s")
    surfaceRates =
      (keys.optional("from_minerals_per_um2_s")?.quantities(.from(0, to: 1e9), unit: "1/(um2 s)") ?? [])
      .map { ($0.key, $0.quantity) }
    pathogenRates =
      (keys.optional("from_pathogens_per_s")?.quantities(.notNegative, unit: "1/s") ?? [])
      .map { ($0.key, $0.quantity) }
    _ = keys.optional("note")
  }
}
