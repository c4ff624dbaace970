extension ScenarioReader {
  /// Sides of the grid by name.
  private static let sideNames = ["x_low", "x_high", "y_low", "y_high", "z_low", "z_high"]

  /// What drives the interstitial fluid.
  func flow(_ keys: ObjectReader, in space: Space?) -> Scenario.Flow {
    let plasma = keys.number(
      "plasma_protein_g_per_dL", .from(0, to: 15),
      default: Quantity(
        7, unit: "g/dL", source: "recalled: 6 to 8 g/dL in healthy adults", confidence: .medium,
        note: "oncotic pressure after Landis and Pappenheimer 1963: 25.6 mmHg"))
    let interstitial = keys.number(
      "interstitial_protein_g_per_dL", .from(0, to: 15),
      default: Quantity(
        3, unit: "g/dL", source: "recalled: 0.2 to 0.6 of the protein of plasma in skin and muscle",
        confidence: .medium,
        note:
          "8.0 mmHg; 9.8 to 16 mmHg by three methods in subcutis of the thorax (Noddeland, Hargens, Reed & "
          + "Aukland 1982, abstract)"))
    let sides = keys.optional("sides_mmHg")?.object { sides in
      Self.sideNames.map { name in
        // Nothing passes across a plane.
        if space?.isPlane == true, name.hasPrefix("z") { return Double?.none }
        return sides.optional(name)?.number(.from(-100, to: 300), unit: "mmHg")
      }
    }
    return Scenario.Flow(
      plasmaProtein: plasma, interstitialProtein: interstitial,
      sides: sides ?? Self.sideNames.map { _ in nil })
  }
}
