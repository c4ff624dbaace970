import Chemistry

extension ComponentRecord {
  /// The component as the chemistry takes it.
  package var component: Component {
    Component(id: id, name: name, charge: charge, molarMass: molarMass.value)
  }
}

extension LogKRecord {
  /// The constant as the chemistry takes it.
  package var function: LogKFunction { LogKFunction(analytic: analytic) }
}

extension Array<StoichiometryTerm> {
  /// Counts by component.
  package var counts: [String: Double] {
    Dictionary(map { ($0.component, $0.count) }, uniquingKeysWith: +)
  }
}

extension ComplexRecord {
  /// The complex as the chemistry takes it.
  package var complex: AqueousComplex {
    AqueousComplex(id: id, charge: charge, stoichiometry: stoichiometry.counts, logK: logK.function)
  }
}

extension MineralRecord {
  /// The phase as the chemistry takes it.
  package var phase: MineralPhase {
    MineralPhase(
      id: id, name: name, formula: formula, stoichiometry: stoichiometry.counts, logK: logK.function,
      molarMass: molarMass.value, density: density.value)
  }
}

extension ProteinRecords {
  /// The proteins as the chemistry takes them.
  package var binding: ProteinBinding {
    func constant(_ quantity: Quantity) -> ConditionalConstant {
      ConditionalConstant(
        logK: quantity.value, protons: transferrin.protons.value, bicarbonates: transferrin.bicarbonates.value
      )
    }
    return ProteinBinding(
      albumin: AlbuminBinding(
        molarMass: albumin.molarMass.value, sites: albumin.sites.value, calcium: albumin.calcium.value,
        magnesium: albumin.magnesium.value, acidity: albumin.acidity.value,
        copper: ConditionalConstant(logK: albumin.copper.value, protons: albumin.copperProtons.value)),
      transferrin: TransferrinBinding(
        iron: constant(transferrin.iron[0]), constant(transferrin.iron[1]),
        aluminium: constant(transferrin.aluminium[0]), constant(transferrin.aluminium[1])),
      ceruloplasmin: CeruloplasminCopper(
        molarMass: ceruloplasmin.molarMass.value, copperAtoms: ceruloplasmin.copperAtoms.value))
  }
}
