/// Reads one value of a document as what it should be. Problems go to the log; a placeholder (NaN, empty) is
/// returned for them, so that reading goes on and all problems of a file come out at once.
package struct NodeReader {
  /// The value.
  package let node: JSONNode
  /// Its path.
  package let path: JSONPath
  /// Where problems and resolved values go.
  package let log: ReadingLog

  /// Makes a reader.
  package init(_ node: JSONNode, path: JSONPath, log: ReadingLog) {
    self.node = node
    self.path = path
    self.log = log
  }

  /// Notes a problem at this value, or at `position` inside it.
  package func report(_ fault: ScenarioError.Fault) {
    log.report(ScenarioError(origin: node.origin, position: node.position, path: path, fault: fault))
  }

  /// Notes that this value should be something else.
  package func reportType(_ expected: String) {
    if case .invalid = node.content { return }
    report(.wrongType(expected: expected, got: TextPreview.of(node)))
  }

  /// Where the value comes from, as the source of a resolved quantity.
  package var place: String {
    guard let position = node.position else { return node.origin.name }
    return "\(node.origin.name):\(position.line):\(position.column)"
  }

  /// Notes the resolved value.
  package func record(_ value: String, unit: String) {
    log.record(
      ResolvedQuantity(
        location: path, value: value, unit: unit, source: place, confidence: .given))
  }

  /// A number in a range; NaN if it is not.
  package func number(_ range: NumberRange, unit: String) -> Double {
    let value = unrecordedNumber(range)
    if value.isFinite { record(NumberRange.plain(value), unit: unit) }
    return value
  }

  func unrecordedNumber(_ range: NumberRange) -> Double {
    guard let value = node.number else {
      reportType("a number")
      return .nan
    }
    guard range.contains(value) else {
      report(.outOfRange(range, got: TextPreview.of(node)))
      return .nan
    }
    return value
  }

  /// A whole number in a range, nil if it is not.
  package func integer(_ range: ClosedRange<Int>) -> Int? {
    guard case .number(let value, let text) = node.content else {
      reportType("a whole number")
      return nil
    }
    guard let whole = Int(text) ?? Int(exactly: value) else {
      report(value == value.rounded() ? .outOfRange(Self.interval(range), got: text) : .notWhole(got: text))
      return nil
    }
    guard range.contains(whole) else {
      report(.outOfRange(Self.interval(range), got: text))
      return nil
    }
    return whole
  }

  private static func interval(_ range: ClosedRange<Int>) -> NumberRange {
    range.upperBound == .max
      ? .atLeast(Double(range.lowerBound)) : .from(Double(range.lowerBound), to: Double(range.upperBound))
  }

  /// A text; empty if it is none. `allowsEmpty` is false for names.
  package func string(allowsEmpty: Bool = true) -> String {
    guard let text = node.string else {
      reportType("a text")
      return ""
    }
    if text.isEmpty, !allowsEmpty { report(.wrongType(expected: "a text that is not empty", got: "\"\"")) }
    return text
  }

  /// True or false; false if it is neither.
  package func boolean() -> Bool {
    guard case .boolean(let value) = node.content else {
      reportType("true or false")
      return false
    }
    record(value ? "true" : "false", unit: "")
    return value
  }

  /// One of certain words, nil if it is another.
  package func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> Word?
  where Word.RawValue == String {
    let allowed = Word.allCases.map(\.rawValue)
    guard let text = node.string else {
      reportType("a text")
      return nil
    }
    guard let word = Word(rawValue: text) else {
      report(
        .unknownWord(got: text, nearest: NearestName.of(text, among: allowed), allowed: allowed))
      return nil
    }
    return word
  }

  /// A name among known ones; nil (and a problem with a suggestion) if it is unknown.
  package func name(_ kind: String, among known: [String]) -> String? {
    guard let text = node.string else {
      reportType("the name of a \(kind)")
      return nil
    }
    guard known.contains(text) else {
      report(
        .unknownName(
          kind: kind, got: text, nearest: NearestName.of(text, among: known), known: known))
      return nil
    }
    return text
  }

  /// The entries of an array; empty if this is none.
  package func elements(_ noun: String, count: ClosedRange<Int> = 0...Int.max) -> [NodeReader] {
    guard let elements = node.elements else {
      reportType("an array of \(noun)")
      return []
    }
    if !count.contains(elements.count) {
      report(.wrongCount(expected: count, of: noun, got: elements.count))
    }
    return elements.enumerated().map { NodeReader($1, path: path.appending($0), log: log) }
  }

  /// Numbers in a range; empty if there is a problem with one of them or with their count.
  package func numbers(count: ClosedRange<Int>, _ range: NumberRange, unit: String) -> [Double] {
    let readers = elements("numbers", count: count)
    let values = readers.map { $0.unrecordedNumber(range) }
    guard count.contains(values.count), values.allSatisfy(\.isFinite) else { return [] }
    record(Self.list(values), unit: unit)
    return values
  }

  /// `[1, 2.5]`.
  package static func list(_ values: [Double]) -> String {
    "[" + values.map(NumberRange.plain).joined(separator: ", ") + "]"
  }

  /// Reads the keys of an object; unknown keys are reported after `body`. Nil if this is no object.
  package func object<Value>(_ body: (ObjectReader) -> Value) -> Value? {
    guard let members = node.members else {
      reportType("an object")
      return nil
    }
    let reader = ObjectReader(self, members: members)
    let value = body(reader)
    reader.reportUnknownKeys()
    return value
  }

  /// Reads an object whose values are objects, in the order of the text; empty if this is none.
  package func entries<Value>(_ body: (_ key: String, _ keys: ObjectReader) -> Value?) -> [Value] {
    object { keys in
      keys.keys.compactMap { key in
        keys.optional(key).flatMap { reader in reader.object { body(key, $0) } ?? nil }
      }
    } ?? []
  }
}
