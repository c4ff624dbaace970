import Chemistry
import Testing
import TissueModel

@Suite struct CompositionTests {
  static func mineral(_ id: String, _ stoichiometry: [String: Double], molarMass: Double, density: Double)
    -> KineticMineral
  {
    KineticMineral(
      phase: MineralPhase(
        id: id, name: id, formula: id, stoichiometry: stoichiometry, logK: LogKFunction(constant: 0),
        molarMass: molarMass, density: density),
      growth: GrowthLaw(rateConstant: 1, root: 1, order: 1),
      dissolution: DissolutionLaw(terms: [], activationEnergy: 0, root: 1, order: 1),
      nucleation: NucleationLaw(interfacialEnergy: 1, heterogeneousPrefactor: 0, sites: []), inhibition: [])
  }

  static let apatite = mineral(
    "HAP", ["Ca": 5, "PO4": 3, "H2O": 1, "H": -1], molarMass: 502.31, density: 3.16)
  static let struvite = mineral(
    "Struvite", ["Mg": 1, "NH4": 1, "PO4": 1, "H2O": 6], molarMass: 245.41, density: 1.71)
  static let calcite = mineral("Calcite", ["Ca": 1, "CO3": 1], molarMass: 100.09, density: 2.71)

  @Test func apatiteHasFiveCalciumForThreePhosphorus() {
    let pure = Composition(masses: [7], of: [CompositionTests.apatite])
    #expect(pure.calciumPerPhosphorus.map { abs($0 - 5.0 / 3) < 1e-15 } == true)
    #expect(pure.magnesiumShare == 0)
    #expect(pure.density.map { abs($0 - 3.16) < 1e-14 } == true)
  }

  /// A mole of each: (5 + 0)/(3 + 1), 24.305/(502.31 + 245.41), masses over the sum of their volumes.
  @Test func mixturesAddMolesAndVolumes() {
    let minerals = [CompositionTests.apatite, CompositionTests.struvite]
    let mixed = Composition(masses: [502.31, 245.41], of: minerals)
    #expect(mixed.calciumPerPhosphorus.map { abs($0 - 1.25) < 1e-15 } == true)
    #expect(mixed.magnesiumShare.map { abs($0 - 24.305 / 747.72) < 1e-16 } == true)
    let density = 747.72 / (502.31 / 3.16 + 245.41 / 1.71)
    #expect(mixed.density.map { abs($0 - density) < 1e-14 } == true)
  }

  @Test func whatIsNotThereHasNoRatio() {
    let chalk = Composition(masses: [1], of: [CompositionTests.calcite])
    #expect(chalk.calciumPerPhosphorus == nil && chalk.magnesiumShare == 0)
    let nothing = Composition(masses: [0], of: [CompositionTests.apatite])
    #expect(nothing.density == nil && nothing.magnesiumShare == nil)
  }
}
