/// The JSON Schema (draft 2020-12) of the scenario format.
package enum ScenarioSchema {
  /// The schema as it is published.
  package static var text: String { String(decoding: EmbeddedLibrary.scenarioSchema.bytes, as: UTF8.self) }
}
