/// Copper built into ceruloplasmin, which takes no part in any equilibrium of the blood.
///
/// Up to `copperAtoms` per molecule; the rest of the plasma's copper is exchangeable. Ceruloplasmin measured by its
/// antigen includes molecules without copper, so that it may seem to hold more copper than there is: it then holds all.
package struct CeruloplasminCopper: Equatable, Sendable {
  /// Molar mass [g/mol].
  package let molarMass: Double
  /// Copper atoms of a full molecule.
  package let copperAtoms: Double

  /// Makes the law from its numbers.
  package init(molarMass: Double, copperAtoms: Double) {
    self.molarMass = molarMass
    self.copperAtoms = copperAtoms
  }

  /// Copper in ceruloplasmin [mol/L of plasma] from total copper [mol/L] and ceruloplasmin [g/L].
  package func copper(total: Double, ceruloplasmin: Double) -> Double {
    min(total, copperAtoms * ceruloplasmin / molarMass)
  }
}
