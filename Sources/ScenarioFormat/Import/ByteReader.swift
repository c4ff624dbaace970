/// Reads numbers and lines from bytes, never beyond their end.
struct ByteReader {
  /// What is read.
  let bytes: [UInt8]
  /// Offset of the next byte.
  var place: Int
  /// Whether numbers begin with their lowest byte.
  var isLittleEndian: Bool

  init(_ bytes: [UInt8], from place: Int = 0, isLittleEndian: Bool) {
    self.bytes = bytes
    self.place = min(max(place, 0), bytes.count)
    self.isLittleEndian = isLittleEndian
  }

  /// Bytes that are left.
  var left: Int { bytes.count - place }

  /// Refuses where fewer than `count` items of `size` bytes are left.
  func require(_ count: Int, of size: Int = 1, for what: String) throws(ImportError) {
    guard count >= 0, count <= left / size else {
      throw ImportError(.endsIn(what), at: .byte(bytes.count))
    }
  }

  /// The next whole number of a width.
  mutating func integer<Number: FixedWidthInteger>(
    _ type: Number.Type, for what: String
  ) throws(ImportError) -> Number {
    let size = Number.bitWidth / 8
    try require(size, for: what)
    var bits: UInt64 = 0
    for index in 0..<size {
      let byte = UInt64(bytes[place + (isLittleEndian ? size - 1 - index : index)])
      bits = bits << 8 | byte
    }
    place += size
    return Number(truncatingIfNeeded: bits)
  }

  /// The next number of a kind.
  mutating func number(_ kind: NumberKind, for what: String) throws(ImportError) -> Double {
    switch kind {
    case .uint8: Double(try integer(UInt8.self, for: what))
    case .int8: Double(try integer(Int8.self, for: what))
    case .uint16: Double(try integer(UInt16.self, for: what))
    case .int16: Double(try integer(Int16.self, for: what))
    case .uint32: Double(try integer(UInt32.self, for: what))
    case .int32: Double(try integer(Int32.self, for: what))
    case .uint64: Double(try integer(UInt64.self, for: what))
    case .int64: Double(try integer(Int64.self, for: what))
    case .single: Double(Float(bitPattern: try integer(UInt32.self, for: what)))
    case .double: Double(bitPattern: try integer(UInt64.self, for: what))
    }
  }

  /// `count` numbers of a kind; nothing is allocated before they are known to be there.
  mutating func numbers(
    _ count: Int, _ kind: NumberKind, for what: String
  ) throws(ImportError) -> [Double] {
    try require(count, of: kind.size, for: what)
    var result: [Double] = []
    result.reserveCapacity(count)
    for _ in 0..<count { result.append(try number(kind, for: what)) }
    return result
  }

  /// The next line without its line feed, nil at the end; at most 64 KB of it.
  mutating func line() -> String? {
    guard left > 0 else { return nil }
    let rest = bytes[place..<min(place + 65536, bytes.count)]
    let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
    var text = bytes[place..<end]
    place = end < bytes.count && bytes[end] == 0x0A ? end + 1 : end
    if text.last == 0x0D { text = text.dropLast() }
    return String(decoding: text, as: UTF8.self)
  }

  /// The next word between blanks, nil at the end; at most 256 bytes of it.
  mutating func word() -> String? {
    while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
    let start = place
    while place < bytes.count, !Self.isBlank(bytes[place]), place - start < 256 { place += 1 }
    return place > start ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
  }

  /// The next word as a number.
  mutating func textNumber(for what: String) throws(ImportError) -> Double {
    guard let word = word() else { throw ImportError(.endsIn(what), at: .byte(bytes.count)) }
    guard let value = Double(word), value.isFinite else {
      throw ImportError(
        .mustBe(what, expected: "numbers", got: TextPreview.quoted(word)),
        at: .byte(place - word.utf8.count))
    }
    return value
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// How a number is stored.
enum NumberKind {
  case uint8, int8, uint16, int16, uint32, int32, uint64, int64, single, double

  /// Bytes of a number.
  var size: Int {
    switch self {
    case .uint8, .int8: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .single: 4
    case .uint64, .int64, .double: 8
    }
  }
}
