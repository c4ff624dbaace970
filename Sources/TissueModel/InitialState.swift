import Chemistry
import Fields

/// How the interstitium is at time zero.
package enum InitialState: Sendable {
  /// In steady state with the plasma, cell sources included.
  case steadyState
  /// The same fluid everywhere: concentration per solute [mM of water].
  case given([Double])

  /// Fills a tissue and opens its books.
  /// - Throws: a transport or speciation error that names solute and voxel; ``SimulationError`` where there is no room for
  ///   an implant.
  package func fill(
    _ tissue: inout Tissue, seeds: [SeedCrystals] = [], implants: [Implant] = [], seed: UInt64 = 0,
    by operators: ReactiveTransport, with conditions: Conditions
  ) throws {
    let fluid = tissue.anatomy.healthyFluid
    for voxel in fluid.indices { tissue.fluid[0, voxel] = fluid[voxel] }
    for seed in seeds { tissue.sow(seed) }
    try tissue.put(implants, seed: seed)
    switch self {
    case .steadyState:
      try operators.reachSteadyState(&tissue, with: conditions)
    case .given(let concentrations):
      for (solute, value) in concentrations.enumerated() {
        Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
          tissue.amounts[solute, voxel] = value * tissue.fluid[0, voxel]
        }
      }
    }
    try operators.open(&tissue)
  }

  /// The largest relative change of any concentration in a step without a cause.
  package static func drift(
    of tissue: Tissue, by operators: ReactiveTransport, with conditions: Conditions, over seconds: Double
  ) throws -> Double {
    var later = tissue.duplicate()
    conditions.reset()
    _ = try operators.advance(&later, with: conditions, over: seconds)
    var worst = 0.0
    for solute in tissue.solutes.indices {
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
        let before = tissue.concentration(solute, voxel)
        worst = max(worst, abs(later.concentration(solute, voxel) - before) / max(abs(before), 1e-12))
      }
    }
    return worst
  }
}
