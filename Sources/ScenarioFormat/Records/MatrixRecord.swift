/// What lies between cells, as the library has it.
package struct MatrixRecord: Sendable {
  /// Share of the membranes of matrix vesicles that is cleared per time [1/d].
  package var vesicleClearance: Quantity
  /// Share of the membranes that burst cells have left that is cleared per time [1/d].
  package var debrisClearance: Quantity
  /// Volume of wet fibrils per mass of collagen [mL/g].
  package var fibrilVolume: Quantity
  /// Radius of fibrils as molecules meet them [nm].
  package var fibrilRadius: Quantity
  /// Radius of dissolved ions, and of signals [nm].
  package var ionRadius, signalRadius: Quantity
  /// Power of the collagen with which tissue stiffens.
  package var stiffening: Quantity

  /// All numbers.
  package var quantities: [Quantity] {
    [vesicleClearance, debrisClearance, fibrilVolume, fibrilRadius, ionRadius, signalRadius, stiffening]
  }
}

extension MatrixRecord {
  init(_ keys: ObjectReader) {
    vesicleClearance = keys.quantity("vesicle_clearance_per_d", .notNegative, unit: "1/d")
    debrisClearance = keys.quantity("debris_clearance_per_d", .notNegative, unit: "1/d")
    fibrilVolume = keys.quantity("fibril_volume_mL_per_g", .from(0, to: 5), unit: "mL/g")
    fibrilRadius = keys.quantity("fibril_radius_nm", .above(0, upTo: 1000), unit: "nm")
    ionRadius = keys.quantity("ion_radius_nm", .from(0, to: 10), unit: "nm")
    signalRadius = keys.quantity("signal_radius_nm", .from(0, to: 100), unit: "nm")
    stiffening = keys.quantity("stiffening_exponent", .from(0, to: 5), unit: "1")
    _ = keys.optional("note")
  }
}
