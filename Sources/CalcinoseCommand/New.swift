import ArgumentParser
import Foundation
import Outputs
import ScenarioFormat

/// `calcinose new`: a small valid scenario to start from.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a small valid scenario to start from.",
    discussion: """
      Writes NAME.json, a plane of fat and muscle around a capillary that runs in seconds, and \
      scenario.schema.json beside it unless there is one, so that an editor completes and checks the file. \
      NAME may hold folders, which must exist.

      EXAMPLES
        calcinose new my-case
        calcinose run my-case.json
      """)

  @Argument(help: "Name of the scenario; .json is added.")
  var name: String

  @Flag(help: "Replaces an existing file.")
  var force = false

  /// Name of the schema's file beside the scenario, as the template refers to it.
  private static let schemaName = "scenario.schema.json"

  func run() throws {
    let path = name.hasSuffix(".json") ? name : name + ".json"
    let title = String(URL(fileURLWithPath: path).lastPathComponent.dropLast(".json".count))
    guard !title.isEmpty else {
      throw CommandFailure.input("\(TextPreview.quoted(name)) names no file")
    }
    guard force || !FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure.input("\(path) exists; choose another name or replace it with --force")
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    guard folder.isEmpty || FileManager.default.fileExists(atPath: folder) else {
      throw CommandFailure.input("there is no folder \(folder)")
    }
    try Self.write(ScenarioTemplate.text(title: title), to: path)
    try StandardStream.write("\(path)\n")
    let schema = folder + Self.schemaName
    if !FileManager.default.fileExists(atPath: schema) {
      try Self.write(ScenarioSchema.text, to: schema)
      try StandardStream.write("\(schema)\n")
    }
  }

  private static func write(_ text: String, to path: String) throws {
    try CommandFailure.blamingInput {
      try WholeFile.replace(path) { try $0.append(Array(text.utf8)) }
    }
  }
}
