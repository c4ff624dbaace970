import Foundation
import Outputs
import ScenarioFormat
import Transport

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

  /// Memory that the fields of a run take [bytes]: three copies of the state, the operators' scratch, the solver.
  private var memory: Double {
    let solutes = Double(scenario.components.count)
    let minerals = Double(scenario.minerals.count)
    let state = 2 * solutes + 4 * minerals + 5
    return 8 * Double(scenario.grid.storageCount) * (3 * state + 2 * solutes + 40)
  }

  /// A rough wall time [s]: the steps that such a scenario takes times the solves of a step, timed here on a
  /// small block.
  private func time() throws -> Double {
    let sample = DiffusionBenchmark(nx: 32, ny: 32, nz: 32, solutes: 1, threads: threads, repeats: 2)
    let solve = try sample.run(isHeterogeneous: true, triad: 1).nanoseconds * 1e-9
    // Seventeen doublings from the start and from both ends of each cause's ramp, then three steps a day while
    // deposits grow; seven solves a step, and half as much again for chemistry.
    let steps =
      17 + scenario.causes.reduce(0.0) { $0 + 34 + 3 * min(scenario.duration - $1.start, 60) }
      + scenario.duration * 86400 / (scenario.steps.longest * 3600)
    return steps * 7 * 1.5 * solve * Double(scenario.grid.voxelCount)
  }

  /// One line for each fact.
  func text() throws -> String {
    let size = Run.size(of: scenario)
    let rows: [(String, String)] = [
      ("scenario", scenario.title),
      ("voxels", "\(size) = \(scenario.grid.voxelCount), \(extent) µm"),
      ("solutes", scenario.components.map(\.id).joined(separator: ", ")),
      ("minerals", scenario.minerals.isEmpty ? "none" : scenario.minerals.map(\.id).joined(separator: ", ")),
      ("simulated", ProgressLine.duration(scenario.duration * 86400)),
      ("threads", "\(threads)"),
      ("memory", String(format: "%.2f GB", memory * 1e-9)),
      ("time", "about \(ProgressLine.duration(try time())), within a factor of three"),
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
