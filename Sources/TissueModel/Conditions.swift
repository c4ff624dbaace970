import Fields

/// What disease and anatomy make of each voxel for one step; worked out anew before each step, so not state.
package final class Conditions {
  /// Permeability times wall area per tissue volume for the reference ion [1/s], `[z][y][x]`.
  package let exchange: FieldSet
  /// Activity of each ``Enzyme`` over that in healthy tissue, a factor on its maximum rate, `[enzyme][z][y][x]`.
  package let activity: FieldSet
  /// Nucleation sites whose surface causes change, in the order of ``surfaces``.
  package let changingSites: [String]
  /// Area of each changing site beyond that of the tissue type [µm²/µm³], `[site][z][y][x]`.
  package let surfaces: FieldSet
  /// Calcium given off by dying cells per tissue volume [mM/s], `[z][y][x]`.
  package let calciumRelease: FieldSet
  /// Phosphate given off by dying cells per tissue volume [mM/s], `[z][y][x]`.
  package let phosphateRelease: FieldSet
  private let healthy: FieldSet

  /// Conditions of healthy tissue everywhere.
  /// - Parameters:
  ///   - anatomy: the tissue in health.
  ///   - changing: nucleation sites whose surface causes change; a name may come twice.
  package init(anatomy: Anatomy, changing: [String] = []) {
    let grid = anatomy.grid
    exchange = FieldSet(grid: grid, count: 1)
    activity = FieldSet(grid: grid, count: Enzyme.allCases.count)
    changingSites = Array(Set(changing)).sorted()
    surfaces = FieldSet(grid: grid, count: changingSites.count)
    calciumRelease = FieldSet(grid: grid, count: 1)
    phosphateRelease = FieldSet(grid: grid, count: 1)
    healthy = FieldSet(grid: grid, count: 2)
    for (voxel, value) in anatomy.healthyExchange.enumerated() { healthy[0, voxel] = value }
    for (voxel, value) in anatomy.perVoxel({ _ in 1 }).enumerated() { healthy[1, voxel] = value }
    reset()
  }

  /// Sets every voxel to what its healthy tissue is.
  package func reset() {
    exchange.copyValues(from: healthy, field: 0)
    for enzyme in Enzyme.allCases {
      activity.pointer(enzyme.rawValue).update(from: healthy.pointer(1), count: healthy.grid.storageCount)
    }
    for site in changingSites.indices {
      surfaces.pointer(site).update(repeating: 0, count: surfaces.grid.storageCount)
    }
    calciumRelease.fill(with: 0)
    phosphateRelease.fill(with: 0)
  }

  /// Index in ``surfaces`` of a nucleation site, nil where no cause changes it.
  package func surface(of site: String) -> Int? { changingSites.firstIndex(of: site) }

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
