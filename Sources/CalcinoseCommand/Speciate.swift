import ArgumentParser
import Chemistry
import ScenarioFormat

/// `calcinose speciate`: fluids, and fluids with minerals, one by one.
struct Speciate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Computes the species and saturation of fluids, and their equilibrium with minerals.",
    discussion: """
      FILE holds one solution or an array of them, or is "-" for standard input:
        {"temperature_C": 37, "pH": 7.4, "totals_mol_per_kgw": {"Ca": 1.4e-3}}
      Totals are diffusible totals per kg of water. With pCO2_mmHg beside pH, CO3 follows from the gas.

      With "mode" the fluid comes to equilibrium, with the minerals of phases_allowed_mol (0 mol may \
      precipitate) or without any; all others are suppressed:
        fixed_pH    NaOH or HCl holds pH (by default initial_pH)
        free_pH     closed
        fixed_pCO2  open to pCO2_mmHg, or log_pCO2_atm
      The start is given by initial_pH or by total_H_mol, which counts when both are there.

      --vary repeats each solution along a curve, for a quantity of the file: pH, temperature_C, initial_pH, \
      total_H_mol, initial_water_kg, pCO2_mmHg, log_pCO2_atm, totals_mol_per_kgw.NAME or \
      phases_allowed_mol.NAME.

      EXAMPLES
        calcinose speciate Scenarios/solutions/body-fluids.json
        calcinose speciate Scenarios/solutions/infected-urine.json --format json
        calcinose speciate Scenarios/solutions/body-fluids.json --format csv \\
          --vary totals_mol_per_kgw.Ca=1e-3:3e-3:50 > calcium.csv
        echo '{"temperature_C": 25, "pH": 7, "totals_mol_per_kgw": {"Ca": 1e-3}}' \\
          | calcinose speciate - --format json
      """)

  @Argument(help: "File with solutions, or - for standard input.", completion: .file(extensions: ["json"]))
  var file: String

  @Option(help: "How to print: table, csv or json.")
  var format: TableFormat = .table

  @Option(
    help: ArgumentHelp(
      "Repeats each solution with COUNT values of a quantity, evenly spaced, or in even ratios with :log.",
      valueName: "path=start:end:count"))
  var vary: [String] = []

  func validate() throws {
    if vary.count > 1 { throw ValidationError("--vary takes one quantity (got \(vary.count))") }
  }

  func run() throws {
    let variation = try vary.first.map { argument throws(ScenarioProblems) in
      try Variation(argument: argument)
    }
    let cases = try SolutionFile.load(path: file, variation: variation)
    let library = try Library.embedded()
    let table = library.thermodynamicTable
    var solved: [SolvedCase] = []
    var failures: [String] = []
    for item in cases {
      let name = Self.name(of: item, variation)
      do {
        let result = try item.solve(with: table)
        for warning in result.warnings { StandardStream.log("calcinose: warning: \(name): \(warning)") }
        solved.append(result)
      } catch {
        failures.append("calcinose: error: \(name): \(error)")
      }
    }
    if !solved.isEmpty || format == .json {
      let report = SpeciationReport(solved: solved, library: library, variedPath: variation?.path)
      try StandardStream.write(report.text(format))
    }
    if !failures.isEmpty { throw CommandFailure(.run, lines: failures) }
  }

  /// The solution as messages name it: `A1`, or `A1 (pH = 7.2)` on a curve.
  private static func name(of item: SolutionCase, _ variation: Variation?) -> String {
    guard let variation, let value = item.varied else { return item.id }
    return "\(item.id) (\(variation.path) = \(NumberRange.plain(value)))"
  }
}
