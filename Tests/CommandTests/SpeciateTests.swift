import Foundation
import Testing

@Suite struct SpeciateTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder)
  }

  private static let solutions = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios/solutions")
    .path

  private static let examples: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: solutions)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }()

  private func objects(_ text: String) throws -> [[String: Any]] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
  }

  private func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(header, row))
    }
  }

  @Test func thereAreExamples() {
    #expect(
      Self.examples == ["body-fluids.json", "calcification-assemblage.json", "infected-urine.json"])
  }

  @Test(arguments: examples, ["table", "csv", "json"])
  func everyExampleRunsInEveryFormat(name: String, format: String) throws {
    let ending = try program.run("speciate", "\(Self.solutions)/\(name)", "--format", format)
    #expect(ending.code == 0)
    #expect(ending.errors == "")
    #expect(ending.output.hasSuffix("\n"))
  }

  @Test func oneCurveAtATime() throws {
    let ending = try program.run(
      "speciate", "\(Self.solutions)/body-fluids.json", "--vary", "pH=7:8:2", "--vary",
      "temperature_C=25:37:2")
    #expect(ending.code == 64)
    #expect(ending.output == "")
    #expect(ending.errors.contains("--vary takes one quantity (got 2)"))
  }

  /// PHREEQC 3.8.6 for the same fluid, which starts electroneutral to 1e-9.
  @Test func urineMadeAlkalineLosesItsMagnesiumToStruvite() throws {
    let ending = try program.run("speciate", "\(Self.solutions)/infected-urine.json", "--format", "json")
    let result = try #require(objects(ending.output).first)
    #expect(result["id"] as? String == "infected-urine")
    #expect(abs((result["pH"] as? Double ?? 0) - 8.046080938) < 1e-8)
    #expect(abs((result["mass_of_water_kg"] as? Double ?? 0) - 0.9997108384) < 3e-8)
    let minerals = try #require(result["mineral_mol"] as? [String: Double])
    #expect(abs(try #require(minerals["Struvite"]) / 0.00270161593 - 1) < 1e-7)
    #expect(abs(try #require(minerals["Whitlockite"]) / 0.001127418032 - 1) < 1e-7)
    #expect(minerals["Newberyite"] == 0)
    #expect(result["titrant"] == nil && result["CO2_gas_uptake_mol"] == nil)
    for key in [
      "temperature_C", "davies_A", "ionic_strength", "water_activity", "charge_balance_eq_per_kgw",
      "charge_balance_eq", "log_pCO2_atm", "mineral_change_mol", "aqueous_totals_mol_per_kgw",
      "log10_activity",
      "free_ion_mol_per_kgw", "complex_mol_per_kgw", "saturation_index",
    ] { #expect(result[key] != nil, "\(key)") }
    #expect((result["log10_activity"] as? [String: Double])?["H"] == nil)
    #expect((result["free_ion_mol_per_kgw"] as? [String: Double])?["H"] != nil)
  }

  @Test func theTableShowsSaturationFromTheHighest() throws {
    let ending = try program.run("speciate", "\(Self.solutions)/body-fluids.json")
    let lines = ending.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "plasma-ultrafiltrate: ultrafiltrate of normal plasma")
    // From the reference case of this fluid: I 0.1426212, a_w 0.9952468, 10^-1.234045453 · 760 = 44.34 mmHg.
    #expect(
      lines[1]
        == "pH 7.3620, I 0.14262 mol/kg, a_w 0.99525, charge balance 2.9e-10 eq/kg, pCO2 44.34 mmHg, 37 °C")
    let start = try #require(lines.firstIndex { $0.hasPrefix("mineral ") })
    #expect(lines[start + 1].hasPrefix("HAP          8.734   hydroxyapatite"))
    #expect(lines[start + 2].hasPrefix("Whitlockite  5.369   magnesium whitlockite"))
    // 84.3 % of calcium is free there: 1.188051e-3 of 1.409e-3.
    #expect(lines.contains { $0.hasPrefix("Ca         1.409e-03          84.32   15.68    -3.4074") })
  }

  /// Every complex and component of the library once, so that all names meet in one header.
  @Test func columnsHaveSafeAndDistinctNames() throws {
    let list = try program.run("list", "components", "--format", "csv")
    let ids = list.output.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").first.map(String.init)
    }.filter { $0 != "H" }
    let totals = ids.map { "\"\($0)\": 1e-4" }.joined(separator: ", ")
    try folder.write(
      "{\"temperature_C\": 37, \"pH\": 7, \"totals_mol_per_kgw\": {\(totals)}}", to: "all.json")
    let ending = try program.run("speciate", "all.json", "--format", "csv")
    #expect(ending.code == 0)
    let header = ending.output.split(separator: "\n")[0].split(separator: ",").map(String.init)
    #expect(Set(header).count == header.count)
    for name in header { #expect(name.wholeMatch(of: /[A-Za-z0-9_]+/) != nil, "\(name)") }
    let complexes = try program.run("list", "complexes", "--format", "csv").output.split(separator: "\n")
    #expect(header.count { $0.hasPrefix("m_") } == complexes.count - 1 + ids.count + 1)
    #expect(header.starts(with: ["id", "temperature_C", "davies_A", "pH", "ionic_strength"]))
    for name in ["a_Ca", "m_Ca", "m_H", "m_Fe_OH_2_p", "m_Fe_II_OH_p", "m_HPO4_m2", "m_CaPO4_m", "SI_HAP"] {
      #expect(header.contains(name), "\(name)")
    }
    let row = try #require(rows(ending.output).first)
    #expect(row["id"] == "1" && row["pH"] == "7" && row["temperature_C"] == "37")
  }

  @Test func aCurveRepeatsEverySolution() throws {
    let ending = try program.run(
      "speciate", "\(Self.solutions)/body-fluids.json", "--format", "csv", "--vary",
      "totals_mol_per_kgw.Ca=1e-3:3e-3:3")
    #expect(ending.code == 0)
    let rows = rows(ending.output)
    #expect(
      rows.map { $0["id"] }
        == ["plasma-ultrafiltrate", "plasma-ultrafiltrate", "plasma-ultrafiltrate"]
        + ["interstitial-fluid", "interstitial-fluid", "interstitial-fluid"])
    let values = ["0.001", "0.002", "0.003"]
    #expect(rows.map { $0["totals_mol_per_kgw_Ca"] } == values + values)
    // Only the second fluid has pyrophosphate, only the first has citrate.
    #expect(rows[0]["total_PPi"] == "" && rows[3]["total_Cit"] == "")
    let saturation = rows.prefix(3).compactMap { $0["SI_HAP"].flatMap(Double.init) }
    #expect(saturation.count == 3 && saturation == saturation.sorted())
    let json = try program.run(
      "speciate", "\(Self.solutions)/body-fluids.json", "--format", "json", "--vary", "temperature_C=25:37:2")
    #expect(try objects(json.output).map { $0["temperature_C"] as? Double } == [25, 37, 25, 37])
    let pressure = try program.run(
      "speciate", "\(Self.solutions)/infected-urine.json", "--format", "json", "--vary",
      "phases_allowed_mol.Struvite=0:1:2")
    #expect(
      try objects(pressure.output).map { $0["phases_allowed_mol.Struvite"] as? Double } == [0, 1])
  }

  @Test func standardInputIsReadAndNamed() throws {
    let good = try program.shell(
      "echo '{\"temperature_C\": 25, \"pH\": 7, \"totals_mol_per_kgw\": {}}' | \"$CALCINOSE\" speciate - --format csv"
    )
    #expect(good.code == 0)
    #expect(rows(good.output).first?["id"] == "1")
    let bad = try program.shell(
      "echo '{\"temperature_C\": 25, \"pH\": 17, \"totals_mol_per_kgw\": {}}' | \"$CALCINOSE\" speciate -")
    #expect(bad.code == 64)
    #expect(bad.errors == "<stdin>:1:29: error: pH must be from 0 to 14 (got 17)\n")
    #expect(bad.output == "")
    let empty = try program.run("speciate", "-")
    #expect(
      empty.errors
        == "<stdin>: error: the document must be a solution or an array of at least one (got an empty file)\n"
    )
  }

  @Test func filesThatAreNoneAreRefused() throws {
    #expect(try program.run("speciate", "nowhere.json").errors == "nowhere.json: error: no such file\n")
    let ending = try program.run("speciate", ".")
    #expect(ending.code == 64)
    #expect(ending.errors == ".: error: is a folder; give a file with solutions\n")
  }

  /// 0.9 mol/kg of a salt without complexes has this ionic strength, and 1e-7 more from water.
  @Test func strongFluidsAreSolvedWithAWarning() throws {
    try folder.write(
      """
      {"id": "brine", "temperature_C": 25, "pH": 7, "totals_mol_per_kgw": {"Na": 0.9, "Cl": 0.9}}
      """, to: "brine.json")
    let ending = try program.run("speciate", "brine.json")
    #expect(ending.code == 0)
    #expect(ending.errors.hasPrefix("calcinose: warning: brine: the ionic strength, 0.90000"))
    #expect(
      ending.errors.hasSuffix(
        " mol/kg, lies above 0.5, up to which Davies' activity coefficients are good\n"))
    #expect(ending.output.hasPrefix("brine\npH 7.0000, I 0.90000 mol/kg"))
  }

  /// A start that total hydrogen and pH describe differently.
  @Test func totalHydrogenThatContradictsThePHIsSaid() throws {
    try folder.write(
      """
      {"id": "two", "temperature_C": 25, "mode": "free_pH", "initial_pH": 9, "total_H_mol": 0,
       "totals_mol_per_kgw": {"Na": 0.1, "Cl": 0.1}}
      """, to: "two.json")
    let ending = try program.run("speciate", "two.json")
    #expect(ending.code == 0)
    #expect(
      ending.errors.hasPrefix(
        "calcinose: warning: two: total_H_mol counts, and makes the pH of the start "))
    #expect(ending.errors.hasSuffix(" instead of initial_pH 9.0\n"))
  }

  /// Sodium beyond all solubility sends Davies' coefficients out of range; the fluid beside it is still printed.
  @Test func aFluidThatFailsLeavesTheOthers() throws {
    try folder.write(
      """
      [{"id": "absurd", "temperature_C": 25, "pH": 7, "totals_mol_per_kgw": {"Na": 1e200, "Cl": 1e200}},
       {"id": "water", "temperature_C": 25, "pH": 7, "totals_mol_per_kgw": {}}]
      """, to: "two.json")
    let ending = try program.run("speciate", "two.json", "--format", "json")
    #expect(ending.code == 1)
    #expect(ending.errors.hasPrefix("calcinose: error: absurd: the speciation did not converge in "))
    #expect(try objects(ending.output).map { $0["id"] as? String } == ["water"])
  }
}
