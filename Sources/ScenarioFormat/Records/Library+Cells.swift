import Cells

extension Library {
  /// A kind of cell by its id.
  package func cell(_ id: String) -> CellRecord? { cells.first { $0.id == id } }
  /// A signal by its id.
  package func signal(_ id: String) -> SignalRecord? { signals.first { $0.id == id } }

  /// The kinds as the model has them; signals are counted in the order of `signals`, kinds in that of `cells`.
  ///
  /// Without an infection the kinds lack what deals with one, and lose no time with it.
  package func cellKinds(hasInfection: Bool) -> [CellKind] {
    let kinds = CellNames(
      kinds: cells.map(\.id), signals: signals.map(\.id), solutes: sensedSolutes, hasInfection: hasInfection)
    return cells.map { kinds.kind(of: $0) }
  }

  /// The kinds with all that they do.
  package var cellKinds: [CellKind] { cellKinds(hasInfection: true) }

  /// Ids of the components that kinds answer to, in the order of the components.
  package var sensedSolutes: [String] {
    let responses = cells.flatMap(\.behaviours).flatMap { $0.rate?.responses ?? [] }
    let named = Set(responses.filter(\.isSolute).map(\.stimulus))
    return components.map(\.id).filter { named.contains($0) }
  }

  /// A pathogen by its id.
  package func pathogen(_ id: String) -> PathogenRecord? { pathogens.first { $0.id == id } }

  /// How cells push and pull, nil only where the record is broken.
  package var pairLaw: PairLaw? { cellMechanics.map { PairLaw(reach: $0.reach.value) } }

  /// Notes kinds that refer to signals or kinds which are not there.
  func reportUnknownCellNames(
    _ report: (_ kind: String, _ name: String, _ known: [String], _ keys: [String]) -> Void
  ) {
    let (signals, kinds) = (signals.map(\.id), cells.map(\.id))
    for cell in cells {
      let place = ["cells", cell.id, "behaviours"]
      func signal(_ name: String, _ keys: [String]) {
        if !signals.contains(name) { report("signal", name, signals, place + keys) }
      }
      func kind(_ name: String, _ keys: [String]) {
        if !kinds.contains(name) { report("kind of cell", name, kinds, place + keys) }
      }
      for behaviour in cell.behaviours {
        let keys = behaviour.keys
        for response in behaviour.rate?.responses ?? []
        where !ResponseRecord.states.contains(response.stimulus) {
          let path = place + keys + ["responses", response.stimulus]
          if response.isSolute {
            let known = components.map(\.id)
            if !known.contains(response.stimulus) { report("component", response.stimulus, known, path) }
          } else if !signals.contains(response.stimulus) {
            report("signal", response.stimulus, signals + ResponseRecord.states, path)
          }
        }
        switch behaviour {
        case .chemotaxis(let name, _, _), .secretion(let name, _), .uptake(let name, _, _): signal(name, keys)
        case .change(let name, _), .efferocytosis(let name, _): kind(name, keys)
        case .death(_, let record), .necrosis(_, let record), .bursting(_, let record),
          .cytotoxicity(_, _, let record):
          if case .cytotoxicity(let targets, _, _) = behaviour {
            for target in targets { kind(target, keys + ["targets"]) }
          }
          if let body = record.body { kind(body, keys + ["leaves"]) }
          for release in record.releases { signal(release.signal, keys + ["releases", release.signal]) }
        case .recognition(let name, let presenters, _, _):
          kind(name, keys)
          for presenter in presenters { kind(presenter, keys + ["presenters"]) }
        case .fusion(let name, _): kind(name, keys + ["into"])
        default: break
        }
      }
    }
  }
}

extension BehaviourRecord {
  /// Keys of the behaviour below `behaviours`: its name, and the signal or kind that it concerns.
  package var keys: [String] {
    switch self {
    case .walk: ["walk"]
    case .chemotaxis(let name, _, _): ["chemotaxis", name]
    case .secretion(let name, _): ["secretion", name]
    case .uptake(let name, _, _): ["uptake", name]
    case .growth: ["growth"]
    case .death: ["death"]
    case .departure: ["departure"]
    case .division: ["division"]
    case .change(let name, _): ["change", name]
    case .recruitment: ["recruitment"]
    case .phagocytosis: ["phagocytosis"]
    case .fusion: ["fusion"]
    case .efferocytosis(let name, _): ["efferocytosis", name]
    case .digestion: ["digestion"]
    case .necrosis: ["necrosis"]
    case .recognition(let name, _, _, _): ["recognition", name]
    case .collagenLaying: ["collagen_laying"]
    case .collagenRemoval: ["collagen_removal"]
    case .vesicleRelease: ["vesicle_release"]
    case .ingestion: ["ingestion"]
    case .intracellularKilling: ["intracellular_killing"]
    case .bursting: ["bursting"]
    case .cytotoxicity: ["cytotoxicity"]
    }
  }

  /// Whether it does nothing in a run without infection.
  var needsInfection: Bool {
    switch self {
    case .ingestion, .intracellularKilling, .bursting, .cytotoxicity: true
    default: false
    }
  }
}
