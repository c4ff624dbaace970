/// Networks in VTK's XML format of polydata (`.vtp`): arrays as text, base64 or appended bytes, packed by zlib or not.
///
/// After the VTK file formats (Kitware, VTK User's Guide).
package enum VTPFile {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - radiusName: array of radii at points; nil takes one called radius, in letters of any size.
  /// - Throws: `ImportError` that names the byte.
  package static func network(_ bytes: [UInt8], radiusName: String? = nil) throws(ImportError)
    -> Network
  {
    let (tags, arrays) = try outline(bytes)
    var piece: (points: Int, lines: Int)?
    var section = ""
    var network: Network?
    var coordinates: [Double] = []
    var connectivity: [Double] = []
    var offsets: [Double] = []
    var parts = PolyDataParts(radiusName: radiusName)
    for (tag, content) in tags {
      switch (tag.name, tag.closes) {
      case ("Piece", false):
        guard piece == nil else {
          throw ImportError(.unsupported("a second piece"), at: .byte(tag.place))
        }
        piece = (
          try count("NumberOfPoints", of: tag, limit: ImportLimit.points),
          try count("NumberOfLines", of: tag, limit: ImportLimit.points)
        )
      case ("Points", false), ("Lines", false), ("PointData", false), ("CellData", false),
        ("Verts", false),
        ("Polys", false), ("Strips", false), ("FieldData", false):
        section = tag.isEmpty ? "" : tag.name
      case ("Points", true), ("Lines", true), ("PointData", true), ("CellData", true),
        ("Verts", true),
        ("Polys", true), ("Strips", true), ("FieldData", true):
        section = ""
      case ("DataArray", false):
        guard let piece else { continue }
        let name = tag.attributes["Name"] ?? ""
        let components = Int(tag.attributes["NumberOfComponents"] ?? "1") ?? 1
        switch (section, name) {
        case ("Points", _):
          coordinates = try arrays.numbers(of: tag, content: content, count: 3 * piece.points)
        case ("Lines", "offsets"):
          offsets = try arrays.numbers(of: tag, content: content, count: piece.lines)
        case ("PointData", _) where components == 1:
          // Only what may be the radii is read; names are told where they are asked for.
          let isWanted = radiusName.map { $0 == name } ?? (name.lowercased() == "radius")
          let values =
            isWanted ? try arrays.numbers(of: tag, content: content, count: piece.points) : []
          parts.offer(name, components: 1, values)
        default: break
        }
      default: break
      }
    }
    guard piece != nil else { throw ImportError(.lacks("a piece of polydata"), at: .file) }
    // Offsets stand behind the connectivity, whose length is the last of them.
    section = ""
    for (tag, content) in tags {
      if tag.name == "Lines" { section = tag.closes ? "" : "Lines" }
      guard section == "Lines", tag.name == "DataArray", !tag.closes,
        tag.attributes["Name"] == "connectivity"
      else { continue }
      guard let length = Int(exactly: offsets.last ?? 0),
        (0...20 * ImportLimit.points).contains(length)
      else {
        throw ImportError(.damaged("the offsets of the lines do not fit their places"), at: .file)
      }
      connectivity = try arrays.numbers(of: tag, content: content, count: length)
    }
    parts.setPoints(coordinates)
    parts.lines = PolyDataParts.Lines(offsets: offsets, places: connectivity)
    network = try parts.network()
    guard let network else { throw ImportError(.lacks("a piece of polydata"), at: .file) }
    return network
  }

  private typealias Outline = (
    tags: [(tag: MarkupScanner.Tag, content: ArraySlice<UInt8>)], arrays: VTKDataArrays
  )

  /// All tags before the appended data, with what stands behind each.
  private static func outline(_ bytes: [UInt8]) throws(ImportError) -> Outline {
    var scanner = MarkupScanner(bytes)
    guard let first = try scanner.next(), first.name == "VTKFile" else {
      throw ImportError(
        .mustBe("the first tag", expected: "VTKFile", got: "something else"), at: .byte(0))
    }
    guard first.attributes["type"] == "PolyData" else {
      throw ImportError(
        .unsupported("a file of type \(TextPreview.quoted(first.attributes["type"] ?? ""))"),
        at: .byte(first.place))
    }
    var arrays = try VTKDataArrays(first)
    var tags: [(tag: MarkupScanner.Tag, content: ArraySlice<UInt8>)] = []
    var isClosed = false
    while let tag = try scanner.next() {
      if tag.name == "AppendedData", !tag.closes {
        guard let underscore = bytes[scanner.place...].firstIndex(of: UInt8(ascii: "_")) else {
          throw ImportError(.endsIn("the appended data"), at: .byte(bytes.count))
        }
        arrays.appended = bytes[(underscore + 1)...]
        arrays.appendedIsText = tag.attributes["encoding"] == "base64"
        isClosed = true
        break
      }
      if tag.name == "VTKFile", tag.closes { isClosed = true }
      guard tags.count < 100_000 else {
        throw ImportError(.tooMany("tags", limit: 100_000), at: .byte(tag.place))
      }
      tags.append((tag, tag.closes || tag.isEmpty ? [] : scanner.content()))
    }
    guard isClosed else { throw ImportError(.endsIn("the document"), at: .byte(bytes.count)) }
    return (tags, arrays)
  }

  private static func count(
    _ key: String, of tag: MarkupScanner.Tag, limit: Int
  ) throws(ImportError) -> Int {
    let text = tag.attributes[key] ?? "0"
    guard let number = Int(text), (0...limit).contains(number) else {
      throw ImportError(
        .mustBe(key, expected: "a whole number from 0 to \(limit)", got: TextPreview.quoted(text)),
        at: .byte(tag.place))
    }
    return number
  }
}
