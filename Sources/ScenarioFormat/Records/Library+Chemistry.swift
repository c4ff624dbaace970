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
