import Foundation
import ScenarioFormat

/// The part of JSON Schema (draft 2020-12) that the scenario schema uses, so that schema and reader can be held
/// against each other without other programs. A keyword that it does not know is a failure.
struct SchemaChecker {
  let schema: JSONNode

  init(_ text: String) throws {
    let document = StrictJSON.parse(text, origin: .file("schema"))
    guard let root = document.root, document.problems.isEmpty else {
      throw ScenarioProblems(document.problems)
    }
    schema = root
  }

  /// Whether a document is accepted.
  func accepts(_ document: JSONNode) -> Bool { accepts(document, schema) }

  private static let annotations: Set<String> = [
    "$schema", "$id", "$defs", "title", "description", "default", "examples",
  ]

  private func accepts(_ node: JSONNode, _ schema: JSONNode) -> Bool {
    guard let rules = schema.members else {
      if case .boolean(let answer) = schema.content { return answer }
      return false
    }
    return rules.allSatisfy { rule in
      Self.annotations.contains(rule.key) || holds(rule.key, rule.value, node, schema)
    }
  }

  private func holds(_ keyword: String, _ value: JSONNode, _ node: JSONNode, _ schema: JSONNode) -> Bool {
    switch keyword {
    case "$ref": return accepts(node, target(of: value.string ?? ""))
    case "type": return isType(node, value.string ?? "")
    case "const": return node.text == value.text || (node.number != nil && node.number == value.number)
    case "enum": return value.elements?.contains { $0.text == node.text } ?? false
    case "allOf": return value.elements?.allSatisfy { accepts(node, $0) } ?? false
    case "oneOf": return value.elements?.count { accepts(node, $0) } == 1
    case "not": return !accepts(node, value)
    case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum": return isInRange(node, keyword, value)
    case "minLength": return node.string.map { Double($0.unicodeScalars.count) >= value.number ?? 0 } ?? true
    case "pattern":
      return node.string.map { Self.matches($0, value.string ?? "") } ?? true
    case "items": return node.elements?.allSatisfy { accepts($0, value) } ?? true
    case "minItems": return node.elements.map { Double($0.count) >= value.number ?? 0 } ?? true
    case "maxItems": return node.elements.map { Double($0.count) <= value.number ?? 0 } ?? true
    case "uniqueItems": return node.elements.map { Set($0.map(\.text)).count == $0.count } ?? true
    case "contains": return node.elements?.contains { accepts($0, value) } ?? true
    case "required":
      let names = value.elements?.compactMap(\.string) ?? []
      return node.members == nil || names.allSatisfy { node[$0] != nil }
    case "properties":
      return node.members?.allSatisfy { member in value[member.key].map { accepts(member.value, $0) } ?? true
      } ?? true
    case "patternProperties":
      return node.members?.allSatisfy { member in
        (value.members ?? []).allSatisfy { rule in
          !Self.matches(member.key, rule.key) || accepts(member.value, rule.value)
        }
      } ?? true
    case "additionalProperties":
      let known = Set(schema["properties"]?.members?.map(\.key) ?? [])
      let patterns = schema["patternProperties"]?.members?.map(\.key) ?? []
      return node.members?.allSatisfy { member in
        known.contains(member.key) || patterns.contains { Self.matches(member.key, $0) }
          || accepts(member.value, value)
      } ?? true
    default: return false
    }
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }

  private func isInRange(_ node: JSONNode, _ keyword: String, _ limit: JSONNode) -> Bool {
    guard let number = node.number, let limit = limit.number else { return node.number == nil }
    switch keyword {
    case "minimum": return number >= limit
    case "maximum": return number <= limit
    case "exclusiveMinimum": return number > limit
    default: return number < limit
    }
  }

  private func isType(_ node: JSONNode, _ name: String) -> Bool {
    switch (node.content, name) {
    case (.null, "null"), (.boolean, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
      (.number, "number"):
      true
    case (.number(let value, _), "integer"): value == value.rounded()
    default: false
    }
  }

  private func target(of reference: String) -> JSONNode {
    let path = JSONPath(steps: reference.split(separator: "/").dropFirst().map { .key(String($0)) })
    return schema.deepest(along: path).node
  }
}
