/// A mineral with the laws by which it nucleates, grows, dissolves and is inhibited.
package struct KineticMineral: Equatable, Sendable {
  /// The phase and its solubility.
  package let phase: MineralPhase
  /// Growth above saturation.
  package let growth: GrowthLaw
  /// Dissolution below saturation.
  package let dissolution: DissolutionLaw
  /// Formation of crystals.
  package let nucleation: NucleationLaw
  /// What slows its growth, nucleation or dissolution.
  package let inhibition: [LangmuirInhibition]

  /// Makes a mineral from its records.
  package init(
    phase: MineralPhase, growth: GrowthLaw, dissolution: DissolutionLaw, nucleation: NucleationLaw,
    inhibition: [LangmuirInhibition]
  ) {
    self.phase = phase
    self.growth = growth
    self.dissolution = dissolution
    self.nucleation = nucleation
    self.inhibition = inhibition
  }

  /// Radius with which a nucleus counts as a crystal [µm]; infinite at and below saturation.
  ///
  /// The critical nucleus neither grows nor dissolves, and how it leaves its size by chance belongs to the rate of
  /// nucleation, which is calibrated on crystals that were seen. So it enters at the radius from which the growth
  /// law carries it on at half the speed of a flat surface: with a speed ∝ (ln Ω)^order and ln Ω lowered by
  /// curvature by r*/r of itself, r*/(1 − 2^(−1/order)).
  package func birthRadius(saturation: Double, temperature: Double) -> Double {
    let critical = nucleation.criticalRadius(saturation: saturation, phase: phase, temperature: temperature)
    return critical / (1 - Natural.power(2, -1 / growth.order))
  }
}
