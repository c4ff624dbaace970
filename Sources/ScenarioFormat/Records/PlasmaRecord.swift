import Chemistry

/// A patient's blood values as a laboratory gives them, per litre of plasma.
package struct PlasmaRecord: Sendable {
  /// One dissolved substance.
  package struct Solute: Sendable {
    /// Name in the keys: `calcium`.
    package var name: String
    /// Component that it feeds: `Ca`.
    package var component: String
    /// Total in plasma, protein-bound part included [mM].
    package var total: Quantity
    /// Share that passes a membrane which holds protein back; nil for a metal that proteins bind until its share
    /// is computed.
    package var diffusibleFraction: Quantity?
  }

  /// Identifier: `human_adult`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Dissolved substances in the order of the record.
  package var solutes: [Solute]
  /// pH of plasma.
  package var pH: Quantity
  /// Partial pressure of CO2 in arterial blood [mmHg].
  package var pCO2: Quantity
  /// Albumin [g/L].
  package var albumin: Quantity
  /// Transferrin [µM]; nil where it follows from iron and saturation, or where the plasma has no iron.
  package var transferrin: Quantity?
  /// Share of transferrin's sites that iron fills; where it is given transferrin follows from it.
  package var transferrinSaturation: Quantity?
  /// Ceruloplasmin [g/L]; nil where the plasma has no copper.
  package var ceruloplasmin: Quantity?
  /// Litres of water in a litre of plasma.
  package var waterFraction: Quantity
  /// Concentration of a monovalent anion in interstitial water over that in plasma water; r^(−z) for charge z.
  package var donnanRatio: Quantity

  /// The total and diffusible share of a component, nil if the plasma has none of it.
  package func solute(of component: String) -> Solute? {
    solutes.first { $0.component == component }
  }
}

extension PlasmaRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    let components: [(name: String, component: String)] =
      keys.required("components", "an object of component names")?.object { names in
        names.keys.compactMap { name in names.optional(name).map { (name, $0.string(allowsEmpty: false)) } }
      } ?? []
    solutes = components.map { name, component in
      let isMicromolar = keys.keys.contains("\(name)_uM")
      var total = keys.quantity(
        "\(name)_\(isMicromolar ? "uM" : "mM")", .from(0, to: isMicromolar ? 1e6 : 1e3),
        unit: isMicromolar ? "uM" : "mM")
      if isMicromolar {
        total.value /= 1000
        total.unit = "mM"
        total.range = total.range.map { $0.lowerBound / 1000...$0.upperBound / 1000 }
      }
      let key = "\(name)_diffusible_fraction"
      return Solute(
        name: name, component: component, total: total,
        diffusibleFraction: ProteinBinding.metals.contains(component)
          ? keys.optional(key)?.quantity(.fraction, unit: "1") : keys.quantity(key, .fraction, unit: "1"))
    }
    pH = keys.quantity("pH", .from(6, to: 9), unit: "1")
    pCO2 = keys.quantity("pCO2_mmHg", .above(0, upTo: 200), unit: "mmHg")
    albumin = keys.quantity("albumin_g_per_L", .from(0, to: 200), unit: "g/L")
    transferrin = keys.optional("transferrin_uM")?.quantity(.from(0, to: 1e6), unit: "uM")
    transferrinSaturation = keys.optional("transferrin_saturation")?.quantity(.positiveFraction, unit: "1")
    let carried = components.map(\.component)
    if transferrin == nil, transferrinSaturation == nil, carried.contains("Fe3") || carried.contains("Al") {
      keys.requireOne(of: ["transferrin_uM", "transferrin_saturation"])
    }
    ceruloplasmin =
      carried.contains("Cu")
      ? keys.quantity("ceruloplasmin_g_per_L", .from(0, to: 200), unit: "g/L")
      : keys.optional("ceruloplasmin_g_per_L")?.quantity(.from(0, to: 200), unit: "g/L")
    waterFraction = keys.quantity("water_fraction", .above(0, upTo: 1), unit: "1")
    donnanRatio = keys.quantity("donnan_ratio", .from(1, to: 1.5), unit: "1")
    _ = keys.optional("note")
  }
}
