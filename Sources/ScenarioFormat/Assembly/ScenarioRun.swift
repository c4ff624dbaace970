import Foundation
import Outputs
import Parallelism
import TissueModel

/// A scenario from its assembly to whole files in a folder.
package final class ScenarioRun {
  /// Version of the program, written into every record.
  package static let programVersion = "0.1.0"

  /// Where a run stands, for people.
  package struct Progress {
    /// Simulated time [s].
    package let time: Double
    /// Length of the step [s].
    package let step: Double
    /// The state, to count deposits in when somebody looks.
    package let tissue: Tissue
  }

  private let scenario: Scenario
  private let folder: OutputFolder
  private let threads: Int
  private var record: RunRecord

  /// The files that the run has begun so far; tables are whole up to their last row.
  package var files: [RunRecord.File] { folder.files }

  /// Takes hold of the output folder.
  /// - Parameters:
  ///   - scenario: what to run.
  ///   - folder: path of the output folder.
  ///   - threads: workers; results do not depend on it.
  ///   - force: replaces an earlier run in the folder.
  /// - Throws: `OutputError` where the folder cannot be taken; then nothing has been written.
  package init(_ scenario: Scenario, folder: String, threads: Int, force: Bool) throws {
    self.scenario = scenario
    self.threads = threads
    record = RunRecord(
      version: ScenarioRun.programVersion, seed: scenario.seed, threads: threads,
      scenarioName: URL(fileURLWithPath: scenario.file).deletingPathExtension().lastPathComponent,
      scenarioText: nil, scenario: try JSONValue(parsing: scenario.resolvedText))
    self.folder = try OutputFolder(path: folder, force: force)
  }

  /// Runs to the end, or until `shouldStop` says so between two steps.
  ///
  /// Whatever happens, the tables are closed whole and `run.json` tells how the run ended.
  /// - Throws: what ended the run; it is in `run.json` too.
  package func run(
    shouldStop: () -> Bool = { false }, progress: (Progress) -> Void = { _ in }
  ) throws -> RunSummary {
    do {
      let assembly = try Assembly(scenario, workers: Workers(count: threads))
      let observers = try scenario.observers(in: folder, of: assembly.simulation.tissue, end: assembly.end)
      let births = BirthWatch()
      var run = Run(assembly.simulation, observers: observers, end: assembly.end)
      births.look(at: run.simulation.tissue, days: 0)
      let end = try run.run(shouldStop: shouldStop) { tissue, moment in
        births.look(at: tissue, days: moment.days)
        progress(Progress(time: moment.days * 86400, step: moment.stepSeconds, tissue: tissue))
      }
      var summary = RunSummary(
        end: end, simulation: run.simulation, tissue: run.finalTissue, days: run.finalDays,
        drift: assembly.drift, births: births.births, depositThreshold: scenario.depositThreshold,
        folder: folder.path, files: folder.files.map(\.name))
      record.status = end == .done ? .done : .interrupted
      record.summary = summary.record
      try folder.finish(record)
      summary.wallSeconds = Date().timeIntervalSince(record.started)
      return summary
    } catch {
      folder.finish(record, after: error)
      throw error
    }
  }
}

/// Remembers when each mineral's first crystal appeared.
final class BirthWatch {
  private(set) var births: [(mineral: String, days: Double)] = []

  func look(at tissue: Tissue, days: Double) {
    for (index, mineral) in tissue.minerals.enumerated() {
      guard !births.contains(where: { $0.mineral == mineral.phase.id }) else { continue }
      for voxel in 0..<tissue.anatomy.grid.storageCount where tissue.mineralAmounts[index, voxel] > 0 {
        births.append((mineral.phase.id, days))
        break
      }
    }
  }
}
