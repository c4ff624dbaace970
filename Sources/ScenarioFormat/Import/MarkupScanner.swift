import Foundation

/// The tags of an XML text, one after the other, up to where raw bytes begin.
///
/// No more of XML than VTK's files need: tags with attributes, remarks and declarations; five entities.
struct MarkupScanner {
  /// A tag.
  struct Tag {
    /// Its name.
    let name: String
    /// Its attributes; none in a closing tag.
    let attributes: [String: String]
    /// Whether it is `</name>`.
    let closes: Bool
    /// Whether it is `<name/>`.
    let isEmpty: Bool
    /// Offset of its `<`.
    let place: Int
  }

  private let bytes: [UInt8]
  /// Offset behind the last tag.
  private(set) var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next tag; nil where there is none.
  mutating func next() throws(ImportError) -> Tag? {
    while let start = find(UInt8(ascii: "<"), from: place) {
      if matches("<!--", at: start) {
        guard let end = find("-->", from: start + 4) else { throw ended("a remark") }
        place = end + 3
        continue
      }
      if matches("<?", at: start) || matches("<!", at: start) {
        guard let end = find(UInt8(ascii: ">"), from: start) else { throw ended("a declaration") }
        place = end + 1
        continue
      }
      return try tag(at: start)
    }
    return nil
  }

  /// The bytes between the last tag and the next one.
  func content() -> ArraySlice<UInt8> {
    bytes[place..<(find(UInt8(ascii: "<"), from: place) ?? bytes.count)]
  }

  private mutating func tag(at start: Int) throws(ImportError) -> Tag {
    var index = start + 1
    let closes = index < bytes.count && bytes[index] == UInt8(ascii: "/")
    if closes { index += 1 }
    let name = word(&index)
    guard !name.isEmpty else {
      throw ImportError(.damaged("a tag without a name"), at: .byte(start))
    }
    var attributes: [String: String] = [:]
    while true {
      while index < bytes.count, ByteReader.isBlank(bytes[index]) { index += 1 }
      guard index < bytes.count else { throw ended("the tag \(TextPreview.quoted(name))") }
      if bytes[index] == UInt8(ascii: ">") {
        place = index + 1
        return Tag(name: name, attributes: attributes, closes: closes, isEmpty: false, place: start)
      }
      if matches("/>", at: index) {
        place = index + 2
        return Tag(name: name, attributes: attributes, closes: closes, isEmpty: true, place: start)
      }
      let key = word(&index)
      while index < bytes.count, ByteReader.isBlank(bytes[index]) { index += 1 }
      guard !key.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
        throw ImportError(
          .damaged("the tag \(TextPreview.quoted(name)) is malformed"), at: .byte(start))
      }
      index += 1
      while index < bytes.count, ByteReader.isBlank(bytes[index]) { index += 1 }
      guard index < bytes.count,
        bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
        let end = find(bytes[index], from: index + 1)
      else { throw ended("the attribute \(TextPreview.quoted(key))") }
      attributes[key] = Self.unescaped(String(decoding: bytes[index + 1..<end], as: UTF8.self))
      index = end + 1
    }
  }

  private func word(_ index: inout Int) -> String {
    let start = index
    while index < bytes.count, !ByteReader.isBlank(bytes[index]),
      !"=/>\"'<".utf8.contains(bytes[index]),
      index - start < 256
    {
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    start < bytes.count ? bytes[start...].firstIndex(of: byte) : nil
  }

  private func find(_ text: String, from start: Int) -> Int? {
    let first = text.utf8.first ?? 0
    var index = start
    while let found = find(first, from: index) {
      if matches(text, at: found) { return found }
      index = found + 1
    }
    return nil
  }

  private func matches(_ text: String, at index: Int) -> Bool {
    bytes.count - index >= text.utf8.count && bytes[index...].starts(with: text.utf8)
  }

  private func ended(_ what: String) -> ImportError {
    ImportError(.endsIn(what), at: .byte(bytes.count))
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let entities = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ]
    return entities.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
