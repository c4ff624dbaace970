/// The rate of an enzyme that its substrate saturates, v = V c/(K + c).
///
/// L. Michaelis, M. L. Menten, Biochem. Z. 49 (1913) 333–369; steady state after G. E. Briggs, J. B. S. Haldane,
/// Biochem. J. 19 (1925) 338–339.
package struct MichaelisMenten: Equatable, Sendable {
  /// Rate at saturation V [mM/s].
  package var maximumRate: Double
  /// Concentration of half the maximum rate K [mM], above zero.
  package var constant: Double

  /// A law from its maximum rate [mM/s] and constant [mM].
  package init(maximumRate: Double, constant: Double) {
    self.maximumRate = maximumRate
    self.constant = constant
  }

  /// The law where there is no enzyme.
  package static let absent = MichaelisMenten(maximumRate: 0, constant: 1)

  /// Rate at a concentration [mM/s].
  /// - Parameter concentration: substrate [mM], not negative.
  package func rate(at concentration: Double) -> Double {
    maximumRate * concentration / (constant + concentration)
  }

  /// The tangent at a concentration c*, v ≈ slope · c + level: V K/(K + c*)² and V c*²/(K + c*)².
  /// - Parameter concentration: where the tangent touches [mM], not negative.
  package func tangent(at concentration: Double) -> (slope: Double, level: Double) {
    let sum = constant + concentration
    let scale = maximumRate / (sum * sum)
    return (scale * constant, scale * concentration * concentration)
  }

  /// By how much the tangent at c* exceeds the law at c, relative to the law there: K (c − c*)²/(c (K + c*)²).
  ///
  /// The law is concave, so its tangent never lies below it.
  /// - Parameters:
  ///   - concentration: substrate c [mM], above zero.
  ///   - point: where the tangent touches, c* [mM], not negative.
  package func excess(at concentration: Double, ofTangentAt point: Double) -> Double {
    let part = (concentration - point) / (constant + point)
    return constant * part * part / concentration
  }
}
