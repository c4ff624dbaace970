/// A dissolved species formed from components: HPO₄²⁻, CaHPO₄, MgSO₄.
///
/// The reaction is a *formation*: `stoichiometry` > 0 is consumed, < 0 is released, and
/// log a(complex) = log K + Σ ν log a(component), with a(H₂O) where `H2O` appears. Molal scale.
package struct AqueousComplex: Equatable, Sendable {
  /// Identifier, for example `CaHPO4`.
  package let id: String
  /// Charge [elementary charges].
  package let charge: Int
  /// Whole numbers of components (and `H2O`) that form one complex.
  package let stoichiometry: [String: Double]
  /// Formation constant.
  package let logK: LogKFunction

  /// Makes a complex from its record.
  package init(id: String, charge: Int, stoichiometry: [String: Double], logK: LogKFunction) {
    self.id = id
    self.charge = charge
    self.stoichiometry = stoichiometry
    self.logK = logK
  }
}
