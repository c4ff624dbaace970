import ArgumentParser

/// How a table is printed.
enum TableFormat: String, CaseIterable, ExpressibleByArgument {
  /// Aligned columns for people.
  case table
  /// Comma-separated values.
  case csv
  /// An array of objects.
  case json
}
