import Chemistry

/// A quantity that takes the values of a curve, one after the other: `PATH=START:END:COUNT[:log]`.
package struct Variation: Sendable, Equatable {
  /// Path of the quantity inside each solution.
  package let path: String
  /// The values in order.
  package let values: [Double]

  /// Most values of a curve.
  package static let longest = 100_000

  /// Quantities that can be varied; those that end with a point take a name after it.
  private static let known = [
    "pH", "temperature_C", "initial_pH", "total_H_mol", "initial_water_kg", "pCO2_mmHg", "log_pCO2_atm",
    SolutionKeys.totals + ".", SolutionKeys.phases + ".",
  ]

  /// Reads an argument of the command line.
  ///
  /// - Throws: `ScenarioProblems` with what is wrong with it.
  package init(argument: String) throws(ScenarioProblems) {
    func problem(_ name: String, _ fault: VariationFault) -> ScenarioProblems {
      ScenarioProblems([
        ScenarioError(origin: .variation(name), position: nil, path: .root, fault: .variation(fault))
      ])
    }
    guard let sign = argument.firstIndex(of: "=") else { throw problem(argument, .malformed) }
    let path = String(argument[..<sign])
    let parts = argument[argument.index(after: sign)...].split(
      separator: ":", omittingEmptySubsequences: false
    ).map(String.init)
    guard parts.count == 3 || (parts.count == 4 && parts[3] == "log"), let start = Double(parts[0]),
      let end = Double(parts[1]), start.isFinite, end.isFinite
    else { throw problem(argument, .malformed) }
    guard Self.accepts(path) else {
      let stem = path.prefix { $0 != "." }
      let nearest = NearestName.of(String(stem), among: Self.known.map { String($0.prefix { $0 != "." }) })
      throw problem(
        path,
        .unknownPath(path, nearest: nearest, known: Self.known.map { $0.hasSuffix(".") ? $0 + "NAME" : $0 }))
    }
    guard let count = Int(parts[2]), (1...Self.longest).contains(count) else {
      throw problem(path, .count(parts[2], limit: Self.longest))
    }
    if parts.count == 4 && !(start > 0 && end > 0) { throw problem(path, .logarithmOfEnds) }
    self.path = path
    values = Self.curve(from: start, to: end, count: count, isLogarithmic: parts.count == 4)
  }

  /// Values at even distances, or at even ratios; both ends are hit exactly.
  static func curve(from start: Double, to end: Double, count: Int, isLogarithmic: Bool) -> [Double] {
    (0..<count).map { index in
      if index == 0 { return start }
      if index == count - 1 { return end }
      let share = Double(index) / Double(count - 1)
      guard isLogarithmic else { return start + (end - start) * share }
      return start * Natural.exponential(Natural.logarithm(end / start) * share)
    }
  }

  private static func accepts(_ path: String) -> Bool {
    known.contains { $0.hasSuffix(".") ? path.hasPrefix($0) && path.count > $0.count : path == $0 }
      && JSONPath(parsing: path)?.steps.count ?? 0 == (path.contains(".") ? 2 : 1)
  }

  /// A solution with a value in place. Keys that say the same in another way give way to it.
  ///
  /// - Throws: `ScenarioError` when the solution has no place for it.
  func applied(_ value: Double, to solution: JSONNode) throws(ScenarioError) -> JSONNode {
    var solution = solution
    if let other = Self.twins[path], case .object(let members) = solution.content {
      solution.content = .object(members.filter { $0.key != other })
    }
    var setting = Setting(path: path, value: NumberRange.plain(value))
    setting.origin = .variation(path)
    return try solution.setting(setting)
  }

  /// Keys that fix the same quantity.
  private static let twins = [
    "initial_pH": "total_H_mol", "total_H_mol": "initial_pH", "pCO2_mmHg": "log_pCO2_atm",
    "log_pCO2_atm": "pCO2_mmHg",
  ]
}
