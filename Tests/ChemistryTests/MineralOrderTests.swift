import Chemistry
import Testing

/// What the library's laws say about which mineral is born, grows and dissolves first, at 37 °C.
@Suite struct MineralOrderTests {
  static let day = 86_400.0
  /// Minerals of which normal fluid has all components.
  static let ordered = ["HAP", "OCP", "DCPD", "ACP", "Whitlockite", "Calcite", "Newberyite"]

  /// ln Ω of every mineral in a fluid [mol/kg].
  static func saturations(pH: Double, _ totals: [String: Double]) throws -> [String: Double] {
    try Speciation(table: TestLibrary.table()).solve(
      Solution(temperature: TestLibrary.body, acidBase: .heldPH(pH), totals: totals)
    ).saturationIndex.mapValues { $0 * Natural.ln10 }
  }

  /// Simulated body fluid (Kokubo & Takadama 2006, Biomaterials 27:2907), mmol/L brought to mol/kg.
  static func simulatedBodyFluid() throws -> [String: Double] {
    let millimolar = [
      "Ca": 2.5, "PO4": 1.0, "Mg": 1.5, "CO3": 4.2, "Na": 142.0, "K": 5.0, "Cl": 147.8, "SO4": 0.5,
    ]
    return try saturations(
      pH: 7.4, millimolar.mapValues { $0 * 1e-3 / Water(temperature: TestLibrary.body).density })
  }

  /// Nuclei per day on one µm²/µm³ of a site [1/µm³].
  static func nuclei(_ id: String, on site: String, in saturations: [String: Double]) throws -> Double {
    let mineral = try TestLibrary.mineral(id)
    let index = try #require(mineral.nucleation.sites.firstIndex { $0.id == site })
    let saturation = try #require(saturations[id])
    return day
      * mineral.nucleation.rate(
        onSite: index, area: 1, saturation: saturation, phase: mineral.phase,
        temperature: TestLibrary.body)
  }

  /// Linear growth of a crystal's radius [µm/d].
  static func growth(_ id: String, in saturations: [String: Double]) throws -> Double {
    let mineral = try TestLibrary.mineral(id)
    // 1 mol/(m² s) = 10¹⁸ amol/(10¹² µm² s).
    let saturation = try #require(saturations[id])
    let rate = mineral.growth.rate(saturation: saturation) * 1e6
    return rate * mineral.phase.volumePerAttomole * day
  }

  /// Lu & Leng 2005 (Biomaterials 26:1097), abstract: in simulated body fluid OCP nucleates much faster than HAP,
  /// which is the most stable; DCPD cannot form.
  @Test func octacalciumPhosphateIsBornFirstInSimulatedBodyFluid() throws {
    let fluid = try MineralOrderTests.simulatedBodyFluid()
    let octacalcium = try MineralOrderTests.nuclei("OCP", on: "membrane_debris", in: fluid)
    let apatite = try MineralOrderTests.nuclei("HAP", on: "membrane_debris", in: fluid)
    // A hundredfold counts as much.
    #expect(octacalcium > 100 * apatite)
    // Crystals born at a constant rate J and growing at G fill J G³ t⁴ π/3: more OCP than HAP from the start,
    // although each crystal of HAP grows faster.
    // Magnesium slows both alike and is left out.
    let widths = (
      try MineralOrderTests.growth("OCP", in: fluid), try MineralOrderTests.growth("HAP", in: fluid)
    )
    #expect(widths.1 > widths.0)
    #expect(octacalcium * widths.0 * widths.0 * widths.0 > apatite * widths.1 * widths.1 * widths.1)
    let drive = (octacalcium: try #require(fluid["OCP"]) / 8, apatite: try #require(fluid["HAP"]) / 9)
    #expect(drive.apatite > drive.octacalcium)
  }

  @Test func brushiteHasNoDrivingForceInNormalFluidsAndOneInAcid() throws {
    let body = try MineralOrderTests.simulatedBodyFluid()
    let tissue = try MineralOrderTests.saturations(pH: 7.4, TestLibrary.fluid())
    for fluid in [body, tissue] {
      #expect(try #require(fluid["DCPD"]) < 0)
      #expect(try MineralOrderTests.nuclei("DCPD", on: "membrane_debris", in: fluid) == 0)
      #expect(try MineralOrderTests.growth("DCPD", in: fluid) == 0)
    }
    let acid = try MineralOrderTests.saturations(
      pH: 6.3, TestLibrary.fluid(pH: 6.3, ["Ca": 3e-3, "PO4": 1e-2]))
    #expect(try MineralOrderTests.nuclei("DCPD", on: "membrane_debris", in: acid) > 1)
  }

  /// A prediction for OCP and calcite, which are supersaturated in it: 0.25 mm³ with 0.1 µm²/µm³, a century.
  @Test(arguments: ordered) func nothingIsBornOnIntactCollagenInNormalFluid(id: String) throws {
    let fluid = try MineralOrderTests.saturations(pH: 7.4, TestLibrary.fluid())
    let perDay = try MineralOrderTests.nuclei(id, on: "collagen", in: fluid)
    #expect(perDay * 0.1 * 0.25e9 * 36_525 < 1e-6)
  }

  /// What the interfacial energy of whitlockite was calibrated to.
  @Test func apatiteIsBornBeforeWhitlockite() throws {
    for fluid in [
      try MineralOrderTests.simulatedBodyFluid(),
      try MineralOrderTests.saturations(pH: 7.4, TestLibrary.fluid()),
    ] {
      let apatite = try MineralOrderTests.nuclei("HAP", on: "membrane_debris", in: fluid)
      #expect(try MineralOrderTests.nuclei("Whitlockite", on: "membrane_debris", in: fluid) < 1e-3 * apatite)
    }
  }

  /// σ = Ω^(1/ν) − 1 with the ions of the formula unit; calcite follows its source's Ω^(2/3).
  @Test(arguments: [
    ("OCP", 8.0), ("DCPD", 2), ("HAP", 9), ("Whitlockite", 5), ("Struvite", 3), ("Newberyite", 2),
    ("Ferrihydrite", 4), ("Strengite", 2), ("CuOH2", 3), ("Malachite", 5), ("Cu3PO42", 5), ("AlOH3am", 4),
    ("Variscite", 2), ("Calcite", 1.5),
  ])
  func supersaturationIsThatOfOneIon(id: String, ions: Double) throws {
    #expect(try TestLibrary.mineral(id).growth.root == ions)
  }

  /// Wu & Nancollas 1997: 11.4 mJ/m² with the supersaturation per ion, S = Ω^(1/8), gives the same barrier.
  @Test func theInterfacialEnergyOfOCPIsItsSourcesPerFormulaUnit() throws {
    let mineral = try TestLibrary.mineral("OCP")
    let thermal = Natural.boltzmann * TestLibrary.body
    let energy = 11.4e-3 / thermal
    let volume = mineral.phase.formulaVolume
    // (8/ln Ω)² where the law has 1/(ln Ω)².
    let source = 16 * Double.pi * energy * energy * energy * volume * volume / 3 * 64
    #expect(
      abs(mineral.nucleation.barrier(of: mineral.phase, temperature: TestLibrary.body) / source - 1) < 1e-12)
  }

  /// Plummer, Wigley & Parkhurst 1978, k₁ a(H) + k₂ a(CO₂) + k₃ [mmol/(cm² s)], with 46 mmHg of carbon dioxide.
  @Test(arguments: [7.4, 5.0]) func calciteDissolvesAtItsPublishedRate(pH: Double) throws {
    let kelvin = TestLibrary.body
    // Henry's constant of CO₂ at 37 °C, log K = −1.61 (Plummer & Busenberg 1982).
    let carbonDioxide = Natural.power(10, -1.61) * 46 / 760
    let expected =
      10
      * (Natural.power(10, 0.198 - 444 / kelvin) * Natural.power(10, -pH)
        + Natural.power(10, 2.84 - 2177 / kelvin) * carbonDioxide + Natural.power(10, -1.1 - 1737 / kelvin))
    let mineral = try TestLibrary.mineral("Calcite")
    // The constants are kept to two digits: half a unit of the second is up to 2.5 %.
    #expect(abs(mineral.dissolution.rateConstant(pH: pH, temperature: kelvin) / expected - 1) < 0.025)
    if pH == 7.4 { #expect(abs(mineral.growth.rateConstant / expected - 1) < 0.025) }
  }

  /// Kofina, Demadis & Koutsoukos 2007: affinity 8.2·10⁵ L/mol, inhibition up to 80 %.
  @Test func citrateSlowsStruviteByFourFifthsAtMost() throws {
    let inhibition = try TestLibrary.mineral("Struvite").inhibition
    let citrate = try #require(inhibition.first { $0.inhibitor == "Cit" })
    #expect(abs(citrate.factor(concentration: 1 / 820) - 0.6) < 1e-12)
    // One part in 8.2·10⁸ of the sites is left.
    #expect(abs(citrate.factor(concentration: 1e6) - 0.2) < 1e-8)
    #expect(citrate.factor(concentration: 0) == 1)
  }
}
