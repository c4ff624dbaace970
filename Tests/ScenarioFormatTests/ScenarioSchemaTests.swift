import ScenarioFormat
import Testing

/// The published schema and the reader agree.
@Suite struct ScenarioSchemaTests {
  private func document(_ text: String) throws -> JSONNode {
    try #require(StrictJSON.parse(text, origin: .file("x.json")).root)
  }

  @Test func goodScenariosAreAccepted() throws {
    let checker = try SchemaChecker(ScenarioSchema.text)
    #expect(checker.accepts(try document(ReferenceScenario.text)))
    #expect(checker.accepts(try document(ScenarioTemplate.text(title: "Trial"))))
  }

  @Test(arguments: BadScenario.all)
  func badScenariosAreRefusedAsFarAsASchemaCan(_ bad: BadScenario) throws {
    let checker = try SchemaChecker(ScenarioSchema.text)
    #expect(checker.accepts(try document(bad.text)) == !bad.schemaRefuses)
  }

  /// Removing any key that stands in the reference scenario, or adding one to any object, is judged alike by
  /// schema and reader, except where only the reader knows: names of the library, sums and places.
  @Test func everyKeyIsRequiredOrOptionalInBoth() throws {
    let checker = try SchemaChecker(ScenarioSchema.text)
    let root = try document(ReferenceScenario.text)
    for path in root.objectPaths(below: .root) where !Self.isOpen(path) {
      let members = root.deepest(along: path).node.members ?? []
      for member in members {
        let changed = root.removing(member.key, at: path)
        let sentences = ReferenceScenario.sentences(of: changed.text)
        let isRequired = sentences.contains {
          $0.contains("is missing") || $0.hasSuffix("every_h or times_d")
            || $0.hasSuffix("around_vessels or shape") || $0.contains("must have points_um or ")
            || $0.hasSuffix("layers or image")
        }
        #expect(
          checker.accepts(changed) == !isRequired, "\(path) without \(member.key): \(sentences)")
      }
      let added = root.adding("zzz", at: path)
      #expect(!checker.accepts(added), "\(path)")
      let sentences = ReferenceScenario.sentences(of: added.text)
      #expect(sentences.contains { $0.contains("zzz is not a known key") }, "\(path): \(sentences)")
    }
  }

  /// Objects whose keys are names of the library or other parts of the file; and layers, where the reader alone
  /// knows which is the last.
  private static func isOpen(_ path: JSONPath) -> Bool {
    let text = path.description
    return text.hasPrefix("library") || ["plasma.set", "interstitium.totals_mM"].contains(text)
      || text.hasPrefix("tissue.layers")
  }
}

extension JSONNode {
  /// Paths of all objects in this document.
  func objectPaths(below path: JSONPath) -> [JSONPath] {
    switch content {
    case .array(let elements):
      elements.enumerated().flatMap { $1.objectPaths(below: path.appending($0)) }
    case .object(let members):
      [path] + members.flatMap { $0.value.objectPaths(below: path.appending($0.key)) }
    default: []
    }
  }

  /// This document without a key of the object at a path.
  func removing(_ key: String, at path: JSONPath) -> JSONNode {
    changing(path.steps[...]) { node in
      JSONNode(.object((node.members ?? []).filter { $0.key != key }), position: nil, origin: node.origin)
    }
  }

  /// This document with a key added to the object at a path.
  func adding(_ key: String, at path: JSONPath) -> JSONNode {
    changing(path.steps[...]) { node in
      let value = JSONNode(.number(1, text: "1"), position: nil, origin: node.origin)
      let member = Member(key: key, keyPosition: nil, keyOrigin: node.origin, value: value)
      return JSONNode(.object((node.members ?? []) + [member]), position: nil, origin: node.origin)
    }
  }

  private func changing(_ steps: ArraySlice<JSONPath.Step>, _ change: (JSONNode) -> JSONNode) -> JSONNode {
    guard let step = steps.first else { return change(self) }
    var copy = self
    switch (step, content) {
    case (.index(let index), .array(var elements)):
      elements[index] = elements[index].changing(steps.dropFirst(), change)
      copy.content = .array(elements)
    case (.key(let key), .object(var members)):
      for place in members.indices where members[place].key == key {
        members[place].value = members[place].value.changing(steps.dropFirst(), change)
      }
      copy.content = .object(members)
    default: break
    }
    return copy
  }
}
