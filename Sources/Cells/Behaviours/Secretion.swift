/// Giving off a signal at the cell's place. A cell of n nuclei gives off what n cells do.
package struct Secretion: Equatable, Sendable {
  /// The signal: its place in the list.
  package let signal: Int
  /// Amount per nucleus and time [amol/s].
  package let rate: Rate

  /// Gives off `rate` [amol/s] of `signal`.
  package init(signal: Int, rate: Rate) {
    self.signal = signal
    self.rate = rate
  }

  /// Molecules in an attomole: Avogadro's constant (SI, exact) × 1e-18.
  package static let moleculesPerAttomole = 602_214.076
}

/// Taking a signal up through saturable receptors: V·c/(K + c) per cell (L. Michaelis, M. L. Menten, Biochem. Z. 49 (1913)
/// 333–369).
///
/// Over a step it acts as V/(K + c₀)·c with the concentration c₀ at its beginning: linear, so that transport can take it
/// implicitly and nothing falls below zero.
package struct Uptake: Equatable, Sendable {
  /// The signal: its place in the list.
  package let signal: Int
  /// Uptake of saturated receptors, for each nucleus [amol/s].
  package let maximum: Rate
  /// Concentration of half the uptake [mM].
  package let half: Double

  /// Takes up to `maximum` [amol/s] of `signal`.
  package init(signal: Int, maximum: Rate, half: Double) {
    precondition(half > 0, "receptors that saturate")
    self.signal = signal
    self.maximum = maximum
    self.half = half
  }
}
