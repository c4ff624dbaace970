/// Dividing into two daughters of half the volume each, side by side; the nuclei and the mineral are shared out.
package struct Division: Equatable, Sendable {
  /// Divisions per time [1/s].
  package let rate: Rate

  /// Divides at `rate` [1/s].
  package init(rate: Rate) {
    self.rate = rate
  }
}

/// Growing back to the size of its kind: dV/dt = k·(V₀ − V), as PhysiCell relaxes a cell's volumes
/// (A. Ghaffarizadeh et al., PLoS Comput. Biol. 14 (2018) e1005991).
package struct Growth: Equatable, Sendable {
  /// The rate k [1/s].
  package let rate: Double

  /// Grows back at `rate` [1/s].
  package init(rate: Double) {
    precondition(rate >= 0, "a rate is not negative")
    self.rate = rate
  }
}
