import Fields
import Testing

@Suite struct GridTests {
  @Test func rowsArePaddedToMultiplesOfEight() {
    for (nx, stride) in [(1, 8), (7, 8), (8, 8), (9, 16), (64, 64), (65, 72)] {
      let grid = Grid(nx: nx, ny: 3, nz: 2, spacing: (1, 1, 1))
      #expect(grid.rowStride == stride)
      #expect(grid.planeStride == 3 * stride)
      #expect(grid.storageCount == 6 * stride)
      #expect(grid.voxelCount == 6 * nx)
    }
  }

  @Test func indexAndCoordinatesAreInverse() {
    let grid = Grid(nx: 5, ny: 4, nz: 3, spacing: (1, 2, 3))
    var last = -1
    for z in 0..<3 {
      for y in 0..<4 {
        for x in 0..<5 {
          let index = grid.index(x: x, y: y, z: z)
          #expect(index > last)
          #expect(grid.coordinates(of: index) == (x, y, z))
          last = index
        }
      }
    }
    #expect(last < grid.storageCount)
  }

  @Test func centresVolumeAndExtentFollowTheSpacing() {
    let grid = Grid(nx: 5, ny: 4, nz: 3, spacing: (10, 20, 40))
    #expect(grid.centre(x: 0, y: 1, z: 2) == SIMD3(5, 30, 100))
    #expect(grid.voxelVolume == 8000)
    #expect(grid.extent == SIMD3(50, 80, 120))
    #expect(grid.contains(x: 4, y: 3, z: 2))
    #expect(!grid.contains(x: 5, y: 0, z: 0))
    #expect(!grid.contains(x: 0, y: -1, z: 0))
  }
}
