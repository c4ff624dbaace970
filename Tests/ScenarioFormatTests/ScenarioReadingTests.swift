import ScenarioFormat
import Testing

/// Reading of good scenarios.
@Suite struct ScenarioReadingTests {
  @Test func everythingOfTheFormatIsRead() throws {
    let scenario = try Scenario.read(text: ReferenceScenario.text, file: "x.json")
    #expect(scenario.title == "A block of fat and muscle")
    #expect(scenario.seed == 7)
    #expect(scenario.grid.extent == SIMD3(320, 240, 320))
    #expect(!scenario.isPlane)
    #expect(scenario.tissue.layerAxis == 2)
    #expect(scenario.tissue.layers.map(\.tissue.id) == ["subcutaneous_fat", "skeletal_muscle"])
    #expect(scenario.tissue.layers.map(\.start) == [0, 100])
    #expect(scenario.tissue.layers.map(\.end) == [100, 320])
    #expect(scenario.tissue.shapes.map(\.tissue.id) == ["septum", "fascia", "septum", "septum"])
    #expect(scenario.tissue.vessels.map(\.kind.id) == ["capillary", "arteriole"])
    #expect(scenario.tissue.nerves.first?.perineurium == 10)
    #expect(!scenario.tissue.hasCapillaryBed)
    #expect(scenario.interstitium == .given(totals: [1.5, 0.6, 1.1, 27], pH: 7.37))
    #expect(scenario.conditions.temperature == 35 && scenario.conditions.acidity == .open(pCO2_mmHg: 45))
    #expect(scenario.components.map(\.id) == ["Ca", "Mg", "PO4", "CO3"])
    #expect(scenario.minerals.map(\.id) == ["ACP", "HAP"])
    let cause = try #require(scenario.causes.first)
    #expect(cause.id == "disease" && cause.kind.id == "dermatomyositis" && cause.patchiness == 0.5)
    #expect(
      cause.regions == [
        .aroundVessels(["capillary-1"], within: 40),
        .shape(.sphere(centre: SIMD3(200, 100, 250), radius: 30)),
      ])
    #expect(scenario.steps.tolerance == 1e-4 && scenario.steps.longest == 12)
    #expect(scenario.outputs.profiles?.points == 64)
    #expect(scenario.outputs.minerals == .every(hours: 24))
    #expect(scenario.outputs.fields?.names == ["HAP", "Ca", "SI_HAP", "pH"])
  }

  @Test func tissueAtAPointFollowsLayersAndShapes() throws {
    let scenario = try Scenario.read(text: ReferenceScenario.text, file: "x.json")
    let tissue = { (x: Double, y: Double, z: Double) in scenario.tissue.tissue(at: SIMD3(x, y, z))?.id }
    #expect(tissue(300, 200, 10) == "subcutaneous_fat")
    #expect(tissue(300, 200, 110) == "skeletal_muscle")
    #expect(tissue(300, 10, 70) == "septum")
    #expect(tissue(100, 100, 69) == "fascia")
    #expect(tissue(100, 100, 71) == "subcutaneous_fat")
    #expect(tissue(200, 100, 79) == "septum")
    #expect(tissue(100, 74, 60) == "septum")
  }

  @Test func plasmaValuesReplaceThoseOfTheLibrary() throws {
    let plasma = try Scenario.read(text: ReferenceScenario.text, file: "x.json").plasma
    let calcium = try #require(plasma.solute(of: "Ca"))
    #expect(calcium.total.value == 2.3 && calcium.total.confidence == .given)
    #expect(calcium.total.source == "x.json:26:59")
    // Micromolar keys become millimolar values.
    #expect(abs((plasma.solute(of: "PPi")?.total.value ?? 0) - 2.26e-3) < 1e-15)
    #expect(plasma.solute(of: "PO4")?.total.value == 1.2)
  }

  @Test func libraryNumbersAreReplacedInPlace() throws {
    let scenario = try Scenario.read(text: ReferenceScenario.text, file: "x.json")
    let growth = try #require(scenario.minerals.last?.kinetics?.growth)
    #expect(growth.rateConstant.value == 1e-9)
    #expect(growth.rateConstant.unit == "mol/(m2 s)")
    #expect(growth.rateConstant.confidence == .given)
    #expect(growth.root.value == 9)
  }

  @Test func aPlaneHasItsLayersAlongYAndPointsInItsMiddle() throws {
    let scenario = try Scenario.read(text: ScenarioTemplate.text(title: "Trial"), file: "x.json")
    #expect(scenario.isPlane && scenario.grid.nz == 1 && scenario.grid.dz == 10)
    #expect(scenario.tissue.layerAxis == 1)
    #expect(scenario.tissue.layers.last?.end == 240)
    // One point is an axis across the plane.
    #expect(scenario.tissue.vessels.first?.points == [SIMD3(120, 140, 0), SIMD3(120, 140, 10)])
    #expect(scenario.interstitium == .steadyState)
    let profiles = try #require(scenario.outputs.profiles)
    #expect(profiles.from == SIMD3(120, 5, 5) && profiles.to == SIMD3(120, 235, 5) && profiles.points == 24)
  }

  @Test func titlesOfTheTemplateAreEscaped() throws {
    let title = "A \"quoted\" \\ title"
    #expect(try Scenario.read(text: ScenarioTemplate.text(title: title), file: "x.json").title == title)
  }

  @Test func defaultsAreUsedAndRecorded() throws {
    let text = ReferenceScenario.replacing(
      "\"chemistry\": {\"temperature_C\": 35, \"pCO2_mmHg\": 45},", with: "")
    let scenario = try Scenario.read(text: text, file: "x.json")
    #expect(scenario.conditions.temperature == 37 && scenario.conditions.acidity == .open(pCO2_mmHg: 46))
    let quantity = try #require(scenario.quantities.first { $0.path == "chemistry.pCO2_mmHg" })
    #expect(quantity.value == "46" && quantity.unit == "mmHg" && quantity.confidence == .medium)
  }

  @Test func everyResolvedValueHasAUnitASourceAndAConfidence() throws {
    let scenario = try Scenario.read(text: ReferenceScenario.text, file: "x.json")
    let paths = scenario.quantities.map(\.path)
    #expect(Set(paths).count == paths.count)
    #expect(scenario.quantities.allSatisfy { !$0.source.isEmpty })
    for path in [
      "seed", "duration_d", "grid.voxel_size_um", "tissue.vessels[1].radius_um", "plasma.set.calcium_mM",
      "library.plasma.human_adult.phosphate_mM", "library.tissues.skeletal_muscle.fluid_fraction",
      "library.tissues.perineurium.wall_permeability_um_per_s",
      "library.minerals.HAP.kinetics.growth.rate_constant_mol_per_m2_s", "library.complexes.CaHPO4.log_k",
      "library.components.H.molar_mass_g_per_mol", "library.causes.dermatomyositis.capillary_dropout",
    ] {
      #expect(paths.contains(path), "\(path)")
    }
    // Replaced, or of records that the scenario does not use.
    for path in [
      "library.plasma.human_adult.calcium_mM", "library.minerals.Aragonite.log_k",
      "library.vessels.venule.radius_um", "library.components.Fe3.molar_mass_g_per_mol",
    ] {
      #expect(!paths.contains(path), "\(path)")
    }
  }

  @Test(arguments: [
    (24.0, [0, 1, 2, 2.5]), (60.0, [0, 2.5]), (12.0, [0, 0.5, 1, 1.5, 2, 2.5]),
  ])
  func anIntervalMeetsStartMultiplesAndEnd(_ hours: Double, _ days: [Double]) {
    #expect(Scenario.Schedule.every(hours: hours).days(duration: 2.5) == days)
  }
}
