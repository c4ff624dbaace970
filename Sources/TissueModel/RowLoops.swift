import Fields
import Parallelism

/// Loops over the rows of a grid, shared among the workers also in a sheet; sums in the order of rows, so that they have
/// the same bits for any number of workers.
final class RowLoops {
  private let grid: Grid
  private let workers: Workers
  private let sums: OrderedSum

  init(grid: Grid, workers: Workers) {
    self.grid = grid
    self.workers = workers
    sums = OrderedSum(planes: grid.ny * grid.nz)
  }

  /// Runs a body with the voxels of each row.
  func forEach(_ body: (_ row: Range<Int>) -> Void) {
    workers.forEachPlane(sums.planes) { row, _ in body(voxels(of: row)) }
  }

  /// The sum over the grid of what a body returns for the voxels of each row.
  func total(_ body: (_ row: Range<Int>) -> Double) -> Double {
    workers.forEachPlane(sums.planes) { row, _ in sums[row] = body(voxels(of: row)) }
    return sums.total
  }

  private func voxels(of row: Int) -> Range<Int> {
    (row * grid.rowStride)..<(row * grid.rowStride + grid.nx)
  }
}
