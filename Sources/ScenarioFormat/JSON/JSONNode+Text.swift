extension JSONNode {
  /// The value as JSON text with two spaces of indentation; arrays of scalars stand on one line.
  package var text: String {
    var text = ""
    write(to: &text, indentation: "")
    return text
  }

  private func write(to text: inout String, indentation: String) {
    let inner = indentation + "  "
    switch content {
    case .null, .invalid: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(_, let number): text += number
    case .string(let string): text += Self.quoted(string)
    case .array(let elements):
      let isFlat = elements.allSatisfy { $0.elements == nil && $0.members == nil }
      text += "["
      for (index, element) in elements.enumerated() {
        text += index == 0 ? "" : ","
        text += isFlat ? (index == 0 ? "" : " ") : "\n" + inner
        element.write(to: &text, indentation: inner)
      }
      text += isFlat ? "]" : "\n\(indentation)]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + inner + Self.quoted(member.key) + ": "
        member.value.write(to: &text, indentation: inner)
      }
      text += members.isEmpty ? "}" : "\n\(indentation)}"
    }
  }

  /// A string with its quotes and escapes.
  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
