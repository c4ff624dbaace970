import Fields
import TissueModel
import Testing

@Suite struct ConnectedBodiesTests {
  /// Bodies of the voxels marked `#` in a plane drawn row by row, y downwards.
  private func bodies(_ rows: [String]) -> (bodies: ConnectedBodies, drawing: [String]) {
    let grid = Grid(nx: rows[0].count, ny: rows.count, nz: 1, spacing: (x: 1, y: 1, z: 1))
    let marks = rows.map { $0.map { $0 == "#" } }
    let bodies = ConnectedBodies(on: grid) { voxel in
      let place = grid.coordinates(of: voxel)
      return marks[place.y][place.x]
    }
    let drawing = (0..<grid.ny).map { y in
      (0..<grid.nx).map { x in String(bodies.labels[grid.index(x: x, y: y, z: 0)]) }.joined()
    }
    return (bodies, drawing)
  }

  @Test func bodiesAreNumberedByTheirFirstVoxel() {
    let found = bodies([
      "..#..#",
      ".....#",
      "#....#",
      "#..#..",
    ])
    #expect(found.bodies.count == 4)
    #expect(found.drawing == ["001002", "000002", "300002", "300400"])
  }

  @Test func branchesThatMeetLaterAreOneBody() {
    let found = bodies([
      "#.#.#",
      "#.#.#",
      "#####",
    ])
    #expect(found.drawing == ["10101", "10101", "11111"])
  }

  @Test func cornersAndEdgesDoNotConnect() {
    #expect(bodies(["#.", ".#"]).bodies.count == 2)
    let grid = Grid(nx: 2, ny: 2, nz: 2, spacing: (x: 1, y: 1, z: 1))
    let ends: Set = [
      grid.index(x: 0, y: 0, z: 0), grid.index(x: 1, y: 0, z: 1), grid.index(x: 1, y: 1, z: 0),
    ]
    #expect(ConnectedBodies(on: grid) { ends.contains($0) }.count == 3)
  }

  @Test func theEndOfARowIsNoNeighbourOfTheNextRowsStart() {
    // Eight voxels fill a stored row without padding, so both are neighbours in storage.
    #expect(bodies([".......#", "#......."]).drawing == ["00000001", "20000000"])
  }

  @Test func facesInAllDirectionsConnect() {
    let grid = Grid(nx: 3, ny: 3, nz: 3, spacing: (x: 1, y: 1, z: 1))
    let cross = ConnectedBodies(on: grid) { voxel in
      let place = grid.coordinates(of: voxel)
      return [place.x == 1, place.y == 1, place.z == 1].filter { $0 }.count >= 2
    }
    #expect(cross.count == 1)
    #expect(cross.labels.filter { $0 == 1 }.count == 7)
  }

  @Test func nothingAndEverythingAreZeroAndOneBody() {
    let grid = Grid(nx: 5, ny: 4, nz: 3, spacing: (x: 1, y: 1, z: 1))
    #expect(ConnectedBodies(on: grid) { _ in false }.count == 0)
    let all = ConnectedBodies(on: grid) { _ in true }
    #expect(all.count == 1)
    #expect(all.labels.filter { $0 == 1 }.count == 60)
    #expect(all.labels.filter { $0 == 0 }.count == grid.storageCount - 60)
  }

  @Test(arguments: [0.2, 0.3116, 0.5])
  func labelsAgreeWithAFloodFill(share: Double) {
    // Below, at and above the site percolation threshold of the simple cubic lattice (0.3116, Xu et al. 2014):
    // there the bodies are most branched.
    let grid = Grid(nx: 21, ny: 17, nz: 13, spacing: (x: 1, y: 1, z: 1))
    var state: UInt64 = 1
    let members = (0..<grid.storageCount).map { _ -> Bool in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53 < share
    }
    let bodies = ConnectedBodies(on: grid) { members[$0] }
    #expect(bodies.labels == floodFill(grid, members))
  }

  /// Labels found by spreading from each unlabelled member, in voxel order.
  private func floodFill(_ grid: Grid, _ members: [Bool]) -> [Int32] {
    var labels = [Int32](repeating: 0, count: grid.storageCount)
    var last: Int32 = 0
    for voxel in labels.indices {
      let start = grid.coordinates(of: voxel)
      guard start.x < grid.nx, members[voxel], labels[voxel] == 0 else { continue }
      last += 1
      labels[voxel] = last
      var open = [start]
      while let place = open.popLast() {
        for (dx, dy, dz) in [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)] {
          let next = (x: place.x + dx, y: place.y + dy, z: place.z + dz)
          guard grid.contains(x: next.x, y: next.y, z: next.z) else { continue }
          let neighbour = grid.index(x: next.x, y: next.y, z: next.z)
          guard members[neighbour], labels[neighbour] == 0 else { continue }
          labels[neighbour] = last
          open.append(next)
        }
      }
    }
    return labels
  }
}
