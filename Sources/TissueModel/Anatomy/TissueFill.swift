import Fields

/// What fills the grid before nerves and vessels are drawn over it.
package enum TissueFill {
  /// The place of a tissue type among the types, at a point [µm].
  case points((SIMD3<Double>) -> Int)
  /// The types in a voxel, by their place among the types, with their shares of its volume, which add up to 1.
  case voxels((_ x: Int, _ y: Int, _ z: Int) -> [Share])

  /// A tissue type's part of a voxel.
  package struct Share: Equatable, Sendable {
    /// Place among the types.
    package let type: Int
    /// Part of the voxel's volume, above 0 and up to 1.
    package let share: Double

    /// A part of a voxel.
    package init(type: Int, share: Double) {
      self.type = type
      self.share = share
    }
  }

  /// Points along each side of a voxel at which a boundary is sampled.
  private static let samples = 4

  /// The tissue that a voxel counts as, and what it is made of. The first is that of its centre, or the one with the
  /// largest share; the second a single share unless a boundary passes through the voxel.
  func content(_ x: Int, _ y: Int, _ z: Int, of grid: Grid) -> (main: Int, shares: [Share]) {
    switch self {
    case .voxels(let shares):
      let content = shares(x, y, z)
      var main = content[0]
      for share in content where share.share > main.share { main = share }
      return (main.type, content)
    case .points(let paint):
      let centre = grid.centre(x: x, y: y, z: z)
      let main = paint(centre)
      // Corners, drawn in a little, so that a boundary along a face divides nothing.
      let half = SIMD3(grid.dx, grid.dy, grid.dz) * 0.4999
      for corner in 0..<8 {
        let sign = SIMD3<Double>(
          corner & 1 == 0 ? -1 : 1, corner & 2 == 0 ? -1 : 1, corner & 4 == 0 ? -1 : 1)
        if paint(centre + half * sign) != main {
          return (main, Self.sampled(at: centre, of: grid, paint))
        }
      }
      return (main, [Share(type: main, share: 1)])
    }
  }

  /// Shares from 64 points spread evenly over a voxel.
  static func sampled(
    at centre: SIMD3<Double>, of grid: Grid, _ paint: (SIMD3<Double>) -> Int
  ) -> [Share] {
    var counts: [Int: Int] = [:]
    let sides = SIMD3(grid.dx, grid.dy, grid.dz)
    for k in 0..<samples {
      for j in 0..<samples {
        for i in 0..<samples {
          let place = (SIMD3(Double(i), Double(j), Double(k)) + 0.5) / Double(samples) - 0.5
          counts[paint(centre + sides * place), default: 0] += 1
        }
      }
    }
    let total = Double(samples * samples * samples)
    return counts.sorted { $0.key < $1.key }.map {
      Share(type: $0.key, share: Double($0.value) / total)
    }
  }

  /// A voxel's shares with other types drawn over them where `paint` has one at a point [µm].
  package static func drawn(
    over shares: [Share], at centre: SIMD3<Double>, of grid: Grid, _ paint: (SIMD3<Double>) -> Int?
  ) -> [Share] {
    let outside = -1
    let sampled = sampled(at: centre, of: grid) { paint($0) ?? outside }
    guard let free = sampled.first(where: { $0.type == outside })?.share else { return sampled }
    if free == 1 { return shares }
    return shares.map { Share(type: $0.type, share: $0.share * free) }
      + sampled.filter { $0.type != outside }
  }

  /// Shares with one entry for each type, in the order of the types.
  package static func merged(_ shares: [Share]) -> [Share] {
    var sums: [Int: Double] = [:]
    for share in shares { sums[share.type, default: 0] += share.share }
    return sums.sorted { $0.key < $1.key }.map { Share(type: $0.key, share: $0.value) }
  }
}
