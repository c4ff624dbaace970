import Fields

/// Thin walls on faces between voxels (perineurium, vessel wall) that resist diffusion in series with the tissue.
///
/// The resistance of a wall is R = D/P [µm], P its permeability [µm/s] to a solute of diffusivity D: the thickness of
/// free water that would resist as much. It is per unit diffusivity, so that one set of walls serves all solutes.
package struct InteriorWalls: Sendable {
  /// One wall on the face between a voxel and its lower neighbour.
  struct Wall: Sendable {
    let axis: Axis
    let voxel: Int
    let resistance: Double
  }

  private(set) var walls: [Wall] = []

  /// No walls.
  package init() {}

  /// No walls.
  package static let none = InteriorWalls()

  /// Puts a wall of `resistance` [µm] on the low face across `axis` of the voxel at (x, y, z) of `grid`.
  ///
  /// Several walls on one face add up. The face must lie between two voxels, and the resistance be ≥ 0.
  package mutating func add(
    below x: Int, _ y: Int, _ z: Int, across axis: Axis, resistance: Double, on grid: Grid
  ) {
    precondition(grid.contains(x: x, y: y, z: z), "a wall lies inside the grid")
    precondition([x, y, z][axis.rawValue] > 0, "a wall lies between two voxels")
    precondition(resistance >= 0, "a wall does not resist negatively")
    walls.append(Wall(axis: axis, voxel: grid.index(x: x, y: y, z: z), resistance: resistance))
  }
}
