/// What lies between cells, as the library has it.
package struct MatrixRecord: Sendable {
  /// Share of the membranes of matrix vesicles that is cleared per time [1/d].
  package var vesicleClearance: Quantity
  /// Share of the membranes that burst cells have left that is cleared per time [1/d].
  package var debrisClearance: Quantity

  /// All numbers.
  package var quantities: [Quantity] { [vesicleClearance, debrisClearance] }
}

extension MatrixRecord {
  init(_ keys: ObjectReader) {
    vesicleClearance = keys.quantity("vesicle_clearance_per_d", .notNegative, unit: "1/d")
    debrisClearance = keys.quantity("debris_clearance_per_d", .notNegative, unit: "1/d")
    _ = keys.optional("note")
  }
}
