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
  /// Exchange that is lost with segments and unresolved capillaries [1/s], `[z][y][x]`; nil while there is none.
  private var lost: FieldSet?
  /// Whether what is lost was taken off the exchange of this step.
  private var isLossTaken = false

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
    lost?.fill(with: 0)
    isLossTaken = false
  }

  /// Notes that a voxel loses a part of its healthy exchange [1/s], for the reference ion; negative where a wall lets more
  /// through.
  package func lose(_ exchange: Double, at voxel: Int) {
    if lost == nil { lost = FieldSet(grid: healthy.grid, count: 1) }
    lost?[0, voxel] += exchange
  }

  /// Takes what closed segments and unresolved capillaries have lost off the exchange, once in a step and after all causes.
  ///
  /// Whatever else acts on the exchange does so by a factor on what is left.
  package func takeLoss(of tissue: Tissue) {
    guard !isLossTaken else { return }
    isLossTaken = true
    if tissue.segments.areFollowed {
      let anatomy = tissue.anatomy
      for (place, segment) in anatomy.segments.segments.enumerated() {
        let closed = 1 - tissue.segments.openness(place)
        guard closed != 0 else { continue }
        let permeability = anatomy.vessels[segment.vessel].permeability
        for share in anatomy.segments.shares[segment.shares] {
          lose(closed * permeability * share.area, at: share.voxel)
        }
      }
    }
    guard let lost else { return }
    let (exchange, lostField, whole) = (exchange.pointer(0), lost.pointer(0), healthy.pointer(0))
    for voxel in 0..<healthy.grid.storageCount where lostField[voxel] != 0 {
      let left = whole[voxel] - lostField[voxel]
      // What rounding leaves of a voxel that has lost everything is nothing.
      exchange[voxel] *= left > Conditions.leastLeft * whole[voxel] ? left / whole[voxel] : 0
    }
  }

  /// Share of the exchange below which nothing is left: many roundings of sums over the walls of a voxel.
  private static let leastLeft = 1e-12

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
