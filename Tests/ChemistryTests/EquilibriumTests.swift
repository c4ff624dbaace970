import Chemistry
import NumericalMethods
import ScenarioFormat
import Testing

/// Fluids with minerals that dissolve and precipitate.
@Suite struct EquilibriumTests {
  private let solver: MineralEquilibrium

  init() throws { solver = MineralEquilibrium(table: try TestLibrary.table()) }

  @Test func theReferenceFileIsComplete() { #expect(EquilibriumCase.all.count == 13) }

  /// The reference has ten digits, inputs and electroneutrality to 1e-9. Small differences of large amounts (a
  /// titrant of 3e-5 mol beside 0.03 mol of protons) keep fewer.
  @Test(arguments: EquilibriumCase.all)
  func equilibriaReproduceTheReference(reference: EquilibriumCase) throws {
    let problem = try reference.problem()
    let result = try solver.solve(problem)
    let expected = reference.output
    #expect(abs(result.solution.pH - expected.pH) < 1e-8)
    #expect(abs(result.waterMass - expected.waterMass) < 3e-8)
    #expect(abs(result.solution.ionicStrength / expected.ionicStrength - 1) < 1e-7)
    #expect(abs(result.solution.waterActivity - expected.waterActivity) < 1e-8)
    #expect(abs(result.charge - expected.charge) < 1e-9)
    #expect(result.minerals.keys.sorted() == expected.minerals.keys.sorted())
    for (id, amount) in expected.minerals {
      let found = try #require(result.minerals[id])
      #expect(amount == 0 ? found == 0 : abs(found / amount - 1) < 1e-7, "\(id)")
      #expect(abs(try #require(result.changes[id]) - (expected.changes[id] ?? 0)) < 1e-10, "\(id)")
    }
    for (id, total) in expected.totals {
      #expect(abs(try #require(result.solution.totals[id]) / total - 1) < 1e-7, "\(id)")
    }
    for (id, value) in expected.logActivity {
      #expect(abs(try #require(result.solution.logActivity[id]) - value) < 1e-7, "\(id)")
    }
    #expect(result.solution.saturationIndex.keys.sorted() == expected.saturationIndex.keys.sorted())
    for (id, value) in expected.saturationIndex {
      #expect(abs(try #require(result.solution.saturationIndex[id]) - value) < 1e-7, "\(id)")
    }
    #expect(abs(try #require(result.solution.logCarbonDioxidePressure) - expected.logPressure) < 1e-7)
    #expect(result.titrant?.formula == expected.titrant?.formula)
    if let titrant = expected.titrant {
      #expect(abs(try #require(result.titrant).amount - titrant.amount) < 1e-10)
    }
    #expect((result.carbonDioxideUptake == nil) == (expected.uptake == nil))
    if let uptake = expected.uptake {
      #expect(abs(try #require(result.carbonDioxideUptake) - uptake) < 1e-10)
    }
  }

  /// The reference's total hydrogen has ten digits, so that pH agrees with its own to what 1e-11 mol move.
  @Test(arguments: EquilibriumCase.all)
  func theStartMayBeGivenByItsPHAsWell(reference: EquilibriumCase) throws {
    var problem = try reference.problem()
    guard case .totalHydrogen(let hydrogen) = problem.start else {
      Issue.record("the reference gives total hydrogen")
      return
    }
    let byHydrogen = try solver.solve(problem)
    problem.start = .pH(byHydrogen.start.pH)
    let byPH = try solver.solve(problem)
    #expect(abs(byPH.solution.pH - byHydrogen.solution.pH) < 1e-9)
    #expect(abs((byPH.start.totals["H"] ?? 0) - hydrogen) < 1e-12)
  }

  @Test func speciationInputsReachTheSolverAsTheyAre() throws {
    let texts = ReferenceInputs.texts(in: "speciation-cases.json")
    #expect(texts.count == ReferenceCase.all.count)
    for (text, reference) in zip(texts, ReferenceCase.all) {
      let read = try SolutionFile.read(text: text, file: reference.id)
      #expect(read.map(\.task) == [.speciation(reference.solution)])
    }
  }

  /// A start from half the minerals' components is the same system.
  @Test func equilibriumDoesNotDependOnTheWayThere() throws {
    let table = try TestLibrary.table()
    var totals = try TestLibrary.fluid()
    totals["H"] = nil
    totals["alkalinity"] = nil
    let before = try Speciation(table: table).solve(
      Solution(temperature: TestLibrary.body, acidBase: .heldPH(7.4), totals: totals))
    let apatite = 1e-4
    var scarce = totals
    scarce["Ca", default: 0] -= 5 * apatite
    scarce["PO4", default: 0] -= 3 * apatite
    let hydrogen = try #require(before.totals["H"])
    let fromFluid = try solver.solve(
      EquilibriumProblem(
        temperature: TestLibrary.body, exchange: .closed, start: .totalHydrogen(hydrogen), totals: totals,
        minerals: ["HAP": 0]))
    let fromCrystals = try solver.solve(
      EquilibriumProblem(
        temperature: TestLibrary.body, exchange: .closed, start: .totalHydrogen(hydrogen + apatite),
        totals: scarce, minerals: ["HAP": apatite]))
    // One kilogram of water each, of which apatite and changed complexes hold some 1e-4 mol · 0.018 kg/mol more
    // or less: relative 1e-5 of everything.
    #expect(abs(fromFluid.solution.pH - fromCrystals.solution.pH) < 1e-5)
    let amounts = (try #require(fromFluid.minerals["HAP"]), try #require(fromCrystals.minerals["HAP"]))
    #expect(amounts.0 > 0 && abs(amounts.0 / amounts.1 - 1) < 1e-4)
  }

  /// Same composition, other solubility: the less soluble phase remains. As many minerals of the system Ca–PO₄ at
  /// held pH as components: two at most (Gibbs).
  @Test func onlyTheStablestOfLikePhasesRemains() throws {
    var problem = try #require(EquilibriumCase.all.first { $0.id == "AE05" }).problem()
    problem.minerals = ["ACP": 1e-3, "ACP2": 0, "Calcite": 1e-4, "Aragonite": 1e-2, "Vaterite": 0]
    let result = try solver.solve(problem)
    #expect(result.minerals["ACP"] == 0 && result.minerals["Vaterite"] == 0)
    #expect(result.minerals["Aragonite"] == 0)
    #expect(try #require(result.minerals["ACP2"]) > 0 && #require(result.minerals["Calcite"]) > 0)
    problem = try #require(EquilibriumCase.all.first { $0.id == "AE02" }).problem()
    problem.minerals = ["HAP": 0, "OCP": 0.01, "DCPD": 0.01, "DCPA": 0.01, "bTCP": 0.01, "ACP": 0.01]
    #expect(try solver.solve(problem).minerals.values.count { $0 > 0 } <= 2)
  }

  @Test func withoutMineralsAClosedFluidStaysAsItIs() throws {
    let reference = try #require(EquilibriumCase.all.first)
    var problem = try reference.problem()
    problem.minerals = [:]
    problem.exchange = .closed
    let result = try solver.solve(problem)
    #expect(abs(result.solution.pH - result.start.pH) < 1e-11)
    #expect(abs(result.waterMass - 1) < 1e-13)
    #expect(result.titrant == nil && result.carbonDioxideUptake == nil && result.minerals.isEmpty)
  }

  /// Without minerals the alkalinity per kilogram of water is what an open fluid keeps, but for the water.
  @Test func withoutMineralsAnOpenFluidKeepsItsAlkalinity() throws {
    let table = try TestLibrary.table()
    var problem = try #require(EquilibriumCase.all.first { $0.id == "AE06" }).problem()
    problem.minerals = [:]
    let result = try solver.solve(problem)
    let start = try #require(result.start.totals["alkalinity"])
    let end = try #require(result.solution.totals["alkalinity"])
    #expect(abs(end * result.waterMass / start - 1) < 1e-11)
    guard case .open(let pressure) = problem.exchange else { return }
    var totals = result.solution.totals.filter { !["CO3", "H"].contains($0.key) }
    totals["alkalinity"] = end
    let open = try Speciation(table: table).solve(
      Solution(temperature: problem.temperature, acidBase: .open(pCO2_mmHg: pressure), totals: totals))
    #expect(abs(open.pH - result.solution.pH) < 1e-10)
  }

  /// Electroneutrality: the sodium that holds pure water at pH 9 equals its OH⁻ less its H⁺, and the chloride at
  /// pH 4 the reverse.
  @Test(arguments: [(9.0, "NaOH", "Na", 1.0), (4.0, "HCl", "Cl", -1.0)])
  func aTitrantBringsItsIonIntoPureWater(pH: Double, formula: String, ion: String, sign: Double) throws {
    let result = try solver.solve(
      EquilibriumProblem(
        temperature: 298.15, exchange: .heldPH(pH), start: .totalHydrogen(0), totals: [:], minerals: [:]))
    let titrant = try #require(result.titrant)
    #expect(titrant.formula == formula)
    let hydroxide = try #require(result.solution.complex["OH-"]) - #require(result.solution.freeIon["H"])
    #expect(abs(try #require(result.solution.totals[ion]) / (sign * hydroxide) - 1) < 1e-10)
    #expect(abs(titrant.amount / (sign * hydroxide * result.waterMass) - 1) < 1e-10)
  }

  @Test func impossibleProblemsAreRefused() throws {
    let good = try #require(EquilibriumCase.all.first).problem()
    func error(_ change: (inout EquilibriumProblem) -> Void) -> ChemistryError? {
      var problem = good
      change(&problem)
      do {
        _ = try solver.solve(problem)
        return nil
      } catch { return error }
    }
    #expect(error { $0.minerals["Chalk"] = 0 } == .unknownMineral("Chalk"))
    #expect(ChemistryError.unknownMineral("Chalk").description == "Chalk is no mineral of the table")
    #expect(
      error { $0.minerals["HAP"] = -1 }
        == .outOfRange(quantity: "the amount of HAP", value: -1, allowed: ">= 0"))
    #expect(
      error { $0.waterMass = 0 }
        == .outOfRange(quantity: "the mass of water", value: 0, allowed: "> 0 kg"))
    #expect(
      error { $0.exchange = .heldPH(15) }
        == .outOfRange(quantity: "pH", value: 15, allowed: "between 0 and 14"))
    #expect(
      error { $0.exchange = .open(pCO2_mmHg: 0) }
        == .outOfRange(quantity: "pCO2_mmHg", value: 0, allowed: "> 0"))
    #expect(error { $0.minerals = ["Malachite": 0] } == .missingComponent("Cu", record: "Malachite"))
    #expect(error { $0.totals["Ca"] = -1 } != nil)
  }
}
