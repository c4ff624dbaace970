/// A traced network: points with radii, joined by straight pieces.
package struct Network: Equatable, Sendable {
  /// A straight piece between two points, by their places.
  package struct Edge: Equatable, Sendable {
    /// Places of its ends among the points.
    package let from, to: Int

    /// A piece between two points.
    package init(_ from: Int, _ to: Int) {
      self.from = from
      self.to = to
    }
  }

  /// Places in the unit of the file.
  package var points: [SIMD3<Double>]
  /// Radius at each point in the unit of the file; nil where the file has none.
  package var radii: [Double]?
  /// Type of each point; nil where the file has none.
  package var types: [Int]?
  /// Pieces in the order of the file.
  package var edges: [Edge]

  /// A network of its parts.
  package init(points: [SIMD3<Double>], radii: [Double]?, edges: [Edge], types: [Int]? = nil) {
    self.types = types
    self.points = points
    self.radii = radii
    self.edges = edges
  }

  /// A chain of pieces of one radius.
  package struct Chain: Equatable, Sendable {
    /// Corners in order, at least two.
    package var points: [SIMD3<Double>]
    /// Radius, the mean of the ends of each piece; nil where the file has none.
    package var radius: Double?
    /// Type of the points that its pieces lead to; nil where the file has none.
    package var type: Int?

    /// A chain of its parts.
    package init(points: [SIMD3<Double>], radius: Double?, type: Int? = nil) {
      self.type = type
      self.points = points
      self.radius = radius
    }
  }

  /// The pieces as chains of one radius and type. Pieces without length are left out.
  ///
  /// A piece between radii a and b counts as a cylinder of their mean: its wall is that of the cone, 2π(a+b)/2
  /// times the length, but for the cone's slope.
  package func chains() -> [Chain] {
    var chains: [Chain] = []
    var last: Int?
    for edge in edges where points[edge.from] != points[edge.to] {
      let radius = radii.map { ($0[edge.from] + $0[edge.to]) / 2 }
      let type = types?[edge.to]
      if edge.from == last, chains[chains.count - 1].radius == radius, chains[chains.count - 1].type == type {
        chains[chains.count - 1].points.append(points[edge.to])
      } else {
        chains.append(Chain(points: [points[edge.from], points[edge.to]], radius: radius, type: type))
      }
      last = edge.to
    }
    return chains
  }
}
