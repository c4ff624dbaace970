import Fields

/// The vessels' segments, the straight pieces between two corners, with the wall area of each in the voxels.
package struct VesselSegments: Sendable {
  /// A segment.
  package struct Segment: Equatable, Sendable {
    /// Place of its vessel in the anatomy.
    package let vessel: Int
    /// Length inside the grid [µm].
    package let length: Double
    /// Its middle [µm].
    package let middle: SIMD3<Double>
    /// Places in ``VesselSegments/shares`` of what it has in the voxels.
    package var shares: Range<Int>
  }

  /// Wall of one segment in one voxel.
  package struct Share: Equatable, Sendable {
    /// A place in storage.
    package let voxel: Int
    /// Wall area per tissue volume [µm²/µm³].
    package let area: Double
  }

  /// Segments, vessel by vessel in the direction of the flow.
  package private(set) var segments: [Segment] = []
  /// Walls, segment by segment, by ascending voxels.
  package private(set) var shares: [Share] = []

  /// Takes the next vessel.
  /// - Parameter walls: area per tissue volume by the number of the segment and the voxel, in that order.
  mutating func append(
    _ vessel: Vessel, number: Int, on grid: Grid, walls: [(segment: Int, voxel: Int, area: Double)]
  ) {
    let points = vessel.axis.points
    var next = 0
    for (place, ends) in zip(points, points.dropFirst()).enumerated() {
      let first = shares.count
      while next < walls.count && walls[next].segment == place {
        shares.append(Share(voxel: walls[next].voxel, area: walls[next].area))
        next += 1
      }
      segments.append(
        Segment(
          vessel: number, length: Polyline([ends.0, ends.1]).length(within: grid.extent),
          middle: (ends.0 + ends.1) / 2, shares: first..<shares.count))
    }
  }
}

/// The state of vessel segments, in the order of ``VesselSegments/segments``; part of the state of a tissue.
package struct SegmentStates: Equatable, Sendable {
  /// Factor on the permeability of the wall, 1 in health.
  package private(set) var permeability: [Double]
  /// Damaged share of the wall, 0 to 1.
  package private(set) var damage: [Double]
  /// Share of the segment that is closed, 0 to 1; 1 for one that is lost.
  package private(set) var occlusion: [Double]
  /// Whether some cause changes segments, so that they are worth a look.
  package private(set) var areFollowed = false

  /// Healthy segments.
  package init(count: Int) {
    permeability = Array(repeating: 1, count: count)
    damage = Array(repeating: 0, count: count)
    occlusion = damage
  }

  /// Takes over the state of others, without allocating.
  package mutating func copyValues(from other: SegmentStates) {
    guard areFollowed || other.areFollowed else { return }
    areFollowed = other.areFollowed
    for segment in permeability.indices {
      permeability[segment] = other.permeability[segment]
      damage[segment] = other.damage[segment]
      occlusion[segment] = other.occlusion[segment]
    }
  }

  /// Marks the segments as followed from now on.
  package mutating func follow() { areFollowed = true }

  /// Sets a segment's state.
  package mutating func set(
    _ segment: Int, permeability: Double? = nil, damage: Double? = nil, occlusion: Double? = nil
  ) {
    areFollowed = true
    if let permeability { self.permeability[segment] = permeability }
    if let damage { self.damage[segment] = damage }
    if let occlusion { self.occlusion[segment] = occlusion }
  }

  /// What passes the wall of a segment over what passes in health: permeability · (1 − occlusion).
  package func openness(_ segment: Int) -> Double { permeability[segment] * (1 - occlusion[segment]) }

  /// Length of all segments that is not closed [µm].
  package func openLength(of anatomy: Anatomy) -> Double {
    var sum = CompensatedSum()
    for (place, segment) in anatomy.segments.segments.enumerated() {
      sum.add(segment.length * (1 - occlusion[place]))
    }
    return sum.value
  }
}
