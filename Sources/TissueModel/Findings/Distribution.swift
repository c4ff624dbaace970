import Chemistry
import Fields

/// Where the mineral of a tissue lies.
package struct Distribution: Equatable, Sendable {
  /// Mass per mineral [pg].
  package let mass: [Double]
  /// Voxels that hold at least one crystal.
  package let voxels: Int
  /// Share of the mineral mass in damaged tissue; nil without mineral.
  package let damagedShare: Double?
  /// Share of the mineral mass within reach of a vessel or nerve; nil without mineral.
  package let nearShare: Double?
  /// Share of the tissue's volume within that reach.
  package let nearVolumeShare: Double
  /// Expected number of nuclei so far over the whole grid, per mineral, crystals or not.
  package let expectedNuclei: [Double]
  /// Largest saturation index per mineral.
  package let highestSaturationIndex: [Double]

  /// Within this distance of a vessel's wall or a nerve's sheath counts as near [µm].
  package static let reach = 50.0

  /// How much denser mineral lies near vessels and nerves than by volume; nil without mineral, and where nothing
  /// is near.
  package var nearRatio: Double? { nearShare.flatMap { nearVolumeShare > 0 ? $0 / nearVolumeShare : nil } }

  /// Adds up a tissue; the inside of vessels does not count.
  package init(_ tissue: Tissue) {
    let anatomy = tissue.anatomy
    let volume = anatomy.grid.voxelVolume
    // 1 mM of tissue is 1 amol/µm³; g/mol · amol = 10⁻¹⁸ g = 10⁻⁶ pg.
    let picograms = tissue.minerals.map { $0.phase.molarMass * 1e-6 * volume }
    var mass = [Double](repeating: 0, count: tissue.minerals.count)
    var nuclei = mass
    var highest = [Double](repeating: -.infinity, count: tissue.minerals.count)
    var voxels = 0
    var damaged = 0.0
    var near = 0.0
    var nearVoxels = 0
    var allVoxels = 0
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      guard !anatomy.lumen[voxel] else { return }
      let isNear =
        min(anatomy.vesselDistance[voxel], anatomy.nerveDistance[voxel]) <= Distribution.reach
      allVoxels += 1
      if isNear { nearVoxels += 1 }
      var here = 0.0
      for mineral in tissue.minerals.indices {
        let amount = tissue.mineralAmounts[mineral, voxel] * picograms[mineral]
        mass[mineral] += amount
        here += amount
        nuclei[mineral] += tissue.crystals[mineral, voxel] * volume
        highest[mineral] = max(highest[mineral], tissue.saturationIndex(mineral, voxel))
      }
      guard here > 0 else { return }
      voxels += 1
      if tissue.isDamaged(voxel) { damaged += here }
      if isNear { near += here }
    }
    let total = mass.reduce(0, +)
    self.mass = mass
    self.voxels = voxels
    expectedNuclei = nuclei
    highestSaturationIndex = highest
    damagedShare = total > 0 ? damaged / total : nil
    nearShare = total > 0 ? near / total : nil
    nearVolumeShare = allVoxels > 0 ? Double(nearVoxels) / Double(allVoxels) : 0
  }
}
