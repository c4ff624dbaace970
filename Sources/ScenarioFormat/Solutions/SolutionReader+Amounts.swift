import Chemistry

extension SolutionReader {
  /// Totals by component [mol/kg].
  func totals(_ reader: NodeReader) -> [String: Double] {
    let known = library.components.map(\.id).filter { $0 != Component.hydrogen }
    return amounts(reader, kind: "component", known: known) { key in
      switch key {
      case Component.hydrogen: .solution(.hydrogenTotal)
      case Component.water: .solution(.waterTotal)
      default: nil
      }
    }
  }

  /// Minerals that may be there [mol].
  func phases(_ reader: NodeReader) -> [String: Double] {
    amounts(reader, kind: "mineral", known: library.minerals.map(\.id)) { _ in nil }
  }

  /// An object of numbers that are only looked at.
  func ignoredNumbers(_ reader: NodeReader) {
    _ = reader.object { keys in
      for key in keys.keys { _ = keys.optional(key)?.unrecordedNumber(.any) }
    }
  }

  /// Numbers ≥ 0 under known names.
  private func amounts(
    _ reader: NodeReader, kind: String, known: [String], refusing: (String) -> ScenarioError.Fault?
  ) -> [String: Double] {
    guard let members = reader.node.members else {
      reader.reportType("an object of numbers")
      return [:]
    }
    var amounts: [String: Double] = [:]
    for member in members {
      let path = reader.path.appending(member.key)
      guard known.contains(member.key) else {
        let fault =
          refusing(member.key)
          ?? .unknownName(
            kind: kind, got: member.key, nearest: NearestName.of(member.key, among: known), known: known)
        log.report(
          ScenarioError(origin: member.keyOrigin, position: member.keyPosition, path: path, fault: fault))
        continue
      }
      let value = NodeReader(member.value, path: path, log: log).unrecordedNumber(.notNegative)
      if value.isFinite { amounts[member.key] = value }
    }
    return amounts
  }

  /// Pressure of carbon dioxide [mmHg], nil when none is given.
  func pressure(_ keys: ObjectReader) -> Double? {
    let pressure = keys.optional(SolutionKeys.pressure)?.number(.above(0, upTo: 7600), unit: "mmHg")
    guard let reader = keys.optional(SolutionKeys.logPressure) else { return pressure }
    let logarithm = reader.number(.from(-30, to: 1), unit: "1")
    guard let pressure else { return 760 * Natural.power(10, logarithm) }
    let implied = Natural.decimalLogarithm(pressure / 760)
    // Tolerates seven digits of either.
    if abs(implied - logarithm) > 1e-6 {
      reader.report(
        .solution(
          .disagreement(with: SolutionKeys.pressure, value: implied, got: TextPreview.of(reader.node))))
    }
    return pressure
  }
}
