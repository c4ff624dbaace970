import ImageCodecs

/// How the arrays of one VTK XML file are stored.
struct VTKDataArrays {
  /// Whether numbers begin with their lowest byte.
  let isLittleEndian: Bool
  /// Numbers that tell lengths.
  let headerKind: NumberKind
  /// Whether blocks are packed by zlib.
  let isCompressed: Bool
  /// Appended data behind their underscore, empty without any.
  var appended: ArraySlice<UInt8> = []
  /// Whether appended data are base64.
  var appendedIsText = false

  /// What the first tag tells.
  init(_ tag: MarkupScanner.Tag) throws(ImportError) {
    isLittleEndian = tag.attributes["byte_order"] != "BigEndian"
    headerKind = tag.attributes["header_type"] == "UInt64" ? .uint64 : .uint32
    switch tag.attributes["compressor"] {
    case nil, "": isCompressed = false
    case "vtkZLibDataCompressor": isCompressed = true
    case let other?:
      throw ImportError(
        .unsupported("the compressor \(TextPreview.quoted(other))"), at: .byte(tag.place))
    }
  }

  /// The numbers of an array that stands in the file at `tag`, with `content` behind it.
  func numbers(
    of tag: MarkupScanner.Tag, content: ArraySlice<UInt8>, count: Int
  ) throws(ImportError) -> [Double] {
    let name = "the array \(TextPreview.quoted(tag.attributes["Name"] ?? tag.name))"
    guard let kind = Self.kinds[tag.attributes["type"] ?? ""] else {
      throw ImportError(
        .mustBe(
          "the type of \(name)", expected: "a type of numbers",
          got: TextPreview.quoted(tag.attributes["type"] ?? "")), at: .byte(tag.place))
    }
    switch tag.attributes["format"] ?? "ascii" {
    case "ascii":
      var reader = ByteReader(Array(content), isLittleEndian: true)
      var values: [Double] = []
      while values.count < count {
        guard let word = reader.word() else { break }
        guard let value = Double(word), value.isFinite else {
          throw ImportError(
            .mustBe(name, expected: "numbers", got: TextPreview.quoted(word)),
            at: .byte(content.startIndex + reader.place - word.utf8.count))
        }
        values.append(value)
      }
      return try whole(values, count, name, tag)
    case "binary":
      return try decode(content, isText: true, kind, count, name, tag)
    case "appended":
      guard let offset = Int(tag.attributes["offset"] ?? ""), offset >= 0, offset <= appended.count
      else {
        throw ImportError(
          .mustBe(
            "the offset of \(name)", expected: "within the appended data",
            got: TextPreview.quoted(tag.attributes["offset"] ?? "")), at: .byte(tag.place))
      }
      return try decode(appended.dropFirst(offset), isText: appendedIsText, kind, count, name, tag)
    case let other:
      throw ImportError(
        .unsupported("the format \(TextPreview.quoted(other))"), at: .byte(tag.place))
    }
  }

  /// Numbers from bytes with a header of lengths before them.
  private func decode(
    _ source: ArraySlice<UInt8>, isText: Bool, _ kind: NumberKind, _ count: Int, _ name: String,
    _ tag: MarkupScanner.Tag
  ) throws(ImportError) -> [Double] {
    guard count > 0 else { return [] }
    let expected = count * kind.size
    let place = source.startIndex
    var blocks = isText ? Base64Blocks(source) : nil
    func take(_ size: Int, from rest: inout ArraySlice<UInt8>) throws(ImportError) -> [UInt8] {
      if blocks != nil { return try blocks?.take(size, for: name) ?? [] }
      guard size <= rest.count else { throw ImportError(.endsIn(name), at: .byte(rest.endIndex)) }
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
    func lengths(_ bytes: [UInt8]) throws(ImportError) -> [Int] {
      var reader = ByteReader(bytes, isLittleEndian: isLittleEndian)
      var result: [Int] = []
      while reader.left >= headerKind.size {
        let value = try reader.number(headerKind, for: name)
        guard value <= Double(ImportLimit.bytes) else {
          throw ImportError(
            .mustBe(
              "a length of \(name)", expected: "at most \(ImportLimit.bytes)", got: "\(value)"),
            at: .byte(place))
        }
        result.append(Int(value))
      }
      return result
    }
    var rest = source
    var bytes: [UInt8] = []
    if isCompressed {
      let head = try lengths(take(3 * headerKind.size, from: &rest))
      let number = head[0]
      // Blocks of at least a byte each, the last one full or of a length of its own.
      guard number >= 1, number <= expected,
        (number - 1) * head[1] + (head[2] > 0 ? head[2] : head[1]) == expected
      else {
        throw ImportError(
          .damaged("the lengths of \(name) do not make its \(expected) bytes"), at: .byte(place))
      }
      let sizes = try lengths(take(number * headerKind.size, from: &rest))
      blocks?.endStream()
      for size in sizes {
        let block = try take(size, from: &rest)
        do {
          bytes += try Inflation.inflate(block[...], limit: expected - bytes.count)
        } catch {
          throw ImportError(.damaged("\(name) cannot be unpacked"), at: .byte(place))
        }
      }
    } else {
      let length = try lengths(take(headerKind.size, from: &rest)).first ?? 0
      guard length == expected else {
        throw ImportError(
          .mustBe("the length of \(name)", expected: "\(expected) bytes", got: "\(length)"),
          at: .byte(place))
      }
      bytes = try take(length, from: &rest)
    }
    guard bytes.count == expected else {
      throw ImportError(
        .mustBe("the length of \(name)", expected: "\(expected) bytes", got: "\(bytes.count)"),
        at: .byte(place))
    }
    var reader = ByteReader(bytes, isLittleEndian: isLittleEndian)
    return try reader.numbers(count, kind, for: name)
  }

  private func whole(
    _ values: [Double], _ count: Int, _ name: String, _ tag: MarkupScanner.Tag
  ) throws(ImportError) -> [Double] {
    guard values.count == count else {
      throw ImportError(
        .mustBe("the length of \(name)", expected: "\(count)", got: "\(values.count)"),
        at: .byte(tag.place))
    }
    return values
  }

  private static let kinds: [String: NumberKind] = [
    "UInt8": .uint8, "Int8": .int8, "UInt16": .uint16, "Int16": .int16, "UInt32": .uint32,
    "Int32": .int32,
    "UInt64": .uint64, "Int64": .int64, "Float32": .single, "Float64": .double,
  ]
}

/// Bytes from base64 of one or two streams in a row: the header of a packed array is a stream of its own.
private struct Base64Blocks {
  private let source: ArraySlice<UInt8>
  private var place: Int
  private var decoded: [UInt8] = []

  init(_ source: ArraySlice<UInt8>) {
    self.source = source
    place = source.startIndex
  }

  /// The next bytes of the stream.
  mutating func take(_ size: Int, for what: String) throws(ImportError) -> [UInt8] {
    while decoded.count < size {
      guard let group = try nextGroup(for: what) else {
        throw ImportError(.endsIn(what), at: .byte(place))
      }
      decoded += group
    }
    defer { decoded.removeFirst(size) }
    return Array(decoded.prefix(size))
  }

  /// Goes on behind the end of the stream: what is left of its last group is padding.
  mutating func endStream() { decoded = [] }

  private mutating func nextGroup(for what: String) throws(ImportError) -> [UInt8]? {
    var letters: [UInt8] = []
    while letters.count < 4, place < source.endIndex {
      if !ByteReader.isBlank(source[place]) { letters.append(source[place]) }
      place += 1
    }
    guard letters.count == 4 else { return nil }
    let padding = letters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    var bits: UInt32 = 0
    for letter in letters.dropLast(padding) {
      guard let value = Self.value(of: letter) else {
        throw ImportError(.damaged("\(what) is no base64"), at: .byte(place - 1))
      }
      bits = bits << 6 | UInt32(value)
    }
    guard padding <= 2 else {
      throw ImportError(.damaged("\(what) is no base64"), at: .byte(place - 1))
    }
    bits <<= 6 * UInt32(padding)
    return (0..<3 - padding).map { UInt8(truncatingIfNeeded: bits >> (16 - 8 * UInt32($0))) }
  }

  private static func value(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
