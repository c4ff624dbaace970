/// Traced trees in SWC, one point per line: number, type, x, y, z, radius, number of the parent or -1.
///
/// After R. C. Cannon et al., J. Neurosci. Methods 84 (1998) 49. Lines that begin with `#` are remarks.
package enum SWCFile {
  /// Reads a file; nothing is told of lengths' unit, which is usually µm.
  ///
  /// - Throws: `ImportError` that names the line.
  package static func network(_ bytes: [UInt8]) throws(ImportError) -> Network {
    var reader = ByteReader(bytes, isLittleEndian: true)
    var line = 0
    var points: [SIMD3<Double>] = []
    var radii: [Double] = []
    var types: [Int] = []
    var places: [Int: Int] = [:]
    var parents: [(number: Int, line: Int)] = []
    while let text = reader.line() {
      line += 1
      let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "," })
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      guard words.count >= 7 else {
        throw ImportError(
          .mustBe(
            "a point", expected: "seven numbers (number, type, x, y, z, radius, parent)",
            got: words.count == 1 ? "1 word" : "\(words.count) words"), at: .line(line))
      }
      guard points.count < ImportLimit.points else {
        throw ImportError(.tooMany("points", limit: ImportLimit.points), at: .line(line))
      }
      func number(_ index: Int, _ what: String) throws(ImportError) -> Double {
        guard let value = Double(words[index]), value.isFinite, abs(value) < 1e15 else {
          throw ImportError(
            .mustBe(what, expected: "a number", got: TextPreview.quoted(String(words[index]))),
            at: .line(line))
        }
        return value
      }
      func whole(_ index: Int, _ what: String) throws(ImportError) -> Int {
        let value = try number(index, what)
        guard let whole = Int(exactly: value) else {
          throw ImportError(
            .mustBe(what, expected: "a whole number", got: String(words[index])), at: .line(line))
        }
        return whole
      }
      let name = try whole(0, "the point's number")
      let type = try whole(1, "the type")
      let point = SIMD3(try number(2, "x"), try number(3, "y"), try number(4, "z"))
      let radius = try number(5, "the radius")
      guard radius >= 0 else {
        throw ImportError(
          .mustBe("the radius", expected: "≥ 0", got: String(words[5])), at: .line(line))
      }
      guard places.updateValue(points.count, forKey: name) == nil else {
        throw ImportError(.damaged("the point \(name) is given twice"), at: .line(line))
      }
      parents.append((try whole(6, "the parent"), line))
      points.append(point)
      radii.append(radius)
      types.append(type)
    }
    guard !points.isEmpty else { throw ImportError(.lacks("a point"), at: .file) }
    var edges: [Network.Edge] = []
    for (place, parent) in parents.enumerated() where parent.number >= 0 {
      guard let from = places[parent.number] else {
        throw ImportError(
          .damaged("the parent \(parent.number) is no point"), at: .line(parent.line))
      }
      guard from != place else {
        throw ImportError(
          .damaged("the point \(parent.number) is its own parent"), at: .line(parent.line))
      }
      edges.append(Network.Edge(from, place))
    }
    guard !edges.isEmpty else { throw ImportError(.lacks("a piece between two points"), at: .file) }
    return Network(points: points, radii: radii, edges: edges, types: types)
  }
}
