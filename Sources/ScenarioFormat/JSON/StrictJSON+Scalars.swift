extension StrictJSON {
  /// Takes a string, from its opening to its closing quote.
  mutating func string() throws(ScenarioError) -> String {
    let start = position
    var text: [UInt8] = []
    step()
    while true {
      guard offset < bytes.count else { throw error(.unterminatedString, at: start) }
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        step()
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): throw error(.unterminatedString, at: start)
      case 0..<0x20: throw fault(.controlCharacter(byte))
      case UInt8(ascii: "\\"): text += String(try escape()).utf8
      default:
        text.append(byte)
        step()
      }
    }
  }

  private mutating func escape() throws(ScenarioError) -> Character {
    let start = position
    step()
    guard offset < bytes.count else { throw error(.unterminatedString, at: start) }
    let letter = bytes[offset]
    let plain: [UInt8: Character] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
      UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let character = plain[letter] {
      step()
      return character
    }
    guard letter == UInt8(ascii: "u") else {
      let tail = nextText().unicodeScalars.first.map { String(Character($0)) } ?? ""
      throw error(.unknownEscape("\\" + tail), at: start)
    }
    step()
    let first = try hexadecimal(from: start)
    if let scalar = UnicodeScalar(first) { return Character(scalar) }
    let isLeading = first < 0xDC00
    guard isLeading, bytes[offset...].starts(with: "\\u".utf8) else {
      throw error(.loneSurrogate(Self.escaped(first)), at: start)
    }
    step()
    step()
    let second = try hexadecimal(from: start)
    guard (0xDC00...0xDFFF).contains(second) else {
      throw error(.loneSurrogate(Self.escaped(first)), at: start)
    }
    let code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    return UnicodeScalar(code).map(Character.init) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal(from start: TextPosition) throws(ScenarioError) -> UInt16 {
    let digits = bytes[offset...].prefix(4)
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, digits.allSatisfy(Self.isHexadecimal), let code = UInt16(text, radix: 16) else {
      let shown = digits.prefix(while: Self.isHexadecimal)
      throw error(.unknownEscape("\\u" + String(decoding: shown, as: UTF8.self)), at: start)
    }
    for _ in 0..<4 { step() }
    return code
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func escaped(_ code: UInt16) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private func error(_ fault: JSONSyntaxFault, at start: TextPosition) -> ScenarioError {
    ScenarioError(origin: origin, position: start, path: path, fault: .syntax(fault))
  }

  /// Takes a number; a malformed one is reported and gives `.invalid`.
  mutating func number() -> JSONNode.Content {
    let start = position
    let token = takeToken()
    guard Self.isNumber(token), let value = Double(token) else {
      let fault: JSONSyntaxFault =
        Self.isNotFinite(token) ? .notFinite(token) : .malformedNumber(token, Self.numberFault(token))
      report(.syntax(fault), at: start)
      return .invalid
    }
    guard value.isFinite else {
      report(.syntax(.tooLarge(token)), at: start)
      return .invalid
    }
    return .number(value, text: token)
  }

  /// Takes `true`, `false` or `null`; another word is reported and gives `.invalid`.
  mutating func word() -> JSONNode.Content {
    let start = position
    let token = takeToken()
    switch token {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default:
      let fault: JSONSyntaxFault =
        Self.isNotFinite(token)
        ? .notFinite(token)
        : .bareWord(token, nearest: NearestName.of(token, among: ["true", "false", "null"]))
      report(.syntax(fault), at: start)
      return .invalid
    }
  }

  private static func isNotFinite(_ token: String) -> Bool {
    let word = token.drop { $0 == "-" || $0 == "+" }.lowercased()
    return ["nan", "inf", "infinity"].contains(word)
  }

  /// Whether a token is a number of RFC 8259: `-`? (0 | 1-9 digits) (`.` digits)? (e sign? digits)?
  private static func isNumber(_ token: String) -> Bool {
    var rest = Substring(token)
    func digits() -> Int {
      let count = rest.prefix { $0.isASCII && $0.isNumber }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == "-" { rest = rest.dropFirst() }
    let startsWithZero = rest.first == "0"
    let whole = digits()
    guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  private static func numberFault(_ token: String) -> JSONSyntaxFault.NumberFault {
    let size = token.drop { $0 == "-" }
    if token.hasPrefix("+") { return .leadingPlus }
    if size.lowercased().hasPrefix("0x") { return .hexadecimal }
    if size.hasPrefix(".") || size.hasSuffix(".") || size.contains(".e") || size.contains(".E") {
      return .bareDecimalPoint
    }
    if size.count > 1, size.hasPrefix("0"), size.dropFirst().first?.isNumber == true { return .leadingZero }
    return .other
  }
}
