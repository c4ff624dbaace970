/// Where a piece of JSON was read from.
package enum JSONOrigin: Sendable, Hashable {
  /// A scenario file, named as the user named it.
  case file(String)
  /// A library file that is embedded in the program.
  case library(String)
  /// A value given on the command line; the text is the path that was set.
  case setting(String)
  /// A value of a curve given on the command line; the text is the path that is varied.
  case variation(String)

  /// The name that stands first in an error message.
  package var name: String {
    switch self {
    case .file(let name): name
    case .library(let name): "library \(name)"
    case .setting(let path): "--set \(path)"
    case .variation(let path): "--vary \(path)"
    }
  }
}

/// A place in a text. Both numbers start at 1; a column is one Unicode scalar.
package struct TextPosition: Sendable, Hashable, Comparable {
  /// Line, from 1. Lines end at LF, CR LF or CR.
  package var line: Int
  /// Column, from 1, in Unicode scalars.
  package var column: Int

  /// Makes a position.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The order of reading.
  package static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A JSON value that knows where it stands.
package struct JSONNode: Sendable {
  /// One key of an object with its value.
  package struct Member: Sendable {
    /// The key, unescaped.
    package var key: String
    /// Where the key stands, if it stands in a text.
    package var keyPosition: TextPosition?
    /// Where the key was read from.
    package var keyOrigin: JSONOrigin
    /// The value of the key.
    package var value: JSONNode

    /// Makes a member.
    package init(key: String, keyPosition: TextPosition?, keyOrigin: JSONOrigin, value: JSONNode) {
      self.key = key
      self.keyPosition = keyPosition
      self.keyOrigin = keyOrigin
      self.value = value
    }
  }

  /// What a value is.
  package indirect enum Content: Sendable {
    case null
    case boolean(Bool)
    /// A finite number, with the text that it was written as.
    case number(Double, text: String)
    case string(String)
    case array([JSONNode])
    /// Members in the order of the file; keys are unique.
    case object([Member])
    /// Something that is no JSON value; the problem was reported when it was read.
    case invalid
  }

  /// The value.
  package var content: Content
  /// Where the value starts, if it stands in a text.
  package var position: TextPosition?
  /// Where the value was read from.
  package var origin: JSONOrigin

  /// Makes a node.
  package init(_ content: Content, position: TextPosition?, origin: JSONOrigin) {
    self.content = content
    self.position = position
    self.origin = origin
  }

  /// The value of a key of an object, nil if there is none or this is no object.
  package subscript(key: String) -> JSONNode? {
    member(key)?.value
  }

  /// The members of an object, nil if this is none.
  package var members: [Member]? {
    if case .object(let members) = content { members } else { nil }
  }

  /// The entries of an array, nil if this is none.
  package var elements: [JSONNode]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  /// The finite number, nil if this is none.
  package var number: Double? {
    if case .number(let value, _) = content { value } else { nil }
  }

  /// The text of a string, nil if this is none.
  package var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The member of an object with this key, nil if there is none.
  package func member(_ key: String) -> Member? {
    members?.first { $0.key == key }
  }
}
