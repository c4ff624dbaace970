import ArgumentParser
import ScenarioFormat

/// Values of a scenario given on the command line.
struct Settings: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Replaces or adds a value of the scenario, for example duration_d=30 or "
        + "tissue.vessels[0].radius_um=15. May be repeated.", valueName: "path=value"))
  private var arguments: [String] = []

  /// The settings in the order given.
  ///
  /// - Throws: `ScenarioProblems` with every argument that is none.
  func parsed() throws -> [Setting] {
    var problems: [ScenarioError] = []
    var settings: [Setting] = []
    for argument in arguments {
      do {
        settings.append(try Setting(argument: argument))
      } catch {
        problems += error.errors
      }
    }
    if !problems.isEmpty { throw ScenarioProblems(problems) }
    return settings
  }
}
