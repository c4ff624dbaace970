import Fields
import Parallelism

/// Loops over the voxels of a grid, planes shared among the workers; sums in plane order, so that they have the same bits
/// for any number of workers.
final class VoxelLoops {
  private let grid: Grid
  private let workers: Workers
  private let sums: OrderedSum

  init(grid: Grid, workers: Workers) {
    self.grid = grid
    self.workers = workers
    sums = OrderedSum(planes: grid.nz)
  }

  /// Runs a body over every voxel.
  func forEach(_ body: (_ voxel: Int) -> Void) {
    workers.forEachPlane(grid.nz) { plane, _ in
      for y in 0..<grid.ny {
        let row = grid.index(x: 0, y: y, z: plane)
        for voxel in row..<(row + grid.nx) { body(voxel) }
      }
    }
  }

  /// The sum over the grid of a value per voxel.
  func total(_ value: (_ voxel: Int) -> Double) -> Double {
    workers.forEachPlane(grid.nz) { plane, _ in
      var sum = 0.0
      for y in 0..<grid.ny {
        let row = grid.index(x: 0, y: y, z: plane)
        for voxel in row..<(row + grid.nx) { sum += value(voxel) }
      }
      sums[plane] = sum
    }
    return sums.total
  }

  /// The largest magnitude of a value per voxel.
  func largest(_ value: (_ voxel: Int) -> Double) -> Double {
    workers.forEachPlane(grid.nz) { plane, _ in
      var most = 0.0
      for y in 0..<grid.ny {
        let row = grid.index(x: 0, y: y, z: plane)
        for voxel in row..<(row + grid.nx) { most = max(most, abs(value(voxel))) }
      }
      sums[plane] = most
    }
    return (0..<grid.nz).reduce(0) { max($0, sums[$1]) }
  }
}
