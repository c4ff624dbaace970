import Cells
import Chemistry
import Fields

/// Crystals on their way between tissue and cells.
///
/// Before cells look, each voxel offers its crystals: the number of bodies that they have grown together to
/// (``Intergrowth``) and the radius of a ball of a body's mean volume, so that number times ball is what the voxel holds. A
/// body that reaches through the tissue is one, of no radius that fits into anybody. Afterwards what cells took is missing in
/// the voxel, all sizes in the same proportion; what vanished cells left is added as loose crystals of its mean size; what
/// was dissolved inside cells is on its way into the fluid of the voxel (``Digested``); and what departing cells carried off is
/// booked.
package final class CrystalExchange {
  /// Number [1/µm³] and radius [µm] of the bodies of each mineral's crystals, `[2 mineral, 2 mineral + 1][z][y][x]`.
  package let crystals: FieldSet
  /// Volume [µm³] and number that vanished cells left, laid out like ``crystals``.
  let leftovers: FieldSet
  /// Volume dissolved inside cells [µm³], `[mineral][z][y][x]`.
  let released: FieldSet
  /// Crystals in a body, `[z][y][x]`.
  private let sizes: FieldSet

  /// An exchange for tissues on `grid` with so many minerals.
  package init(grid: Grid, minerals: Int) {
    crystals = FieldSet(grid: grid, count: 2 * minerals)
    leftovers = FieldSet(grid: grid, count: 2 * minerals)
    released = FieldSet(grid: grid, count: minerals)
    sizes = FieldSet(grid: grid, count: 1)
  }

  /// Offers the crystals of a tissue; what was left and released before is forgotten.
  package func offer(_ tissue: Tissue) {
    let (size, one) = (sizes.pointer(0), 1 / crystals.grid.voxelVolume)
    for voxel in 0..<crystals.grid.storageCount { size[voxel] = tissue.bodySize(voxel) }
    for mineral in tissue.minerals.indices {
      let (amount, count) = (tissue.mineralAmounts.pointer(mineral), tissue.crystals.pointer(mineral))
      let (number, radius) = (crystals.pointer(2 * mineral), crystals.pointer(2 * mineral + 1))
      for voxel in 0..<crystals.grid.storageCount {
        guard amount[voxel] > 0 else {
          (number[voxel], radius[voxel]) = (0, 0)
          continue
        }
        let single = tissue.crystalRadius(mineral, voxel)
        if size[voxel] < .infinity {
          number[voxel] = count[voxel] / size[voxel]
          radius[voxel] = size[voxel] > 1 ? single * Natural.power(size[voxel], 1.0 / 3) : single
        } else {
          (number[voxel], radius[voxel]) = (min(count[voxel], one), .infinity)
        }
      }
    }
    clear(leftovers)
    clear(released)
  }

  /// Brings a tissue and its books up to what the cells did; what they dissolved leaves them over `span` [s].
  package func settle(_ tissue: inout Tissue, carried: [Crystals], over span: Double) {
    for mineral in tissue.minerals.indices {
      let number = crystals.pointer(2 * mineral)
      let (left, leftNumber) = (leftovers.pointer(2 * mineral), leftovers.pointer(2 * mineral + 1))
      let (dissolved, size) = (released.pointer(mineral), sizes.pointer(0))
      let volumePerAttomole = tissue.minerals[mineral].phase.volumePerAttomole
      let (amount, count) = (tissue.mineralAmounts.pointer(mineral), tissue.crystals.pointer(mineral))
      for voxel in 0..<crystals.grid.storageCount {
        // A body without end counts as 0 here, so that nothing is missing of it.
        let offered = count[voxel] / size[voxel]
        let isTaken = amount[voxel] > 0 && number[voxel] < offered
        if isTaken { keep(number[voxel] / offered, of: mineral, in: voxel, &tissue) }
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
      tissue.mineralAmounts, tissue.looseAmounts, tissue.crystals, tissue.radiusSums, tissue.squareSums,
      tissue.uptakeRates,
    ] { fields[mineral, voxel] *= share }
    tissue.unspeciatedChange[0, voxel] = .infinity
  }

  private func add(_ crystals: Crystals, _ mineral: Int, _ voxel: Int, _ tissue: inout Tissue) {
    let number = crystals.number / leftovers.grid.voxelVolume
    tissue.add(
      CrystalPopulation(number: number, radius: crystals.radius), of: mineral, to: voxel, areLoose: true)
    tissue.unspeciatedChange[0, voxel] = .infinity
  }

  private func clear(_ fields: FieldSet) {
    for field in 0..<fields.count {
      fields.pointer(field).update(repeating: 0, count: fields.grid.storageCount)
    }
  }
}
