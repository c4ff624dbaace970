import Fields

/// The voxels that hold mineral, in storage order, with the work of the current step beside them.
///
/// Room grows in blocks when the deposit does and is kept from step to step. Workers write only the places of
/// their own blocks.
final class ActiveVoxels {
  /// Lanes in one block of the reaction kernel.
  static let lanes = 8
  private let solutes: Int
  private let minerals: Int
  private var room = 0
  private var block: UnsafeMutablePointer<Double>?
  /// Storage places of the active voxels, ascending.
  private(set) var voxels: [Int] = []

  init(solutes: Int, minerals: Int) {
    self.solutes = solutes
    self.minerals = minerals
  }

  deinit { block?.deallocate() }

  /// Number of active voxels.
  var count: Int { voxels.count }

  /// Distance between one solute's or mineral's values and the next.
  var stride: Int { room }

  /// Blocks of eight, the last one perhaps partly filled.
  var blocks: Int { (count + ActiveVoxels.lanes - 1) / ActiveVoxels.lanes }

  /// Uptake in the step, `[mineral][active]` [mM of tissue].
  var uptake: UnsafeMutablePointer<Double> { part(0) }
  /// Uptake that the key solute's transport predicts, `[mineral][active]` [mM of tissue].
  var predicted: UnsafeMutablePointer<Double> { part(3 * minerals + 2 * solutes) }
  /// Derivative of the uptake by ln Ω, `[mineral][active]` [mM of tissue].
  var slope: UnsafeMutablePointer<Double> { part(minerals) }
  /// ln Ω of the last round, `[mineral][active]`.
  var saturation: UnsafeMutablePointer<Double> { part(2 * minerals) }
  /// Concentration after the reaction, `[solute][active]` [mM of water].
  var concentration: UnsafeMutablePointer<Double> { part(3 * minerals) }
  /// Natural logarithm of activities, `[solute][active]`.
  var logActivity: UnsafeMutablePointer<Double> { part(3 * minerals + solutes) }

  /// How far the crystals' surfaces move in the step, `[mineral][active]` [µm].
  var surfaceShift: UnsafeMutablePointer<Double> { part(4 * minerals + 2 * solutes) }

  private func part(_ index: Int) -> UnsafeMutablePointer<Double> {
    guard let block else { preconditionFailure("there are no active voxels") }
    return block + index * room
  }

  /// Finds the voxels that hold mineral and starts the step's work from the last one's.
  func gather(from tissue: Tissue, over seconds: Double) {
    voxels.removeAll(keepingCapacity: true)
    let amounts = tissue.minerals.indices.map { tissue.mineralAmounts.pointer($0) }
    for voxel in 0..<tissue.anatomy.grid.storageCount {
      for amount in amounts where amount[voxel] > 0 {
        voxels.append(voxel)
        break
      }
    }
    if count > room {
      block?.deallocate()
      room = max(1024, (count * 5 / 4 + ActiveVoxels.lanes - 1) / ActiveVoxels.lanes * ActiveVoxels.lanes)
      let size = room * (5 * minerals + 2 * solutes)
      block = UnsafeMutablePointer<Double>.allocate(capacity: size)
      block?.initialize(repeating: 0, count: size)
    }
    for (place, voxel) in voxels.enumerated() {
      let share = growingShare(in: voxel, of: tissue, over: seconds)
      for mineral in 0..<minerals {
        let at = mineral * room + place
        let last = tissue.uptakeRates[mineral, voxel] * seconds
        let saturated = tissue.saturation[mineral, voxel]
        uptake[at] = last > 0 ? last * share : last
        slope[at] = abs(last)
        if last > 0 && saturated > 0 {
          // Where the pore closes, what is taken up no longer depends on the fluid.
          slope[at] *= share < 1 ? 0 : tissue.minerals[mineral].growth.sensitivity(saturation: saturated)
        }
        surfaceShift[at] = 0
        saturation[at] = saturated
      }
      for solute in 0..<solutes {
        let at = solute * room + place
        concentration[at] = tissue.concentration(solute, voxel)
        logActivity[at] = tissue.logActivities[solute, voxel]
      }
    }
  }

  /// How much of the last step's growth a pore has room for until it closes; 0 where it is closed, 1 where it stays open.
  private func growingShare(in voxel: Int, of tissue: Tissue, over seconds: Double) -> Double {
    var grown = 0.0
    for mineral in 0..<minerals {
      let volume = tissue.minerals[mineral].phase.volumePerAttomole
      grown += max(tissue.uptakeRates[mineral, voxel], 0) * seconds * volume
    }
    let space = max(tissue.fluid[0, voxel] - Pore.closedFluid, 0)
    return grown > space ? space / grown : 1
  }

  /// How much the uptake of the key solute changes with its concentration in a voxel [mM of tissue per mM].
  ///
  /// A mineral draws its other solutes with the key. Where all are short of supply, what diffusion brings falls
  /// short in proportion, δc_j = (ν_j/ν_k)(D_k/D_j) δc_k, so that d(uptake of k)/dc_k = (dξ/d ln Ω) Σ_j ν_j² (D_k/D_j)/c_j.
  func steepness(at place: Int, key: Int, of tissue: Tissue) -> Double {
    var sum = 0.0
    for mineral in 0..<minerals { sum += steepness(of: mineral, at: place, key: key, of: tissue) }
    return sum
  }

  private func steepness(of mineral: Int, at place: Int, key: Int, of tissue: Tissue) -> Double {
    let units = tissue.stoichiometry[mineral]
    guard units[key] != 0 else { return 0 }
    var sum = 0.0
    for solute in 0..<solutes where units[solute] != 0 {
      sum +=
        units[solute] * units[solute] * tissue.solutes[key].diffusivity
        / (tissue.solutes[solute].diffusivity * abs(concentration[solute * room + place]))
    }
    return sum * slope[mineral * room + place]
  }

  /// Works out ``predicted`` from the key solute's transport.
  func predict(key: Int, of tissue: Tissue, concentration field: FieldSet) {
    for place in 0..<count {
      let change = field[key, voxels[place]] - concentration[key * room + place]
      for mineral in 0..<minerals {
        let at = mineral * room + place
        let units = tissue.stoichiometry[mineral][key]
        let gain = units != 0 ? steepness(of: mineral, at: place, key: key, of: tissue) * change / units : 0
        predicted[at] = max(uptake[at] + gain, -tissue.mineralAmounts[mineral, voxels[place]])
      }
    }
  }
}
