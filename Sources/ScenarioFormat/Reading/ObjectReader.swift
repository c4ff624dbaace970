/// Reads the keys of one object and knows which of them were asked for.
package final class ObjectReader {
  /// The object.
  package let reader: NodeReader
  private let members: [JSONNode.Member]
  private var known: [String] = []
  private var missing: [(keys: [String], expected: String)] = []

  init(_ reader: NodeReader, members: [JSONNode.Member]) {
    self.reader = reader
    self.members = members
  }

  /// Path of the object.
  package var path: JSONPath { reader.path }
  /// Where problems and resolved values go.
  package var log: ReadingLog { reader.log }
  /// All keys of the object in the order of the text.
  package var keys: [String] { members.map(\.key) }

  /// The value of a key, nil if it is absent; the key is allowed from now on.
  package func optional(_ key: String) -> NodeReader? {
    if !known.contains(key) { known.append(key) }
    guard let member = members.first(where: { $0.key == key }) else { return nil }
    return NodeReader(member.value, path: path.appending(key), log: log)
  }

  /// The value of a key that must be there; `expected` says what it must be.
  package func required(_ key: String, _ expected: String) -> NodeReader? {
    if let value = optional(key) { return value }
    missing.append(([key], expected))
    return nil
  }

  /// Notes that one of several keys must be there.
  package func requireOne(of keys: [String]) {
    missing.append((keys, ""))
  }

  /// A number that must be there; NaN if there is a problem.
  package func number(_ key: String, _ range: NumberRange, unit: String) -> Double {
    required(key, range == .any ? "a number" : "a number \(range.words)")?.number(range, unit: unit) ?? .nan
  }

  /// A number that may be absent.
  package func number(_ key: String, _ range: NumberRange, default quantity: Quantity) -> Double {
    if let value = optional(key) { return value.number(range, unit: quantity.unit) }
    log.record(
      ResolvedQuantity(
        location: path.appending(key), value: NumberRange.plain(quantity.value), unit: quantity.unit,
        source: quantity.source, confidence: quantity.confidence, note: quantity.note))
    return quantity.value
  }

  /// True or false; may be absent.
  package func flag(_ key: String, default value: Bool) -> Bool {
    if let reader = optional(key) { return reader.boolean() }
    log.record(
      ResolvedQuantity(
        location: path.appending(key), value: value ? "true" : "false", unit: "",
        source: "default of the format", confidence: .given))
    return value
  }

  /// Accepts all keys, where it cannot be told which of them are right.
  package func allowEverything() {
    known += keys
  }

  /// A text that must be there.
  package func string(_ key: String) -> String {
    required(key, "a text")?.string(allowsEmpty: false) ?? ""
  }

  /// The object of a key, read by `body`; an absent one is read as if it were empty, so that defaults are recorded.
  package func section<Value>(_ key: String, _ body: (ObjectReader) -> Value) -> Value? {
    if let reader = optional(key) { return reader.object(body) }
    let empty = JSONNode(.object([]), position: reader.node.position, origin: reader.node.origin)
    return NodeReader(empty, path: path.appending(key), log: log).object(body)
  }

  /// The entries of an array, each read by `body`; absent is empty.
  package func list<Value>(_ key: String, _ noun: String, _ body: (NodeReader) -> Value?) -> [Value] {
    optional(key)?.elements(noun).compactMap(body) ?? []
  }

  /// Notes every key that was not asked for, and every missing one. A missing key that an unknown one
  /// misspells is not reported on its own.
  func reportUnknownKeys() {
    var explained: Set<String> = []
    for member in members where !known.contains(member.key) {
      let absent = known.filter { key in !members.contains { $0.key == key } }
      let nearest = NearestName.of(member.key, among: absent) ?? NearestName.of(member.key, among: known)
      if let nearest { explained.insert(nearest) }
      log.report(
        ScenarioError(
          origin: member.keyOrigin, position: member.keyPosition, path: path.appending(member.key),
          fault: .unknownKey(nearest: nearest, known: known)))
    }
    for (keys, expected) in missing where explained.isDisjoint(with: keys) {
      guard let key = keys.first, keys.count == 1 else {
        reader.report(.needsOne(of: keys))
        continue
      }
      log.report(
        ScenarioError(
          origin: reader.node.origin, position: reader.node.position, path: path.appending(key),
          fault: .missing(expected: expected)))
    }
  }
}
