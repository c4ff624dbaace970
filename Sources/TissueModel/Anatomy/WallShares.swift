import Fields

/// Shares the wall area of a vessel out among the voxels that it exchanges with: those that it passes, except that
/// what lies in a lumen goes to the nearest voxel outwards that is tissue. The sum is 2πrL exactly.
struct WallShares {
  let grid: Grid
  let isLumen: [Bool]

  /// Calls `receive` with voxel and wall area [µm²]; the areas of one vessel add up to 2πrL, unless all of it lies
  /// inside other vessels.
  ///
  /// - Returns: the same walls per tissue volume [1/µm] by segment and voxel, both ascending.
  func distribute(_ vessel: Vessel, receive: (_ voxel: Int, _ area: Double) -> Void)
    -> [(segment: Int, voxel: Int, area: Double)]
  {
    var pieces: [(segment: Int, voxel: Int, area: Double)] = []
    var current: (segment: Int, areas: [Int: Double]) = (0, [:])
    func close(_ next: Int) {
      for (voxel, area) in current.areas.sorted(by: { $0.key < $1.key }) {
        pieces.append((current.segment, voxel, area))
      }
      current = (next, [:])
    }
    var shares: [(voxel: Int, area: Double)] = []
    var whole = 0.0
    var kept = 0.0
    WallCut(grid: grid).cut(vessel) { piece in
      whole += piece.area
      guard let voxel = isLumen[piece.voxel] ? tissue(beyond: piece, of: vessel) : piece.voxel
      else { return }
      kept += piece.area
      if piece.segment != current.segment { close(piece.segment) }
      current.areas[voxel, default: 0] += piece.area
      if shares.last?.voxel == voxel {
        shares[shares.count - 1].area += piece.area
      } else {
        shares.append((voxel, piece.area))
      }
    }
    close(0)
    guard kept > 0 else { return [] }
    for share in shares { receive(share.voxel, share.area * (whole / kept)) }
    let scale = whole / kept / grid.voxelVolume
    return pieces.map { ($0.segment, $0.voxel, $0.area * scale) }
  }

  /// The first voxel outside every lumen beyond a piece of the wall.
  private func tissue(beyond piece: WallCut.Piece, of vessel: Vessel) -> Int? {
    var distance = vessel.radius
    for _ in 0..<8 {
      distance += 0.5 * grid.smallestSpacing
      guard let place = grid.voxel(at: piece.axis + piece.outward * distance) else { return nil }
      let voxel = grid.index(x: place.x, y: place.y, z: place.z)
      if !isLumen[voxel] { return voxel }
    }
    return nil
  }
}
