import Fields

/// What disease and anatomy make of each voxel for one step; worked out anew before each step, so not state.
package final class Conditions {
  /// Permeability times wall area per tissue volume for the reference ion [1/s], `[z][y][x]`.
  package let exchange: FieldSet
  /// First-order hydrolysis of pyrophosphate [1/s of water], `[z][y][x]`.
  package let hydrolysis: FieldSet
  /// Pyrophosphate made per tissue volume [mM/s], `[z][y][x]`.
  package let production: FieldSet
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
    hydrolysis = FieldSet(grid: grid, count: 1)
    production = FieldSet(grid: grid, count: 1)
    debris = FieldSet(grid: grid, count: 1)
    collagen = FieldSet(grid: grid, count: 1)
    calciumRelease = FieldSet(grid: grid, count: 1)
    phosphateRelease = FieldSet(grid: grid, count: 1)
    healthy = FieldSet(grid: grid, count: 4)
    let columns = [
      anatomy.healthyExchange, anatomy.perVoxel(\.pyrophosphateHydrolysis),
      anatomy.perVoxel(\.pyrophosphateProduction), anatomy.perVoxel(\.collagenSurface),
    ]
    for (field, column) in columns.enumerated() {
      for voxel in column.indices { healthy[field, voxel] = column[voxel] }
    }
    reset()
  }

  /// Sets every voxel to what its healthy tissue is.
  package func reset() {
    exchange.copyValues(from: healthy, field: 0)
    hydrolysis.copyValues(from: healthy, field: 1)
    production.copyValues(from: healthy, field: 2)
    collagen.copyValues(from: healthy, field: 3)
    debris.fill(with: 0)
    calciumRelease.fill(with: 0)
    phosphateRelease.fill(with: 0)
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
