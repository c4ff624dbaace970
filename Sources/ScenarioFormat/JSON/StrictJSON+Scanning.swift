extension StrictJSON {
  /// The place of the next byte.
  var position: TextPosition { TextPosition(line: line, column: column) }

  /// Goes over one byte; a column is counted at the first byte of each scalar.
  mutating func step() {
    let byte = bytes[offset]
    offset += 1
    let isLineEnd =
      byte == UInt8(ascii: "\n")
      || (byte == UInt8(ascii: "\r") && !(offset < bytes.count && bytes[offset] == UInt8(ascii: "\n")))
    if isLineEnd {
      line += 1
      column = 1
    } else if offset == bytes.count || bytes[offset] & 0xC0 != 0x80 {
      column += 1
    }
  }

  /// Goes over white space; comments are reported and skipped.
  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): step()
      case UInt8(ascii: "#"): skipComment(until: "\n")
      case UInt8(ascii: "/") where next(is: "//"): skipComment(until: "\n")
      case UInt8(ascii: "/") where next(is: "/*"): skipComment(until: "*/")
      default: return
      }
    }
  }

  private mutating func skipComment(until end: String) {
    report(.syntax(.comment), at: position)
    while offset < bytes.count, !next(is: end) { step() }
    for _ in 0..<min(end.utf8.count, bytes.count - offset) { step() }
  }

  private func next(is text: String) -> Bool {
    bytes[offset...].starts(with: text.utf8)
  }

  /// The next run of characters up to white space or punctuation, for a message.
  func nextText() -> String {
    var end = offset
    while end < bytes.count, end - offset < 4 * TextPreview.longest, !Self.separators.contains(bytes[end]) {
      end += 1
    }
    end = max(end, min(offset + 1, bytes.count))
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: bytes[offset..<end], as: UTF8.self)
  }

  /// Takes a run of letters, digits, signs and points.
  mutating func takeToken() -> String {
    let start = offset
    while offset < bytes.count, !Self.separators.contains(bytes[offset]) { step() }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private static let separators: Set<UInt8> = Set(" \t\n\r,:[]{}\"'/#".utf8)

  /// Throws at the first byte that is not UTF-8.
  mutating func checkEncoding() throws(ScenarioError) {
    if String(validating: bytes, as: UTF8.self) != nil { return }
    var length = 0
    while length < bytes.count, let next = Self.sequenceLength(bytes[length...]) { length += next }
    while offset < length { step() }
    throw fault(.notUTF8(byte: bytes[min(offset, bytes.count - 1)]))
  }

  /// Bytes of the well-formed UTF-8 sequence at the start, nil if there is none.
  private static func sequenceLength(_ rest: ArraySlice<UInt8>) -> Int? {
    for length in 1...4 where length <= rest.count {
      if String(validating: rest.prefix(length), as: UTF8.self) != nil { return length }
    }
    return nil
  }

  /// A fault here that ends the reading.
  func fault(_ fault: JSONSyntaxFault) -> ScenarioError {
    ScenarioError(origin: origin, position: position, path: path, fault: .syntax(fault))
  }

  /// A fault of the text as a whole.
  func fileFault(_ fault: JSONSyntaxFault) -> ScenarioError {
    ScenarioError(origin: origin, position: nil, path: .root, fault: .syntax(fault))
  }

  /// Notes a fault and goes on.
  mutating func report(_ fault: ScenarioError.Fault, at position: TextPosition) {
    problems.append(ScenarioError(origin: origin, position: position, path: path, fault: fault))
  }
}
