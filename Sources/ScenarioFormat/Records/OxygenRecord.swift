/// What oxygen does in tissue and blood, as the library has it.
package struct OxygenRecord: Sendable {
  /// Dissolved oxygen per pressure [mM/mmHg].
  package var solubility: Quantity
  /// Diffusivity in plasma [µm²/s].
  package var plasmaDiffusivity: Quantity
  /// Sherwood's number of a vessel: what passes from blood to wall over D/(2 R).
  package var sherwoodNumber: Quantity
  /// Pressure at which cells use half as much [mmHg].
  package var halfUse: Quantity
  /// Pressure below which tissue counts as hypoxic [mmHg].
  package var hypoxia: Quantity
  /// What a volume of cells uses in tissues without a number of their own [mM/s].
  package var usePerCellVolume: Quantity
  /// What a volume of tissue uses where there is plenty, by tissue [mM/s].
  package var use: [(tissue: String, rate: Quantity)]
  /// Pressure in the blood by kind of vessel [mmHg].
  package var blood: [(vessel: String, pressure: Quantity)]

  /// What a tissue uses where there is plenty [mM/s].
  package func use(of tissue: TissueRecord) -> Double {
    use.first { $0.tissue == tissue.id }?.rate.value ?? tissue.cellFraction.value * usePerCellVolume.value
  }
}

extension OxygenRecord {
  init(_ keys: ObjectReader) {
    solubility = keys.quantity("solubility_mM_per_mmHg", .positive, unit: "mM/mmHg")
    plasmaDiffusivity = keys.quantity("plasma_diffusivity_um2_per_s", .positive, unit: "um2/s")
    sherwoodNumber = keys.quantity("sherwood_number", .positive, unit: "1")
    halfUse = keys.quantity("half_use_mmHg", .positive, unit: "mmHg")
    hypoxia = keys.quantity("hypoxia_mmHg", .notNegative, unit: "mmHg")
    usePerCellVolume = keys.quantity("use_per_cell_volume_mM_per_s", .notNegative, unit: "mM/s")
    use =
      keys.required("use_mM_per_s", "an object")?.quantities(.notNegative, unit: "mM/s")
      .map { (tissue: $0.key, rate: $0.quantity) } ?? []
    blood =
      keys.required("blood_mmHg", "an object")?.quantities(.notNegative, unit: "mmHg")
      .map { (vessel: $0.key, pressure: $0.quantity) } ?? []
    _ = keys.optional("note")
  }
}
