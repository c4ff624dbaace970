/// How a block of voxels was solved.
package struct KernelReport: Equatable, Sendable {
  /// Newton steps of the slowest lane.
  package var iterations: Int
  /// Lanes that did not arrive from their start and were started anew from a cold guess.
  package var restarts: Int
  /// Bit per lane whose balances could not be closed; 0 when all is well.
  package var unsettledLanes: UInt8
  /// Worst relative balance error among those lanes [1].
  package var remaining: Double
}

/// Speciation and mineral kinetics of eight voxels at once, as one Newton iteration per voxel.
///
/// Unknowns are uⱼ = ln activity of the basis, √I and ln a_w. Balance j of a step of backward Euler is
///
///     φ ρ_w Σ_s e_sj m_s + Σ_m e_mj ξ_m(ln Ω_m) = Qⱼ
///     ξ_m = (4π/3V̄_m) [3Σr² g + 3Σr g² + N g³]                   g = G Δt ≥ 0
///     ξ_m = (4π/3V̄_m) Σr³ [(1 + g/r̄)³ − 1], r̄ = Σr³/Σr²          −r̄ ≤ g < 0
///     G = V̄ k (Ω_c^(1/root) − 1)^order · rateFactor               Ω_c > 1
///     G = −V̄ k_d (1 − Ω_c^(1/root))^order                         Ω_c < 1
///
/// with a linear growth G that is the same for all N crystals, so that it is exact over the step whatever their
/// sizes (`CrystalPopulation`), and ln Ω_c = ln Ω − `curvatureShift`. The acid catalysis of k_d is taken from the
/// step's start. At fixed activity coefficients the balances are the gradient of a convex
/// function; ionic strength and water activity border the symmetric Jacobian, so that the whole converges
/// quadratically. A kernel is for one worker; the team makes one each.
package final class ReactionKernel {
  /// The solution side.
  package let system: AqueousSystem
  /// The minerals that react, in the order of the block's index.
  package let minerals: [KineticMineral]
  /// Phases whose saturation is reported beside, in the order of the block's index; they do not react.
  package let phases: [MineralPhase]
  /// Inputs and outputs of `solve(lanes:)`.
  package let block: ReactionBlock

  private let storage: KernelStorage
  private let plan: KernelPlan

  /// Prepares a kernel.
  ///
  /// - Throws: `ChemistryError` for a mineral that the system cannot hold, or an order of a rate law below one.
  package init(
    system: AqueousSystem, minerals: [KineticMineral], phases: [MineralPhase] = []
  ) throws(ChemistryError) {
    let storage = KernelStorage()
    self.system = system
    self.minerals = minerals
    self.phases = phases
    self.storage = storage
    plan = try KernelPlan(system: system, minerals: minerals, phases: phases, storage: storage)
    block = ReactionBlock(
      basisCount: system.basis.count, mineralCount: minerals.count, phaseCount: phases.count)
  }

  /// Solves the first `lanes` voxels of the block (1–8) for the end of its time step.
  ///
  /// A lane is done when every balance closes to 10⁻¹² of the sum of its absolute terms (or, where a mineral is
  /// so fast that rounding of ln Ω forbids it, when the Newton step falls below 10⁻¹⁰ and ξ is taken linear in
  /// it, which closes the balance as well). Done lanes stand still: no lane depends on another.
  ///
  /// - Complexity: no allocation.
  package func solve(lanes: Int) -> KernelReport { plan.solve(lanes: lanes, block: block) }

  /// Dissolved part of each balance in a lane after `solve(lanes:)` [mM of tissue], [basis entry].
  ///
  /// With the minerals' uptake it adds up to the amount that was given, to 10⁻¹² of the absolute terms.
  package func dissolved(lane: Int) -> [Double] {
    plan.evaluateSpecies()
    var amounts = [Double](repeating: 0, count: system.basis.count)
    for place in amounts.indices {
      amounts[Int(plan.order[place])] = plan.scratch.balance[place][lane] / plan.scratch.perTissue[0][lane]
    }
    return amounts
  }

  /// Worst balance error of a lane after `solve(lanes:)` without crystals, relative to the sum of the absolute terms.
  package func balanceError(lane: Int) -> Double {
    plan.evaluateSpecies()
    return plan.remaining(lane: lane, kinetic: false)
  }

  /// Molality of every dissolved species in a lane after `solve(lanes:)` [mol/kg], in the system's order.
  func molalities(lane: Int) -> [Double] {
    plan.evaluateSpecies()
    return (0..<plan.speciesCount).map { plan.scratch.molality[$0][lane] }
  }

  deinit { block.deallocate() }
}
