import Fields

/// The terms other than diffusion and minerals of each solute's balance in one step.
///
/// Exchange with plasma f E (c_plasma − c), pyrophosphate made by ENPP1 and split by alkaline phosphatase
/// (PPi⁴⁻ + H₂O → 2 PO₄³⁻ + 2 H⁺), and what dying cells give off. Protons are counted in the alkalinity, in
/// a closed fluid in its total hydrogen; where pH is held, what holds it takes them.
struct SoluteSources {
  /// What a solute has to do with the terms.
  struct Role {
    /// Diffusivity relative to the reference ion: factor f on wall permeabilities.
    let permeabilityFactor: Double
    /// Diffusible plasma concentration [mM of water].
    let plasma: Double
    /// Moles gained per mole of pyrophosphate split.
    let perHydrolysis: Double
    /// Moles gained per mole of pyrophosphate made.
    let perProduction: Double
    /// Moles gained per mole of calcium given off.
    let perCalcium: Double
    /// Moles gained per mole of phosphate given off.
    let perPhosphate: Double
    /// Whether this is the solute that is split.
    let isPyrophosphate: Bool
  }

  /// Protons bound to one phosphate in cell fluid of pH 7.0 with an apparent second pKa of 6.75:
  /// 1 + 1/(1 + 10^(7.0 − 6.75)).
  static let protonsPerPhosphate = 1.36

  let roles: [Role]
  let conditions: Conditions
  let turnover: PyrophosphateTurnover
  let grid: Grid

  init(
    tissue: Tissue, conditions: Conditions, turnover: PyrophosphateTurnover, referenceDiffusivity: Double
  ) {
    self.conditions = conditions
    self.turnover = turnover
    turnover.begin(with: conditions)
    grid = tissue.anatomy.grid
    roles = tissue.solutes.enumerated().map { index, solute in
      Role(
        permeabilityFactor: solute.diffusivity / referenceDiffusivity,
        plasma: tissue.plasma.diffusible[index],
        perHydrolysis: ["PPi": -1, "PO4": 2, "alkalinity": -2, "H": 2][solute.id] ?? 0,
        perProduction: ["PPi": 1, "alkalinity": -2, "H": 2][solute.id] ?? 0,
        perCalcium: solute.id == "Ca" ? 1 : 0,
        perPhosphate: [
          "PO4": 1, "alkalinity": -SoluteSources.protonsPerPhosphate,
          "H": SoluteSources.protonsPerPhosphate,
        ][solute.id] ?? 0,
        isPyrophosphate: solute.id == "PPi")
    }
  }

  /// Whether a solute has any term that could move it away from plasma.
  func isDriven(_ solute: Int) -> Bool {
    let role = roles[solute]
    return role.perHydrolysis != 0 || role.perProduction != 0 || role.perCalcium != 0
      || role.perPhosphate != 0
  }

  /// Linear loss a [1/s] and source b [mM/s] of one solute, linearised at its iterate where it is split.
  func write(
    _ solute: Int, at concentration: UnsafeMutablePointer<Double>, loss: UnsafeMutablePointer<Double>,
    source: UnsafeMutablePointer<Double>, capacity: UnsafeMutablePointer<Double>
  ) {
    let role = roles[solute]
    let exchange = conditions.exchange.pointer(0)
    let split = turnover.split.pointer(0)
    for voxel in 0..<grid.storageCount {
      let wall = role.permeabilityFactor * exchange[voxel]
      loss[voxel] = wall
      source[voxel] = wall * role.plasma + given(role, voxel)
      if !role.isPyrophosphate { source[voxel] += role.perHydrolysis * split[voxel] }
    }
    if role.isPyrophosphate {
      turnover.addTangent(at: concentration, loss: loss, source: source, capacity: capacity)
    }
  }

  /// Adds exchange, sources and hydrolysis at the iterate to a rate of change [mM of tissue per s].
  func add(
    _ solute: Int, to rate: UnsafeMutablePointer<Double>, at concentration: UnsafeMutablePointer<Double>
  ) {
    let role = roles[solute]
    let split = turnover.split.pointer(0)
    for voxel in 0..<grid.storageCount {
      rate[voxel] +=
        exchanged(role, voxel, concentration[voxel]) + given(role, voxel) + role.perHydrolysis * split[voxel]
    }
  }

  /// Uptake from plasma [mM of tissue per s].
  func exchanged(_ role: Role, _ voxel: Int, _ concentration: Double) -> Double {
    role.permeabilityFactor * conditions.exchange.pointer(0)[voxel] * (role.plasma - concentration)
  }

  /// Given off by cells [mM of tissue per s].
  func given(_ role: Role, _ voxel: Int) -> Double {
    role.perProduction * turnover.made.pointer(0)[voxel]
      + role.perCalcium * conditions.calciumRelease.pointer(0)[voxel]
      + role.perPhosphate * conditions.phosphateRelease.pointer(0)[voxel]
  }
}
