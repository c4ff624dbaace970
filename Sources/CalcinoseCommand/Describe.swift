import ArgumentParser
import ScenarioFormat

/// `calcinose describe`: every resolved value of a scenario.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints every value of a scenario, resolved, with unit, source and confidence.",
    discussion: """
      Shows the scenario's own values, the defaults, and the library records as they stand after the \
      scenario's overrides; csv and json also hold the remarks on each value. Confidence is high (measured, source read), medium (measured elsewhere or from \
      memory of the literature), low (an estimate) or given (by the scenario or the command line).

      EXAMPLES
        calcinose describe my-case.json
        calcinose describe my-case.json --format csv > values.csv
        calcinose describe my-case.json --format json \\
          --set library.minerals.HAP.kinetics.growth.order=2
      """)

  @Argument(help: "Scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @OptionGroup var settings: Settings

  @Option(help: "How to print: table, csv or json.")
  var format: TableFormat = .table

  func run() throws {
    let scenario = try ScenarioFile.load(path: scenario, settings: settings.parsed())
    try StandardStream.write(Self.table(of: scenario.quantities, notes: format != .table).text(format))
  }

  /// One row per value; with notes, the remarks on each in a last column.
  static func table(of quantities: [ResolvedQuantity], notes: Bool) -> Table {
    var table = Table(columns: ["path", "value", "unit", "confidence", "source"] + (notes ? ["note"] : []))
    for quantity in quantities {
      let remarks = [quantity.calibrated.map { "calibrated to \($0)" }, quantity.note].compactMap(\.self)
      let note: Table.Cell = remarks.isEmpty ? .missing : .text(remarks.joined(separator: "; "))
      table.append(
        [
          .text(quantity.path), cell(quantity.value), .text(quantity.unit),
          .text(quantity.confidence.rawValue), .text(quantity.source),
        ] + (notes ? [note] : []))
    }
    return table
  }

  private static func cell(_ value: String) -> Table.Cell {
    Double(value).map { .number($0) } ?? .text(value)
  }
}
