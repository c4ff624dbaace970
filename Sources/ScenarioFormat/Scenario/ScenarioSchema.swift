/// The JSON Schema (draft 2020-12) of the scenario format.
package enum ScenarioSchema {
  /// The schema as it is published.
  package static var text: String { String(decoding: PackageResources.scenario_schema_json, as: UTF8.self) }
}
