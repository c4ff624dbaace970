import Chemistry
import TissueModel

extension PlasmaRecord {
  /// Charge that a component carries on average among its dissolved forms at pH 7.4, for the Donnan factor:
  /// HPO₄²⁻ and H₂PO₄⁻ as 4 to 1, carbonate as HCO₃⁻, pyrophosphate as CaP₂O₇²⁻ and MgP₂O₇²⁻; iron and aluminium
  /// as hydroxocitrates MeOHCit⁻, copper as CuCO₃, CuCit⁻ and Cu(CO₃)₂²⁻ in 5 to 3 to 1.
  private static let meanCharge = [
    "PO4": -1.8, "CO3": -1.0, "PPi": -2.0, "Fe3": -1.0, "Al": -1.0, "Cu": -0.6,
  ]

  /// Diffusible concentration of a component, brought to interstitial water [mM]; nil if plasma has none.
  ///
  /// total · diffusible share / water fraction · r^(−z), r the Donnan ratio of a monovalent anion.
  func interstitial(_ component: ComponentRecord) -> Double? {
    guard let solute = solute(of: component.id) else { return nil }
    guard let share = solute.diffusibleFraction?.value else {
      preconditionFailure("the proteins' share of \(component.id) was not computed")
    }
    let charge = PlasmaRecord.meanCharge[component.id] ?? Double(component.charge)
    return solute.total.value * share / waterFraction.value
      * power(donnanRatio.value, -charge)
  }
}

extension Scenario {
  /// Concentrations of the model's solutes [mM of water] in a fluid with given totals at a pH: totals as they are, the
  /// balance of acid (alkalinity 2·CO₃ − H, or H) as the speciation at that pH has it.
  func amounts(of solutes: [Solute], totals: [Double], pH: Double) throws -> [Double] {
    let water = Water(temperature: kelvin).density * 1000
    let molal = Dictionary(uniqueKeysWithValues: zip(components.map(\.id), totals.map { $0 / water }))
    let fluid = try Speciation(table: library.thermodynamicTable).solve(
      Solution(temperature: kelvin, acidBase: .heldPH(pH), totals: molal))
    return solutes.map { solute in
      solute.isAcidity
        ? (fluid.totals[solute.id] ?? 0) * water
        : zip(components, totals).first { $0.0.id == solute.id }?.1 ?? 0
    }
  }

  /// Concentrations of the model's solutes that balance plasma: the diffusible totals, and the balance of acid that
  /// plasma has at its own pH.
  func diffusiblePlasma(solutes: [Solute]) throws -> Plasma {
    let totals = components.map { plasma.interstitial($0) ?? 0 }
    return Plasma(diffusible: try amounts(of: solutes, totals: totals, pH: plasma.pH.value))
  }
}
