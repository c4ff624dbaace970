import Fields

/// Reads the sections of a scenario. Names are looked up in the library; problems go to the log.
struct ScenarioReader {
  /// A grid and whether it is a plane; what points are checked against.
  struct Space {
    var grid: Grid
    var isPlane: Bool
    /// Numbers in a point.
    var dimensions: Int { isPlane ? 2 : 3 }
    /// Axis along which layers are stacked.
    var layerAxis: Int { isPlane ? 1 : 2 }
  }

  /// Names of the axes.
  static let axisNames = ["x", "y", "z"]
  /// Components without which no tissue fluid is described.
  static let requiredComponents = ["Ca", "PO4", "Mg", "CO3"]
  /// Longest run [d]: a century.
  static let longestDuration = 36525.0

  let library: Library
  /// The document that the library was read from.
  let mergedLibrary: JSONNode
  let log: ReadingLog
  /// Memory that the run may use [bytes], nil for no check.
  let memory: Double?

  /// Reads a whole document; nil if a section could not be read, with a problem in the log.
  func scenario(_ root: JSONNode, file: String) -> Scenario? {
    NodeReader(root, path: .root, log: log).object { keys -> Scenario? in
      _ = keys.optional("$schema").map { $0.string() }
      readFormat(keys)
      let title = keys.string("title")
      let description = keys.optional("description")?.string() ?? ""
      let sources = keys.list("sources", "texts") { $0.string(allowsEmpty: false) }
      let seed = keys.optional("seed").map(self.seed) ?? Self.recordDefaultSeed(keys)
      let components = keys.required("components", "an array of component names").map(self.components) ?? []
      let minerals =
        keys.required("minerals", "an array of mineral names").map { self.minerals($0, components) } ?? []
      let space = keys.required("grid", "an object")?.object { grid($0, components, minerals) } ?? nil
      let tissue = keys.required("tissue", "an object")?.object { self.tissue($0, in: space) }
      let plasma = keys.required("plasma", "an object")?.object(self.plasma) ?? nil
      let conditions = keys.section("chemistry", chemistry)
      let interstitium =
        keys.optional("interstitium")?.object { self.interstitium($0, components) } ?? .steadyState
      let duration =
        keys.required("duration_d", "a number > 0")?.number(.above(0, upTo: Self.longestDuration), unit: "d")
        ?? .nan
      let causes = self.causes(keys, in: space, vessels: tissue?.vessels.map(\.id), duration: duration)
      let steps = keys.section("steps", self.steps)
      let outputs = keys.required("outputs", "an object")?.object {
        self.outputs($0, duration: duration, in: space, components, minerals)
      }
      _ = keys.optional("library")
      guard let space, let tissue, let plasma, let conditions, let steps, let outputs else { return nil }
      return Scenario(
        file: file, title: title, description: description, sources: sources, seed: seed, grid: space.grid,
        isPlane: space.isPlane, tissue: tissue, plasma: plasma, interstitium: interstitium,
        conditions: conditions, components: components, minerals: minerals, causes: causes,
        duration: duration, steps: steps, outputs: outputs, library: library, quantities: [],
        resolvedText: root.text)
    } ?? nil
  }

  private func readFormat(_ keys: ObjectReader) {
    guard let reader = keys.required("format", "\(Scenario.formatVersion)") else { return }
    guard let version = reader.integer(1...Int.max), version != Scenario.formatVersion else { return }
    reader.report(
      .wrongType(expected: "\(Scenario.formatVersion), the version that is read here", got: "\(version)"))
  }

  private func seed(_ reader: NodeReader) -> UInt64 {
    guard case .number(_, let text) = reader.node.content, let seed = UInt64(text) else {
      if reader.node.number == nil {
        reader.reportType("a whole number")
      } else {
        reader.report(
          .wrongType(expected: "a whole number from 0 to \(UInt64.max)", got: TextPreview.of(reader.node)))
      }
      return 0
    }
    reader.record(text, unit: "")
    return seed
  }

  private static func recordDefaultSeed(_ keys: ObjectReader) -> UInt64 {
    keys.log.record(
      ResolvedQuantity(
        path: "seed", value: "1", unit: "", source: "default of the format", confidence: .given))
    return 1
  }
}
