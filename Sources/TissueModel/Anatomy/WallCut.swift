import Fields

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Cuts the wall of a vessel at the faces of voxels.
///
/// The wall of each segment is divided into strips along the axis, 256 to a voxel's side and at least 64 around it.
/// The middle line of a strip is cut at every face that it passes, exactly; so the area in a voxel is off by no more
/// than the strips that the voxel's edges divide: two of them, or 1/128 of a voxel's side times the length there.
/// The areas of one vessel are scaled to add up to 2πrL, L the length of its axis inside the grid.
package struct WallCut {
  /// The grid.
  package let grid: Grid

  /// Cuts walls on `grid`.
  package init(grid: Grid) { self.grid = grid }

  /// Strips to a voxel's side along the circumference.
  private static let stripsPerVoxel = 256.0

  /// A piece of the wall.
  package struct Piece {
    /// Voxel that it lies in, a place in storage.
    package let voxel: Int
    /// Segment of the axis that it belongs to, from 0.
    package let segment: Int
    /// Its area [µm²].
    package let area: Double
    /// Place on the axis nearest to its middle [µm].
    package let axis: SIMD3<Double>
    /// Direction away from the axis, of length 1.
    package let outward: SIMD3<Double>
  }

  /// Calls `receive` with every piece; the areas add up to 2πrL.
  package func cut(_ vessel: Vessel, receive: (Piece) -> Void) {
    let inside = vessel.axis.length(within: grid.extent)
    var total = 0.0
    strips(of: vessel) { _, _, length, _, _ in total += length }
    guard total > 0 else { return }
    let scale = 2 * Double.pi * vessel.radius * inside / total
    strips(of: vessel) { segment, voxel, length, axis, outward in
      receive(
        Piece(voxel: voxel, segment: segment, area: length * scale, axis: axis, outward: outward))
    }
  }

  private func strips(
    of vessel: Vessel,
    receive: (_ segment: Int, _ voxel: Int, _ length: Double, SIMD3<Double>, SIMD3<Double>) -> Void
  ) {
    let circumference = 2 * Double.pi * vessel.radius
    let number = max(
      64, Int((circumference / grid.smallestSpacing * Self.stripsPerVoxel).rounded(.up)))
    let directions = (0..<number).map { strip in
      let angle = 2 * Double.pi * (Double(strip) + 0.5) / Double(number)
      return (cos(angle), sin(angle))
    }
    let points = vessel.axis.points
    for (segment, (start, end)) in zip(points, points.dropFirst()).enumerated() {
      let step = end - start
      let length = squaredLength(step).squareRoot()
      guard length > 0 else { continue }
      let (first, second) = Self.normals(to: step / length)
      for (cosine, sine) in directions {
        let outward = first * cosine + second * sine
        let edge = start + outward * vessel.radius
        grid.forEachVoxel(from: edge, to: edge + step) { x, y, z, share in
          let middle = (share.lowerBound + share.upperBound) / 2
          receive(
            segment,
            grid.index(x: x, y: y, z: z),
            (share.upperBound - share.lowerBound) * length / Double(number),
            start + step * middle, outward)
        }
      }
    }
  }

  /// Two unit vectors at right angles to a direction and to each other.
  static func normals(to direction: SIMD3<Double>) -> (SIMD3<Double>, SIMD3<Double>) {
    let helper = abs(direction.x) < 0.9 ? SIMD3<Double>(1, 0, 0) : SIMD3<Double>(0, 1, 0)
    let first = cross(direction, helper)
    let unit = first / squaredLength(first).squareRoot()
    return (unit, cross(direction, unit))
  }

  private static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }
}

extension Grid {
  /// Visits the voxels that a segment passes, in order, each with its share of the segment from 0 to 1; what lies
  /// outside the grid is left out.
  package func forEachVoxel(
    from start: SIMD3<Double>, to last: SIMD3<Double>,
    _ body: (_ x: Int, _ y: Int, _ z: Int, _ share: ClosedRange<Double>) -> Void
  ) {
    guard let inside = Polyline.share(from: start, to: last, within: extent) else { return }
    let step = last - start
    let sides = SIMD3(dx, dy, dz)
    let counts = SIMD3(nx, ny, nz)
    var place = SIMD3(0, 0, 0)
    let entry = start + step * inside.lowerBound
    for axis in 0..<3 {
      place[axis] = min(max(Int((entry[axis] / sides[axis]).rounded(.down)), 0), counts[axis] - 1)
    }
    /// Where the segment leaves the voxel along an axis.
    func end(along axis: Int) -> Double {
      guard step[axis] != 0 else { return .infinity }
      let face = Double(step[axis] > 0 ? place[axis] + 1 : place[axis]) * sides[axis]
      return (face - start[axis]) / step[axis]
    }
    var exits = SIMD3(end(along: 0), end(along: 1), end(along: 2))
    var share = inside.lowerBound
    while share < inside.upperBound {
      let axis = exits.x <= exits.y ? (exits.x <= exits.z ? 0 : 2) : (exits.y <= exits.z ? 1 : 2)
      let next = min(exits[axis], inside.upperBound)
      if next > share {
        body(place.x, place.y, place.z, share...next)
        share = next
      }
      place[axis] += step[axis] > 0 ? 1 : -1
      guard place[axis] >= 0, place[axis] < counts[axis] else { return }
      exits[axis] = end(along: axis)
    }
  }
}
