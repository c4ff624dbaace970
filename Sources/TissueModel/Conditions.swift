import Fields

/// What disease and anatomy make of each voxel for one step; worked out anew before each step, so not state.
package final class Conditions {
  /// Permeability times wall area per tissue volume for the reference ion [1/s], `[z][y][x]`.
  package let exchange: FieldSet
  /// Activity of each ``Enzyme`` over that in healthy tissue, a factor on its maximum rate, `[enzyme][z][y][x]`.
  package let activity: FieldSet
  /// Membrane debris that offers nucleation sites [µm²/µm³], `[z][y][x]`.
  package let debris: FieldSet
  /// Collagen that offers nucleation sites [µm²/µm³], `[z][y][x]`.
  package let collagen: FieldSet
  /// Calcium given off by dying cells per tissue volume [mM/s], `[z][y][x]`.
  package let calciumRelease: FieldSet
  /// Phosphate given off by dying cells per tissue volume [mM/s], `[z][y][x]`.
  package let phosphateRelease: FieldSet
  private let healthy: FieldSet

  /// Conditions of healthy tissue everywhere.
  package init(anatomy: Anatomy) {
    let grid = anatomy.grid
    exchange = FieldSet(grid: grid, count: 1)
    activity = FieldSet(grid: grid, count: Enzyme.allCases.count)
    debris = FieldSet(grid: grid, count: 1)
    collagen = FieldSet(grid: grid, count: 1)
    calciumRelease = FieldSet(grid: grid, count: 1)
    phosphateRelease = FieldSet(grid: grid, count: 1)
    healthy = FieldSet(grid: grid, count: 2)
    let columns = [anatomy.healthyExchange, anatomy.perVoxel(\.collagenSurface)]
    for (field, column) in columns.enumerated() {
      for voxel in column.indices { healthy[field, voxel] = column[voxel] }
    }
    reset()
  }

  /// Sets every voxel to what its healthy tissue is.
  package func reset() {
    exchange.copyValues(from: healthy, field: 0)
    for enzyme in Enzyme.allCases {
      activity.pointer(enzyme.rawValue).update(repeating: 1, count: activity.grid.storageCount)
    }
    collagen.copyValues(from: healthy, field: 1)
    debris.fill(with: 0)
    calciumRelease.fill(with: 0)
    phosphateRelease.fill(with: 0)
  }

  /// Multiplies the activity of an enzyme in a voxel.
  package func scale(_ enzyme: Enzyme, by factor: Double, at voxel: Int) {
    activity[enzyme.rawValue, voxel] *= factor
  }
}

extension FieldSet {
  /// Takes one field of another set as the only field of this one.
  fileprivate func copyValues(from other: FieldSet, field: Int) {
    pointer(0).update(from: other.pointer(field), count: grid.storageCount)
  }

  /// Sets the first field to one value.
  fileprivate func fill(with value: Double) {
    pointer(0).update(repeating: value, count: grid.storageCount)
  }
}
