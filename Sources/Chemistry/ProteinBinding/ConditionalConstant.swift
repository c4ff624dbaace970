/// Association constant of an ion with a protein at the blood's own pH and bicarbonate.
///
/// K' = [bound] / ([free ion] [empty site]) on concentrations at I = 0.16, as proteins are measured:
/// log₁₀ K' = log₁₀ K'(pH 7.4, 27 mM) + p (pH − 7.4) + q log₁₀([bicarbonate] / 27 mM), p the protons that binding
/// releases and q the bicarbonate ions that it takes up.
package struct ConditionalConstant: Equatable, Sendable {
  /// pH at which constants are tabulated.
  package static let referencePH = 7.4
  /// Bicarbonate at which constants are tabulated [mol/kg].
  package static let referenceBicarbonate = 0.027
  /// Ionic strength of the media in which proteins are measured [mol/kg].
  package static let referenceIonicStrength = 0.16

  /// log₁₀ K' at pH 7.4 and 27 mM bicarbonate; K' in kg/mol, which is L/mol to a hundredth.
  package let logK: Double
  /// Protons released for each ion bound, near pH 7.4.
  package let protons: Double
  /// Bicarbonate ions bound along with each ion.
  package let bicarbonates: Double

  /// Makes a constant from its record.
  package init(logK: Double, protons: Double = 0, bicarbonates: Double = 0) {
    self.logK = logK
    self.protons = protons
    self.bicarbonates = bicarbonates
  }

  /// log₁₀ K' at a pH and a bicarbonate concentration [mol/kg]; −∞ without the bicarbonate that it needs.
  package func log10K(pH: Double, bicarbonate: Double) -> Double {
    let acid = protons * (pH - ConditionalConstant.referencePH)
    guard bicarbonates != 0 else { return logK + acid }
    let carbonate = Natural.decimalLogarithm(bicarbonate / ConditionalConstant.referenceBicarbonate)
    return logK + acid + bicarbonates * carbonate
  }

  /// What turns log₁₀ K' on concentrations into one on activities: −log₁₀ γ of an ion of charge z at I = 0.16.
  ///
  /// Davies' coefficient, for each ion that is bound; the empty and the filled site count as equal.
  package static func activityShift(charge: Int, temperature: Double) -> Double {
    let root = referenceIonicStrength.squareRoot()
    let bracket = root / (1 + root) - 0.3 * referenceIonicStrength
    return Water(temperature: temperature).debyeHueckel * Double(charge * charge) * bracket
  }
}
