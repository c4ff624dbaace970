/// How solutes of one class pass a vessel's wall.
package struct PassageRecord: Sendable {
  /// Permeability for a solute of ``diffusivity`` [µm/s]; in proportion to D for others of the class.
  package var permeability: Quantity
  /// Diffusivity in water of the solute that the permeability belongs to [µm²/s].
  package var diffusivity: Quantity
  /// Reflection coefficient.
  package var reflection: Quantity

  /// All numbers.
  package var quantities: [Quantity] { [permeability, diffusivity, reflection] }
}

extension PassageRecord {
  init(_ keys: ObjectReader) {
    permeability = keys.quantity("permeability_um_per_s", .notNegative, unit: "um/s")
    diffusivity = keys.quantity("reference_diffusivity_um2_per_s", .positive, unit: "um2/s")
    reflection = keys.quantity("reflection", .fraction, unit: "1")
  }
}

/// A kind of vessel as the library has it.
package struct VesselRecord: Sendable {
  /// Identifier: `capillary`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Permeability of the wall for a small ion of ``referenceDiffusivity`` [µm/s]; in proportion to D for others.
  package var permeability: Quantity
  /// Diffusivity in water of the ion that the permeability belongs to [µm²/s].
  package var referenceDiffusivity: Quantity
  /// Reflection coefficient of small ions.
  package var ionReflection: Quantity
  /// How uncharged molecules such as glucose pass, and those of the size of proteins; nil after a problem.
  package var smallMolecules, macromolecules: PassageRecord?
  /// Fluid per area and pressure [µm/(s mmHg)].
  package var hydraulicConductivity: Quantity
  /// Pressure of the blood [mmHg].
  package var pressure: Quantity
  /// Usual radius [µm].
  package var radius: Quantity
}

extension VesselRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    permeability = keys.quantity("permeability_um_per_s", .notNegative, unit: "um/s")
    referenceDiffusivity = keys.quantity("reference_diffusivity_um2_per_s", .positive, unit: "um2/s")
    ionReflection = keys.quantity("ion_reflection", .fraction, unit: "1")
    smallMolecules = keys.required("small_molecules", "an object")?.object { PassageRecord($0) }
    macromolecules = keys.required("macromolecules", "an object")?.object { PassageRecord($0) }
    hydraulicConductivity = keys.quantity(
      "hydraulic_conductivity_um_per_s_mmHg", .notNegative, unit: "um/(s mmHg)")
    pressure = keys.quantity("pressure_mmHg", .from(0, to: 300), unit: "mmHg")
    radius = keys.quantity("radius_um", .positive, unit: "um")
    _ = keys.optional("note")
  }
}
