import Fields

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shares the wall area of a vessel out among the voxels it passes, so that the sum is 2πrL exactly.
///
/// The wall is sampled at points spread over the cylinder around each segment, four to a voxel edge along the
/// axis and at least 16 around it. A sample that falls into the lumen is moved outwards until it leaves it; one
/// outside the grid gives its area to the samples inside, by the final rescaling to the exact area of the part
/// of the axis that lies in the grid.
struct WallSampling {
  let grid: Grid
  let isLumen: [Bool]

  /// Calls `receive` with voxel and wall area [µm²]; the areas of one vessel add up to 2πrL.
  func distribute(_ vessel: Vessel, receive: (_ voxel: Int, _ area: Double) -> Void) {
    var shares: [(voxel: Int, weight: Double)] = []
    var inside = 0.0
    let points = vessel.axis.points
    for (start, end) in zip(points, points.dropFirst()) {
      let axis = end - start
      let length = squaredLength(axis).squareRoot()
      guard length > 0 else { continue }
      let direction = axis / length
      let (first, second) = WallSampling.normals(to: direction)
      let along = max(1, Int((length / grid.smallestSpacing * 4).rounded(.up)))
      let around = max(16, Int((2 * Double.pi * vessel.radius / grid.smallestSpacing * 4).rounded(.up)))
      let weight = length / Double(along)
      for i in 0..<along {
        let centre = start + axis * ((Double(i) + 0.5) / Double(along))
        guard grid.voxel(at: centre) != nil else { continue }
        inside += weight
        for k in 0..<around {
          let angle = 2 * Double.pi * (Double(k) + 0.5) / Double(around)
          let outward = first * cos(angle) + second * sin(angle)
          if let voxel = interstitialVoxel(from: centre, along: outward, radius: vessel.radius) {
            shares.append((voxel, weight / Double(around)))
          }
        }
      }
    }
    let total = shares.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return }
    let scale = 2 * Double.pi * vessel.radius * inside / total
    for share in shares { receive(share.voxel, share.weight * scale) }
  }

  /// The first voxel outside the lumen at or beyond the wall.
  private func interstitialVoxel(
    from centre: SIMD3<Double>, along outward: SIMD3<Double>, radius: Double
  ) -> Int? {
    var distance = radius
    for _ in 0..<8 {
      guard let place = grid.voxel(at: centre + outward * distance) else { return nil }
      let voxel = grid.index(x: place.x, y: place.y, z: place.z)
      if !isLumen[voxel] { return voxel }
      distance += 0.5 * grid.smallestSpacing
    }
    return nil
  }

  /// Two unit vectors at right angles to a direction and to each other.
  private static func normals(to direction: SIMD3<Double>) -> (SIMD3<Double>, SIMD3<Double>) {
    let helper = abs(direction.x) < 0.9 ? SIMD3<Double>(1, 0, 0) : SIMD3<Double>(0, 1, 0)
    let first = cross(direction, helper)
    let unit = first / squaredLength(first).squareRoot()
    return (unit, cross(direction, unit))
  }

  private static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }
}
