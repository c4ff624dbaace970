import Outputs
import ScenarioFormat

/// What a run would take, as far as it can be told without running.
struct DryRun {
  private let scenario: Scenario
  private let folder: String
  private let threads: Int

  /// Looks at a scenario.
  init(_ scenario: Scenario, folder: String, threads: Int) {
    self.scenario = scenario
    self.folder = folder
    self.threads = threads
  }

  /// One line for each fact.
  var text: String {
    let size = Run.size(of: scenario)
    let rows: [(String, String)] = [
      ("scenario", scenario.title),
      ("voxels", "\(size) = \(scenario.grid.voxelCount), \(extent) µm"),
      ("solutes", scenario.components.map(\.id).joined(separator: ", ")),
      ("minerals", scenario.minerals.isEmpty ? "none" : scenario.minerals.map(\.id).joined(separator: ", ")),
      ("simulated", ProgressLine.duration(scenario.duration * 86400)),
      ("threads", "\(threads)"),
      ("output", folder),
    ]
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }.joined()
  }

  private var extent: String {
    let lengths = [scenario.grid.extent.x, scenario.grid.extent.y, scenario.grid.extent.z]
    return lengths.prefix(scenario.isPlane ? 2 : 3).map(NumberRange.plain).joined(separator: " × ")
  }
}
