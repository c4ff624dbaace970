/// All components, complexes, minerals and gases known to a run, at any temperature.
package struct ThermodynamicTable: Equatable, Sendable {
  /// Components in the order of the library.
  package let components: [Component]
  /// Aqueous complexes in the order of the library.
  package let complexes: [AqueousComplex]
  /// Minerals in the order of the library.
  package let minerals: [MineralPhase]
  /// Henry constant of carbon dioxide [mol/(kg atm)].
  package let henry: LogKFunction

  /// Makes a table from its records.
  package init(
    components: [Component], complexes: [AqueousComplex], minerals: [MineralPhase], henry: LogKFunction
  ) {
    self.components = components
    self.complexes = complexes
    self.minerals = minerals
    self.henry = henry
  }

  /// Resolves the system of some components, which must be in the table.
  ///
  /// - Throws: `ChemistryError` for an unknown component, or what `AqueousSystem` refuses.
  package func system(
    of ids: [String], acidBase: AcidBase, temperature: Double
  ) throws(ChemistryError) -> AqueousSystem {
    for id in ids where !components.contains(where: { $0.id == id }) {
      throw .missingComponent(id, record: "the solution")
    }
    let wanted = Set(ids)
    return try AqueousSystem(
      components: components.filter { wanted.contains($0.id) }, complexes: complexes, acidBase: acidBase,
      temperature: temperature, henry: henry)
  }
}
