/// A gas that fluid may stand in equilibrium with.
package struct GasRecord: Sendable {
  /// Identifier: `CO2`.
  package var id: String
  /// Name in words.
  package var name: String
  /// What dissolves into what.
  package var reaction: String
  /// log10 of the Henry constant [mol/(kgw atm)].
  package var logK: LogKRecord
}

extension GasRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    reaction = keys.string("reaction")
    logK = keys.required("log_k", "a number or an object")?.logK() ?? .unread
    _ = keys.optional("note")
  }
}
