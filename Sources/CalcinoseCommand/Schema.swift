import ArgumentParser
import ScenarioFormat

/// `calcinose schema`: the JSON Schema of scenario files.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema (draft 2020-12) of scenario files.",
    discussion: """
      An editor that finds the schema under "$schema" of a scenario completes and checks it.

      EXAMPLES
        calcinose schema > scenario.schema.json
        check-jsonschema --schemafile scenario.schema.json my-case.json
      """)

  func run() throws {
    try StandardStream.write(ScenarioSchema.text)
  }
}
