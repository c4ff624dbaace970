/// Growth of a crystal surface above saturation: rate = k (Ω^(1/root) − 1)^order [mol/(m² s)].
package struct GrowthLaw: Equatable, Sendable {
  /// Rate constant k [mol/(m² s)] at the temperature of use.
  package let rateConstant: Double
  /// Ions per formula unit to which the relative supersaturation refers.
  package let root: Double
  /// Order in the relative supersaturation, at least one (below it the law has no slope at saturation).
  package let order: Double

  /// Makes a law from its numbers.
  package init(rateConstant: Double, root: Double, order: Double) {
    self.rateConstant = rateConstant
    self.root = root
    self.order = order
  }

  /// Rate per crystal surface [mol/(m² s)] at ln Ω = `saturation`; zero at and below saturation.
  package func rate(saturation: Double) -> Double {
    guard saturation > 0 else { return 0 }
    return rateConstant * Natural.power(Natural.exponential(saturation / root) - 1, order)
  }

  /// By what share the rate rises with ln Ω, d ln(rate)/d ln Ω, above saturation.
  package func sensitivity(saturation: Double) -> Double {
    let ratio = Natural.exponential(saturation / root)
    return order / root * ratio / (ratio - 1)
  }
}
