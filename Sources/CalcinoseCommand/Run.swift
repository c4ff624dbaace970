import ArgumentParser
import Foundation
import Outputs
import ScenarioFormat
import TissueModel

/// `calcinose run`: from a scenario to tables.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulates a scenario and writes its tables.",
    discussion: """
      Writes timeseries.csv, profiles.csv, deposits.csv, conservation.csv and fields, as far as the scenario \
      asks for them, and run.json, the record of the run, which is written last. Results are the same for \
      any number of threads. Ctrl-C ends the run after the step in progress; what has been written is whole.

      On a terminal a line shows the progress; elsewhere there are only log lines, on standard error.

      EXAMPLES
        calcinose run Scenarios/dermatomyositis.json
        calcinose run my-case.json --dry-run
        calcinose run my-case.json --until 12h --force
        calcinose run my-case.json --seed 2 --output out/my-case-2
        calcinose run my-case.json --set plasma.set.calcium_mM=3.0 \\
          --output out/hypercalcaemia
      """)

  @Argument(help: "Scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @Option(
    help: ArgumentHelp(
      "Folder for the results (default: out/ and the name of the scenario file).", valueName: "dir"),
    completion: .directory)
  var output: String?

  @OptionGroup var threads: Threads

  @Option(help: ArgumentHelp("Seed of all random numbers, instead of the scenario's.", valueName: "n"))
  var seed: UInt64?

  @OptionGroup var settings: Settings

  @Option(
    help: ArgumentHelp(
      "Ends the run at this simulated time, before the end of the scenario: 30d, 12h, 45min or 90s.",
      valueName: "time"))
  var until: SimulatedTime?

  @Flag(help: "No progress, no log lines, no summary; errors are still reported.")
  var quiet = false

  @Flag(help: "Replaces an earlier run in the output folder; files that are not of that run stay.")
  var force = false

  @Flag(help: "Tells what a run would take, and runs nothing.")
  var dryRun = false

  func run() throws {
    let scenario = try resolved()
    if dryRun {
      try StandardStream.write(DryRun(scenario, folder: folder, threads: threads.count).text())
      return
    }
    Interruption.watch()
    let run = try CommandFailure.blamingInput {
      try ScenarioRun(scenario, folder: folder, threads: threads.count, force: force)
    }
    log(
      "\(self.scenario): \(Self.size(of: scenario)) voxels, \(ProgressLine.duration(scenario.duration * 86400)), "
        + "\(threads.count == 1 ? "1 thread" : "\(threads.count) threads"), into \(folder)")
    for note in scenario.notes { log("note: \(note)") }
    let summary = try carryOut(run, of: scenario)
    for warning in summary.warnings { log("warning: \(warning)") }
    if !quiet { try StandardStream.write(summary.text) }
    if summary.end == .interrupted { throw CommandFailure(.interrupted, lines: []) }
  }

  /// The run itself, watched on a terminal; a failure also says what is left of it.
  private func carryOut(_ run: ScenarioRun, of scenario: Scenario) throws -> RunSummary {
    let line = ProgressLine(to: scenario.duration * 86400, quiet: quiet)
    defer { line.finish() }
    do {
      return try run.run(
        shouldStop: { Interruption.isRequested },
        progress: { progress in
          line.update(
            time: progress.time, step: progress.step,
            deposits: Self.deposits(in: progress.tissue, of: scenario))
        })
    } catch {
      line.finish()
      throw CommandFailure(.run, lines: CommandFailure(error).lines + ["calcinose: \(remains(of: run))"])
    }
  }

  /// What a failed run has left, in words.
  private func remains(of run: ScenarioRun) -> String {
    let files = run.files.map { file in
      guard let rows = file.rows else { return file.name }
      return "\(file.name) (\(rows == 1 ? "1 row" : "\(rows) rows"))"
    }
    let record = "\(folder)/\(OutputFolder.recordName)"
    let hasRecord = FileManager.default.fileExists(atPath: record)
    return "kept in \(folder), each whole up to its last row: "
      + (files.isEmpty ? "nothing" : files.joined(separator: ", "))
      + (hasRecord ? "; \(OutputFolder.recordName) says why" : "; no \(OutputFolder.recordName)")
  }

  /// The scenario with the command line's settings, seed and end.
  private func resolved() throws -> Scenario {
    var settings = try self.settings.parsed()
    if let seed { settings.append(Setting(path: "seed", value: "\(seed)")) }
    var scenario = try ScenarioFile.load(path: scenario, settings: settings, memory: AvailableMemory.bytes)
    guard let until else { return scenario }
    guard until.days <= scenario.duration else {
      throw CommandFailure.input(
        "--until must be at most the scenario's duration_d, \(NumberRange.plain(scenario.duration)) d "
          + "(got \(until.text)); a longer run needs --set duration_d=\(NumberRange.plain(until.days))")
    }
    scenario.duration = until.days
    return scenario
  }

  /// Where the results go.
  private var folder: String {
    let name = URL(fileURLWithPath: scenario).deletingPathExtension().lastPathComponent
    return output ?? "out/\(name)"
  }

  private func log(_ line: String) {
    if !quiet { StandardStream.log("calcinose: \(line)") }
  }
}
