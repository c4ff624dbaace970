/// Temperature function of an equilibrium constant.
///
/// log₁₀ K = A₁ + A₂ T + A₃/T + A₄ log₁₀ T + A₅/T² + A₆ T², T in kelvin.
package struct LogKFunction: Equatable, Sendable {
  /// Coefficients A₁ … A₆; T in K.
  package let a1, a2, a3, a4, a5, a6: Double

  /// Makes a function from its six coefficients; missing ones are zero, further ones are ignored.
  package init(analytic: [Double]) {
    func coefficient(_ index: Int) -> Double { index < analytic.count ? analytic[index] : 0 }
    a1 = coefficient(0)
    a2 = coefficient(1)
    a3 = coefficient(2)
    a4 = coefficient(3)
    a5 = coefficient(4)
    a6 = coefficient(5)
  }

  /// Makes a constant that does not depend on temperature.
  package init(constant logK: Double) { self.init(analytic: [logK]) }

  /// log₁₀ K at a temperature [K].
  package func log10K(temperature: Double) -> Double {
    let direct = a1 + a2 * temperature + a6 * temperature * temperature
    let inverse = a3 / temperature + a5 / (temperature * temperature)
    return direct + inverse + a4 * Natural.decimalLogarithm(temperature)
  }

  /// ln K at a temperature [K].
  package func lnK(temperature: Double) -> Double { log10K(temperature: temperature) * Natural.ln10 }
}
