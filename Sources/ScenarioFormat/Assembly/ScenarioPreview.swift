import Foundation
import Outputs
import Parallelism
import TissueModel

/// A scenario's tissue, written out before anything is simulated.
package struct ScenarioPreview {
  private let scenario: Scenario
  private let folder: OutputFolder
  private let started: Date

  /// Takes hold of the output folder.
  /// - Parameters:
  ///   - scenario: whose tissue.
  ///   - folder: path of the output folder.
  ///   - force: replaces an earlier run or preview in the folder.
  /// - Throws: `OutputError` where the folder cannot be taken; then nothing has been written.
  package init(_ scenario: Scenario, folder: String, force: Bool) throws {
    self.scenario = scenario
    self.folder = try OutputFolder(path: folder, force: force)
    started = Date()
  }

  /// Cuts the tissue into voxels and writes it; `run.json` is written last and tells of a failure.
  /// - Throws: `OutputError`, `CodecError`.
  package func write() throws -> PreviewSummary {
    var record = RunRecord(
      version: ScenarioRun.programVersion, seed: scenario.seed, threads: 1,
      scenarioName: URL(fileURLWithPath: scenario.file).deletingPathExtension().lastPathComponent,
      scenarioText: nil, scenario: try JSONValue(parsing: scenario.resolvedText), started: started)
    do {
      let anatomy = try scenario.anatomy()
      let census = Census(anatomy)
      let histogram = DistanceHistogram(anatomy)
      let flow = scenario.flowSettings.map {
        InterstitialFlow(anatomy: anatomy, settings: $0, workers: Workers(count: 1))
      }
      try flow?.updateToHealth()
      try AnatomyFiles(anatomy, census: census, histogram: histogram, flow: flow, in: folder)
        .write(TissueSlice.middle(of: anatomy.grid))
      let summary = PreviewSummary(
        census: census, histogram: histogram, flow: flow.map { FlowCensus($0, in: anatomy) },
        notes: scenario.notes, folder: folder.path,
        files: folder.files.map(\.name) + [OutputFolder.recordName])
      record.summary = summary.record
      try folder.finish(record)
      return summary
    } catch {
      folder.finish(record, after: error)
      throw error
    }
  }
}
