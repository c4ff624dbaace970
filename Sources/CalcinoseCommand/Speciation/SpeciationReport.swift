import Chemistry
import ScenarioFormat

/// What `calcinose speciate` prints of solved solutions.
struct SpeciationReport {
  /// The solutions in order.
  let solved: [SolvedCase]
  /// Records, for order and names.
  let library: Library
  /// Path of the varied quantity, nil when none is.
  let variedPath: String?

  /// The report in a format, with a line break at the end.
  func text(_ format: TableFormat) -> String {
    switch format {
    case .table: tables
    case .csv: commaSeparated
    case .json: json
    }
  }

  /// Whether the varied quantity is not among the results anyway.
  var variedHasItsOwnKey: Bool { variedPath != nil && variedPath != "pH" && variedPath != "temperature_C" }

  /// The members of a dictionary in the order of the library.
  static func ordered(_ values: [String: Double], by ids: [String]) -> [(id: String, value: Double)] {
    ids.compactMap { id in values[id].map { (id, $0) } }
  }

  /// Component identifiers without hydrogen, then hydrogen.
  var componentIDs: [String] { components + [Component.hydrogen] }
  /// Component identifiers without hydrogen.
  var components: [String] { library.components.map(\.id).filter { $0 != Component.hydrogen } }
  /// Complex identifiers.
  var complexes: [String] { library.complexes.map(\.id) }
  /// Mineral identifiers.
  var minerals: [String] { library.minerals.map(\.id) }
}
