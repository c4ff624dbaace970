/// Networks in VTK's legacy format (`.vtk`): a dataset of polydata, as text or as big-endian bytes.
///
/// After the VTK file formats (Kitware, VTK User's Guide), versions up to 4.2 with counts before each line, and 5.1
/// with offsets.
package enum VTKLegacyFile {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - radiusName: array of radii at points; nil takes one called radius, in letters of any size.
  /// - Throws: `ImportError` that names the byte.
  package static func network(_ bytes: [UInt8], radiusName: String? = nil) throws(ImportError)
    -> Network
  {
    var parser = try Parser(bytes, radiusName: radiusName)
    try parser.read()
    return try parser.parts.network()
  }

  private struct Parser {
    var reader: ByteReader
    let isBinary: Bool
    let hasOffsets: Bool
    var parts: PolyDataParts
    /// Whether arrays belong to points, and how many of them there are; nil before the first.
    var owner: (isPoints: Bool, count: Int)?

    init(_ bytes: [UInt8], radiusName: String?) throws(ImportError) {
      reader = ByteReader(bytes, isLittleEndian: false)
      parts = PolyDataParts(radiusName: radiusName)
      let first = reader.line() ?? ""
      let words = first.split(separator: " ")
      guard first.hasPrefix("# vtk DataFile Version"), words.count >= 5,
        let version = Double(words[4])
      else {
        throw ImportError(
          .mustBe(
            "the first line", expected: "\"# vtk DataFile Version\" and a number",
            got: TextPreview.quoted(first)), at: .byte(0))
      }
      hasOffsets = version >= 5
      guard reader.line() != nil else {
        throw ImportError(.endsIn("the title"), at: .byte(bytes.count))
      }
      let place = reader.place
      switch reader.word() {
      case "ASCII": isBinary = false
      case "BINARY": isBinary = true
      case let other:
        throw ImportError(
          .mustBe(
            "the third line", expected: "ASCII or BINARY", got: TextPreview.quoted(other ?? "")),
          at: .byte(place))
      }
    }

    mutating func read() throws(ImportError) {
      while let word = reader.word() {
        let start = reader.place - word.utf8.count
        switch word.uppercased() {
        case "DATASET":
          guard let kind = reader.word(), kind.uppercased() == "POLYDATA" else {
            throw ImportError(.unsupported("a dataset that is no POLYDATA"), at: .byte(start))
          }
        case "POINTS":
          let count = try count("the number of points", limit: ImportLimit.points)
          let kind = try kind("the points")
          parts.setPoints(try values(3 * count, kind, for: "the points"))
        case "LINES": parts.lines = try cells(for: "the lines")
        case "VERTICES", "POLYGONS", "TRIANGLE_STRIPS":
          _ = try cells(for: "the \(word.lowercased())")
        case "POINT_DATA":
          owner = (true, try count("the number of point data", limit: ImportLimit.points))
        case "CELL_DATA":
          owner = (false, try count("the number of cell data", limit: 10 * ImportLimit.points))
        case "SCALARS", "COLOR_SCALARS": try scalars(isColour: word.uppercased() == "COLOR_SCALARS")
        case "LOOKUP_TABLE":
          _ = reader.word()
          let count = try count("the number of colours", limit: ImportLimit.points)
          _ = try values(4 * count, isBinary ? .uint8 : .double, for: "the lookup table")
        case "VECTORS", "NORMALS": try array(components: 3)
        case "TENSORS": try array(components: 9)
        case "TEXTURE_COORDINATES":
          let name = reader.word() ?? ""
          let components = try count("the number of components", limit: 3)
          let kind = try kind("the array \(TextPreview.quoted(name))")
          _ = try values((owner?.count ?? 0) * components, kind, for: "the texture coordinates")
        case "FIELD": try field()
        case "METADATA": skipMetadata()
        default:
          throw ImportError(
            .unsupported("the section \(TextPreview.quoted(word))"), at: .byte(start))
        }
      }
    }

    private mutating func scalars(isColour: Bool) throws(ImportError) {
      guard let name = reader.word() else {
        throw ImportError(.endsIn("the scalars"), at: .byte(reader.bytes.count))
      }
      if isColour {
        let components = try count("the number of components", limit: 4)
        _ = try values(
          (owner?.count ?? 0) * components, isBinary ? .uint8 : .double, for: "the colours")
        return
      }
      let kind = try kind("the array \(TextPreview.quoted(name))")
      var components = 1
      let rest = (reader.line() ?? "").split(separator: " ")
      if let text = rest.first {
        guard let number = Int(text), (1...4).contains(number) else {
          throw ImportError(
            .mustBe(
              "the number of components", expected: "1 to 4", got: TextPreview.quoted(String(text))),
            at: .byte(reader.place))
        }
        components = number
      }
      let before = reader.place
      if reader.word()?.uppercased() == "LOOKUP_TABLE" {
        _ = reader.word()
      } else {
        reader.place = before
      }
      try keep(name, components, kind)
    }

    private mutating func array(components: Int) throws(ImportError) {
      guard let name = reader.word() else {
        throw ImportError(.endsIn("an array"), at: .byte(reader.bytes.count))
      }
      try keep(name, components, try kind("the array \(TextPreview.quoted(name))"))
    }

    private mutating func keep(
      _ name: String, _ components: Int, _ kind: NumberKind
    ) throws(ImportError) {
      let values = try values(
        (owner?.count ?? 0) * components, kind, for: "the array \(TextPreview.quoted(name))")
      if owner?.isPoints == true { parts.offer(name, components: components, values) }
    }

    private mutating func field() throws(ImportError) {
      _ = reader.word()
      let arrays = try count("the number of arrays", limit: 10_000)
      var read = 0
      while read < arrays {
        guard let name = reader.word() else {
          throw ImportError(.endsIn("the field"), at: .byte(reader.bytes.count))
        }
        if name.uppercased() == "METADATA" {
          skipMetadata()
          continue
        }
        let what = "the array \(TextPreview.quoted(name))"
        let components = try count("the number of components of \(what)", limit: 1000)
        let tuples = try count("the length of \(what)", limit: 100 * ImportLimit.points)
        let kind = try kind(what)
        let values = try values(components * tuples, kind, for: what)
        if owner?.isPoints == true { parts.offer(name, components: components, values) }
        read += 1
      }
    }

    /// Metadata end with an empty line, or with the file.
    private mutating func skipMetadata() {
      _ = reader.line()
      while let line = reader.line(), !line.allSatisfy(\.isWhitespace) {}
    }

    /// Cells as lists of places: `n size` and counted lists, or offsets and connectivity.
    private mutating func cells(for what: String) throws(ImportError) -> PolyDataParts.Lines {
      let first = try count("the number of \(what.dropFirst(4))", limit: 10 * ImportLimit.points)
      let second = try count("the size of \(what)", limit: 20 * ImportLimit.points)
      guard hasOffsets else {
        let start = reader.place
        let numbers = try values(second, .int32, for: what)
        return try PolyDataParts.Lines(counted: numbers, cells: first, at: start)
      }
      func section(_ keyword: String, _ count: Int) throws(ImportError) -> [Double] {
        let start = reader.place
        guard reader.word()?.uppercased() == keyword else {
          throw ImportError(
            .mustBe("the section", expected: keyword, got: "something else"), at: .byte(start))
        }
        return try values(count, try kind(what), for: what)
      }
      let offsets = try section("OFFSETS", first)
      let places = try section("CONNECTIVITY", second)
      return PolyDataParts.Lines(offsets: Array(offsets.dropFirst()), places: places)
    }

    private mutating func count(_ what: String, limit: Int) throws(ImportError) -> Int {
      guard let word = reader.word() else {
        throw ImportError(.endsIn(what), at: .byte(reader.bytes.count))
      }
      let start = reader.place - word.utf8.count
      guard let number = Int(word), number >= 0 else {
        throw ImportError(
          .mustBe(what, expected: "a whole number ≥ 0", got: TextPreview.quoted(word)),
          at: .byte(start))
      }
      guard number <= limit else {
        throw ImportError(.mustBe(what, expected: "at most \(limit)", got: word), at: .byte(start))
      }
      return number
    }

    private mutating func kind(_ what: String) throws(ImportError) -> NumberKind {
      let word = reader.word() ?? ""
      let kinds: [String: NumberKind] = [
        "unsigned_char": .uint8, "char": .int8, "signed_char": .int8, "unsigned_short": .uint16,
        "short": .int16, "unsigned_int": .uint32, "int": .int32, "unsigned_long": .uint64,
        "long": .int64,
        "vtktypeint64": .int64, "vtktypeuint64": .uint64, "vtktypeint32": .int32,
        "vtkidtype": .int32,
        "float": .single, "double": .double,
      ]
      guard let kind = kinds[word.lowercased()] else {
        throw ImportError(
          .mustBe(
            "the type of \(what)", expected: "a type of numbers", got: TextPreview.quoted(word)),
          at: .byte(reader.place - word.utf8.count))
      }
      return kind
    }

    /// Numbers as text, or as bytes from the next line on.
    private mutating func values(
      _ count: Int, _ kind: NumberKind, for what: String
    ) throws(ImportError) -> [Double] {
      guard count > 0 else { return [] }
      if isBinary {
        while reader.left > 0, reader.bytes[reader.place] != 0x0A { reader.place += 1 }
        reader.place = min(reader.place + 1, reader.bytes.count)
        return try reader.numbers(count, kind, for: what)
      }
      // Each number takes a digit and a blank.
      try reader.require(2 * count - 1, for: what)
      var result: [Double] = []
      result.reserveCapacity(count)
      for _ in 0..<count { result.append(try reader.textNumber(for: what)) }
      return result
    }
  }
}
