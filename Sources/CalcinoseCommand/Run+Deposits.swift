import ScenarioFormat
import TissueModel

extension Run {
  /// Connected deposits in a state of the run, by the scenario's threshold.
  static func deposits(in tissue: Tissue, of scenario: Scenario) -> Int {
    let threshold = scenario.outputs.deposits?.threshold ?? Deposits.defaultThreshold
    return ConnectedBodies(on: tissue.anatomy.grid) { tissue.mineralVolumeFraction($0) >= threshold }.count
  }

  /// `48×48` or `64×64×64`.
  static func size(of scenario: Scenario) -> String {
    let grid = scenario.grid
    return ([grid.nx, grid.ny] + (scenario.isPlane ? [] : [grid.nz])).map(String.init).joined(separator: "×")
  }
}
