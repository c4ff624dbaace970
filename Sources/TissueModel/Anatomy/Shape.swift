/// A region of space given by a formula [µm].
package enum Shape: Equatable, Sendable {
  /// Between two opposite corners.
  case box(low: SIMD3<Double>, high: SIMD3<Double>)
  /// Within a distance of a point.
  case sphere(centre: SIMD3<Double>, radius: Double)
  /// Axis-aligned, with one radius per axis.
  case ellipsoid(centre: SIMD3<Double>, radii: SIMD3<Double>)
  /// Within a distance of a segment's axis, with flat ends.
  case cylinder(from: SIMD3<Double>, to: SIMD3<Double>, radius: Double)
  /// Within a distance of a chain of segments, with round ends and corners.
  case tube(axis: Polyline, radius: Double)

  /// Whether a point lies inside.
  package func contains(_ point: SIMD3<Double>) -> Bool {
    switch self {
    case .box(let low, let high):
      return all(point .>= low) && all(point .< high)
    case .sphere(let centre, let radius):
      return squaredLength(point - centre) <= radius * radius
    case .ellipsoid(let centre, let radii):
      return squaredLength((point - centre) / radii) <= 1
    case .cylinder(let from, let to, let radius):
      let axis = to - from
      let along = dot(point - from, axis) / squaredLength(axis)
      guard along >= 0 && along <= 1 else { return false }
      return squaredLength(point - from - axis * along) <= radius * radius
    case .tube(let axis, let radius):
      return axis.distance(to: point) <= radius
    }
  }
}

/// The scalar product of two vectors.
package func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { (a * b).sum() }

/// The squared length of a vector.
package func squaredLength(_ a: SIMD3<Double>) -> Double { dot(a, a) }
