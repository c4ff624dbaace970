/// Values on the grid for several fields, `[field][z][y][x]`, in one block whose rows and fields begin on 64 bytes.
///
/// All values, padding included, are zero at first. Nobody may write into the padding anything but zero.
package final class FieldSet {
  /// The grid on which the values live.
  package let grid: Grid
  /// Number of fields.
  package let count: Int

  private let base: UnsafeMutablePointer<Double>
  private let byteCount: Int

  /// `count` fields of zeros on `grid`.
  package init(grid: Grid, count: Int) {
    precondition(count >= 0, "the number of fields is not negative")
    self.grid = grid
    self.count = count
    let values = max(grid.storageCount * count, 1)
    byteCount = values * MemoryLayout<Double>.stride
    base = AlignedMemory.zeros(byteCount: byteCount).bindMemory(to: Double.self, capacity: values)
  }

  deinit {
    AlignedMemory.free(base, byteCount: byteCount)
  }

  /// The values of one field, `[z][y][x]` with padded rows.
  package func pointer(_ field: Int) -> UnsafeMutablePointer<Double> {
    precondition(field >= 0 && field < count, "there is no such field")
    return base + field * grid.storageCount
  }

  /// The value of `field` in `voxel`, a place in storage made by `Grid.index(x:y:z:)`.
  package subscript(field: Int, voxel: Int) -> Double {
    get {
      precondition(field >= 0 && field < count && voxel >= 0 && voxel < grid.storageCount, "outside the grid")
      return base[field * grid.storageCount + voxel]
    }
    set {
      precondition(field >= 0 && field < count && voxel >= 0 && voxel < grid.storageCount, "outside the grid")
      base[field * grid.storageCount + voxel] = newValue
    }
  }

  /// Takes over all values of a set of the same shape.
  package func copyValues(from other: FieldSet) {
    precondition(grid == other.grid && count == other.count, "sets of different shape")
    base.update(from: other.base, count: grid.storageCount * count)
  }

  /// The values of one field without padding, x fastest, then y, then z.
  package func values(of field: Int) -> [Double] {
    let values = pointer(field)
    var result: [Double] = []
    result.reserveCapacity(grid.voxelCount)
    for row in 0..<(grid.ny * grid.nz) {
      result.append(contentsOf: UnsafeBufferPointer(start: values + row * grid.rowStride, count: grid.nx))
    }
    return result
  }
}
