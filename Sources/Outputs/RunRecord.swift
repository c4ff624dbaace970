import Foundation

/// The content of `run.json`: what was run, where, how it ended and which files it left.
package struct RunRecord: Codable, Equatable, Sendable {
  /// How a run ended.
  package enum Status: String, Codable, Sendable {
    /// The whole duration was simulated.
    case done
    /// Somebody stopped it; the files are whole up to the time reached.
    case interrupted
    /// An error ended it; the files are whole up to the time reached.
    case failed
  }

  /// One file of the run.
  package struct File: Codable, Equatable, Sendable {
    /// Path below the output folder.
    package let name: String
    /// Length [bytes].
    package let bytes: Int
    /// Rows of a table, the header not counted; nil for other files.
    package let rows: Int?
  }

  /// Name of the program that wrote the record; a folder is taken for a run's only with this name.
  package private(set) var program = RunRecord.programName
  /// Version of the program.
  package var version: String
  /// How the run ended.
  package var status: Status = .done
  /// The sentence of the error that ended it.
  package var error: String?
  /// When it began.
  package var started: Date
  /// When it ended.
  package var finished: Date
  /// Wall time from begin to end [s].
  package var wallTime: Double
  /// Threads used.
  package var threads: Int
  /// Where it ran.
  package var machine: Machine
  /// Seed of the random numbers.
  package var seed: UInt64
  /// Name of the scenario: the name of its file without extension.
  package var scenarioName: String
  /// The scenario file as it was read; nil when the run was not made from a file.
  package var scenarioText: String?
  /// The scenario with all defaults and overrides filled in.
  package var scenario: JSONValue
  /// The files, in the order in which they were begun.
  package var files: [File] = []
  /// Numbers worth knowing without opening a table, with unit in the name.
  package var summary: [String: JSONValue] = [:]

  static let programName = "calcinose"

  enum CodingKeys: String, CodingKey {
    case program, version, status, error, started, finished, threads, machine, seed, scenario, files, summary
    case wallTime = "wall_time_s"
    case scenarioName = "scenario_name"
    case scenarioText = "scenario_text"
  }

  /// A record of a run that begins now on this machine.
  package init(
    version: String, seed: UInt64, threads: Int, scenarioName: String, scenarioText: String?,
    scenario: JSONValue, started: Date = Date(), machine: Machine = .current
  ) {
    self.version = version
    self.seed = seed
    self.threads = threads
    self.scenarioName = scenarioName
    self.scenarioText = scenarioText
    self.scenario = scenario
    self.started = started
    self.machine = machine
    finished = started
    wallTime = 0
  }

  /// The record as JSON text: keys in alphabetical order, dates in ISO 8601, one line break at the end.
  ///
  /// - Throws: Foundation's `EncodingError`.
  package func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// The record that `json` holds.
  ///
  /// - Throws: Foundation's `DecodingError`.
  package init(json: [UInt8]) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    self = try decoder.decode(RunRecord.self, from: Data(json))
  }
}
