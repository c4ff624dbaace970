import ArgumentParser
import ScenarioFormat

/// `calcinose validate`: all problems of all files.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists everything that is wrong with scenario files.",
    discussion: """
      Writes one line per problem to standard error, as FILE:LINE:COLUMN: error: SENTENCE, and "FILE: ok" to \
      standard output for each file without a problem. Ends with 64 if there was a problem.

      EXAMPLES
        calcinose validate my-case.json
        calcinose validate Scenarios/*.json
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["json"]))
  var files: [String]

  func run() throws {
    var sentences: [String] = []
    let memory = AvailableMemory.bytes
    for file in files {
      do {
        _ = try ScenarioFile.load(path: file, memory: memory)
        try StandardStream.write("\(file): ok\n")
      } catch let problems as ScenarioProblems {
        sentences += problems.errors.map(\.sentence)
      }
    }
    if !sentences.isEmpty { throw CommandFailure(.input, lines: sentences) }
  }
}
