/// All records that a scenario can name: the embedded ones, with the scenario's own laid over them.
package struct Library: Sendable {
  /// Dissolved components.
  package var components: [ComponentRecord]
  /// Aqueous complexes.
  package var complexes: [ComplexRecord]
  /// Minerals.
  package var minerals: [MineralRecord]
  /// Inhibitors that are no components.
  package var inhibitors: [InhibitorRecord]
  /// Gases.
  package var gases: [GasRecord]
  /// Kinds of tissue.
  package var tissues: [TissueRecord]
  /// Kinds of vessel.
  package var vessels: [VesselRecord]
  /// Proteins of the blood; nil only where their records are broken.
  package var proteins: ProteinRecords?
  /// Blood values.
  package var plasma: [PlasmaRecord]
  /// Causes.
  package var causes: [CauseRecord]
  /// Messengers between cells.
  package var signals: [SignalRecord]
  /// Kinds of cell.
  package var cells: [CellRecord]
  /// Pathogens.
  package var pathogens: [PathogenRecord]
  /// What caseum does; nil only where the record is broken.
  package var caseum: CaseumRecord?
  /// Oxygen in blood and tissue; nil only where the record is broken.
  package var oxygen: OxygenRecord?
  /// What all cells share; nil only where the record is broken.
  package var cellMechanics: CellMechanicsRecord?
  /// What lies between cells; nil only where the record is broken.
  package var matrix: MatrixRecord?

  /// The embedded records alone.
  /// - Throws: `ScenarioProblems` if the embedded data are broken, which a test excludes.
  package static func embedded() throws(ScenarioProblems) -> Library {
    let records = EmbeddedLibrary.records
    guard records.problems.isEmpty else { throw ScenarioProblems(records.problems) }
    return records.library
  }

  /// Records with their resolved values and problems.
  typealias Reading = (library: Library, values: [ResolvedQuantity], problems: [ScenarioError])

  /// The embedded records with the `library` of a scenario laid over them.
  static func reading(overrides: JSONNode?) -> Reading {
    guard let overrides else { return EmbeddedLibrary.records }
    let log = ReadingLog()
    let library = read(merged(with: overrides), log: log)
    return (library, log.quantities, log.problems)
  }

  /// The embedded records with the `library` of a scenario laid over them.
  package static func merged(with overrides: JSONNode?) -> JSONNode {
    let base =
      EmbeddedLibrary.document.root ?? JSONNode(.object([]), position: nil, origin: .library("library"))
    return overrides?.merged(over: base) ?? base
  }

  /// Reads the records of a merged document.
  package static func read(_ merged: JSONNode, log: ReadingLog) -> Library {
    for problem in EmbeddedLibrary.document.problems { log.report(problem) }
    let path = JSONPath.root.appending("library")
    let library = NodeReader(merged, path: path, log: log).object { keys in
      func section<Record>(_ key: String, _ body: (String, ObjectReader) -> Record) -> [Record] {
        keys.optional(key)?.entries(body) ?? []
      }
      return Library(
        components: section("components") { ComponentRecord($0, $1) },
        complexes: section("complexes") { ComplexRecord($0, $1) },
        minerals: section("minerals") { MineralRecord($0, $1) },
        inhibitors: section("inhibitors") { InhibitorRecord($0, $1) },
        gases: section("gases") { GasRecord($0, $1) },
        tissues: section("tissues") { TissueRecord($0, $1) },
        vessels: section("vessels") { VesselRecord($0, $1) },
        proteins: keys.required("proteins", "an object")?.object { ProteinRecords($0) } ?? nil,
        plasma: section("plasma") { PlasmaRecord($0, $1) },
        causes: section("causes") { CauseRecord($0, $1) },
        signals: section("signals") { SignalRecord($0, $1) },
        cells: section("cells") { CellRecord($0, $1) },
        pathogens: section("pathogens") { PathogenRecord($0, $1) },
        caseum: keys.required("caseum", "an object")?.object { CaseumRecord($0) } ?? nil,
        oxygen: keys.required("oxygen", "an object")?.object { OxygenRecord($0) } ?? nil,
        cellMechanics: keys.required("cell_mechanics", "an object")?.object { CellMechanicsRecord($0) }
          ?? nil,
        matrix: keys.required("matrix", "an object")?.object { MatrixRecord($0) } ?? nil
      )
    }
    let result =
      library
      ?? Library(
        components: [], complexes: [], minerals: [], inhibitors: [], gases: [], tissues: [], vessels: [],
        proteins: nil, plasma: [], causes: [], signals: [], cells: [], pathogens: [], caseum: nil,
        oxygen: nil, cellMechanics: nil, matrix: nil)
    result.reportUnknownNames(in: merged, log: log)
    return result.sharingRates()
  }

  /// Gives a mineral that is another constant of a solid the rates of that solid, unless it has its own.
  private func sharingRates() -> Library {
    var library = self
    for (index, mineral) in minerals.enumerated() where mineral.kinetics == nil {
      library.minerals[index].kinetics = mineral.alternativeOf.flatMap(self.mineral)?.kinetics
    }
    return library
  }

  /// The minerals that are constants of the same solid as one, itself apart.
  package func alternatives(of mineral: MineralRecord) -> [MineralRecord] {
    let solid = mineral.alternativeOf ?? mineral.id
    return minerals.filter { $0.id != mineral.id && ($0.alternativeOf ?? $0.id) == solid }
  }

  private static func distinct(_ names: [String]) -> [String] {
    names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Notes records that name components, minerals or nucleation sites which are not there: a site is there where a
  /// tissue or cause offers its surface and a mineral has an angle on it.
  private func reportUnknownNames(in merged: JSONNode, log: ReadingLog) {
    let components = components.map(\.id) + ["H2O"]
    func report(_ fault: ScenarioError.Fault, at keys: [String]) {
      let inside = JSONPath(steps: keys.map { .key($0) })
      let node = merged.deepest(along: inside).node
      log.report(
        ScenarioError(
          origin: node.origin, position: node.position,
          path: JSONPath(steps: [.key("library")] + inside.steps), fault: fault))
    }
    func report(_ kind: String, _ name: String, among known: [String], at keys: [String]) {
      report(
        .unknownName(kind: kind, got: name, nearest: NearestName.of(name, among: known), known: known),
        at: keys)
    }
    for entry in oxygen?.use ?? [] where !tissues.isEmpty && tissue(entry.tissue) == nil {
      report(
        "tissue", entry.tissue, among: tissues.map(\.id), at: ["oxygen", "use_mM_per_s", entry.tissue])
    }
    for entry in oxygen?.blood ?? [] where !vessels.isEmpty && vessel(entry.vessel) == nil {
      report(
        "kind of vessel", entry.vessel, among: vessels.map(\.id), at: ["oxygen", "blood_mmHg", entry.vessel])
    }
    reportUnknownCellNames { kind, name, known, keys in report(kind, name, among: known, at: keys) }
    for inhibitor in inhibitors where components.contains(inhibitor.id) {
      report(
        .repeatedName(kind: "component", name: inhibitor.id, first: "library.components.\(inhibitor.id)"),
        at: ["inhibitors", inhibitor.id])
    }
    func check(
      _ section: String, _ id: String, _ key: [String], _ names: [String], kind: String, among known: [String]
    ) {
      for name in names where !known.contains(name) {
        report(kind, name, among: known, at: [section, id] + key + [name])
      }
    }
    for tissue in tissues
    where !vessels.isEmpty && !vessels.contains(where: { $0.id == tissue.capillaryKind }) {
      report(
        "kind of vessel", tissue.capillaryKind, among: vessels.map(\.id),
        at: ["tissues", tissue.id, "capillary_kind"])
    }
    for complex in complexes {
      check(
        "complexes", complex.id, ["stoichiometry"], complex.stoichiometry.map(\.component),
        kind: "component", among: components)
    }
    let offered = Self.distinct(
      tissues.flatMap(\.surfaces).map(\.site) + causes.flatMap(\.surfaces).map(\.site))
    let taken = Self.distinct(minerals.flatMap { $0.kinetics?.nucleation?.contactAngles.map(\.site) ?? [] })
    // Where a section could not be read, its own problem says so; sites are not held against what is missing.
    let isWhole = !tissues.isEmpty && !causes.isEmpty && !minerals.isEmpty
    for tissue in tissues where isWhole {
      check(
        "tissues", tissue.id, ["surfaces_um2_per_um3"], tissue.surfaces.map(\.site), kind: "nucleation site",
        among: taken)
    }
    for cause in causes where isWhole {
      check(
        "causes", cause.id, ["surfaces_um2_per_um3"], cause.surfaces.map(\.site), kind: "nucleation site",
        among: taken)
    }
    let solids = minerals.map(\.id)
    for signal in signals where isWhole {
      check(
        "signals", signal.id, ["from_minerals_per_um2_s"], signal.surfaceRates.map(\.mineral),
        kind: "mineral", among: solids)
    }
    for signal in signals where !pathogens.isEmpty {
      check(
        "signals", signal.id, ["from_pathogens_per_s"], signal.pathogenRates.map(\.pathogen),
        kind: "pathogen", among: pathogens.map(\.id))
    }
    for mineral in minerals {
      check(
        "minerals", mineral.id, ["kinetics", "nucleation", "contact_angle_deg"],
        isWhole ? mineral.kinetics?.nucleation?.contactAngles.map(\.site) ?? [] : [],
        kind: "nucleation site", among: offered)
      if let solid = mineral.alternativeOf, !solids.contains(solid) {
        report("mineral", solid, among: solids, at: ["minerals", mineral.id, "alternative_of"])
      }
      check(
        "minerals", mineral.id, ["stoichiometry"], mineral.stoichiometry.map(\.component),
        kind: "component", among: components)
      check(
        "minerals", mineral.id, ["kinetics", "inhibition"],
        mineral.kinetics?.inhibition.map(\.inhibitor) ?? [], kind: "component or inhibitor",
        among: self.components.map(\.id) + inhibitors.map(\.id))
      for law in mineral.kinetics?.inhibition ?? [] where law.form == .free && inhibitor(law.inhibitor) != nil
      {
        let keys = ["minerals", mineral.id, "kinetics", "inhibition", law.inhibitor, "of"]
        report(
          .unknownWord(got: "free", nearest: nil, allowed: ["total"]), at: keys)
      }
      check(
        "minerals", mineral.id, ["kinetics", "nucleation", "contact_angle_on_crystals_deg"],
        mineral.kinetics?.nucleation?.crystalAngles.map(\.mineral) ?? [], kind: "mineral",
        among: minerals.map(\.id).filter { $0 != mineral.id })
    }
  }
}

extension Library {
  /// A component by its id.
  package func component(_ id: String) -> ComponentRecord? { components.first { $0.id == id } }
  /// A mineral by its id.
  package func mineral(_ id: String) -> MineralRecord? { minerals.first { $0.id == id } }
  /// An inhibitor by its id.
  package func inhibitor(_ id: String) -> InhibitorRecord? { inhibitors.first { $0.id == id } }
  /// A kind of tissue by its id.
  package func tissue(_ id: String) -> TissueRecord? { tissues.first { $0.id == id } }
  /// A kind of vessel by its id.
  package func vessel(_ id: String) -> VesselRecord? { vessels.first { $0.id == id } }
  /// Blood values by their id.
  package func plasma(_ id: String) -> PlasmaRecord? { plasma.first { $0.id == id } }
  /// A cause by its id.
  package func cause(_ id: String) -> CauseRecord? { causes.first { $0.id == id } }
}
