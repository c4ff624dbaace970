#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What fibrils of collagen take of the room between cells, and how they hinder what diffuses there.
///
/// Both laws compare the collagen with that of the healthy tissue, whose fluid fraction and tortuosity were measured with its
/// fibrils in place: where there is as much as in health, nothing changes.
package struct CollagenFibrils: Equatable, Sendable {
  /// Volume of wet fibrils per mass of collagen [mL/g].
  package let specificVolume: Double
  /// Radius of the fibrils as molecules meet them [nm].
  package let radius: Double
  /// Radius of dissolved ions [nm].
  package let ionRadius: Double
  /// Radius of signals [nm].
  package let signalRadius: Double
  /// Power of the collagen with which tissue stiffens.
  package let stiffening: Double

  /// Fibrils that take no room and hinder nothing.
  package static let none = CollagenFibrils(
    specificVolume: 0, radius: 1, ionRadius: 0, signalRadius: 0, stiffening: 0)
  /// The most of a volume that parallel fibrils can fill, π/√12; denser tissue holds less water in them.
  static let densest = Double.pi / 12.0.squareRoot()

  /// Fibrils from their numbers; units as in the properties.
  package init(
    specificVolume: Double, radius: Double, ionRadius: Double, signalRadius: Double, stiffening: Double
  ) {
    precondition(
      specificVolume >= 0 && radius > 0 && ionRadius >= 0 && signalRadius >= 0 && stiffening >= 0,
      "sizes of fibrils")
    self.specificVolume = specificVolume
    self.radius = radius
    self.ionRadius = ionRadius
    self.signalRadius = signalRadius
    self.stiffening = stiffening
  }

  /// Volume of fibrils per volume of tissue, ν, with `collagen` [mg/mL].
  package func volumeFraction(_ collagen: Double) -> Double {
    min(collagen * 1e-3 * specificVolume, CollagenFibrils.densest)
  }

  /// What is left of everything but fibrils, (1 − ν)/(1 − ν₀), with `collagen` instead of the `healthy` one [mg/mL].
  ///
  /// Fibrils take room from cells and fluid alike, in proportion to what there is of them.
  package func share(with collagen: Double, healthy: Double) -> Double {
    (1 - volumeFraction(collagen)) / (1 - volumeFraction(healthy))
  }

  /// The collagen with which `share` is left of everything but fibrils [mg/mL].
  func collagen(leaving share: Double, healthy: Double) -> Double {
    guard specificVolume > 0 else { return .infinity }
    return (1 - share * (1 - volumeFraction(healthy))) * 1e3 / specificVolume
  }

  /// Diffusivity between the fibrils over that in healthy tissue, for molecules of `radius` [nm].
  ///
  /// Among straight fibres at random that fill a share x of a space, a ball of the radius r is slowed to
  /// exp(−√x·(1 + r/r_f)) of its diffusivity (A. G. Ogston, B. N. Preston, J. D. Wells, Proc. R. Soc. A 333 (1973) 297).
  /// The space is that between cells, fibrils and fluid: x = ν/(ν + φ).
  /// - Parameters:
  ///   - radius: of the molecules [nm].
  ///   - collagen: and that in health [mg/mL].
  ///   - fluid: fluid fraction without mineral, and that in health.
  package func hindrance(
    radius molecule: Double, collagen: (now: Double, healthy: Double), fluid: (now: Double, healthy: Double)
  ) -> Double {
    func root(_ collagen: Double, _ fluid: Double) -> Double {
      let fibrils = volumeFraction(collagen)
      return fibrils > 0 ? (fibrils / (fibrils + fluid)).squareRoot() : 0
    }
    let change = root(collagen.healthy, fluid.healthy) - root(collagen.now, fluid.now)
    return exp(change * (1 + molecule / radius))
  }

  /// Young's modulus over that of healthy tissue, (c/c₀)ⁿ, with `collagen` c instead of the `healthy` one c₀ [mg/mL]; 1 where
  /// healthy tissue has none to compare with.
  ///
  /// From soft organs to tendon stiffness follows a power of collagen below one (K. Saini et al., bioRxiv 2023.09.27.559759).
  package func stiffness(with collagen: Double, healthy: Double) -> Double {
    healthy > 0 ? pow(collagen / healthy, stiffening) : 1
  }
}
