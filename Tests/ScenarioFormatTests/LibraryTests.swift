import Chemistry
import Foundation
import ScenarioFormat
import Testing

/// The embedded records.
@Suite struct LibraryTests {
  @Test func theEmbeddedLibraryIsReadWithoutProblems() throws {
    let library = try Library.embedded()
    #expect(library.components.count == 18)
    #expect(library.mineral("HAP")?.kinetics != nil)
    #expect(library.gases.map(\.id) == ["CO2"])
    #expect(
      library.vessels.map(\.id) == [
        "arteriole", "capillary", "venule", "fenestrated_capillary", "glomerular_capillary",
      ])
  }

  @Test func everyQuantityHasASourceAndLiesInItsPublishedRange() throws {
    let log = ReadingLog()
    let library = Library.read(Library.merged(with: nil), log: log)
    #expect(log.quantities.allSatisfy { !$0.source.isEmpty && $0.confidence != .given })
    var quantities: [Quantity] = []
    for tissue in library.tissues {
      quantities += [
        tissue.fluidFraction, tissue.tortuosity, tissue.cellFraction,
        tissue.capillaryExchange, tissue.cellCalcium, tissue.cellPhosphate,
      ]
      quantities += [tissue.pyrophosphatase, tissue.phosphatase].compactMap(\.self)
        .flatMap { [$0.maximumRate, $0.constant, $0.substrate].compactMap(\.self) }
      quantities += tissue.surfaces.map(\.area) + tissue.residentCells.map(\.density)
      quantities += [
        tissue.thickness, tissue.wallPermeability, tissue.collagen, tissue.elastin, tissue.stiffness,
        tissue.temperature,
        tissue.hydraulicConductivity, tissue.lymphConductance, tissue.lymphPressure,
      ].compactMap(\.self)
    }
    for vessel in library.vessels {
      quantities += [
        vessel.permeability, vessel.referenceDiffusivity, vessel.radius, vessel.ionReflection,
        vessel.hydraulicConductivity, vessel.pressure,
      ]
      quantities += try #require(vessel.smallMolecules).quantities
      quantities += try #require(vessel.macromolecules).quantities
    }
    for cause in library.causes {
      quantities += [
        cause.phosphataseFactor, cause.pyrophosphataseFactor, cause.calciumLoadFactor,
        cause.releasedShare, cause.capillaryDropout,
      ]
    }
    quantities += library.causes.flatMap(\.surfaces).map(\.area)
    for plasma in library.plasma {
      quantities += plasma.solutes.flatMap { [$0.total, $0.diffusibleFraction].compactMap(\.self) }
      quantities += [plasma.transferrin, plasma.ceruloplasmin, plasma.albumin].compactMap(\.self)
    }
    quantities += try #require(library.proteins).quantities
    quantities += library.inhibitors.flatMap { [$0.molarMass, $0.plasma].compactMap(\.self) }
    quantities += library.minerals.compactMap(\.kinetics).flatMap(Self.quantities(of:))
    for quantity in quantities { #expect(quantity.range?.contains(quantity.value) ?? true, "\(quantity)") }
  }

  private static func quantities(of kinetics: MineralKineticsRecord) -> [Quantity] {
    var all = [
      kinetics.growth.rateConstant, kinetics.growth.root, kinetics.growth.order, kinetics.dissolution.root,
      kinetics.dissolution.order, kinetics.dissolution.activationEnergy,
    ]
    all += kinetics.dissolution.terms.flatMap { [$0.rateConstant, $0.protonOrder] }
    if let nucleation = kinetics.nucleation {
      all += [nucleation.interfacialEnergy, nucleation.heterogeneousPrefactor]
      all += nucleation.contactAngles.map(\.angle) + nucleation.crystalAngles.map(\.angle)
      if let bulk = nucleation.homogeneousPrefactor { all.append(bulk) }
    }
    return all + kinetics.inhibition.flatMap { [$0.affinity, $0.largestShare].compactMap(\.self) }
  }

  /// Sites, one dissolution mechanism at least, and inhibitors that a fluid can hold.
  @Test func everyMineralWithRatesCanBeBornGrowAndDissolve() throws {
    let library = try Library.embedded()
    let minerals = library.minerals.filter { $0.kinetics != nil }
    #expect(
      minerals.map(\.id) == [
        "HAP", "OCP", "DCPD", "ACP", "ACP2", "Whitlockite", "Calcite", "Newberyite", "Struvite", "Strengite",
        "Ferrihydrite", "AlOH3am", "Variscite", "CuOH2", "Malachite", "Cu3PO42",
      ])
    for mineral in minerals {
      let kinetics = try #require(mineral.kinetics)
      #expect(!kinetics.dissolution.terms.isEmpty, "\(mineral.id)")
      let sites = kinetics.nucleation?.contactAngles.map(\.site) ?? []
      #expect(
        Set(sites).isSuperset(of: ["membrane_debris", "mitochondria", "matrix_vesicles", "collagen"]),
        "\(mineral.id)")
      for inhibitor in kinetics.inhibition {
        let id = inhibitor.inhibitor
        #expect(library.component(id) != nil || library.inhibitor(id) != nil, "\(mineral.id): \(id)")
      }
    }
  }

  /// ENPP1 makes what alkaline phosphatase splits at the pyrophosphate that passes from plasma, 3.26 µM × 0.7 / 0.93;
  /// its maximum rate is given to two digits. Dead tissue makes none.
  @Test func healthyTissueKeepsThePyrophosphateOfPlasma() throws {
    let library = try Library.embedded()
    let plasma = try #require(library.plasma("human_adult"))
    let solute = try #require(plasma.solute(of: "PPi"))
    let share = try #require(solute.diffusibleFraction).value
    let diffusible = solute.total.value * share / plasma.waterFraction.value
    func rate(_ enzyme: EnzymeRecord, _ micromolar: Double) -> Double {
      enzyme.maximumRate.value * micromolar / (enzyme.constant.value + micromolar)
    }
    #expect(library.tissues.filter { $0.phosphatase == nil }.map(\.id) == ["vessel_lumen", "fluid"])
    #expect(
      library.tissues.filter { $0.phosphatase != nil && $0.pyrophosphatase == nil }.map(\.id) == ["necrosis"])
    for tissue in library.tissues where tissue.phosphatase != nil && tissue.id != "necrosis" {
      let maker = try #require(tissue.pyrophosphatase)
      let made = rate(maker, try #require(maker.substrate).value)
      let split = rate(try #require(tissue.phosphatase), diffusible * 1000) * tissue.fluidFraction.value
      #expect(abs(made / split - 1) < 0.05, "\(tissue.id)")
    }
  }

  @Test func everyPlasmaSoluteIsAComponent() throws {
    let library = try Library.embedded()
    for plasma in library.plasma {
      for solute in plasma.solutes { #expect(library.component(solute.component) != nil, "\(solute.name)") }
    }
  }

  @Test func recordsBecomeChemistry() throws {
    let library = try Library.embedded()
    let apatite = try #require(library.mineral("HAP")?.kineticMineral)
    // McDowell, Gregory & Brown 1977: pKsp 58.6 at 37 °C for Ca5(PO4)3OH = 5 Ca + 3 PO4 + OH; with
    // pKw 13.62 the reaction with H+ has log K = -58.6 + 13.62.
    #expect(abs(apatite.phase.logK.log10K(temperature: 310.15) + 44.98) < 0.1)
    #expect(apatite.dissolution.activationEnergy == 43000)
    #expect(
      apatite.nucleation.sites.map(\.id) == [
        "membrane_debris", "collagen", "elastin", "foreign_body", "mitochondria", "matrix_vesicles", "ACP",
        "OCP", "Whitlockite",
      ])
    #expect(library.mineral("Aragonite")?.kineticMineral == nil)
  }
}

extension LibraryTests {
  @Test func theOtherConstantOfASolidHasItsRatesAndIsShown() throws {
    let library = try Library.embedded()
    let fresh = try #require(library.mineral("ACP")?.kineticMineral)
    let aged = try #require(library.mineral("ACP2")?.kineticMineral)
    #expect(aged.growth == fresh.growth && aged.nucleation == fresh.nucleation)
    // PMC7281443, table 4: ion activity products 2.3e-11 and 3.2e-12.
    #expect(abs(fresh.phase.logK.log10K(temperature: 310.15) - log10(2.3e-11)) < 1e-9)
    #expect(abs(aged.phase.logK.log10K(temperature: 310.15) - log10(3.2e-12)) < 1e-9)
    for named in ["ACP", "ACP2"] {
      let text = ReferenceScenario.replacing("\"minerals\": [\"ACP\"", with: "\"minerals\": [\"\(named)\"")
      let paths = try Scenario.read(text: text, file: "x.json").quantities.map(\.path)
      for shown in ["ACP", "ACP2"] { #expect(paths.contains("library.minerals.\(shown).log_k")) }
    }
    let calcite = try #require(library.mineral("Calcite"))
    #expect(library.alternatives(of: calcite).isEmpty)
  }

  @Test func aConstantIsOverriddenInPlaceAndShown() throws {
    let settings = [Setting(path: "library.complexes.CaHPO4.log_k", value: "14.9")]
    let scenario = try Scenario.read(text: ReferenceScenario.text, file: "x.json", settings: settings)
    let complex = try #require(scenario.library.complexes.first { $0.id == "CaHPO4" })
    #expect(complex.complex.logK.log10K(temperature: 280) == 14.9)
    let shown = try #require(scenario.quantities.first { $0.path == "library.complexes.CaHPO4.log_k" })
    #expect(shown.value == "14.9" && shown.confidence == .given)
  }
}
