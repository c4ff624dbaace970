import ArgumentParser

/// How often a benchmark is timed, for all of them.
struct Repeats: ParsableArguments {
  @Option(name: .customLong("repeats"), help: ArgumentHelp("Timed repeats or steps.", valueName: "n"))
  var count = 5

  /// Refuses none, and more than anybody waits for.
  func validate() throws {
    if !(1...1000).contains(count) {
      throw ValidationError("--repeats must be from 1 to 1000 (got \(count))")
    }
  }
}
