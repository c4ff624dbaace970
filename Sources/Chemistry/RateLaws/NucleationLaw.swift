/// Classical nucleation of a mineral in the bulk and on surfaces.
///
/// J = A exp(−ΔG*/kT), ΔG*/kT = 16π γ³ v² f(θ) / (3 (kT)³ (ln Ω)²), f(θ) = (2 + cos θ)(1 − cos θ)²/4.
/// v and Ω both belong to the formula unit.
package struct NucleationLaw: Equatable, Sendable {
  /// A kind of surface on which nuclei form.
  package struct Site: Equatable, Sendable {
    /// Identifier of the surface, for example `membrane_debris`.
    package let id: String
    /// Contact angle of the nucleus [°]; 180 means that the surface does not help.
    package let contactAngle: Double

    /// Makes a kind of surface from its record.
    package init(id: String, contactAngle: Double) {
      self.id = id
      self.contactAngle = contactAngle
    }
  }

  /// Effective interfacial energy γ between mineral and fluid [mJ/m²].
  package let interfacialEnergy: Double
  /// Prefactor A on a surface [1/(m² s)].
  package let heterogeneousPrefactor: Double
  /// Prefactor A in the bulk [1/(m³ s)]; zero where bulk nucleation is left out.
  package let homogeneousPrefactor: Double
  /// Surfaces that nucleate, in the order of the records' identifiers.
  package let sites: [Site]

  /// Makes a law from its numbers.
  package init(
    interfacialEnergy: Double, heterogeneousPrefactor: Double, homogeneousPrefactor: Double = 0,
    sites: [Site]
  ) {
    self.interfacialEnergy = interfacialEnergy
    self.heterogeneousPrefactor = heterogeneousPrefactor
    self.homogeneousPrefactor = homogeneousPrefactor
    self.sites = sites
  }

  /// Share f(θ) of the barrier that a surface with a contact angle [°] leaves.
  package static func barrierShare(contactAngle: Double) -> Double {
    let cosine = Natural.cosine(contactAngle * .pi / 180)
    return (2 + cosine) * (1 - cosine) * (1 - cosine) / 4
  }

  /// Barrier of bulk nucleation times (ln Ω)², ΔG* (ln Ω)²/kT [1], for a phase at a temperature [K].
  package func barrier(of phase: MineralPhase, temperature: Double) -> Double {
    let thermal = Natural.boltzmann * temperature
    let energy = interfacialEnergy * 1e-3 / thermal
    let volume = phase.formulaVolume
    return 16 * Double.pi * energy * energy * energy * volume * volume / 3
  }

  /// Nuclei formed on a surface [1/(µm³ s)]; 0 at and below saturation.
  ///
  /// - Parameters:
  ///   - site: index into `sites`.
  ///   - area: surface per volume of tissue [µm²/µm³].
  ///   - saturation: ln Ω of the phase.
  ///   - temperature: in K.
  package func rate(
    onSite site: Int, area: Double, saturation: Double, phase: MineralPhase, temperature: Double
  ) -> Double {
    NucleationRates(self, phase: phase, temperature: temperature)
      .onSite(site, area: area, saturation: saturation)
  }

  /// Nuclei formed in the bulk of the fluid [1/(µm³ of fluid s)]; 0 at and below saturation.
  package func bulkRate(saturation: Double, phase: MineralPhase, temperature: Double) -> Double {
    NucleationRates(self, phase: phase, temperature: temperature).inBulk(saturation: saturation)
  }

  /// Capillary length 2γv/(kT) [µm]: a surface of radius r has ln Ω lower by this over r (Gibbs-Thomson).
  package func capillaryLength(of phase: MineralPhase, temperature: Double) -> Double {
    2 * interfacialEnergy * 1e-3 * phase.formulaVolume / (Natural.boltzmann * temperature) * 1e6
  }

  /// Radius of the critical nucleus 2γv/(kT ln Ω) [µm]; infinite at and below saturation.
  package func criticalRadius(saturation: Double, phase: MineralPhase, temperature: Double) -> Double {
    guard saturation > 0 else { return .infinity }
    return capillaryLength(of: phase, temperature: temperature) / saturation
  }
}
