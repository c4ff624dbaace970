import Chemistry
import ScenarioFormat
import Testing

/// A solution that is refused, and what is said about it.
struct BadSolution: Sendable, CustomTestStringConvertible {
  /// Keys of the solution beside its temperature.
  var keys: String
  /// All sentences, in order, without the file.
  var sentences: [String]

  init(_ keys: String, _ sentences: String...) {
    self.keys = keys
    self.sentences = sentences.map { "x.json:" + $0 }
  }

  var testDescription: String { keys }
  var text: String { "{\"temperature_C\": 37, \(keys)}" }

  static let salt = "\"totals_mol_per_kgw\": {\"Na\": 0.1, \"Cl\": 0.1}"

  static let all: [BadSolution] = [
    BadSolution(salt, "1:1: error: pH is missing (must be a number from 0 to 14)"),
    BadSolution(
      "\"pH\": 7", "1:1: error: totals_mol_per_kgw is missing (must be an object of totals)"),
    BadSolution("\"pH\": 15, \(salt)", "1:29: error: pH must be from 0 to 14 (got 15)"),
    BadSolution("\"pH\": \"7\", \(salt)", "1:29: error: pH must be a number (got \"7\")"),
    BadSolution(
      "\"pH\": 7, \"pH\": 8, \(salt)", "1:32: error: pH is given twice (first at 1:23)"),
    BadSolution(
      "\"pH\": 7, \"totals_mol_per_kgw\": {\"Ca\": -1e-3}",
      "1:61: error: totals_mol_per_kgw.Ca must be ≥ 0 (got -1e-3)"),
    BadSolution(
      "\"pH\": 7, \"totals_mol_per_kgw\": {\"Caa\": 1e-3}",
      "1:55: error: totals_mol_per_kgw.Caa names the unknown component \"Caa\"; did you mean \"Ca\"?"),
    BadSolution(
      "\"pH\": 7, \"totals_mol_per_kgw\": {\"H\": 1e-3, \"H2O\": 55.5}",
      "1:55: error: totals_mol_per_kgw.H is no total: pH, initial_pH or total_H_mol fixes hydrogen; leave it out",
      "1:66: error: totals_mol_per_kgw.H2O is no total: totals are per kg of water; leave it out"),
    BadSolution(
      "\"pH\": 7, \"totals_mol_per_kgw\": [1]",
      "1:54: error: totals_mol_per_kgw must be an object of numbers (got an array of 1)"),
    BadSolution(
      "\"pH\": 7, \"temprature\": 3, \(salt)",
      "1:32: error: temprature is not a known key; did you mean \"temperature_C\"?"),
    BadSolution(
      "\"pH\": 7, \"initial_pH\": 7, \(salt), \"phases_allowed_mol\": {}",
      "1:46: error: initial_pH goes only with \"mode\"",
      "1:117: error: phases_allowed_mol goes only with \"mode\""),
    BadSolution(
      "\"pH\": 7, \"pCO2_mmHg\": 40, \"totals_mol_per_kgw\": {\"CO3\": 0.02}",
      "1:72: error: totals_mol_per_kgw.CO3 follows from pH and the CO2 pressure; leave it out, or the pressure"
    ),
    BadSolution(
      "\"mode\": \"free_ph\", \(salt)",
      "1:31: error: mode must be \"fixed_pH\", \"free_pH\" or \"fixed_pCO2\" (got \"free_ph\"); did you mean \"free_pH\"?"
    ),
    BadSolution("\"mode\": \"free_pH\", \(salt)", "1:1: error: must have initial_pH or total_H_mol"),
    BadSolution("\"mode\": \"fixed_pH\", \(salt)", "1:1: error: must have initial_pH or pH"),
    BadSolution(
      "\"mode\": \"fixed_pCO2\", \"initial_pH\": 7, \(salt)",
      "1:1: error: must have pCO2_mmHg or log_pCO2_atm"),
    BadSolution(
      "\"mode\": \"free_pH\", \"initial_pH\": 7, \"pH\": 7, \"pCO2_mmHg\": 40, \(salt)",
      "1:65: error: pH does not go with \"mode\": \"free_pH\"",
      "1:81: error: pCO2_mmHg does not go with \"mode\": \"free_pH\""),
    BadSolution(
      "\"mode\": \"fixed_pCO2\", \"initial_pH\": 7, \"pCO2_mmHg\": 43, \"log_pCO2_atm\": -1.3, \(salt)",
      "1:95: error: log_pCO2_atm must agree with pCO2_mmHg, which makes it -1.2473451367012047 (got -1.3)"),
    BadSolution(
      "\"mode\": \"free_pH\", \"initial_pH\": 7, \(salt), \"phases_allowed_mol\": {\"HPA\": 0, \"HAP\": 0}",
      "1:128: error: phases_allowed_mol.HPA names the unknown mineral \"HPA\"; did you mean \"HAP\"?",
      "1:138: error: phases_allowed_mol.HAP needs Ca and PO4, which neither the totals nor another phase hold"
    ),
    BadSolution(
      "\"mode\": \"free_pH\", \"initial_pH\": 7, \(salt), \"phases_allowed_mol\": {\"HAP\": -1}",
      "1:128: error: phases_allowed_mol.HAP needs Ca and PO4, which neither the totals nor another phase hold",
      "1:135: error: phases_allowed_mol.HAP must be ≥ 0 (got -1)"),
    BadSolution(
      "\"id\": \"\", \"pH\": 7, \(salt)",
      "1:29: error: id must be a text that is not empty (got \"\")"),
  ]
}

/// Files with solutions.
@Suite struct SolutionFileTests {
  private func sentences(_ text: String, vary: String? = nil) -> [String] {
    do {
      let variation = try vary.map { argument throws(ScenarioProblems) in try Variation(argument: argument) }
      _ = try SolutionFile.read(text: text, file: "x.json", variation: variation)
      return []
    } catch {
      return error.errors.map(\.sentence)
    }
  }

  @Test(arguments: BadSolution.all)
  func isRefusedWithItsSentences(_ bad: BadSolution) {
    // The document itself has no path to name.
    let expected = bad.sentences.map {
      $0.replacing("error: must have", with: "error: the document must have")
    }
    #expect(sentences(bad.text) == expected)
  }

  @Test func allProblemsOfAnArrayComeAtOnce() {
    let text = """
      [{"temperature_C": 60, "pH": 7, "totals_mol_per_kgw": {}},
       {"temperature_C": 37, "pH": 7, "totals_mol_per_kgw": {"Caa": 1}}, 7,
       {"temperature_C": 37, "mode": "fixed_pH", "totals_mol_per_kgw": {}},]
      """
    #expect(
      sentences(text) == [
        "x.json:1:20: error: [0].temperature_C must be from 0 to 50 (got 60)",
        "x.json:2:56: error: [1].totals_mol_per_kgw.Caa names the unknown component \"Caa\"; did you mean \"Ca\"?",
        "x.json:2:68: error: [2] must be an object (got 7)",
        "x.json:3:2: error: [3] must have initial_pH or pH",
        "x.json:3:69: error: trailing comma before \"]\"; JSON has none",
      ])
  }

  @Test(arguments: [("[]", "an empty array"), ("7", "7"), ("null", "null")])
  func somethingElseThanSolutionsIsRefused(text: String, got: String) {
    #expect(
      sentences(text) == [
        "x.json:1:1: error: the document must be a solution or an array of at least one (got \(got))"
      ])
  }

  @Test func anEmptyFileIsSaidToBeEmpty() {
    #expect(
      sentences(" ") == [
        "x.json: error: the document must be a solution or an array of at least one (got an empty file)"
      ])
  }

  /// 0.1 mol/kg of sodium chloride holds up to the acid and the base that pH 0 and 14 take.
  @Test func hydrogenThatNoPHHoldsIsRefusedWithWhatIsAllowed() {
    let text = BadSolution("\"mode\": \"free_pH\", \"total_H_mol\": 3, \(BadSolution.salt)").text
    let words = sentences(text)
    #expect(words.count == 1)
    #expect(words.first?.hasPrefix("x.json:1:57: error: total_H_mol must be from -") == true)
    #expect(
      words.first?.hasSuffix(", the amounts that keep the pH of the start from 0 to 14 (got 3)") == true)
  }

  @Test func keysBecomeTheProblemTheyMean() throws {
    let text = """
      [{"temperature_C": 25, "pH": 7, "totals_mol_per_kgw": {"Ca": 1e-3, "K": 0}},
       {"id": "b", "description": "air", "temperature_C": 37, "mode": "fixed_pCO2", "initial_pH": 7.4,
        "initial_water_kg": 2, "log_pCO2_atm": -3, "totals_mol_per_kgw": {"Ca": 1e-3, "CO3": 2e-3},
        "phases_allowed_mol": {"Calcite": 0.1}, "initial_saturation_index": {"Calcite": 0.3}},
       {"temperature_C": 37, "mode": "fixed_pH", "total_H_mol": 0, "pH": 5, "totals_mol_per_kgw": {}}]
      """
    let cases = try SolutionFile.read(text: text, file: "x.json")
    #expect(cases.map(\.id) == ["1", "b", "3"])
    #expect(cases.map(\.description) == [nil, "air", nil])
    #expect(
      cases[0].task
        == .speciation(
          Solution(temperature: 298.15, acidBase: .heldPH(7), totals: ["Ca": 1e-3, "K": 0])))
    guard case .equilibrium(let open) = cases[1].task, case .equilibrium(let held) = cases[2].task else {
      Issue.record("two equilibria")
      return
    }
    #expect(open.waterMass == 2 && open.start == .pH(7.4) && open.minerals == ["Calcite": 0.1])
    guard case .open(let pressure) = open.exchange else {
      Issue.record("open")
      return
    }
    #expect(abs(pressure - 0.76) < 1e-12)
    #expect(held.exchange == .heldPH(5) && held.start == .totalHydrogen(0))
  }

  @Test func aCrystalBringsItsOwnComponents() {
    #expect(
      sentences(
        BadSolution(
          "\"mode\": \"free_pH\", \"initial_pH\": 7, \(BadSolution.salt), "
            + "\"phases_allowed_mol\": {\"HAP\": 1e-3, \"DCPD\": 0}"
        ).text
      ).isEmpty)
  }
}

/// Quantities that are varied.
@Suite struct VariationTests {
  private func sentence(_ argument: String) -> String? {
    do {
      _ = try Variation(argument: argument)
      return nil
    } catch {
      return error.errors.first?.sentence
    }
  }

  @Test(arguments: ["pH", "pH=1:2", "pH=1:2:3:linear", "pH=a:2:3", "pH=1:inf:3", "pH=1:2:3:log:4"])
  func whatIsNoCurveIsRefused(argument: String) {
    #expect(
      sentence(argument)
        == "--vary \(argument): error: must be PATH=START:END:COUNT or PATH=START:END:COUNT:log, for example "
        + "pH=6.8:7.6:9")
  }

  @Test func pathsCountsAndEndsAreChecked() {
    #expect(
      sentence("totals_mol_per_kg.Ca=1:2:3")
        == "--vary totals_mol_per_kg.Ca: error: totals_mol_per_kg.Ca is no number that can be varied; did you mean "
        + "\"totals_mol_per_kgw\"?")
    #expect(
      sentence("colour=1:2:3")
        == "--vary colour: error: colour is no number that can be varied; known: pH, temperature_C, initial_pH, "
        + "total_H_mol, initial_water_kg, pCO2_mmHg, log_pCO2_atm, totals_mol_per_kgw.NAME, phases_allowed_mol.NAME"
    )
    #expect(
      sentence("pH=1:2:0") == "--vary pH: error: COUNT must be a whole number from 1 to 100000 (got 0)")
    #expect(
      sentence("pH=1:2:2.5") == "--vary pH: error: COUNT must be a whole number from 1 to 100000 (got 2.5)")
    #expect(sentence("pH=0:2:3:log") == "--vary pH: error: START and END must be > 0 for log spacing")
  }

  @Test func curvesHitTheirEndsAndAreEven() throws {
    #expect(try Variation(argument: "pH=6:8:5").values == [6, 6.5, 7, 7.5, 8])
    #expect(try Variation(argument: "pH=6:8:1").values == [6])
    let ratios = try Variation(argument: "totals_mol_per_kgw.Ca=1e-4:1e-1:4:log").values
    #expect(ratios.first == 1e-4 && ratios.last == 1e-1)
    // Exponentials and logarithms round at 1e-16 of an argument of up to 7.
    #expect(abs(ratios[1] / 1e-3 - 1) < 1e-14 && abs(ratios[2] / 1e-2 - 1) < 1e-14)
  }

  @Test func everySolutionTakesEveryValue() throws {
    let text = """
      [{"temperature_C": 25, "totals_mol_per_kgw": {}}, {"id": "b", "temperature_C": 37, "totals_mol_per_kgw": {}}]
      """
    let cases = try SolutionFile.read(
      text: text, file: "x.json", variation: Variation(argument: "pH=6:8:3"))
    #expect(cases.map(\.id) == ["1", "1", "1", "b", "b", "b"])
    #expect(cases.map(\.varied) == [6, 7, 8, 6, 7, 8])
    #expect(
      cases[4].task
        == .speciation(Solution(temperature: 310.15, acidBase: .heldPH(7), totals: [:])))
  }

  /// Of two keys that say the same, the one that is varied counts.
  @Test(arguments: [
    ("initial_pH=6:8:2", "\"total_H_mol\": 0.01, \"pCO2_mmHg\": 40"),
    ("pCO2_mmHg=30:50:2", "\"initial_pH\": 7, \"log_pCO2_atm\": -1.2"),
  ])
  func aVariedKeyTakesThePlaceOfItsTwin(vary: String, keys: String) throws {
    let text =
      "{\"temperature_C\": 37, \"mode\": \"fixed_pCO2\", \(keys), \"totals_mol_per_kgw\": {\"Na\": 0.1}}"
    let cases = try SolutionFile.read(
      text: text, file: "x.json", variation: Variation(argument: vary))
    guard case .equilibrium(let problem) = try #require(cases.last).task else { return }
    if vary.hasPrefix("initial_pH") {
      #expect(problem.start == .pH(8))
    } else {
      #expect(problem.exchange == .open(pCO2_mmHg: 50))
    }
  }

  @Test func aValueThatIsRefusedIsNamedByItsOption() throws {
    let text = "{\"temperature_C\": 37, \"totals_mol_per_kgw\": {}}"
    let error = #expect(throws: ScenarioProblems.self) {
      try SolutionFile.read(text: text, file: "x.json", variation: Variation(argument: "pH=13:16:4"))
    }
    #expect(error?.description == "--vary pH: error: pH must be from 0 to 14 (got 15)")
  }
}
