import ArgumentParser
import Foundation

/// The number of threads, for all sub-commands that calculate.
struct Threads: ParsableArguments {
  @Option(
    name: .customLong("threads"),
    help: ArgumentHelp(
      "Threads to use (default: one per core). The results do not depend on it.", valueName: "n"))
  private var chosen: Int?

  /// Threads to use.
  var count: Int { chosen ?? ProcessInfo.processInfo.activeProcessorCount }

  /// Refuses numbers that no machine can serve.
  func validate() throws {
    if let chosen, !(1...1024).contains(chosen) {
      throw ValidationError("--threads must be from 1 to 1024 (got \(chosen))")
    }
  }
}
