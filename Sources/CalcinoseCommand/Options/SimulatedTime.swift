import ArgumentParser

/// A simulated time on the command line: a number with its unit, `30d`, `12h`, `45min` or `90s`.
struct SimulatedTime: ExpressibleByArgument, Equatable {
  /// As it was given.
  let text: String
  /// The time [s].
  let seconds: Double

  /// The time [d].
  var days: Double { seconds / 86400 }

  private static let units: [(name: String, seconds: Double)] = [
    ("min", 60), ("s", 1), ("h", 3600), ("d", 86400),
  ]

  /// Reads the text; nil unless it is a finite number > 0 with a unit.
  init?(argument: String) {
    guard let unit = Self.units.first(where: { argument.hasSuffix($0.name) }),
      let number = Double(argument.dropLast(unit.name.count)), number > 0, number.isFinite,
      argument.first?.isNumber == true || argument.first == "."
    else { return nil }
    text = argument
    seconds = number * unit.seconds
  }
}
