/// A solid phase with its solubility.
///
/// The reaction is a *dissolution*: `stoichiometry` > 0 is released, < 0 is consumed;
/// ln Ω = Σ ν ln a − ln K and SI = ln Ω / ln 10, both per formula unit as written.
package struct MineralPhase: Equatable, Sendable {
  /// Identifier, for example `HAP`.
  package let id: String
  /// Name for people, for example `hydroxyapatite`.
  package let name: String
  /// Formula unit, for example `Ca5(PO4)3OH`.
  package let formula: String
  /// Components (and `H2O`) released by one formula unit; may be fractional.
  package let stoichiometry: [String: Double]
  /// Solubility product.
  package let logK: LogKFunction
  /// Molar mass [g/mol].
  package let molarMass: Double
  /// Density [g/cm³].
  package let density: Double

  /// Makes a mineral from its record.
  package init(
    id: String, name: String, formula: String, stoichiometry: [String: Double], logK: LogKFunction,
    molarMass: Double, density: Double
  ) {
    self.id = id
    self.name = name
    self.formula = formula
    self.stoichiometry = stoichiometry
    self.logK = logK
    self.molarMass = molarMass
    self.density = density
  }

  /// Molar volume [cm³/mol].
  package var molarVolume: Double { molarMass / density }
  /// Volume of an attomole [µm³/amol] (1 cm³/mol = 10⁻⁶ µm³/amol).
  package var volumePerAttomole: Double { molarVolume * 1e-6 }
  /// Volume of one formula unit [m³].
  package var formulaVolume: Double { molarVolume * 1e-6 / Natural.avogadro }
}
