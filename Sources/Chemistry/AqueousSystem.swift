/// Chosen components at one temperature and acid-base mode, with every constant resolved.
///
/// The unknowns are uⱼ = ln activity of the basis entries. Every species and mineral is
/// ln a = constant + ω ln a_w + Σⱼ eⱼ uⱼ, and the same whole numbers eⱼ weigh it in balance j, so that the
/// balances are the gradient of a convex function and their Jacobian is symmetric and positive definite.
package struct AqueousSystem: Sendable {
  /// An unknown of the system and the balance that belongs to it.
  package struct BasisEntry: Equatable, Sendable {
    /// Component identifier, or `alkalinity` (whose u is −ln a_H) in a fluid open to carbon dioxide.
    package let id: String
    /// Whether every species weighs non-negatively in the balance, so that its total must be positive.
    package let isPositive: Bool
  }

  /// Logarithm of an activity as a linear function of the unknowns.
  struct LinearActivity: Sendable {
    var constant: Double
    var water: Double
    var exponents: [Double]
  }

  /// A dissolved species: free ion or complex.
  struct Species: Sendable {
    let id: String
    let charge: Int
    /// Index of the component whose free ion this is; nil for complexes.
    let component: Int?
    /// Dissolved inorganic carbon per species.
    let carbon: Double
    /// Protons per species (negative for OH⁻).
    let hydrogen: Double
    let activity: LinearActivity
  }

  /// Temperature [K].
  package let temperature: Double
  /// What fixes the acidity.
  package let acidBase: AcidBase
  /// Components, hydrogen included.
  package let components: [Component]
  /// Complexes whose components are all present.
  package let complexes: [AqueousComplex]
  /// Density, permittivity and Debye-Hückel constant of water.
  package let water: Water
  /// The unknowns, in the order of the components; alkalinity last.
  package let basis: [BasisEntry]
  /// ln of the Henry constant of carbon dioxide [mol/(kg atm)].
  package let lnHenry: Double

  let componentActivities: [LinearActivity]
  let species: [Species]
  /// ln of the formation constant of dissolved CO₂ from CO₃²⁻ and 2 H⁺; nil without carbonate.
  let lnCarbonDioxide: Double?

  /// Resolves a system.
  ///
  /// - Parameters:
  ///   - components: the totals to follow; hydrogen is added when it is missing.
  ///   - complexes: a table; those with absent components are left out.
  ///   - acidBase: what fixes the acidity.
  ///   - temperature: in K, 273.15–323.15.
  ///   - henry: log₁₀ Henry constant of CO₂ [mol/(kg atm)].
  /// - Throws: `ChemistryError` for duplicates, a temperature or pressure out of range, or carbonate missing.
  package init(
    components: [Component], complexes: [AqueousComplex], acidBase: AcidBase, temperature: Double,
    henry: LogKFunction
  ) throws(ChemistryError) {
    guard temperature >= 273.15 && temperature <= 323.15 else { throw .temperature(temperature) }
    var all = components
    if !all.contains(where: { $0.id == Component.hydrogen }) {
      all.append(Component(id: Component.hydrogen, name: "hydrogen ion", charge: 1, molarMass: 1.00794))
    }
    var seen: Set<String> = []
    for component in all where !seen.insert(component.id).inserted { throw .duplicate(component.id) }
    let present = seen.union([Component.water])
    self.temperature = temperature
    self.acidBase = acidBase
    self.components = all
    self.complexes = complexes.filter { complex in complex.stoichiometry.keys.allSatisfy(present.contains) }
    for complex in self.complexes {
      guard seen.insert(complex.id).inserted else { throw .duplicate(complex.id) }
      guard complex.stoichiometry.values.allSatisfy({ $0 == $0.rounded() }) else {
        throw .fractional(complex: complex.id)
      }
    }
    water = Water(temperature: temperature)
    lnHenry = henry.lnK(temperature: temperature)
    lnCarbonDioxide = self.complexes.first(where: { complex in
      complex.stoichiometry[Component.carbonate] == 1 && complex.stoichiometry[Component.hydrogen] == 2
        && complex.charge == 0
        && complex.stoichiometry.keys.allSatisfy(AqueousSystem.carbonDioxideParts.contains)
    })?.logK.lnK(temperature: temperature)
    let choice = try AqueousSystem.chooseBasis(
      components: all, acidBase: acidBase, lnHenry: lnHenry, lnCarbonDioxide: lnCarbonDioxide)
    componentActivities = choice.activities
    species = AqueousSystem.makeSpecies(
      components: all, complexes: self.complexes, activities: choice.activities, temperature: temperature)
    let species = species
    basis = choice.ids.enumerated().map { index, id in
      BasisEntry(id: id, isPositive: species.allSatisfy { $0.activity.exponents[index] >= 0 })
    }
  }

  private static let carbonDioxideParts: Set<String> = [
    Component.carbonate, Component.hydrogen, Component.water,
  ]

  /// Index of a basis entry by its identifier; nil when it is held, eliminated or absent.
  package func index(of id: String) -> Int? { basis.firstIndex { $0.id == id } }

  /// Interstitial water [mmol/L] per molality [mol/kg]: 1000 ρ_w.
  package var millimolarPerMolal: Double { 1000 * water.density }
}
