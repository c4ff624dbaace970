import Fields

/// The terms other than diffusion and minerals of each solute's balance in one step.
///
/// Exchange with plasma f E (c_plasma − c), pyrophosphate made by ENPP1 and split by alkaline phosphatase
/// (PPi⁴⁻ + H₂O → 2 PO₄³⁻ + 2 H⁺), what dying cells give off, and what living ones have dissolved. Protons are counted in
/// the alkalinity, in a closed fluid in its total hydrogen; where pH is held, what holds it takes them.
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
    /// Exchange of its class over that of ions, `[z][y][x]`; nil for ions.
    let ratio: UnsafeMutablePointer<Double>?
    /// What leaves cells that have dissolved mineral.
    let outflows: [Outflow]
    /// How it passes walls and leaves with the fluid; nil in fluid at rest.
    let carriage: FluidCarriage?
  }

  /// Protons bound to one phosphate in cell fluid of pH 7.0 with an apparent second pKa of 6.75:
  /// 1 + 1/(1 + 10^(7.0 − 6.75)).
  static let protonsPerPhosphate = 1.36

  let roles: [Role]
  private let turnover: PyrophosphateTurnover
  /// Exchange of the reference ion [1/s], pyrophosphate made and split, calcium and phosphate given off [mM/s], in fields of
  /// the step's conditions and of the turnover, which outlive it.
  private let exchange, made, split, calcium, phosphate: UnsafeMutablePointer<Double>

  init(
    tissue: Tissue, conditions: Conditions, turnover: PyrophosphateTurnover, walls: WallExchange,
    carriage: FlowExchange?, referenceDiffusivity: Double, over seconds: Double
  ) {
    self.turnover = turnover
    turnover.begin(with: conditions)
    exchange = conditions.exchange.pointer(0)
    (made, split) = (turnover.made.pointer(0), turnover.split.pointer(0))
    (calcium, phosphate) = (conditions.calciumRelease.pointer(0), conditions.phosphateRelease.pointer(0))
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
        isPyrophosphate: solute.id == "PPi", ratio: walls.ratio(of: solute.passage),
        outflows: Outflow.flows(of: index, from: tissue, over: seconds),
        carriage: carriage?.carriage(of: index))
    }
  }

  /// Whether a solute has any term that could move it away from plasma.
  func isDriven(_ solute: Int) -> Bool {
    let role = roles[solute]
    return role.perHydrolysis != 0 || role.perProduction != 0 || role.perCalcium != 0
      || role.perPhosphate != 0
  }

  /// Linear loss a [1/s] and source b [mM/s] of one solute in some voxels, linearised at its iterate where it is split.
  func write(
    _ solute: Int, in voxels: Range<Int>, at concentration: UnsafeMutablePointer<Double>,
    loss: UnsafeMutablePointer<Double>, source: UnsafeMutablePointer<Double>,
    capacity: UnsafeMutablePointer<Double>
  ) {
    let role = roles[solute]
    if let carriage = role.carriage {
      for voxel in voxels {
        loss[voxel] = carriage.loss[voxel] + carriage.leaves[voxel]
        source[voxel] =
          (carriage.gain[voxel] + carriage.enters[voxel]) * role.plasma + given(role, voxel)
      }
    } else {
      for voxel in voxels {
        let wall = permeability(role, voxel)
        loss[voxel] = wall
        source[voxel] = wall * role.plasma + given(role, voxel)
      }
    }
    for voxel in voxels {
      if !role.isPyrophosphate { source[voxel] += role.perHydrolysis * split[voxel] }
    }
    for outflow in role.outflows {
      for voxel in voxels { source[voxel] += outflow.factor * outflow.amount[voxel] }
    }
    if role.isPyrophosphate {
      turnover.addTangent(in: voxels, at: concentration, loss: loss, source: source, capacity: capacity)
    }
  }

  /// Adds exchange, sources and hydrolysis at the iterate to the rates of change of some voxels [mM of tissue per s].
  func add(
    _ solute: Int, in voxels: Range<Int>, to rate: UnsafeMutablePointer<Double>,
    at concentration: UnsafeMutablePointer<Double>
  ) {
    let role = roles[solute]
    for voxel in voxels {
      rate[voxel] +=
        exchanged(role, voxel, concentration[voxel]) + given(role, voxel) + role.perHydrolysis * split[voxel]
    }
    for outflow in role.outflows {
      for voxel in voxels { rate[voxel] += outflow.factor * outflow.amount[voxel] }
    }
    guard role.carriage != nil else { return }
    for voxel in voxels { rate[voxel] -= drained(role, voxel, concentration[voxel]) }
  }

  /// Uptake from plasma [mM of tissue per s].
  @inline(__always)
  func exchanged(_ role: Role, _ voxel: Int, _ concentration: Double) -> Double {
    if let carriage = role.carriage {
      return carriage.gain[voxel] * role.plasma - carriage.loss[voxel] * concentration
    }
    return permeability(role, voxel) * (role.plasma - concentration)
  }

  /// Permeability times wall area per tissue volume [1/s].
  @inline(__always)
  private func permeability(_ role: Role, _ voxel: Int) -> Double {
    let ions = role.permeabilityFactor * exchange[voxel]
    guard let ratio = role.ratio else { return ions }
    return ions * ratio[voxel]
  }

  /// Carried away by lymph and through the sides, less what enters there [mM of tissue per s]; fluid enters as plasma
  /// without its proteins.
  @inline(__always)
  func drained(_ role: Role, _ voxel: Int, _ concentration: Double) -> Double {
    guard let carriage = role.carriage else { return 0 }
    return carriage.leaves[voxel] * concentration - carriage.enters[voxel] * role.plasma
  }

  /// Given off by cells [mM of tissue per s].
  @inline(__always)
  func given(_ role: Role, _ voxel: Int) -> Double {
    role.perProduction * made[voxel] + role.perCalcium * calcium[voxel] + role.perPhosphate * phosphate[voxel]
  }
}
