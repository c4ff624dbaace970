import ArgumentParser
import Outputs
import ScenarioFormat

/// Why the program ends without success: what it says on standard error, and its exit code.
struct CommandFailure: Error, Equatable {
  /// What an exit code means.
  enum Kind: Int32 {
    /// The run failed.
    case run = 1
    /// Bad usage or bad input: nothing was run.
    case input = 64
    /// The user stopped the run; its files are whole.
    case interrupted = 130
  }

  /// Lines for standard error.
  let lines: [String]
  /// Why.
  let kind: Kind

  /// The code that the program ends with.
  var exitCode: Int32 { kind.rawValue }

  /// A failure with its lines as they are.
  init(_ kind: Kind, lines: [String]) {
    self.kind = kind
    self.lines = lines
  }

  /// The failure that an error means: problems of a scenario are bad input, all else is a run that failed.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let problems as ScenarioProblems: self.init(.input, lines: problems.errors.map(\.sentence))
    default: self.init(.run, lines: ["calcinose: error: \(error)"])
    }
  }

  /// Bad usage or input in one sentence.
  static func input(_ sentence: String) -> CommandFailure {
    CommandFailure(.input, lines: ["calcinose: error: \(sentence)"])
  }

  /// A run that failed, in one sentence.
  static func run(_ sentence: String) -> CommandFailure {
    CommandFailure(.run, lines: ["calcinose: error: \(sentence)"])
  }

  /// Writes the lines to standard error.
  func report() {
    for line in lines { StandardStream.log(line) }
  }

  /// Calls `body`, in which an error of the output folder is one of the user's choice of folder.
  static func blamingInput<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as OutputError {
      throw CommandFailure.input("\(error)")
    }
  }
}
