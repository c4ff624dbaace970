/// Short renderings of values for error messages.
package enum TextPreview {
  /// The longest text that is shown whole.
  package static let longest = 40

  /// The text in quotes, shortened, with control characters written as escapes.
  package static func quoted(_ text: String) -> String {
    "\"\(shortened(text))\""
  }

  /// The text, shortened, with control characters written as escapes.
  package static func shortened(_ text: String) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < longest else { return result + "…" }
      count += 1
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _
      where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A node as it is named in `(got …)`.
  package static func of(_ node: JSONNode) -> String {
    switch node.content {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(_, let text): shortened(text)
    case .string(let text): quoted(text)
    case .array(let elements) where elements.isEmpty: "an empty array"
    case .array(let elements): "an array of \(elements.count)"
    case .object(let members) where members.isEmpty: "an empty object"
    case .object: "an object"
    case .invalid: "no value"
    }
  }
}
