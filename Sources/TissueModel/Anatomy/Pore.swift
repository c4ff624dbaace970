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

  /// The factor on growth that stops a mineral at the sealed fluid fraction.
  ///
  /// Growth fades over the last `margin` of the pore. With φ the fluid at the step's start and ΔV the volume that
  /// growth without limit would add, the implicit equation f = (φ − fΔV − φ_min)/margin gives
  /// f = (φ − φ_min)/(margin + ΔV).
  package static func growthFactor(fluid: Double, freeGrowth: Double) -> Double {
    let room = max(fluid - Tissue.sealedFluidFraction, 0)
    return min(1, room / (margin + max(freeGrowth, 0)))
  }

  /// The share of tissue volume over which growth fades; a regularisation, small beside φ.
  package static let margin = 0.005
}
