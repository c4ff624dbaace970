import Chemistry

/// What the minerals of a deposit are made of.
package struct Composition: Equatable, Sendable {
  /// Moles of calcium per mole of phosphorus, phosphate only; nil without phosphorus.
  package let calciumPerPhosphorus: Double?
  /// Mass of magnesium per mass of mineral; nil without mineral.
  package let magnesiumShare: Double?
  /// Mass of mineral per volume of mineral [g/mL]; nil without mineral.
  package let density: Double?

  /// Molar mass of magnesium [g/mol] (IUPAC 2021, standard atomic weights).
  static let magnesium = 24.305

  /// The composition of minerals with these masses [µg], in the order of `minerals`.
  package init(masses: [Double], of minerals: [KineticMineral]) {
    /// Micromoles of a component.
    func amount(_ component: String) -> Double {
      zip(masses, minerals).reduce(0) {
        $0 + $1.0 / $1.1.phase.molarMass * ($1.1.phase.stoichiometry[component] ?? 0)
      }
    }
    let mass = masses.reduce(0, +)
    let volume = zip(masses, minerals).reduce(0) { $0 + $1.0 / $1.1.phase.density }
    let phosphorus = amount("PO4")
    calciumPerPhosphorus = phosphorus > 0 ? amount("Ca") / phosphorus : nil
    magnesiumShare = mass > 0 ? amount("Mg") * Composition.magnesium / mass : nil
    density = mass > 0 ? mass / volume : nil
  }
}
