import Fields

extension Infection {
  /// Where there is more caseum than a voxel holds, the rest makes way to the face neighbours, in equal parts.
  ///
  /// One voxel's width at a look: what is too much there goes on at the next one, so that a lesion whose middle dies grows
  /// outwards. Pathogens stay where they are.
  /// - Parameter isClosed: voxels that take none, vessel lumens, by their place in storage.
  package func spreadCaseum(isClosed: [Bool]) {
    let grid = caseum.grid
    let fraction = caseum.pointer(0)
    var moves: [(voxel: Int, volume: Double)] = []
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      let excess = fraction[voxel] - 1
      if !(excess > 0) { return }
      let neighbours = grid.faceNeighbours(of: voxel).filter { !isClosed[$0] }
      if neighbours.isEmpty { return }
      let part = excess / Double(neighbours.count)
      for neighbour in neighbours { moves.append((neighbour, part)) }
      moves.append((voxel, -part * Double(neighbours.count)))
    }
    for move in moves { fraction[move.voxel] += move.volume }
  }
}
