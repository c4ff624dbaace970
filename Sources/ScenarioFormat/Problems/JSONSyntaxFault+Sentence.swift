extension JSONSyntaxFault {
  /// The sentence after the place.
  func message(at path: JSONPath) -> String {
    let subject = path.steps.isEmpty ? "" : "\(path.description): "
    return subject + words
  }

  private var words: String {
    switch self {
    case .empty: "the file is empty; a scenario is a JSON object (calcinose new NAME writes a small one)"
    case .byteOrderMark: "the text starts with a byte order mark; save it as UTF-8 without one"
    case .notUTF8(let byte):
      "byte 0x\(String(byte, radix: 16, uppercase: true)) is not UTF-8; save the text as UTF-8"
    case .trailingComma(let closing): "trailing comma before \"\(closing)\"; JSON has none"
    case .comment: "comments are not JSON; put remarks into \"description\""
    case .notFinite(let text): "\(text) is not a JSON number; give a finite number"
    case .tooLarge(let text): "\(TextPreview.shortened(text)) is too large for a number (largest 1.8e308)"
    case .malformedNumber(let text, let fault):
      "\(TextPreview.shortened(text)) is not a JSON number\(fault.words)"
    case .bareWord(let text, let nearest):
      if let nearest {
        "\(TextPreview.shortened(text)) is not JSON; did you mean \(nearest)?"
      } else {
        "\(TextPreview.shortened(text)) is not JSON; text needs double quotes"
      }
    case .singleQuotes: "text needs double quotes, not single ones"
    case .unquotedKey(let text): "the key \(TextPreview.shortened(text)) needs double quotes"
    case .unexpected(let text, let expected): "expected \(expected) (got \(TextPreview.quoted(text)))"
    case .endOfText(let expected): "the text ends too early; expected \(expected)"
    case .unterminatedString: "this text has no closing double quote on its line"
    case .controlCharacter(let code):
      "a control character must be written as an escape (\(Self.escape(of: code)))"
    case .unknownEscape(let text): "\(text) is not a JSON escape"
    case .loneSurrogate(let text): "\(text) is half of a surrogate pair"
    case .trailingText(let text): "text after the end of the document (\(TextPreview.quoted(text)))"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    }
  }

  private static func escape(of code: UInt8) -> String {
    switch code {
    case 0x08: return "\\b"
    case 0x09: return "\\t"
    case 0x0C: return "\\f"
    default:
      let digits = String(code, radix: 16, uppercase: true)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}

extension JSONSyntaxFault.NumberFault {
  /// What to do, after "is not a JSON number".
  fileprivate var words: String {
    switch self {
    case .leadingZero: " (no leading zeros)"
    case .leadingPlus: " (no leading +)"
    case .bareDecimalPoint: " (a decimal point needs digits on both sides)"
    case .hexadecimal: " (no hexadecimal)"
    case .other: ""
    }
  }
}
