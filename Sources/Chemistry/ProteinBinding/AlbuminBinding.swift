/// Albumin's binding of calcium and magnesium at shared sites, and of copper at its N-terminus.
///
/// Calcium and magnesium compete for n equal, independent sites, each of which is closed by a proton on an imidazole
/// (Pedersen 1971, 1972, Scand J Clin Lab Invest 28:459 and 29:75):
///
/// ν_Ca = n K_Ca(pH) c_Ca / (1 + K_Ca(pH) c_Ca + K_Mg(pH) c_Mg),   K(pH) = K(7.4) α(pH) / α(7.4),
/// α(pH) = 1 / (1 + 10^(pKₐ − pH)).
///
/// The one copper site (amino end to histidine 3) is apart from these. The constants do not depend on temperature
/// (Pedersen 1972: ΔH = 0 once the protons are accounted for).
package struct AlbuminBinding: Equatable, Sendable {
  /// Molar mass [g/mol].
  package let molarMass: Double
  /// Sites n that calcium and magnesium share, per molecule.
  package let sites: Double
  /// K_Ca at pH 7.4 and I = 0.16 [kg/mol].
  package let calcium: Double
  /// K_Mg at pH 7.4 and I = 0.16 [kg/mol].
  package let magnesium: Double
  /// pKₐ of the proton that closes a site.
  package let acidity: Double
  /// Constant of the copper site.
  package let copper: ConditionalConstant

  /// Makes the law from its numbers.
  package init(
    molarMass: Double, sites: Double, calcium: Double, magnesium: Double, acidity: Double,
    copper: ConditionalConstant
  ) {
    self.molarMass = molarMass
    self.sites = sites
    self.calcium = calcium
    self.magnesium = magnesium
    self.acidity = acidity
    self.copper = copper
  }

  /// Share α of the empty sites that no proton closes, relative to that at pH 7.4.
  package func openness(pH: Double) -> Double {
    let closed = Natural.power(10, acidity - pH)
    let closedAtReference = Natural.power(10, acidity - ConditionalConstant.referencePH)
    return (1 + closedAtReference) / (1 + closed)
  }

  /// Calcium and magnesium bound per molecule [mol/mol] at free concentrations [mol/kg] and I = 0.16.
  package func occupancy(calcium free: Double, magnesium: Double, pH: Double) -> (
    calcium: Double, magnesium: Double
  ) {
    let openness = openness(pH: pH)
    let calciumTerm = calcium * openness * free
    let magnesiumTerm = self.magnesium * openness * magnesium
    let polynomial = 1 + calciumTerm + magnesiumTerm
    return (sites * calciumTerm / polynomial, sites * magnesiumTerm / polynomial)
  }

  /// Copper bound per molecule [mol/mol] at a free concentration [mol/kg] and I = 0.16.
  package func occupancy(copper free: Double, pH: Double) -> Double {
    let term = free * Natural.power(10, copper.log10K(pH: pH, bicarbonate: 0))
    return term / (1 + term)
  }
}
