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
  /// Components without which no tissue fluid is described. A beaker, with its pH held or closed, may do without.
  static let tissueComponents = ["Ca", "PO4", "Mg", "CO3"]
  /// Longest run [d]: a century.
  static let longestDuration = 36525.0

  let library: Library
  /// The document that the library was read from.
  let mergedLibrary: JSONNode
  let log: ReadingLog
  /// Memory that the run may use [bytes], nil for no check.
  let memory: Double?
  /// Folder of the scenario's file, which other files are found from; empty for the working folder.
  let folder: String

  /// Reads a whole document; nil if a section could not be read, with a problem in the log.
  func scenario(_ root: JSONNode, file: String) -> Scenario? {
    NodeReader(root, path: .root, log: log).object { keys -> Scenario? in
      _ = keys.optional("$schema").map { $0.string() }
      _ = keys.required("format", "\(Scenario.formatVersion)")?.number(.any, unit: "")
      let title = keys.string("title")
      let description = keys.optional("description")?.string() ?? ""
      let sources = keys.list("sources", "texts") { $0.string(allowsEmpty: false) }
      let seed = keys.optional("seed").map(self.seed) ?? Self.recordDefaultSeed(keys)
      let conditions = keys.section("chemistry", chemistry)
      let components =
        keys.required("components", "an array of component names").map {
          self.components($0, required: requiredComponents(conditions?.acidity))
        } ?? []
      let minerals =
        keys.required("minerals", "an array of mineral names").map { self.minerals($0, components) } ?? []
      let space =
        keys.required("grid", "an object")?.object {
          grid(
            $0, components, minerals, signals: root["cells"] == nil ? 0 : library.signals.count,
            hasFlow: root["flow"] != nil)
        } ?? nil
      let tissue = keys.required("tissue", "an object")?.object {
        self.tissue($0, in: space, seed: seed)
      }
      let plasma = keys.required("plasma", "an object")?.object(self.plasma) ?? nil
      let interstitium =
        keys.optional("interstitium")?.object { self.interstitium($0, components) } ?? .steadyState
      let seeds = keys.optional("seed_crystals").map { seedCrystals($0, minerals, in: tissue) } ?? []
      let implants =
        keys.optional("implants").map { self.implants($0, minerals, in: space, tissue, seed: seed) } ?? []
      let duration =
        keys.required("duration_d", "a number > 0")?.number(.above(0, upTo: Self.longestDuration), unit: "d")
        ?? .nan
      let vessels = root["tissue"]?["vessels"]?.elements?.compactMap { $0["id"]?.string } ?? []
      let causes = self.causes(keys, in: space, vessels: vessels, duration: duration)
      let flow = keys.optional("flow").flatMap { $0.object { self.flow($0, in: space) } }
      let hasOxygen = keys.flag("oxygen", default: false)
      let cells = keys.optional("cells")?.object {
        self.cells($0, in: space, tissue, hasInfection: root["infection"] != nil)
      }
      let infection = keys.optional("infection").flatMap {
        self.infection($0, in: space, tissue, hasCells: root["cells"] != nil)
      }
      let steps = keys.section("steps") { self.steps($0, hasCells: cells != nil) }
      let outputs = keys.required("outputs", "an object")?.object {
        self.outputs(
          $0, duration: duration, in: space, components, minerals, hasCells: root["cells"] != nil,
          hasInfection: root["infection"] != nil, hasOxygen: hasOxygen)
      }
      _ = keys.optional("library")
      guard let space, let tissue, let plasma, let conditions, let steps, let outputs else { return nil }
      let scenario = Scenario(
        file: file, title: title, description: description, sources: sources, seed: seed, grid: space.grid,
        isPlane: space.isPlane, tissue: tissue, plasma: plasma, interstitium: interstitium,
        seedCrystals: seeds, implants: implants, cells: cells, infection: infection, conditions: conditions,
        components: components,
        minerals: minerals, causes: causes.damage, dropouts: causes.dropouts, flow: flow,
        hasOxygen: hasOxygen,
        duration: duration, steps: steps, outputs: outputs, library: library, quantities: [],
        resolvedText: root.text)
      for kind in scenario.kindsWithoutOxygen {
        keys.optional("oxygen")?.report(.withoutOxygen(kind: kind))
      }
      return scenario
    } ?? nil
  }

  /// The version that a document says it has, if it is a number other than the one that is read here. Nothing
  /// else of such a document is worth reading.
  static func reportsOtherVersion(_ root: JSONNode, log: ReadingLog) -> Bool {
    guard let node = root["format"], let version = node.number, version != Double(Scenario.formatVersion)
    else { return false }
    let reader = NodeReader(node, path: JSONPath.root.appending("format"), log: log)
    reader.report(
      .wrongType(
        expected: "\(Scenario.formatVersion), the version of the format that this program reads",
        got: TextPreview.of(node)))
    return true
  }

  /// Whether a problem was reported in a section.
  func hasProblem(in section: String) -> Bool {
    log.hasProblem(inside: JSONPath.root.appending(section))
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
        location: JSONPath.root.appending("seed"), value: "1", unit: "", source: "default of the format",
        confidence: .given))
    return 1
  }
}
