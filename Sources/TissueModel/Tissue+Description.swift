extension Tissue {
  /// What a voxel holds, in words: for the report of a voxel that could not be integrated.
  ///
  /// Fluid fraction, pH, ionic strength, concentrations in the water and minerals in the tissue.
  func description(ofVoxel voxel: Int) -> String {
    /// Four significant digits.
    func rounded(_ value: Double) -> String {
      guard value.isFinite, value != 0 else { return "\(value)" }
      var scale = 1.0
      while abs(value) * scale < 1000 && scale < 1e300 { scale *= 10 }
      while abs(value) * scale >= 10_000 { scale /= 10 }
      return "\((value * scale).rounded() / scale)"
    }
    var parts = [
      "fluid \(rounded(fluid[0, voxel]))", "pH \(rounded(pH(voxel)))",
      "ionic strength \(rounded(ionicStrength[0, voxel])) mol/kg",
    ]
    parts += solutes.indices.map { "\(solutes[$0].id) \(rounded(concentration($0, voxel))) mM" }
    for mineral in minerals.indices where mineralAmounts[mineral, voxel] != 0 {
      parts.append(
        "\(minerals[mineral].phase.id) \(rounded(mineralAmounts[mineral, voxel])) mM of tissue")
    }
    return parts.joined(separator: ", ")
  }
}
