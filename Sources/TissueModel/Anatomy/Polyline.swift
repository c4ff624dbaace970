/// A chain of straight segments, the axis of a vessel or nerve [µm].
package struct Polyline: Equatable, Sendable {
  /// The corners in order, at least two [µm].
  package let points: [SIMD3<Double>]

  /// A chain through the given points.
  package init(_ points: [SIMD3<Double>]) {
    precondition(points.count >= 2, "a polyline has at least two points")
    self.points = points
  }

  /// Total length [µm].
  package var length: Double {
    zip(points, points.dropFirst()).reduce(0) { $0 + squaredLength($1.1 - $1.0).squareRoot() }
  }

  /// Distance from a point to the nearest place on the axis [µm].
  package func distance(to point: SIMD3<Double>) -> Double {
    var nearest = Double.infinity
    for (start, end) in zip(points, points.dropFirst()) {
      let axis = end - start
      let square = squaredLength(axis)
      let along = square > 0 ? min(max(dot(point - start, axis) / square, 0), 1) : 0
      nearest = min(nearest, squaredLength(point - start - axis * along))
    }
    return nearest.squareRoot()
  }
}
