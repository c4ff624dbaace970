/// Slowing of growth by a solute that blocks growth sites: factor 1 − θ K c/(1 + K c), θ the largest share of the
/// sites that it can block; for θ = 1 that is 1/(1 + K c).
package struct LangmuirInhibition: Equatable, Sendable {
  /// Which concentration of the component counts.
  package enum Amount: String, Equatable, Sendable {
    /// All its dissolved species.
    case total
    /// Its free ion.
    case free
  }

  /// Identifier of the component.
  package let component: String
  /// Affinity K [L/mol].
  package let affinity: Double
  /// Concentration meant by the affinity.
  package let amount: Amount
  /// Largest share θ of the growth sites that it blocks, at most 1.
  package let largestShare: Double

  /// Makes an inhibition from its record.
  package init(component: String, affinity: Double, amount: Amount, largestShare: Double = 1) {
    self.component = component
    self.affinity = affinity
    self.amount = amount
    self.largestShare = largestShare
  }

  /// Factor on the growth rate [1] at a concentration in interstitial water [mM]; negative counts as zero.
  package func factor(concentration: Double) -> Double {
    let filling = affinity * 1e-3 * max(concentration, 0)
    return (1 + (1 - largestShare) * filling) / (1 + filling)
  }
}
