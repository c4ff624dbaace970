import ArgumentParser
import Foundation
import ScenarioFormat

/// The program `calcinose`: its sub-commands, and the way from an error to sentences and an exit code.
@main
struct Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calcinose",
    abstract: "Simulates the calcification of soft tissue from one JSON file to CSV.",
    discussion: """
      A scenario describes a block of tissue with its vessels and nerves, the patient's blood values and a \
      disease; a run writes what happens to it as tables.

      EXAMPLES
        Write my-case.json, a small scenario, check it, and simulate it:
          calcinose new my-case
          calcinose validate my-case.json
          calcinose run my-case.json

        Change a value, and keep the results apart:
          calcinose run my-case.json --set plasma.set.calcium_mM=3.0 \\
            --output out/hypercalcaemia

        See every value with its source, and what a scenario can name:
          calcinose describe my-case.json
          calcinose list minerals

        Speciate fluids, or let minerals precipitate from them:
          calcinose speciate Scenarios/solutions/body-fluids.json

      EXIT CODES
        0    done
        1    the run failed
        64   bad usage or bad input; nothing was run
        130  interrupted; all files are whole

      SHELL COMPLETION
        calcinose --generate-completion-script bash|zsh|fish
        for example, for bash:
          calcinose --generate-completion-script bash > ~/.calcinose-completion
          echo 'source ~/.calcinose-completion' >> ~/.bashrc
      """,
    version: ScenarioRun.programVersion,
    subcommands: [
      Run.self, Preview.self, Validate.self, New.self, Describe.self, List.self, Speciate.self, Schema.self,
      Benchmark.self,
    ])

  /// Runs the program and leaves it with its exit code.
  static func main() {
    do {
      try refuseUnknownName(CommandLine.arguments.dropFirst().first)
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      failure.report()
      Foundation.exit(failure.exitCode)
    } catch let error where exitCode(for: error) == .failure && !(error is ExitCode) {
      let failure = CommandFailure(error)
      failure.report()
      Foundation.exit(failure.exitCode)
    } catch {
      exit(withError: error)
    }
  }

  /// Refuses a first word that is no sub-command, with the one that was probably meant.
  private static func refuseUnknownName(_ word: String?) throws {
    guard let word, !word.hasPrefix("-"), !word.isEmpty, word != "help" else { return }
    let names = configuration.subcommands.map { $0._commandName }
    guard !names.contains(word) else { return }
    let hint =
      NearestName.of(word, among: names).map { "did you mean \"\($0)\"?" }
      ?? "known: \(names.joined(separator: ", "))"
    throw CommandFailure.input("\(TextPreview.quoted(word)) is no sub-command; \(hint)")
  }
}
