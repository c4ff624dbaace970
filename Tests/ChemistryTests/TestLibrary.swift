import Chemistry
import ScenarioFormat
import Testing

/// The project's own records, as the chemistry takes them.
enum TestLibrary {
  /// All constants.
  static func table() throws -> ThermodynamicTable { try Library.embedded().thermodynamicTable }

  /// A mineral with its rate laws.
  static func mineral(_ id: String) throws -> KineticMineral {
    try #require(try Library.embedded().mineral(id)?.kineticMineral)
  }

  /// Components of interstitial fluid with pyrophosphate.
  static let interstitial = ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi"]
  /// Body temperature [K].
  static let body = 310.15

  /// Interstitial fluid at a pH, in equilibrium with carbon dioxide at 45 mmHg, with all totals that the modes
  /// of acid-base need [mol/kg].
  static func fluid(pH: Double = 7.4, _ changes: [String: Double] = [:]) throws -> [String: Double] {
    var totals = [
      "Ca": 1.36e-3, "Mg": 4.6e-4, "Na": 0.1542, "K": 3.9e-3, "Cl": 0.1278, "PO4": 1e-3, "SO4": 7.4e-4,
      "PPi": 3e-6,
    ]
    totals.merge(changes) { _, new in new }
    let result = try Speciation(table: table()).solve(
      Solution(temperature: body, acidBase: .heldPHOpen(pH: pH, pCO2_mmHg: 45), totals: totals))
    for id in ["alkalinity", "CO3", "H"] { totals[id] = result.totals[id] }
    return totals
  }

  /// A kernel for interstitial fluid with minerals.
  static func kernel(_ acidBase: AcidBase, minerals: [String]) throws -> ReactionKernel {
    let system = try table().system(of: interstitial, acidBase: acidBase, temperature: body)
    return try ReactionKernel(system: system, minerals: minerals.map(mineral))
  }
}

extension ReactionKernel {
  /// Fills a lane with a fluid and cold activities, no crystals.
  func fill(lane: Int, totals: [String: Double], fluidFraction: Double) {
    for (index, entry) in system.basis.enumerated() {
      block.amount[index][lane] = (totals[entry.id] ?? 0) * fluidFraction * system.millimolarPerMolal
      block.logActivity[index][lane] = .nan
    }
    block.fluidFraction[0][lane] = fluidFraction
    block.ionicStrength[0][lane] = 0
    for mineral in minerals.indices {
      block.put(.none, of: mineral, lane: lane)
      block.curvatureShift[mineral][lane] = 0
      block.rateFactor[mineral][lane] = 1
    }
  }

  /// Mineral in a lane at the start of the step [mM of tissue].
  func content(of mineral: Int, lane: Int) -> Double {
    let sphere = 4 * Double.pi / (3 * minerals[mineral].phase.volumePerAttomole)
    return sphere * block.squareSum[mineral][lane] * block.radius[mineral][lane]
  }

  /// Worst relative error of the balances of a lane, minerals included.
  func worstBalance(lane: Int) throws -> Double {
    let dissolved = dissolved(lane: lane)
    let exponents = try minerals.map { try system.exponents(of: $0.phase) }
    var worst = 0.0
    for (index, entry) in system.basis.enumerated() {
      var sum = dissolved[index] - block.amount[index][lane]
      var scale = abs(dissolved[index]) + abs(block.amount[index][lane])
      for mineral in minerals.indices {
        let taken = exponents[mineral][index] * block.uptake[mineral][lane]
        sum += taken
        scale += abs(taken)
      }
      // Totals below the trace are solved as the trace.
      if entry.isPositive && block.amount[index][lane] < 1e-14 { continue }
      worst = max(worst, abs(sum) / scale)
    }
    return worst
  }
}
