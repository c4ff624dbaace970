import Chemistry

extension PlasmaRecord {
  /// Temperature at which laboratories report pH and blood gases [K].
  package static let laboratoryTemperature = 310.15

  /// Transferrin [µM]: iron / (2 · saturation) where a saturation is given and there is iron.
  package var transferrinConcentration: Double {
    let iron = (solute(of: "Fe3")?.total.value ?? 0) * 1000
    if let saturation = transferrinSaturation?.value, iron > 0 { return iron / (2 * saturation) }
    return transferrin?.value ?? 0
  }

  /// The plasma as the chemistry takes it, with the given ones of the metals that proteins bind, and all ligands.
  package func bloodPlasma(metals: [String]) -> BloodPlasma {
    var totals: [String: Double] = [:]
    for solute in solutes {
      let isMetal = ProteinBinding.metals.contains(solute.component)
      guard !isMetal || metals.contains(solute.component) else { continue }
      let share = isMetal ? 1 : solute.diffusibleFraction?.value ?? 1
      totals[solute.component, default: 0] += solute.total.value * 1e-3 * share
    }
    return BloodPlasma(
      temperature: PlasmaRecord.laboratoryTemperature, pH: pH.value, waterFraction: waterFraction.value,
      totals: totals, albumin: albumin.value, transferrin: transferrinConcentration * 1e-6,
      ceruloplasmin: ceruloplasmin?.value ?? 0)
  }

  /// The plasma's metals in equilibrium with its proteins.
  ///
  /// Ligands (phosphate, carbonate, citrate …) take part with their diffusible share, whether or not a scenario
  /// lists them; of the metals only calcium, magnesium and the listed ones do.
  /// - Throws: `ChemistryError` where no equilibrium is found.
  package func equilibrium(
    with proteins: ProteinRecords, table: ThermodynamicTable, listing components: [String]
  ) throws(ChemistryError) -> PlasmaEquilibrium {
    try proteins.binding.equilibrium(
      of: bloodPlasma(metals: components + ["Ca", "Mg"]), table: table)
  }

  /// Fills in the diffusible shares that the record leaves to the proteins, and tells how they came about.
  ///
  /// - Returns: the computed values, for the list of resolved ones.
  /// - Throws: `ChemistryError` where no equilibrium is found.
  mutating func divideMetals(
    with library: Library, listing components: [String]
  ) throws(ChemistryError) -> [ResolvedQuantity] {
    let missing = solutes.indices.filter {
      solutes[$0].diffusibleFraction == nil && components.contains(solutes[$0].component)
    }
    guard !missing.isEmpty, let proteins = library.proteins else { return [] }
    let equilibrium = try equilibrium(
      with: proteins, table: library.thermodynamicTable, listing: components)
    var computed: [ResolvedQuantity] = []
    func add(_ key: String, _ quantity: Quantity) {
      computed.append(
        ResolvedQuantity(
          location: JSONPath(steps: [.key("plasma"), .key("set"), .key(key)]),
          value: NumberRange.plain(quantity.value), unit: quantity.unit, source: quantity.source,
          confidence: quantity.confidence, note: quantity.note))
    }
    for index in missing {
      let solute = solutes[index]
      guard let portions = equilibrium.portions[solute.component] else { continue }
      let quantity = Quantity(
        portions.diffusibleFraction, unit: "1", source: "computed: " + derivation(of: solute.component),
        confidence: .medium, note: portions.words)
      solutes[index].diffusibleFraction = quantity
      add("\(solute.name)_diffusible_fraction", quantity)
    }
    if missing.contains(where: { ["Fe3", "Al"].contains(solutes[$0].component) }) {
      add(saturationKey, saturationQuantity(equilibrium))
    }
    return computed
  }

  /// The values that decide how a metal is divided.
  private func derivation(of component: String) -> String {
    let acid = "pH \(NumberRange.plain(pH.value))"
    let albumin = "albumin \(NumberRange.plain(albumin.value)) g/L"
    switch component {
    case "Fe3", "Al":
      let transferrin = NumberRange.plain((transferrinConcentration * 1000).rounded() / 1000)
      return "transferrin \(transferrin) uM, \(acid)"
    case "Cu":
      return "ceruloplasmin \(NumberRange.plain(ceruloplasmin?.value ?? 0)) g/L, \(albumin), \(acid)"
    default: return "\(albumin), \(acid)"
    }
  }

  /// Whether transferrin follows from its saturation.
  private var isSaturationGiven: Bool {
    transferrinSaturation != nil && (solute(of: "Fe3")?.total.value ?? 0) > 0
  }

  /// Key of the one of transferrin and saturation that is computed.
  private var saturationKey: String { isSaturationGiven ? "transferrin_uM" : "transferrin_saturation" }

  /// The one of transferrin and saturation that is computed.
  private func saturationQuantity(_ equilibrium: PlasmaEquilibrium) -> Quantity {
    if isSaturationGiven, let saturation = transferrinSaturation?.value {
      return Quantity(
        transferrinConcentration, unit: "uM",
        source: "computed: iron over two sites at saturation \(NumberRange.plain(saturation))",
        confidence: .medium)
    }
    return Quantity(
      equilibrium.transferrinSaturation, unit: "1",
      source:
        "computed: filled share of the sites of \(NumberRange.plain(transferrinConcentration)) uM transferrin",
      confidence: .medium)
  }
}

extension PlasmaEquilibrium.Portions {
  /// The shares in words: `ionised 0.49, complexed 0.11, protein-bound 0.4`.
  var words: String {
    func share(_ amount: Double) -> String {
      let value = total > 0 ? amount / total : 0
      return value > 0 && value < 0.001 ? "below 0.001" : NumberRange.plain((value * 1000).rounded() / 1000)
    }
    let text =
      "ionised \(share(ionised)), complexed \(share(complexed)), protein-bound \(share(bound + builtIn))"
    return builtIn > 0 ? text + ", of it \(share(builtIn)) in ceruloplasmin" : text
  }
}
