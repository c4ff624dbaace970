/// A total that the fluid carries: calcium, orthophosphate, carbonate, the proton condition.
///
/// Every aqueous complex and every mineral is written with components, so that their totals are conserved.
package struct Component: Equatable, Sendable {
  /// Identifier in the library and in scenarios, for example `Ca`, `PO4`, `H`.
  package let id: String
  /// Name for people, for example `calcium`.
  package let name: String
  /// Charge of the free ion [elementary charges].
  package let charge: Int
  /// Molar mass of the free ion [g/mol].
  package let molarMass: Double

  /// Makes a component from its record.
  package init(id: String, name: String, charge: Int, molarMass: Double) {
    self.id = id
    self.name = name
    self.charge = charge
    self.molarMass = molarMass
  }

  /// Identifier of the proton condition (total hydrogen above the components as written).
  package static let hydrogen = "H"
  /// Identifier of total dissolved inorganic carbon.
  package static let carbonate = "CO3"
  /// Identifier of the basis entry that stands for both of them in a fluid open to carbon dioxide.
  package static let alkalinity = "alkalinity"
  /// Identifier of water in a stoichiometry.
  package static let water = "H2O"
}
