import Chemistry
import Fields
import Parallelism

/// Lets minerals react with the fluid inside each voxel, eight voxels at a time.
///
/// A mineral voxel solves speciation and growth as one system for the step: every solute has what it held plus
/// what transport brings, and shares it between the fluid and the minerals (``ReactionKernel``).
final class MineralReaction {
  private let grid: Grid
  private let workers: Workers
  private let kernels: [ReactionKernel]
  private let notes: [WorkerNotes]
  private let inhibitors: [Inhibitors]
  private let nucleation: MineralNucleation
  /// Capillary length of each mineral [µm].
  private let capillaryLengths: [Double]
  private static let lanes = ActiveVoxels.lanes
  /// What is in the fluid counts by this share beside the uptake: with a splitting tolerance of 10⁻³, fluids
  /// that agree to 10⁻⁵ agree, however little is taken up.
  private static let agreedShare = 1e-2

  /// A fluid whose amounts have changed by no more than this share in all keeps its last speciation. A tenth of the
  /// agreed share times the splitting tolerance; pH and ln Ω are then off by some times as much.
  private static let unspeciatedChange = 1e-6
  /// A voxel is taken to have at least this share of what it had when the reaction looks at what transport left.
  private static let leastShare = 0.1

  /// What a worker noticed: the first voxel that it could not solve in this round (−1: none), and how it went.
  private final class WorkerNotes {
    var failedVoxel = -1
    /// The first voxel that transport left less than nothing of a solute (−1: none).
    var shortVoxel = -1
    var record = SpeciationRecord()
  }

  /// The voxel that kept the last round from agreeing: unsolved, short of a solute, or the farthest apart.
  private(set) var troubledVoxel: Int?

  /// How the speciation went so far.
  var record: SpeciationRecord { notes.reduce(SpeciationRecord()) { $0.adding($1.record) } }

  init(tissue: Tissue, system: AqueousSystem, seed: UInt64, workers: Workers) throws {
    grid = tissue.anatomy.grid
    self.workers = workers
    kernels = try (0..<workers.count).map { _ in try ReactionKernel(system: system, minerals: tissue.minerals)
    }
    notes = (0..<workers.count).map { _ in WorkerNotes() }
    inhibitors = tissue.minerals.map { Inhibitors(of: $0, tissue: tissue, system: system) }
    capillaryLengths = tissue.minerals.map {
      $0.nucleation.capillaryLength(of: $0.phase, temperature: system.temperature)
    }
    nucleation = MineralNucleation(tissue: tissue, system: system, inhibitors: inhibitors, seed: seed)
  }

  /// Reacts every mineral voxel at the rates of change that transport found.
  /// - Returns: what the two still disagree about, relative to the uptake; the largest number where transport
  ///   left a voxel hardly anything of a solute, infinite where a voxel finds no balance, which asks for a shorter step.
  func react(
    _ active: ActiveVoxels, tissue: Tissue, transport: SoluteTransport, reacting: [Int], over seconds: Double
  ) -> Double {
    let blocks = active.blocks
    for note in notes {
      note.failedVoxel = -1
      note.shortVoxel = -1
    }
    workers.run { worker in
      for block in workers.planes(of: worker, among: blocks) {
        react(
          block: block, active, tissue: tissue, transport: transport, reacting: reacting, over: seconds,
          worker: worker)
      }
    }
    if let voxel = firstVoxel(\.failedVoxel) {
      troubledVoxel = voxel
      return .infinity
    }
    if let voxel = firstVoxel(\.shortVoxel) {
      troubledVoxel = voxel
      return .greatestFiniteMagnitude
    }
    return disagreement(active, tissue: tissue, transport: transport, reacting: reacting)
  }

  private func react(
    block: Int, _ active: ActiveVoxels, tissue: Tissue, transport: SoluteTransport, reacting: [Int],
    over seconds: Double, worker: Int
  ) {
    let kernel = kernels[worker]
    let first = block * MineralReaction.lanes
    let lanes = min(MineralReaction.lanes, active.count - first)
    for lane in 0..<lanes {
      let place = first + lane
      let voxel = active.voxels[place]
      let start = tissue.fluid[0, voxel]
      for solute in tissue.solutes.indices {
        kernel.block.amount[solute][lane] =
          tissue.amounts[solute, voxel] + seconds * transport.rate[solute, voxel]
        kernel.block.logActivity[solute][lane] = active.logActivity[solute * active.stride + place]
      }
      for solute in reacting where !tissue.solutes[solute].isAcidity {
        // Transport took more than there is, by a wrong prediction of the uptake: another round is needed. What diffuses
        // away of a brine leaves as much as transport expects in the fluid.
        let least = MineralReaction.leastShare * tissue.amounts[solute, voxel]
        let expected = transport.concentration[solute, voxel] * transport.capacity[0, voxel]
        let left = kernel.block.amount[solute][lane]
        if least > 0 && !(left > min(least, MineralReaction.leastShare * max(expected, 0))) {
          kernel.block.amount[solute][lane] = least
          if notes[worker].shortVoxel < 0 { notes[worker].shortVoxel = voxel }
        }
      }
      var taken = 0.0
      for mineral in tissue.minerals.indices {
        let at = mineral * active.stride + place
        taken += active.uptake[at] * tissue.minerals[mineral].phase.volumePerAttomole
        let population = tissue.population(mineral, voxel)
        kernel.block.put(population, of: mineral, lane: lane)
        kernel.block.curvatureShift[mineral][lane] = curvatureShift(
          of: mineral, population, grownBy: active.surfaceShift[at])
        func freeShare(of process: LangmuirInhibition.Process) -> Double {
          inhibitors[mineral].freeShare(
            of: process, held: tissue.inhibitors, ionicStrength: tissue.ionicStrength[0, voxel],
            concentration: { active.concentration[$0 * active.stride + place] },
            logActivity: { active.logActivity[$0 * active.stride + place] })
        }
        var factor = freeShare(of: .growth)
        if active.saturation[at] > 0 && !Pore.isOpen(fluid: start) { factor = 0 }
        kernel.block.rateFactor[mineral][lane] = factor
        kernel.block.dissolutionFactor[mineral][lane] = freeShare(of: .dissolution)
      }
      let fluid = max(start - taken, Tissue.sealedFluidFraction)
      kernel.block.fluidFraction[0][lane] = fluid
      kernel.block.ionicStrength[0][lane] = tissue.ionicStrength[0, voxel]
      transport.capacity[0, voxel] = fluid
    }
    kernel.block.timeStep = seconds
    let report = kernel.solve(lanes: lanes)
    notes[worker].record.solutions += lanes
    notes[worker].record.restarts += report.restarts
    for lane in 0..<lanes {
      let place = first + lane
      let voxel = active.voxels[place]
      if report.unsettledLanes & (1 << lane) != 0 && notes[worker].failedVoxel < 0 {
        notes[worker].failedVoxel = voxel
      }
      var filled = 0.0
      for mineral in tissue.minerals.indices {
        let at = mineral * active.stride + place
        let amount = tissue.mineralAmounts[mineral, voxel]
        let shift = kernel.block.surfaceShift[mineral][lane]
        // The kernel forms a crystal's content anew; not a rounding more or less than it is may dissolve.
        let isGone = amount > 0 && shift <= -kernel.block.radius[mineral][lane]
        let uptake = isGone ? -amount : max(kernel.block.uptake[mineral][lane], -amount)
        active.uptake[at] = uptake
        active.surfaceShift[at] = shift
        active.slope[at] = kernel.block.uptakeSlope[mineral][lane]
        active.saturation[at] = kernel.block.saturation[mineral][lane]
        filled += uptake * tissue.minerals[mineral].phase.volumePerAttomole
      }
      if Pore.isOpen(fluid: tissue.fluid[0, voxel]) && tissue.fluid[0, voxel] - filled < Pore.closedFluid {
        filled = close(voxel, at: place, of: active, tissue: tissue)
      }
      if tissue.fluid[0, voxel] - filled < Tissue.sealedFluidFraction { notes[worker].failedVoxel = voxel }
      for solute in tissue.solutes.indices {
        var left = kernel.block.amount[solute][lane]
        for mineral in tissue.minerals.indices {
          left -= tissue.stoichiometry[mineral][solute] * active.uptake[mineral * active.stride + place]
        }
        active.concentration[solute * active.stride + place] = left / kernel.block.fluidFraction[0][lane]
        active.logActivity[solute * active.stride + place] = kernel.block.logActivity[solute][lane]
      }
    }
  }

  /// Lets minerals grow in a voxel until its pore closes, and no further: from then on the rest of the step brings nothing.
  /// - Returns: the volume that they take [1].
  private func close(_ voxel: Int, at place: Int, of active: ActiveVoxels, tissue: Tissue) -> Double {
    var (grown, dissolved) = (0.0, 0.0)
    for mineral in tissue.minerals.indices {
      let volume =
        active.uptake[mineral * active.stride + place] * tissue.minerals[mineral].phase.volumePerAttomole
      if volume > 0 { grown += volume } else { dissolved -= volume }
    }
    let share = (tissue.fluid[0, voxel] - Pore.closedFluid + dissolved) / grown
    for mineral in tissue.minerals.indices {
      let at = mineral * active.stride + place
      guard active.uptake[at] > 0 else { continue }
      active.uptake[at] *= share
      active.surfaceShift[at] = tissue.population(mineral, voxel).growth(
        taking: active.uptake[at] * tissue.minerals[mineral].phase.volumePerAttomole,
        atMost: active.surfaceShift[at])
      active.slope[at] = 0
    }
    return grown * share - dissolved
  }

  /// By how much curvature lowers ln Ω at the surface of crystals: at the end of the step's last round where they
  /// grow, at its start where they dissolve.
  private func curvatureShift(of mineral: Int, _ population: CrystalPopulation, grownBy length: Double)
    -> Double
  {
    guard population.number > 0 else { return 0 }
    return capillaryLengths[mineral] / population.grown(by: max(length, 0)).curvatureRadius
  }

  /// The difference between the fluid that transport expects and the one that the reaction left, summed over
  /// voxels and divided by the uptake and a small share of the fluid's content.
  private func disagreement(
    _ active: ActiveVoxels, tissue: Tissue, transport: SoluteTransport, reacting: [Int]
  ) -> Double {
    var worst = 0.0
    for solute in reacting {
      var difference = 0.0
      var largest = 0.0
      var troubled = 0
      var moved = 0.0
      for place in 0..<active.count {
        let voxel = active.voxels[place]
        let left = active.concentration[solute * active.stride + place]
        let apart = abs(transport.concentration[solute, voxel] - left) * transport.capacity[0, voxel]
        difference += apart
        if apart > largest { (largest, troubled) = (apart, voxel) }
        for mineral in tissue.minerals.indices {
          moved += abs(
            tissue.stoichiometry[mineral][solute] * active.uptake[mineral * active.stride + place])
        }
        moved += MineralReaction.agreedShare * abs(left) * transport.capacity[0, voxel]
      }
      if moved > 0, difference / moved > worst {
        worst = difference / moved
        troubledVoxel = troubled
      }
    }
    return worst
  }

  /// Adds the crystals born in a step.
  func nucleate(_ tissue: inout Tissue, conditions: Conditions, over seconds: Double) {
    nucleation.nucleate(tissue, conditions: conditions, over: seconds, workers: workers)
  }

  /// Speciates the voxels whose amounts changed from their last activities, and books the carbon dioxide taken up
  /// where the fluid is open to it.
  func speciate(_ tissue: inout Tissue) throws {
    try speciate(tissue, whereChangedBy: MineralReaction.unspeciatedChange)
    tissue.ledger.gas = tissue.carbonateHolding() - tissue.ledger.carbonateStart
  }

  /// Speciates every voxel from a cold start.
  func speciateCold(_ tissue: inout Tissue) throws {
    for solute in tissue.solutes.indices {
      tissue.logActivities.pointer(solute).update(repeating: .nan, count: grid.storageCount)
    }
    try speciate(tissue, whereChangedBy: -1)
  }

  private func speciate(_ tissue: Tissue, whereChangedBy least: Double) throws {
    let change = tissue.unspeciatedChange.pointer(0)
    for note in notes { note.failedVoxel = -1 }
    workers.forEachPlane(grid.nz) { plane, worker in
      for y in 0..<grid.ny {
        let row = grid.index(x: 0, y: y, z: plane)
        var x = 0
        while x < grid.nx {
          let lanes = min(MineralReaction.lanes, grid.nx - x)
          var isChanged = false
          for voxel in (row + x)..<(row + x + lanes) where !(change[voxel] <= least) { isChanged = true }
          if isChanged { speciate(row + x, lanes: lanes, tissue, worker: worker) }
          x += MineralReaction.lanes
        }
      }
    }
    if let voxel = firstVoxel(\.failedVoxel) {
      throw SimulationError("the fluid's speciation did not converge", voxel: voxel, of: tissue)
    }
  }

  private func speciate(_ first: Int, lanes: Int, _ tissue: Tissue, worker: Int) {
    let kernel = kernels[worker]
    for lane in 0..<lanes {
      let voxel = first + lane
      for solute in tissue.solutes.indices {
        kernel.block.amount[solute][lane] = tissue.amounts[solute, voxel]
        kernel.block.logActivity[solute][lane] = tissue.logActivities[solute, voxel]
      }
      for mineral in tissue.minerals.indices { kernel.block.crystals[mineral][lane] = 0 }
      kernel.block.fluidFraction[0][lane] = tissue.fluid[0, voxel]
      kernel.block.ionicStrength[0][lane] = tissue.ionicStrength[0, voxel]
    }
    kernel.block.timeStep = 0
    let report = kernel.solve(lanes: lanes)
    notes[worker].record.solutions += lanes
    notes[worker].record.restarts += report.restarts
    for lane in 0..<lanes {
      let voxel = first + lane
      if report.unsettledLanes & (1 << lane) != 0 && notes[worker].failedVoxel < 0 {
        notes[worker].failedVoxel = voxel
      }
      for solute in tissue.solutes.indices {
        tissue.logActivities[solute, voxel] = kernel.block.logActivity[solute][lane]
      }
      for mineral in tissue.minerals.indices {
        tissue.saturation[mineral, voxel] = kernel.block.saturation[mineral][lane]
      }
      let strength = kernel.block.ionicStrength[0][lane]
      tissue.ionicStrength[0, voxel] = strength
      notes[worker].record.note(ionicStrength: strength, in: voxel)
      tissue.carbonate[0, voxel] = kernel.block.carbonate[0][lane]
      tissue.unspeciatedChange[0, voxel] = 0
    }
  }

  /// The first voxel in storage order that any worker noticed.
  private func firstVoxel(_ noticed: KeyPath<WorkerNotes, Int>) -> Int? {
    notes.map { $0[keyPath: noticed] }.filter { $0 >= 0 }.min()
  }
}
