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
  /// Solutes that slow growth.
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
}
