import Fields
import Transport

/// Perineuria as interior walls: the faces between a voxel in a nerve and one outside it.
///
/// Faces make stairs, whose area exceeds that of the round surface; the resistance of each is raised in the same
/// proportion, so that a nerve's sheath lets as much through as its surface 2πrL does.
package enum NerveSheath {
  /// Walls with resistance D/P, so that a wall's permeability P is met by a solute of the reference diffusivity.
  package static func walls(of anatomy: Anatomy, referenceDiffusivity: Double) -> InteriorWalls {
    var walls = InteriorWalls()
    let grid = anatomy.grid
    let stairs = stairs(of: anatomy)
    let surfaces = surfaces(of: anatomy)
    forEachFace(of: anatomy) { place, axis, nerves in
      let resistance = nerves.reduce(0) { sum, nerve in
        let proportion = surfaces[nerve] > 0 ? stairs[nerve] / surfaces[nerve] : 1
        return sum + referenceDiffusivity / anatomy.nerves[nerve].permeability * proportion
      }
      walls.add(below: place.x, place.y, place.z, across: axis, resistance: resistance, on: grid)
    }
    return walls
  }

  /// Area of the faces around each nerve [µm²], 0 for those that share an earlier one's id.
  private static func stairs(of anatomy: Anatomy) -> [Double] {
    var areas = [Double](repeating: 0, count: anatomy.nerves.count)
    let grid = anatomy.grid
    forEachFace(of: anatomy) { _, axis, nerves in
      let area =
        switch axis {
        case .x: grid.dy * grid.dz
        case .y: grid.dx * grid.dz
        case .z: grid.dx * grid.dy
        }
      for nerve in nerves { areas[nerve] += area }
    }
    return areas
  }

  /// Area of the surface of each nerve inside the grid [µm²], with that of all pieces of its id.
  private static func surfaces(of anatomy: Anatomy) -> [Double] {
    var areas = [Double](repeating: 0, count: anatomy.nerves.count)
    for nerve in anatomy.nerves {
      guard let first = anatomy.nerves.firstIndex(where: { $0.id == nerve.id }) else { continue }
      areas[first] += 2 * Double.pi * nerve.radius * nerve.axis.length(within: anatomy.grid.extent)
    }
    return areas
  }

  /// Visits the faces between two nerves, or a nerve and other tissue, with the nerves on both sides.
  private static func forEachFace(
    of anatomy: Anatomy, _ body: (_ place: (x: Int, y: Int, z: Int), Axis, _ nerves: [Int]) -> Void
  ) {
    let grid = anatomy.grid
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      let place = grid.coordinates(of: voxel)
      for axis in [Axis.x, .y, .z] {
        let x = place.x - (axis == .x ? 1 : 0)
        let y = place.y - (axis == .y ? 1 : 0)
        let z = place.z - (axis == .z ? 1 : 0)
        guard grid.contains(x: x, y: y, z: z) else { continue }
        let nerves = [anatomy.nerveIndex[voxel], anatomy.nerveIndex[grid.index(x: x, y: y, z: z)]]
        guard nerves[0] != nerves[1] else { continue }
        body(place, axis, nerves.filter { $0 >= 0 }.map { Int($0) })
      }
    }
  }
}
