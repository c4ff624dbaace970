import ScenarioFormat
import Testing

/// A text that is no JSON, and what is said about it.
struct BadText: Sendable, CustomTestStringConvertible {
  var text: String
  var sentences: [String]
  init(_ text: String, _ sentences: String...) {
    self.text = text
    self.sentences = sentences
  }
  var testDescription: String { text.debugDescription }
}

/// The parser takes RFC 8259 and nothing else.
@Suite struct StrictJSONTests {
  static func sentences(_ bytes: [UInt8]) -> [String] {
    StrictJSON.parse(bytes: bytes, origin: .file("x.json")).problems.map(\.sentence)
  }

  @Test(arguments: [
    BadText(
      "",
      "x.json: error: the file is empty; a scenario is a JSON object (calcinose new NAME writes a small one)"),
    BadText(
      " \n\t",
      "x.json: error: the file is empty; a scenario is a JSON object (calcinose new NAME writes a small one)"),
    BadText("{\"a\": [1, 2,]}", "x.json:1:12: error: a: trailing comma before \"]\"; JSON has none"),
    BadText("{\"a\": 1,\n}", "x.json:1:8: error: trailing comma before \"}\"; JSON has none"),
    BadText("{\"a\": 1, \"b\": 2, \"a\": 3}", "x.json:1:18: error: a is given twice (first at 1:2)"),
    BadText("{\"a\": NaN}", "x.json:1:7: error: a: NaN is not a JSON number; give a finite number"),
    BadText("[-Infinity]", "x.json:1:2: error: [0]: -Infinity is not a JSON number; give a finite number"),
    BadText("[1e999]", "x.json:1:2: error: [0]: 1e999 is too large for a number (largest 1.8e308)"),
    BadText("[007]", "x.json:1:2: error: [0]: 007 is not a JSON number (no leading zeros)"),
    BadText("[+1]", "x.json:1:2: error: [0]: +1 is not a JSON number (no leading +)"),
    BadText(
      "[.5, 5., -.5]",
      "x.json:1:2: error: [0]: .5 is not a JSON number (a decimal point needs digits on both sides)",
      "x.json:1:6: error: [1]: 5. is not a JSON number (a decimal point needs digits on both sides)",
      "x.json:1:10: error: [2]: -.5 is not a JSON number (a decimal point needs digits on both sides)"),
    BadText("[0x10]", "x.json:1:2: error: [0]: 0x10 is not a JSON number (no hexadecimal)"),
    BadText("[1.2.3]", "x.json:1:2: error: [0]: 1.2.3 is not a JSON number"),
    BadText("[1e]", "x.json:1:2: error: [0]: 1e is not a JSON number"),
    BadText("[True]", "x.json:1:2: error: [0]: True is not JSON; did you mean true?"),
    BadText("[None]", "x.json:1:2: error: [0]: None is not JSON; text needs double quotes"),
    BadText("{\"a\": muscle}", "x.json:1:7: error: a: muscle is not JSON; text needs double quotes"),
    BadText("['a']", "x.json:1:2: error: [0]: text needs double quotes, not single ones"),
    BadText("{a: 1}", "x.json:1:2: error: the key a needs double quotes"),
    BadText("{\"a\" 1}", "x.json:1:6: error: a: expected \":\" (got \"1\")"),
    BadText("{\"a\": 1 \"b\": 2}", "x.json:1:9: error: expected \",\" or \"}\" (got \"\"\")"),
    BadText("[1 2]", "x.json:1:4: error: expected \",\" or \"]\" (got \"2\")"),
    BadText("[1,,2]", "x.json:1:4: error: [1]: expected a value (got \",\")"),
    BadText("[1", "x.json:1:3: error: the text ends too early; expected \",\" or \"]\""),
    BadText("{\"a\":", "x.json:1:6: error: a: the text ends too early; expected a value"),
    BadText("{\"a", "x.json:1:2: error: this text has no closing double quote on its line"),
    BadText("[\"a\nb\"]", "x.json:1:2: error: [0]: this text has no closing double quote on its line"),
    BadText("[\"a\tb\"]", "x.json:1:4: error: [0]: a control character must be written as an escape (\\t)"),
    BadText(
      "[\"a\u{1}b\"]", "x.json:1:4: error: [0]: a control character must be written as an escape (\\u0001)"),
    BadText("[\"\\x\"]", "x.json:1:3: error: [0]: \\x is not a JSON escape"),
    BadText("[\"\\u12G4\"]", "x.json:1:3: error: [0]: \\u12 is not a JSON escape"),
    BadText("[\"\\ud83d\"]", "x.json:1:3: error: [0]: \\uD83D is half of a surrogate pair"),
    BadText("[\"\\ude00\"]", "x.json:1:3: error: [0]: \\uDE00 is half of a surrogate pair"),
    BadText("[\"\\ud83d\\u0041\"]", "x.json:1:3: error: [0]: \\uD83D is half of a surrogate pair"),
    BadText(
      "{\n// why\n\"a\": 1 /* b */}",
      "x.json:2:1: error: comments are not JSON; put remarks into \"description\"",
      "x.json:3:8: error: comments are not JSON; put remarks into \"description\""),
    BadText("{} []", "x.json:1:4: error: text after the end of the document (\"[\")"),
    BadText(
      "\u{FEFF}{}", "x.json:1:1: error: the text starts with a byte order mark; save it as UTF-8 without one"),
    BadText("{\"a\": \u{2003}1}", "x.json:1:7: error: a: expected a value (got \"\u{2003}1\")"),
    BadText(
      "{\"a\": [1,], \"a\": NaN}", "x.json:1:9: error: a: trailing comma before \"]\"; JSON has none",
      "x.json:1:13: error: a is given twice (first at 1:2)",
      "x.json:1:18: error: a: NaN is not a JSON number; give a finite number"),
  ])
  func everyBadTextIsRefusedWithAClearSentence(_ bad: BadText) {
    #expect(Self.sentences(Array(bad.text.utf8)) == bad.sentences)
  }

  @Test func bytesThatAreNotUTF8AreRefusedAtTheirPlace() {
    let latin: [UInt8] = Array("{\"\u{e9}\",\n \"a".utf8) + [0xE9, UInt8(ascii: "\"")]
    #expect(Self.sentences(latin) == ["x.json:2:4: error: byte 0xE9 is not UTF-8; save the text as UTF-8"])
    // An overlong encoding of "/" and half a sequence at the end.
    #expect(Self.sentences([0xC0, 0xAF]).count == 1)
    #expect(Self.sentences([UInt8(ascii: "\""), 0xE2, 0x82]).count == 1)
  }

  @Test func nestingIsLimited() {
    let deep = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(Self.sentences(Array(deep(200).utf8)).isEmpty)
    let problems = Self.sentences(Array(deep(201).utf8))
    #expect(problems.count == 1)
    #expect(problems.first?.hasSuffix("nested deeper than 200 levels") == true)
    #expect(problems.first?.hasPrefix("x.json:1:201: error: [0][0]") == true)
  }

  @Test func columnsCountCharactersAndLinesEndInAnyWay() throws {
    let text = "{\r\n \"\u{b5}m\u{1F600}\": 1,\r \"b\": 2,\n\"c\": 3}"
    let root = try #require(StrictJSON.parse(text, origin: .file("x.json")).root)
    let places = root.members?.map {
      [$0.keyPosition?.line, $0.keyPosition?.column, $0.value.position?.column]
    }
    #expect(places == [[2, 2, 9], [3, 2, 7], [4, 1, 6]])
  }

  @Test func everyEscapeIsRead() throws {
    let text = #"["\"\\\/\b\f\n\r\t\u00b5\u20AC\ud83d\ude00"]"#
    let root = try #require(StrictJSON.parse(text, origin: .file("x.json")).root)
    #expect(root.elements?.first?.string == "\"\\/\u{8}\u{C}\n\r\t\u{b5}\u{20AC}\u{1F600}")
  }

  @Test(arguments: [("0", 0.0), ("-0", -0.0), ("1e3", 1000.0), ("1.5E-2", 0.015), ("-12.25e+1", -122.5)])
  func numbersOfTheGrammarAreRead(_ text: String, _ value: Double) throws {
    let root = try #require(StrictJSON.parse(text, origin: .file("x.json")).root)
    #expect(root.number?.bitPattern == value.bitPattern)
  }

  @Test func writingAndReadingGiveTheSameDocument() throws {
    let text = ReferenceScenario.text
    let root = try #require(StrictJSON.parse(text, origin: .file("x.json")).root)
    let again = try #require(StrictJSON.parse(root.text, origin: .file("x.json")).root)
    #expect(root.text == again.text)
    #expect(again["plasma"]?["set"]?["calcium_mM"]?.number == 2.3)
  }
}
