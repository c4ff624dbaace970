import Chemistry

/// How crystals that are born and grow in one place become bodies of several.
///
/// Nuclei lie at random in the fluid, and balls that grow through each other hold together. That is continuum percolation of
/// overlapping balls: it depends on η alone, the volume of all balls over the volume in which they lie. A crystal's body has
///
/// ```
/// S = (1 − η/η_c)^−γ (1 + (8 η_c − γ) η/η_c)
/// ```
///
/// crystals on average. A ball meets all those whose centres lie within two radii of its own, 8η where there are few:
/// S = 1 + 8η + O(η²), exactly. It diverges at η_c with the exponent γ; from there on one body reaches through the tissue.
/// Between the two it is within a tenth of simulated balls up to η = 0.2.
package enum Intergrowth {
  /// η_c of equal balls: 0.341889 (C. D. Lorenz & R. M. Ziff, J. Chem. Phys. 114 (2001) 3659–3661). Balls of many sizes
  /// percolate little later.
  package static let threshold = 0.341889
  /// γ of percolation in space: 1.80 (D. Stauffer & A. Aharony, Introduction to Percolation Theory, 2nd ed. 1994, table 2).
  package static let exponent = 1.80

  /// Crystals in the body that a crystal belongs to, on average, where crystals fill the share `filling` of their room;
  /// infinite from ``threshold`` on.
  package static func bodySize(filling: Double) -> Double {
    guard filling > 0 else { return 1 }
    let ratio = filling / threshold
    guard ratio < 1 else { return .infinity }
    return Natural.power(1 - ratio, -exponent) * (1 + (8 * threshold - exponent) * ratio)
  }
}

extension Tissue {
  /// Crystals in the body that a crystal of a voxel belongs to, on average (``Intergrowth``).
  ///
  /// Crystals have the pore, which is what they and the fluid fill. Those that lie loose hold to nothing and are left out.
  package func bodySize(_ voxel: Int) -> Double {
    var (all, loose) = (0.0, 0.0)
    for mineral in minerals.indices where mineralAmounts[mineral, voxel] > 0 {
      all += volumeFraction(mineral, voxel)
      loose += looseAmounts[mineral, voxel] * minerals[mineral].phase.volumePerAttomole
    }
    guard all > loose else { return 1 }
    return Intergrowth.bodySize(filling: (all - loose) / (all + fluid[0, voxel]))
  }
}
