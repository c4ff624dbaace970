import ScenarioFormat
import Testing
import TissueModel

/// Looks into the one voxel of a beaker.
enum Beaker {
  /// A scenario of a beaker with its starting totals [mM] changed.
  static func load(_ name: String, days: Double? = nil, totals: [String: Double] = [:], pH: Double? = nil)
    throws -> Scenario
  {
    var scenario = try ScenarioTests.load(name, days: days)
    guard case .given(var amounts, let start) = scenario.interstitium else {
      Issue.record("\(name) does not give its start")
      return scenario
    }
    for (id, amount) in totals {
      let place = try #require(scenario.components.firstIndex { $0.id == id })
      amounts[place] = amount
    }
    scenario.interstitium = .given(totals: amounts, pH: pH ?? start)
    return scenario
  }

  /// Place of the voxel in storage.
  static func voxel(_ tissue: Tissue) -> Int { tissue.anatomy.grid.index(x: 0, y: 0, z: 0) }

  /// Amount of a mineral [mM].
  static func amount(_ id: String, _ tissue: Tissue) throws -> Double {
    let mineral = try #require(tissue.mineral(id))
    return tissue.mineralAmounts[mineral, voxel(tissue)]
  }

  /// ln Ω of a mineral.
  static func saturation(_ id: String, _ tissue: Tissue) throws -> Double {
    let mineral = try #require(tissue.mineral(id))
    return tissue.saturation[mineral, voxel(tissue)]
  }

  /// The state at the start of a run.
  static func start(_ scenario: Scenario) throws -> Tissue {
    var scenario = scenario
    // A hundredth of a second: nothing has happened yet.
    scenario.duration = 1e-7
    return try ScenarioTests.end(scenario).tissue
  }
}
