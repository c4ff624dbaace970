import Outputs
import ScenarioFormat
import TissueModel

/// A scenario that runs from another program.
///
/// ```swift
/// import Calcinose
///
/// let run = try CalcinosisRun(scenario: "Scenarios/dermatomyositis.json", output: "out/mine")
/// let result = try run.start { print($0.simulatedDays) }
/// print(result.depositCount, result.mineralMass["HAP"] ?? 0)
/// ```
public struct CalcinosisRun {
  /// Where a run stands.
  public struct Progress: Sendable {
    /// Simulated time [d].
    public let simulatedDays: Double
    /// Length of the step [s].
    public let stepSeconds: Double
  }

  /// What a run came to.
  public struct Result: Sendable {
    /// Whether the whole duration was simulated; false where the caller stopped it.
    public let isComplete: Bool
    /// Simulated time [d].
    public let simulatedDays: Double
    /// Connected deposits at the end.
    public let depositCount: Int
    /// Mass of each mineral at the end [pg], by id.
    public let mineralMass: [String: Double]
    /// Share of the mineral mass in damaged tissue; nil without mineral.
    public let massShareInDamagedTissue: Double?
    /// Largest residual of any component's books relative to its turnover.
    public let largestRelativeResidual: Double
    /// Paths of the files written.
    public let files: [String]
    /// The summary for people.
    public let text: String
  }

  /// A scenario or an output folder that cannot be used: one sentence per problem.
  public struct InputError: Error, CustomStringConvertible, Sendable {
    /// The sentences, in the order of the file.
    public let sentences: [String]
    /// All sentences, one per line.
    public var description: String { sentences.joined(separator: "\n") }
  }

  private let run: ScenarioRun

  /// Reads a scenario and takes hold of the output folder.
  /// - Parameters:
  ///   - scenario: path of the scenario file.
  ///   - output: path of the folder for the tables; must be absent or empty unless `replacing`.
  ///   - threads: workers; results do not depend on it.
  ///   - replacing: whether an earlier run in the folder is replaced.
  /// - Throws: ``InputError``.
  public init(scenario: String, output: String, threads: Int = 1, replacing: Bool = false) throws {
    do {
      let scenario = try ScenarioFile.load(path: scenario)
      run = try ScenarioRun(scenario, folder: output, threads: max(threads, 1), force: replacing)
    } catch let problems as ScenarioProblems {
      throw InputError(sentences: problems.errors.map(\.sentence))
    } catch let error as OutputError {
      throw InputError(sentences: ["\(error)"])
    }
  }

  /// Runs to the end, or until `shouldStop` says so between two steps.
  /// - Parameters:
  ///   - progress: called after each step.
  ///   - shouldStop: asked before each step.
  /// - Throws: what ended the run early; what was computed until then is whole in the folder.
  public func start(
    progress: (Progress) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws -> Result {
    let summary = try run.run(
      shouldStop: shouldStop,
      progress: { progress(Progress(simulatedDays: $0.time / 86400, stepSeconds: $0.step)) })
    return Result(
      isComplete: summary.end == .done, simulatedDays: summary.days, depositCount: summary.deposits,
      mineralMass: Dictionary(uniqueKeysWithValues: zip(summary.minerals, summary.distribution.mass)),
      massShareInDamagedTissue: summary.distribution.damagedShare,
      largestRelativeResidual: summary.conservation,
      files: (summary.files + [OutputFolder.recordName]).map { "\(summary.folder)/\($0)" }, text: summary.text
    )
  }
}
