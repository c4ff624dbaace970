import Cells
import Chemistry
import Fields

/// Crystals on their way between tissue and cells.
///
/// Before cells look, each voxel offers its crystals: their number and the radius of a ball of their mean volume, so that
/// number times ball is what the voxel holds. Afterwards what cells took is missing in the voxel, all sizes in the same
/// proportion; what vanished cells left is added as crystals of its mean size; what was dissolved inside cells is on its way
/// into the fluid of the voxel (``Digested``); and what departing cells carried off is booked.
final class CrystalExchange {
  /// Number [1/µm³] and radius [µm] of each mineral's crystals, `[2 mineral, 2 mineral + 1][z][y][x]`.
  let crystals: FieldSet
  /// Volume [µm³] and number that vanished cells left, laid out like ``crystals``.
  let leftovers: FieldSet
  /// Volume dissolved inside cells [µm³], `[mineral][z][y][x]`.
  let released: FieldSet

  init(grid: Grid, minerals: Int) {
    crystals = FieldSet(grid: grid, count: 2 * minerals)
    leftovers = FieldSet(grid: grid, count: 2 * minerals)
    released = FieldSet(grid: grid, count: minerals)
  }

  /// Offers the crystals of a tissue; what was left and released before is forgotten.
  func offer(_ tissue: Tissue) {
    for mineral in tissue.minerals.indices {
      let (amount, count) = (tissue.mineralAmounts.pointer(mineral), tissue.crystals.pointer(mineral))
      let (number, radius) = (crystals.pointer(2 * mineral), crystals.pointer(2 * mineral + 1))
      for voxel in 0..<crystals.grid.storageCount {
        let isThere = amount[voxel] > 0
        number[voxel] = isThere ? count[voxel] : 0
        radius[voxel] = isThere ? tissue.crystalRadius(mineral, voxel) : 0
      }
    }
    clear(leftovers)
    clear(released)
  }

  /// Brings a tissue and its books up to what the cells did; what they dissolved leaves them over `span` [s].
  func settle(_ tissue: inout Tissue, carried: [Crystals], over span: Double) {
    for mineral in tissue.minerals.indices {
      let number = crystals.pointer(2 * mineral)
      let (left, leftNumber) = (leftovers.pointer(2 * mineral), leftovers.pointer(2 * mineral + 1))
      let dissolved = released.pointer(mineral)
      let volumePerAttomole = tissue.minerals[mineral].phase.volumePerAttomole
      let (amount, count) = (tissue.mineralAmounts.pointer(mineral), tissue.crystals.pointer(mineral))
      for voxel in 0..<crystals.grid.storageCount {
        let isTaken = amount[voxel] > 0 && number[voxel] < count[voxel]
        if isTaken { keep(number[voxel] / count[voxel], of: mineral, in: voxel, &tissue) }
        let isLeft = left[voxel] > 0 && leftNumber[voxel] > 0
        if isLeft { add(Crystals(volume: left[voxel], number: leftNumber[voxel]), mineral, voxel, &tissue) }
        if dissolved[voxel] > 0 {
          tissue.inflammation?.digested.add(
            dissolved[voxel] / volumePerAttomole / crystals.grid.voxelVolume, of: mineral, in: voxel,
            over: span)
        }
        if isTaken || isLeft { tissue.fitPore(voxel) }
      }
      for solute in tissue.solutes.indices {
        tissue.ledger.carried[solute] +=
          tissue.stoichiometry[mineral][solute] * carried[mineral].volume
          / volumePerAttomole
      }
    }
  }

  /// Leaves a share of the crystals of a voxel.
  private func keep(_ share: Double, of mineral: Int, in voxel: Int, _ tissue: inout Tissue) {
    // A share that no double holds is none.
    let share = share > Double.leastNormalMagnitude ? share : 0
    for fields in [
      tissue.mineralAmounts, tissue.crystals, tissue.radiusSums, tissue.squareSums, tissue.uptakeRates,
    ] { fields[mineral, voxel] *= share }
    tissue.unspeciatedChange[0, voxel] = .infinity
  }

  private func add(_ crystals: Crystals, _ mineral: Int, _ voxel: Int, _ tissue: inout Tissue) {
    tissue.add(
      CrystalPopulation(
        number: crystals.number / leftovers.grid.voxelVolume, radius: crystals.radius), of: mineral, to: voxel
    )
    tissue.unspeciatedChange[0, voxel] = .infinity
  }

  private func clear(_ fields: FieldSet) {
    for field in 0..<fields.count {
      fields.pointer(field).update(repeating: 0, count: fields.grid.storageCount)
    }
  }
}
