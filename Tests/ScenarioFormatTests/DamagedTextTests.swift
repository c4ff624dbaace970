import ScenarioFormat
import Testing

/// Texts cut off or damaged anywhere are refused with sentences and never stop the program.
@Suite struct DamagedTextTests {
  @Test func everyTruncationIsRefused() {
    let bytes = Array(ReferenceScenario.text.utf8)
    for length in 0..<bytes.count - 1 {
      let document = StrictJSON.parse(bytes: Array(bytes[..<length]), origin: .file("x.json"))
      #expect(document.root == nil && !document.problems.isEmpty, "\(length)")
    }
  }

  /// Every 29th byte in turn becomes each of these; reading ends with a scenario or with problems that have sentences.
  @Test(arguments: ["\"", "{", "]", ",", "9", "-", " ", "\u{0}"])
  func everyDamagedByteIsRefusedOrHarmless(_ other: String) throws {
    let byte = try #require(other.utf8.first)
    var bytes = Array(ReferenceScenario.text.utf8)
    for place in stride(from: 0, to: bytes.count, by: 29) {
      let before = bytes[place]
      bytes[place] = byte
      let sentences = ReferenceScenario.sentences(of: String(decoding: bytes, as: UTF8.self))
      #expect(sentences.allSatisfy { $0.contains("error: ") && !$0.hasSuffix("error: ") })
      bytes[place] = before
    }
  }

  /// Every value in turn becomes a value of each kind.
  @Test(arguments: ["null", "true", "-1", "1e300", "\"\"", "[]", "{}", "[[[]]]", "[-1, \"a\", null]"])
  func everyValueOfAnotherKindIsRefusedOrHarmless(_ other: String) throws {
    let root = try #require(
      StrictJSON.parse(ReferenceScenario.textWithoutLibrary, origin: .file("x.json")).root)
    for path in root.paths(below: .root) where !path.steps.isEmpty {
      let setting = Setting(path: path.description, value: other)
      let sentences = ReferenceScenario.sentences(
        of: ReferenceScenario.textWithoutLibrary, settings: [setting])
      #expect(sentences.allSatisfy { $0.contains("error: ") && !$0.hasSuffix("error: ") }, "\(path)")
    }
  }
}

extension JSONNode {
  /// Paths of all values in this document.
  func paths(below path: JSONPath) -> [JSONPath] {
    switch content {
    case .array(let elements):
      [path] + elements.enumerated().flatMap { $1.paths(below: path.appending($0)) }
    case .object(let members): [path] + members.flatMap { $0.value.paths(below: path.appending($0.key)) }
    default: [path]
    }
  }
}
