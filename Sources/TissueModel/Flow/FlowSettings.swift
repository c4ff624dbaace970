/// What drives the interstitial fluid besides the tissue's own numbers.
package struct FlowSettings: Equatable, Sendable {
  /// Oncotic pressure of the plasma and of the interstitial fluid [mmHg].
  package var plasmaOncotic, tissueOncotic: Double
  /// Pressures held at the sides in the order x low, x high, y low, y high, z low, z high [mmHg]; nil where nothing passes.
  package var sides: [Double?]

  /// Settings from their values; without `sides` nothing passes the sides.
  package init(
    plasmaOncotic: Double, tissueOncotic: Double, sides: [Double?] = [nil, nil, nil, nil, nil, nil]
  ) {
    precondition(sides.count == 6, "a grid has six sides")
    self.plasmaOncotic = plasmaOncotic
    self.tissueOncotic = tissueOncotic
    self.sides = sides
  }
}
