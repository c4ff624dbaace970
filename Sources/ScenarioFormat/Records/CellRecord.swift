/// A kind of cell as the library has it.
package struct CellRecord: Sendable {
  /// Identifier: `macrophage`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Radius of a new cell [µm]; of a giant cell, for each nucleus.
  package var radius: Quantity
  /// Speed with which two such cells part when their centres meet [µm/min].
  package var repulsion: Quantity
  /// Strength of the pull between two such cells [µm/min].
  package var adhesion: Quantity
  /// What it does.
  package var behaviours: [BehaviourRecord]

  /// All numbers.
  package var quantities: [Quantity] { [radius, repulsion, adhesion] + behaviours.flatMap(\.quantities) }
}

extension CellRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    radius = keys.quantity("radius_um", .above(0, upTo: 100), unit: "um")
    repulsion = keys.quantity("repulsion_um_per_min", .from(0, to: 1000), unit: "um/min")
    adhesion = keys.quantity("adhesion_um_per_min", .from(0, to: 1000), unit: "um/min")
    behaviours =
      keys.required("behaviours", "an object")?.object { BehaviourRecord.list($0) } ?? []
    _ = keys.optional("note")
  }
}

/// Numbers that all cells share.
package struct CellMechanicsRecord: Sendable {
  /// Distance at which two cells still feel each other, over the sum of their radii.
  package var reach: Quantity
  /// Longest step of mechanics [s].
  package var longestStep: Quantity
}

extension CellMechanicsRecord {
  init(_ keys: ObjectReader) {
    reach = keys.quantity("adhesion_reach", .from(1, to: 3), unit: "1")
    longestStep = keys.quantity("longest_step_s", .above(0, upTo: 600), unit: "s")
    _ = keys.optional("note")
  }
}
