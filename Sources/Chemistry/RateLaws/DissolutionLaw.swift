/// Dissolution of a crystal surface below saturation:
/// rate = (Σ Aᵢ a_H^nᵢ) exp(−E/RT) (1 − Ω^(1/root))^order [mol/(m² s)].
package struct DissolutionLaw: Equatable, Sendable {
  /// One additive mechanism, catalysed by protons to a power.
  package struct Term: Equatable, Sendable {
    /// Rate constant A [mol/(m² s)]; before the Arrhenius factor where an activation energy is given.
    package let rateConstant: Double
    /// Order n in the activity of H⁺.
    package let protonOrder: Double

    /// Makes a mechanism from its numbers.
    package init(rateConstant: Double, protonOrder: Double) {
      self.rateConstant = rateConstant
      self.protonOrder = protonOrder
    }
  }

  /// Parallel mechanisms.
  package let terms: [Term]
  /// Activation energy E of all of them [J/mol]; zero: the constants are meant at the temperature of use.
  package let activationEnergy: Double
  /// Divisor of ln Ω (Temkin coefficient).
  package let root: Double
  /// Order in the undersaturation, at least one.
  package let order: Double

  /// Makes a law from its numbers.
  package init(terms: [Term], activationEnergy: Double, root: Double, order: Double) {
    self.terms = terms
    self.activationEnergy = activationEnergy
    self.root = root
    self.order = order
  }

  /// Rate constant with its catalysis [mol/(m² s)] at pH and temperature [K].
  package func rateConstant(pH: Double, temperature: Double) -> Double {
    let arrhenius = Natural.exponential(-activationEnergy / (Natural.gasConstant * temperature))
    var sum = 0.0
    for term in terms { sum += term.rateConstant * Natural.power(10, -pH * term.protonOrder) }
    return sum * arrhenius
  }

  /// Rate per crystal surface [mol/(m² s)] at ln Ω = `saturation`; zero at and above saturation.
  package func rate(saturation: Double, pH: Double, temperature: Double) -> Double {
    guard saturation < 0 else { return 0 }
    let drive = Natural.power(1 - Natural.exponential(saturation / root), order)
    return rateConstant(pH: pH, temperature: temperature) * drive
  }
}
