extension LabelImage {
  /// The labels of a portable graymap, as text (P2) or bytes (P5), after the Netpbm manual; one picture per file.
  ///
  /// - Throws: `ImportError` that names the byte.
  package init(pgm bytes: [UInt8]) throws(ImportError) {
    var reader = ByteReader(bytes, isLittleEndian: false)
    let isText: Bool
    switch bytes.prefix(2) {
    case [0x50, 0x32]: isText = true
    case [0x50, 0x35]: isText = false
    default:
      throw ImportError(
        .mustBe(
          "the file", expected: "a graymap, \"P2\" or \"P5\"",
          got: TextPreview.quoted(String(decoding: bytes.prefix(2), as: UTF8.self))), at: .byte(0))
    }
    reader.place = 2
    let width = try Self.count(&reader, "the width", 1...ImportLimit.labels)
    let height = try Self.count(&reader, "the height", 1...ImportLimit.labels)
    guard width <= ImportLimit.labels / height else {
      throw ImportError(.tooMany("pixels", limit: ImportLimit.labels), at: .byte(reader.place))
    }
    let largest = try Self.count(&reader, "the largest grey", 1...65535)
    let count = width * height
    var labels: [Int32] = []
    if isText {
      // A digit and a blank each, the last blank apart.
      try reader.require(2 * count, for: "the greys")
      labels.reserveCapacity(count)
      for _ in 0..<count { labels.append(Int32(try Self.count(&reader, "a grey", 0...largest))) }
    } else {
      reader.place += 1
      let size = largest < 256 ? 1 : 2
      try reader.require(count, of: size, for: "the greys")
      labels.reserveCapacity(count)
      for _ in 0..<count {
        let start = reader.place
        let grey = Int32(try reader.number(size == 1 ? .uint8 : .uint16, for: "the greys"))
        guard grey <= largest else {
          throw ImportError(
            .mustBe("a grey", expected: "at most \(largest)", got: "\(grey)"), at: .byte(start))
        }
        labels.append(grey)
      }
    }
    guard bytes[reader.place...].allSatisfy(ByteReader.isBlank) else {
      throw ImportError(.unsupported("something behind the picture"), at: .byte(reader.place))
    }
    self.init(counts: SIMD3(width, height, 1), labels: labels)
  }

  /// The next whole number; remarks run from `#` to the end of a line.
  private static func count(
    _ reader: inout ByteReader, _ what: String, _ range: ClosedRange<Int>
  ) throws(ImportError) -> Int {
    while reader.left > 0 {
      let byte = reader.bytes[reader.place]
      if byte == UInt8(ascii: "#") {
        while reader.left > 0, reader.bytes[reader.place] != 0x0A { reader.place += 1 }
      } else if ByteReader.isBlank(byte) {
        reader.place += 1
      } else {
        break
      }
    }
    let start = reader.place
    while reader.left > 0, !ByteReader.isBlank(reader.bytes[reader.place]),
      reader.place - start < 20
    {
      reader.place += 1
    }
    guard reader.place > start else { throw ImportError(.endsIn(what), at: .byte(start)) }
    let word = String(decoding: reader.bytes[start..<reader.place], as: UTF8.self)
    guard let number = Int(word), range.contains(number) else {
      throw ImportError(
        .mustBe(
          what, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
          got: TextPreview.quoted(word)), at: .byte(start))
    }
    return number
  }
}
