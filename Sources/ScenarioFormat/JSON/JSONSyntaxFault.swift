/// What is wrong with a text that should be JSON (RFC 8259). The words are in `ScenarioError+Sentence`.
package enum JSONSyntaxFault: Sendable, Equatable {
  /// Nothing but white space.
  case empty
  case byteOrderMark
  /// A byte that is not part of a UTF-8 sequence.
  case notUTF8(byte: UInt8)
  /// A comma with nothing after it; `closing` is the bracket that follows.
  case trailingComma(closing: String)
  case comment
  /// NaN, Infinity and their spellings.
  case notFinite(String)
  /// A number whose size exceeds the largest double.
  case tooLarge(String)
  /// Something like a number that breaks the grammar, and how.
  case malformedNumber(String, NumberFault)
  /// A bare word; `nearest` is the literal that was probably meant.
  case bareWord(String, nearest: String?)
  case singleQuotes
  /// A key without quotes.
  case unquotedKey(String)
  /// Something else stands where `expected` should.
  case unexpected(String, expected: String)
  /// The text ends where `expected` should stand.
  case endOfText(expected: String)
  /// A string without its closing quote on the same line.
  case unterminatedString
  /// A character below U+0020 inside a string.
  case controlCharacter(UInt8)
  /// A backslash sequence that JSON has not.
  case unknownEscape(String)
  /// Half of a surrogate pair.
  case loneSurrogate(String)
  /// Something after the document's end.
  case trailingText(String)
  case tooDeep(limit: Int)

  /// How a number breaks the grammar.
  package enum NumberFault: Sendable, Equatable {
    case leadingZero
    case leadingPlus
    case bareDecimalPoint
    case hexadecimal
    case other
  }
}
