import ArgumentParser
import Foundation
import Outputs
import ScenarioFormat

/// `calcinose preview`: what will be simulated, seen before it is.
struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws the tissue of a scenario, without simulating it.",
    discussion: """
      Writes slices through the middle of the grid (slice-*.png; red is blood, other colours are in \
      tissues.csv), the tissue as fields for ParaView (tissue.vti), what it holds (tissues.csv, vessels.csv, \
      nerves.csv), how far voxels are from vessels (vessel_distance.csv), and run.json, which is written last.

      EXAMPLES
        calcinose preview Scenarios/dermatomyositis.json
        calcinose preview my-case.json --output out/look --force
      """)

  @Argument(help: "Scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @Option(
    help: ArgumentHelp(
      "Folder for the files (default: out/, the name of the scenario file, and -preview).",
      valueName: "dir"),
    completion: .directory)
  var output: String?

  @OptionGroup var settings: Settings

  @Flag(help: "No summary; errors are still reported.")
  var quiet = false

  @Flag(help: "Replaces an earlier preview in the output folder; files that are not of it stay.")
  var force = false

  func run() throws {
    let scenario = try ScenarioFile.load(
      path: scenario, settings: settings.parsed(), memory: AvailableMemory.bytes)
    let name = URL(fileURLWithPath: self.scenario).deletingPathExtension().lastPathComponent
    let preview = try CommandFailure.blamingInput {
      try ScenarioPreview(scenario, folder: output ?? "out/\(name)-preview", force: force)
    }
    let summary = try preview.write()
    if !quiet { try StandardStream.write(summary.text) }
  }
}
