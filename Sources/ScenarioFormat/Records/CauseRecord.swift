/// Strengths of a cause of cell damage as the library has them, each where the damage is complete.
package struct CauseRecord: Sendable {
  /// Identifier: `dermatomyositis`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Area of the surfaces with nucleation sites that dead cells leave per tissue volume [µm²/µm³].
  package var surfaces: [(site: String, area: Quantity)]
  /// Factor on the maximum rate of alkaline phosphatase.
  package var phosphataseFactor: Quantity
  /// Factor on the maximum rate of ENPP1.
  package var pyrophosphataseFactor: Quantity
  /// Factor on the calcium of the cells, which their mitochondria take up before death.
  package var calciumLoadFactor: Quantity
  /// Share of the calcium and phosphate of the cells that reaches the interstitium.
  package var releasedShare: Quantity
  /// Share of the exchange with blood that is lost with the capillaries.
  package var capillaryDropout: Quantity
}

extension CauseRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    surfaces =
      keys.optional("surfaces_um2_per_um3")?.quantities(.notNegative, unit: "um2/um3")
      .map { (site: $0.key, area: $0.quantity) } ?? []
    phosphataseFactor = keys.quantity("alkaline_phosphatase_factor", .from(0, to: 1000), unit: "1")
    pyrophosphataseFactor = keys.quantity("ENPP1_factor", .from(0, to: 1000), unit: "1")
    calciumLoadFactor = keys.quantity("calcium_load_factor", .from(0, to: 1000), unit: "1")
    releasedShare = keys.quantity("released_share", .fraction, unit: "1")
    capillaryDropout = keys.quantity("capillary_dropout", .fraction, unit: "1")
    _ = keys.optional("note")
  }
}
