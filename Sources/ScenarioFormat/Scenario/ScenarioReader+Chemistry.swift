extension ScenarioReader {
  /// Components that must be listed where the acidity is fixed in this way.
  func requiredComponents(_ acidity: Scenario.Acidity?) -> [String] {
    switch acidity {
    case .heldPH, .closed: []
    default: Self.tissueComponents
    }
  }

  /// Components of the file, each known, listed once, and not `H`.
  func components(_ reader: NodeReader, required: [String]) -> [ComponentRecord] {
    let known = library.components.map(\.id).filter { $0 != "H" }
    var names = UniqueNames(kind: "component")
    let records = reader.elements("component names").compactMap { entry -> ComponentRecord? in
      if entry.node.string == "H" {
        entry.report(.implicit(name: "H"))
        return nil
      }
      guard let id = entry.name("component", among: known), names.add(id, entry) else { return nil }
      return library.component(id)
    }
    let missing = required.filter { name in !records.contains { $0.id == name } }
    if reader.node.elements != nil, !missing.isEmpty {
      reader.report(.lacks(missing, required: required))
    }
    return records
  }

  /// Minerals of the file, each known, with rates, listed once, made of listed components.
  func minerals(_ reader: NodeReader, _ components: [ComponentRecord]) -> [MineralRecord] {
    var names = UniqueNames(kind: "mineral")
    let known = library.minerals.map(\.id)
    let withRates = library.minerals.filter { $0.kinetics != nil }.map(\.id)
    let listed = components.map(\.id) + ["H", "H2O"]
    return reader.elements("mineral names").compactMap { entry -> MineralRecord? in
      guard let id = entry.name("mineral", among: known), names.add(id, entry),
        let record = library.mineral(id)
      else { return nil }
      for other in library.alternatives(of: record) where names.contains(other.id) {
        entry.report(.sameSolid(name: id, other: other.id))
      }
      if record.kinetics == nil { entry.report(.withoutRates(name: id, known: withRates)) }
      for term in record.stoichiometry where !listed.contains(term.component) {
        entry.report(.needs(name: id, other: term.component, list: "components"))
      }
      return record
    }
  }

  /// Blood values with `set` applied.
  func plasma(_ keys: ObjectReader) -> PlasmaRecord? {
    let reader = keys.required("base", "the name of a plasma")
    let settings = keys.optional("set")
    guard let id = reader?.name("plasma", among: library.plasma.map(\.id)) else { return nil }
    guard let settings else { return library.plasma(id) }
    guard settings.node.members != nil, let base = mergedLibrary["plasma"]?[id] else {
      settings.reportType("an object")
      return nil
    }
    let pair = ["transferrin_uM", "transferrin_saturation"]
    if pair.allSatisfy({ settings.node[$0] != nil }) { settings.report(.onlyOne(of: pair)) }
    let values = ReadingLog()
    let merged = NodeReader(settings.node.merged(over: base), path: settings.path, log: values)
    let record = merged.object { PlasmaRecord(id, $0) }
    for problem in values.problems { log.report(problem) }
    for quantity in values.quantities where quantity.confidence == .given { log.record(quantity) }
    return record
  }

  /// The state of the interstitium at the start.
  func interstitium(_ keys: ObjectReader, _ components: [ComponentRecord]) -> Scenario.Interstitium {
    enum Start: String, CaseIterable { case steadyState = "steady_state", given }
    let reader = keys.required("start", "\"steady_state\" or \"given\"")
    let start = reader?.word(Start.self)
    if let start { reader?.record(start.rawValue, unit: "") }
    guard start == .given else {
      for key in ["totals_mM", "pH"] {
        let reader = keys.optional(key)
        if start == .steadyState { reader?.report(.goesOnlyWith(key: "start", value: "given")) }
      }
      return .steadyState
    }
    let totals = keys.required("totals_mM", "an object of concentrations")?.object { totals in
      if hasProblem(in: "components") { totals.allowEverything() }
      return components.map { totals.number($0.id, .notNegative, unit: "mM") }
    }
    return .given(totals: totals ?? [], pH: keys.number("pH", .from(4, to: 10), unit: "1"))
  }
}

/// Finds names that are given twice in one list.
struct UniqueNames {
  /// What is named.
  let kind: String
  private var first: [String: JSONPath] = [:]

  init(kind: String) {
    self.kind = kind
  }

  /// Whether a name was taken.
  func contains(_ name: String) -> Bool { first[name] != nil }

  /// Takes a name; false (and a problem) if it was there before.
  mutating func add(_ name: String, _ reader: NodeReader) -> Bool {
    if let place = first[name] {
      reader.report(.repeatedName(kind: kind, name: name, first: place.description))
      return false
    }
    first[name] = reader.path
    return true
  }
}
