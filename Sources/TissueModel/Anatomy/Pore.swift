#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How pore space governs diffusion.
package enum Pore {
  /// κ = φ/λ² when mineral has narrowed the pore from its healthy width.
  ///
  /// λ² = λ₀² − 2 ln(φ/φ₀): the tortuosity of healthy tissue plus Boudreau's growth of λ² = 1 − 2 ln φ with the
  /// share of the pore that is left (B. P. Boudreau, Geochim. Cosmochim. Acta 60 (1996) 3139).
  package static func conductivity(fluid: Double, healthyFluid: Double, squaredTortuosity: Double) -> Double {
    let left = fluid / healthyFluid
    return fluid / (squaredTortuosity - 2 * log(min(left, 1)))
  }

  /// Whether minerals can still grow in a voxel with this much fluid at the start of a step.
  ///
  /// A pore that crystals have filled to about 3 % of the volume no longer hangs together (grain consolidation
  /// model, J. N. Roberts, L. M. Schwartz, Phys. Rev. B 31 (1985) 5990): what is left is sealed off.
  package static func isOpen(fluid: Double) -> Bool { fluid > percolationThreshold }

  /// Fluid fraction at which the pore space falls apart.
  package static let percolationThreshold = 0.03

  /// What growth leaves of a pore that it closes: as little below the threshold as round-off cannot make up for.
  package static let closedFluid = percolationThreshold * (1 - 0x1p-30)
}
