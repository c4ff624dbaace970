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
  /// Usual radius [µm].
  package var radius: Quantity
}

extension VesselRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    permeability = keys.quantity("permeability_um_per_s", .notNegative, unit: "um/s")
    referenceDiffusivity = keys.quantity("reference_diffusivity_um2_per_s", .positive, unit: "um2/s")
    radius = keys.quantity("radius_um", .positive, unit: "um")
    _ = keys.optional("note")
  }
}
