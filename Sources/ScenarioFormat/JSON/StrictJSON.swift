/// A parser of RFC 8259 JSON that takes nothing else and says where and why.
///
/// It goes on after faults that leave the structure clear (trailing comma, duplicate key, comment, a malformed
/// number or word), so that they are reported together, and stops at others.
package struct StrictJSON {
  /// What was read.
  package struct Document: Sendable {
    /// The value, nil if the text could not be read to its end.
    package var root: JSONNode?
    /// All problems in the order of the text.
    package var problems: [ScenarioError]
  }

  /// The deepest nesting of arrays and objects.
  package static let deepest = 200

  let bytes: [UInt8]
  let origin: JSONOrigin
  var offset = 0
  var line = 1
  var column = 1
  var depth = 0
  var path = JSONPath.root
  var problems: [ScenarioError] = []

  /// Reads a text.
  package static func parse(_ text: String, origin: JSONOrigin) -> Document {
    parse(bytes: Array(text.utf8), origin: origin)
  }

  /// Reads the bytes of a text in UTF-8.
  package static func parse(bytes: [UInt8], origin: JSONOrigin) -> Document {
    var parser = StrictJSON(bytes: bytes, origin: origin)
    do {
      let root = try parser.document()
      return Document(root: root, problems: parser.problems)
    } catch {
      return Document(root: nil, problems: parser.problems + [error])
    }
  }

  private init(bytes: [UInt8], origin: JSONOrigin) {
    self.bytes = bytes
    self.origin = origin
  }

  private mutating func document() throws(ScenarioError) -> JSONNode {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw fault(.byteOrderMark) }
    try checkEncoding()
    skipSpace()
    guard offset < bytes.count else { throw fileFault(.empty) }
    let root = try value()
    skipSpace()
    guard offset == bytes.count else { throw fault(.trailingText(nextText())) }
    return root
  }

  private mutating func value() throws(ScenarioError) -> JSONNode {
    guard offset < bytes.count else { throw fault(.endOfText(expected: "a value")) }
    let start = position
    let content: JSONNode.Content
    switch bytes[offset] {
    case UInt8(ascii: "{"): content = .object(try object())
    case UInt8(ascii: "["): content = .array(try array())
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "'"): throw fault(.singleQuotes)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      content = number()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      content = word()
    default: throw fault(.unexpected(nextText(), expected: "a value"))
    }
    return JSONNode(content, position: start, origin: origin)
  }

  private mutating func array() throws(ScenarioError) -> [JSONNode] {
    var elements: [JSONNode] = []
    try open()
    if close(UInt8(ascii: "]")) { return elements }
    while true {
      path.steps.append(.index(elements.count))
      elements.append(try value())
      path.steps.removeLast()
      if try !anotherFollows(closing: UInt8(ascii: "]")) { return elements }
    }
  }

  private mutating func object() throws(ScenarioError) -> [JSONNode.Member] {
    var members: [JSONNode.Member] = []
    var places: [String: TextPosition] = [:]
    try open()
    if close(UInt8(ascii: "}")) { return members }
    while true {
      let start = position
      let key = try key()
      path.steps.append(.key(key))
      let first = places[key]
      if let first { report(.duplicateKey(key, first: first), at: start) }
      try colon()
      let value = try value()
      path.steps.removeLast()
      if first == nil {
        places[key] = start
        members.append(JSONNode.Member(key: key, keyPosition: start, keyOrigin: origin, value: value))
      }
      if try !anotherFollows(closing: UInt8(ascii: "}")) { return members }
    }
  }

  private mutating func key() throws(ScenarioError) -> String {
    guard offset < bytes.count else { throw fault(.endOfText(expected: "a key in double quotes")) }
    switch bytes[offset] {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "'"): throw fault(.singleQuotes)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "$"):
      throw fault(.unquotedKey(nextText()))
    default: throw fault(.unexpected(nextText(), expected: "a key in double quotes"))
    }
  }

  private mutating func colon() throws(ScenarioError) {
    skipSpace()
    guard offset < bytes.count else { throw fault(.endOfText(expected: "\":\"")) }
    guard bytes[offset] == UInt8(ascii: ":") else { throw fault(.unexpected(nextText(), expected: "\":\"")) }
    step()
    skipSpace()
  }

  private mutating func open() throws(ScenarioError) {
    depth += 1
    guard depth <= Self.deepest else { throw fault(.tooDeep(limit: Self.deepest)) }
    step()
    skipSpace()
  }

  private mutating func close(_ bracket: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == bracket else { return false }
    step()
    depth -= 1
    return true
  }

  private mutating func anotherFollows(closing bracket: UInt8) throws(ScenarioError) -> Bool {
    skipSpace()
    if close(bracket) { return false }
    let name = String(UnicodeScalar(bracket))
    guard offset < bytes.count else { throw fault(.endOfText(expected: "\",\" or \"\(name)\"")) }
    guard bytes[offset] == UInt8(ascii: ",") else {
      throw fault(.unexpected(nextText(), expected: "\",\" or \"\(name)\""))
    }
    let comma = position
    step()
    skipSpace()
    if close(bracket) {
      report(.syntax(.trailingComma(closing: name)), at: comma)
      return false
    }
    return true
  }
}
