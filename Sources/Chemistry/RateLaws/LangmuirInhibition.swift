/// Slowing of one mineral by something that blocks its surface: factor 1 − θ K c/(1 + K c), θ the largest share of the
/// sites that it can block; for θ = 1 that is 1/(1 + K c).
package struct LangmuirInhibition: Equatable, Sendable {
  /// Which concentration of a component counts.
  package enum Amount: String, Equatable, Sendable {
    /// All its dissolved species.
    case total
    /// Its free ion.
    case free
  }

  /// What is slowed.
  package enum Process: String, CaseIterable, Equatable, Sendable {
    /// Growth of crystals.
    case growth
    /// Formation of crystals.
    case nucleation
    /// Dissolution of crystals.
    case dissolution
  }

  /// Identifier of what inhibits: a component, or an inhibitor whose concentration is held.
  package let inhibitor: String
  /// Affinity K [L/mol].
  package let affinity: Double
  /// Concentration meant by the affinity.
  package let amount: Amount
  /// Largest share θ of the sites that it blocks, at most 1.
  package let largestShare: Double
  /// What it slows.
  package let processes: [Process]

  /// Makes an inhibition from its record.
  package init(
    inhibitor: String, affinity: Double, amount: Amount, largestShare: Double = 1,
    processes: [Process] = [.growth, .nucleation]
  ) {
    self.inhibitor = inhibitor
    self.affinity = affinity
    self.amount = amount
    self.largestShare = largestShare
    self.processes = processes
  }

  /// Factor on the rate [1] at a concentration in interstitial water [mM]; negative counts as zero.
  package func factor(concentration: Double) -> Double {
    let filling = affinity * 1e-3 * max(concentration, 0)
    return (1 + (1 - largestShare) * filling) / (1 + filling)
  }
}
