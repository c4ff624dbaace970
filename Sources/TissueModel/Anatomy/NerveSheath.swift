import Fields
import Transport

/// Perineuria as interior walls: the faces between a voxel in a nerve and one outside it.
enum NerveSheath {
  /// Walls with resistance D/P, so that a wall's permeability P is met by a solute of the reference diffusivity.
  static func walls(of anatomy: Anatomy, referenceDiffusivity: Double) -> InteriorWalls {
    var walls = InteriorWalls()
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
        let resistance = nerves.filter { $0 >= 0 }
          .reduce(0) { $0 + referenceDiffusivity / anatomy.nerves[Int($1)].permeability }
        walls.add(below: place.x, place.y, place.z, across: axis, resistance: resistance, on: grid)
      }
    }
    return walls
  }
}
