import Chemistry
import Testing

@Suite struct ThermodynamicTableTests {
  @Test func theLibraryHoldsEverything() throws {
    let table = try TestLibrary.table()
    #expect(table.components.count == 18)
    #expect(table.complexes.count == 116)
    #expect(table.minerals.count == 32)
    // Plummer & Busenberg 1982: log K_H −1.468 at 25 °C.
    #expect(abs(table.henry.log10K(temperature: 298.15) + 1.46794) < 1e-5)
  }

  @Test func everyComplexIsElectricallyBalanced() throws {
    let table = try TestLibrary.table()
    let charges = Dictionary(uniqueKeysWithValues: table.components.map { ($0.id, Double($0.charge)) })
    for complex in table.complexes {
      let sum = complex.stoichiometry.reduce(0) { $0 + $1.value * (charges[$1.key] ?? 0) }
      #expect(sum == Double(complex.charge), "\(complex.id)")
    }
    for mineral in table.minerals {
      let sum = mineral.stoichiometry.reduce(0) { $0 + $1.value * (charges[$1.key] ?? 0) }
      #expect(abs(sum) < 1e-12, "\(mineral.id)")
    }
  }

  /// Published solubility products at 25 and 37 °C, written with the ions that their sources use.
  @Test func apatiteAndBrushiteHaveTheirPublishedSolubility() throws {
    let table = try TestLibrary.table()
    func constant(_ id: String, _ temperature: Double) throws -> Double {
      try #require(table.minerals.first { $0.id == id }).logK.log10K(temperature: temperature)
    }
    func formation(_ id: String, _ temperature: Double) throws -> Double {
      try #require(table.complexes.first { $0.id == id }).logK.log10K(temperature: temperature)
    }
    // McDowell, Gregory & Brown 1977: log Ksp = −8219.41/T − 1.6657 − 0.098215 T for 5 Ca + 3 PO4 + OH.
    for temperature in [298.15, 310.15] {
      let published = -8219.41 / temperature - 1.6657 - 0.098215 * temperature
      let computed = try constant("HAP", temperature) + formation("OH-", temperature)
      #expect(abs(computed - published) < 1e-4)
    }
    // Gregory, Moreno & Brown 1970: pKsp 6.59 and 6.62 (6.63) for Ca + HPO4.
    for (temperature, published) in [(298.15, -6.59), (310.15, -6.63)] {
      let computed = try constant("DCPD", temperature) + formation("HPO4-2", temperature)
      #expect(abs(computed - published) < 0.02)
    }
  }

  @Test func aSystemKnowsItsUnknowns() throws {
    let table = try TestLibrary.table()
    let ids = TestLibrary.interstitial
    let open = try table.system(of: ids, acidBase: .open(pCO2_mmHg: 40), temperature: 310.15)
    #expect(
      open.basis.map(\.id) == table.components.map(\.id).filter { ids.contains($0) && $0 != "CO3" } + [
        "alkalinity"
      ])
    #expect(open.basis.filter { !$0.isPositive }.map(\.id) == ["alkalinity"])
    let closed = try table.system(of: ids, acidBase: .closed, temperature: 310.15)
    #expect(closed.basis.filter { !$0.isPositive }.map(\.id) == ["H"])
    let apatite = try #require(table.minerals.first { $0.id == "HAP" })
    let exponents = try open.exponents(of: apatite)
    // 2·CO3 − H of Ca5(PO4)3OH written with −1 H.
    #expect(exponents[try #require(open.index(of: "alkalinity"))] == 1)
    #expect(exponents[try #require(open.index(of: "Ca"))] == 5)
    let pyrophosphate = try #require(table.minerals.first { $0.id == "CPPD" })
    let small = try table.system(of: ["Ca", "PO4"], acidBase: .heldPH(7), temperature: 310.15)
    #expect(throws: ChemistryError.missingComponent("PPi", record: "CPPD")) {
      try small.exponents(of: pyrophosphate)
    }
    #expect(throws: ChemistryError.missingComponent("CO3", record: "CO2")) {
      try table.system(of: ["Ca"], acidBase: .open(pCO2_mmHg: 40), temperature: 310.15)
    }
  }
}
