/// A pathogen as the library has it.
package struct PathogenRecord: Sendable {
  /// Identifier: `M_tuberculosis`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Time in which it doubles outside and inside cells where nothing hinders it [h].
  package var doublingOutside: Quantity
  package var doublingInside: Quantity
  /// Number per volume of tissue at which growth outside cells ends [1/mm³].
  package var largestNumber: Quantity
}

extension PathogenRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    doublingOutside = keys.quantity("doubling_outside_h", .positive, unit: "h")
    doublingInside = keys.quantity("doubling_inside_h", .positive, unit: "h")
    largestNumber = keys.quantity("largest_number_per_mm3", .positive, unit: "1/mm3")
    _ = keys.optional("note")
  }
}

/// What caseum does, as the library has it.
package struct CaseumRecord: Sendable {
  /// Volume fraction at which it leaves half of the speed of cells, of vessels' walls and of growth.
  package var half: Quantity
  /// Hill's exponent of that.
  package var exponent: Int
  /// Volume fraction from which cells do not enter.
  package var impassable: Quantity
  /// What is cleared of it [1/d].
  package var clearance: Quantity
  /// Membranes in it [µm²/µm³].
  package var membranes: Quantity
}

extension CaseumRecord {
  init(_ keys: ObjectReader) {
    half = keys.quantity("half_fraction", .positive, unit: "1")
    exponent = keys.required("exponent", "a whole number from 1 to 8")?.integer(1...8) ?? 1
    impassable = keys.quantity("impassable_fraction", .positive, unit: "1")
    clearance = keys.quantity("clearance_per_d", .notNegative, unit: "1/d")
    membranes = keys.quantity("membranes_um2_per_um3", .notNegative, unit: "um2/um3")
    _ = keys.optional("note")
  }
}
