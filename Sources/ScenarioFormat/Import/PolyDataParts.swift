/// What VTK's two formats of polydata have in common: points, lines and the radii among the arrays.
struct PolyDataParts {
  /// Lines as places of points.
  struct Lines {
    /// End of each line in `places`.
    var offsets: [Double]
    /// Places of points, line by line.
    var places: [Double]

    /// Lines from their ends and places.
    init(offsets: [Double], places: [Double]) {
      self.offsets = offsets
      self.places = places
    }

    /// Lines from lists that begin with their length.
    init(counted numbers: [Double], cells: Int, at start: Int) throws(ImportError) {
      offsets = []
      places = []
      var next = 0
      for _ in 0..<cells {
        guard next < numbers.count, let length = Int(exactly: numbers[next]), length >= 0,
          length < numbers.count - next
        else {
          throw ImportError(.damaged("the lists of cells do not fit their size"), at: .byte(start))
        }
        places += numbers[next + 1..<next + 1 + length]
        offsets.append(Double(places.count))
        next += length + 1
      }
    }
  }

  /// Name of the array of radii, nil for any that is called radius.
  let radiusName: String?
  private(set) var points: [SIMD3<Double>] = []
  /// Lines of all pieces, places counted over all points.
  var lines = Lines(offsets: [], places: [])
  private(set) var radii: [Double]?
  /// Names of the arrays with one number per point.
  private(set) var names: [String] = []

  init(radiusName: String?) { self.radiusName = radiusName }

  /// Takes coordinates, three for each point.
  mutating func setPoints(_ numbers: [Double]) {
    points = stride(from: 0, to: numbers.count - 2, by: 3).map {
      SIMD3(numbers[$0], numbers[$0 + 1], numbers[$0 + 2])
    }
  }

  /// Takes an array of point data, if it is that of the radii.
  mutating func offer(_ name: String, components: Int, _ values: [Double]) {
    guard components == 1 else { return }
    names.append(name)
    if let radiusName {
      if name == radiusName { radii = values }
    } else if radii == nil, name.lowercased() == "radius" {
      radii = values
    }
  }

  /// The network, if all fits together.
  func network() throws(ImportError) -> Network {
    if let radiusName, radii == nil {
      let known = names.isEmpty ? "none" : names.joined(separator: ", ")
      throw ImportError(
        .mustBe(
          "the array of radii", expected: "one with a number per point: \(known)",
          got: TextPreview.quoted(radiusName)), at: .file)
    }
    guard !points.isEmpty else { throw ImportError(.lacks("a point"), at: .file) }
    guard points.count <= ImportLimit.points else {
      throw ImportError(.tooMany("points", limit: ImportLimit.points), at: .file)
    }
    for (place, point) in points.enumerated()
    where !(abs(point.x) + abs(point.y) + abs(point.z) < 1e15) {
      throw ImportError(
        .mustBe(
          "the point \(place)", expected: "three finite numbers",
          got: "\(point.x), \(point.y), \(point.z)"),
        at: .file)
    }
    if let radii {
      guard radii.count == points.count else {
        throw ImportError(
          .mustBe(
            "the number of radii", expected: "that of the points, \(points.count)",
            got: "\(radii.count)"),
          at: .file)
      }
      for (place, radius) in radii.enumerated() where !(radius >= 0 && radius < 1e15) {
        throw ImportError(
          .mustBe("the radius of point \(place)", expected: "≥ 0", got: "\(radius)"), at: .file)
      }
    }
    var edges: [Network.Edge] = []
    var start = 0
    for offset in lines.offsets {
      guard let end = Int(exactly: offset), end >= start, end <= lines.places.count else {
        throw ImportError(.damaged("the offsets of the lines do not fit their places"), at: .file)
      }
      var last: Int?
      for number in lines.places[start..<end] {
        guard let place = Int(exactly: number), points.indices.contains(place) else {
          throw ImportError(
            .mustBe(
              "a place in a line", expected: "from 0 to \(points.count - 1)", got: "\(number)"),
            at: .file)
        }
        if let last, last != place { edges.append(Network.Edge(last, place)) }
        last = place
      }
      start = end
    }
    guard !edges.isEmpty else { throw ImportError(.lacks("a line between two points"), at: .file) }
    return Network(points: points, radii: radii, edges: edges)
  }
}
