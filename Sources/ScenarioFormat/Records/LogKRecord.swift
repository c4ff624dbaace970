/// log10 K as a function of temperature: A1 + A2 T + A3/T + A4 log10 T + A5/T² + A6 T², T in K.
package struct LogKRecord: Sendable {
  /// A1 … A6.
  package var analytic: [Double]
  /// Published source, or the place in the scenario.
  package var source: String
  /// How far the constant may be trusted.
  package var confidence: Confidence

  /// What stands in for a constant that could not be read.
  static let unread = LogKRecord(analytic: [], source: "", confidence: .low)
}

extension NodeReader {
  /// A function of temperature as `{"analytic": […], "source", "confidence"}`, or a bare number, which then holds
  /// at every temperature.
  func logK() -> LogKRecord {
    guard node.members != nil else {
      let value = number(.from(-200, to: 200), unit: "1")
      return LogKRecord(analytic: [value, 0, 0, 0, 0, 0], source: place, confidence: .given)
    }
    let record = object { keys in
      let result = LogKRecord(
        analytic: keys.required("analytic", "an array of 6 numbers")?
          .elements("numbers", count: 6...6).map { $0.unrecordedNumber(.any) } ?? [],
        source: keys.optional("source")?.string(allowsEmpty: false) ?? place,
        confidence: keys.optional("confidence").map { $0.word(Confidence.self) ?? .low } ?? .given)
      _ = keys.optional("temperature")
      _ = keys.optional("note")
      return result
    }
    let result = record ?? .unread
    log.record(
      ResolvedQuantity(
        location: path, value: Self.list(result.analytic), unit: "A1 to A6 of log10 K(T)",
        source: result.source, confidence: result.confidence))
    return result
  }

  /// Numbers of each component in a formula; `H2O` may occur. Order of the text.
  func stoichiometry() -> [StoichiometryTerm] {
    object { keys in
      keys.keys.compactMap { key in
        keys.optional(key).map {
          StoichiometryTerm(component: key, count: $0.unrecordedNumber(.from(-30, to: 30)))
        }
      }
    } ?? []
  }
}

/// How often a component stands in a reaction.
package struct StoichiometryTerm: Sendable, Equatable {
  /// Component id, `H` or `H2O`.
  package var component: String
  /// Its number; may be negative or a fraction.
  package var count: Double
}

/// An aqueous complex as the library has it, formed from components.
package struct ComplexRecord: Sendable {
  /// Identifier: `CaHPO4`.
  package var id: String
  /// Charge.
  package var charge: Int
  /// Consumed (> 0) and released (< 0) in its formation.
  package var stoichiometry: [StoichiometryTerm]
  /// log10 of the formation constant.
  package var logK: LogKRecord
}

extension ComplexRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    charge = keys.required("charge", "a whole number")?.integer(-10...10) ?? 0
    stoichiometry = keys.required("stoichiometry", "an object of numbers")?.stoichiometry() ?? []
    logK =
      keys.required("log_k", "a number or an object")?.logK()
      ?? .unread
    _ = keys.optional("group")
    _ = keys.optional("name")
    _ = keys.optional("note")
  }
}
