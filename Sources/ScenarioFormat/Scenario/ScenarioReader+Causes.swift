extension ScenarioReader {
  /// The causes; `vessels` are the ids that regions may name.
  func causes(_ keys: ObjectReader, in space: Space?, vessels: [String], duration: Double) -> (
    damage: [Scenario.Cause], dropouts: [Scenario.CapillaryDropout]
  ) {
    var names = UniqueNames(kind: "cause id")
    var (damage, dropouts): ([Scenario.Cause], [Scenario.CapillaryDropout]) = ([], [])
    for (number, entry) in (keys.optional("causes")?.elements("causes") ?? []).enumerated() {
      _ = entry.object { keys in
        if entry.node["kind"]?.string == Self.dropoutKind {
          dropouts += [
            dropout(keys, in: space, vessels: vessels, duration: duration, number: number, names: &names)
          ].compactMap(\.self)
        } else {
          damage += [
            cause(keys, in: space, vessels: vessels, duration: duration, number: number, names: &names)
          ].compactMap(\.self)
        }
      }
    }
    return (damage, dropouts)
  }

  /// The cause that has no record: all its numbers stand in the scenario.
  private static let dropoutKind = "capillary_dropout"

  private func dropout(
    _ keys: ObjectReader, in space: Space?, vessels: [String], duration: Double, number: Int,
    names: inout UniqueNames
  ) -> Scenario.CapillaryDropout? {
    let reader = keys.required("kind", "the name of a cause")
    let named = keys.optional("id")
    let id = named?.string(allowsEmpty: false) ?? Self.dropoutKind
    if let place = named ?? reader, !id.isEmpty { _ = names.add(id, place) }
    let start = beginning(keys, before: duration)
    let ramp = keys.number("ramp_d", .positive, unit: "d")
    let regrow = keys.optional("regrow_d")?.number(.positive, unit: "d")
    let share = keys.number("share", .fraction, unit: "1")
    let usual = library.vessels.map(\.id).filter { $0.hasSuffix("capillary") }
    var seen = UniqueNames(kind: "kind of vessel")
    let kinds =
      keys.optional("vessel_kinds").map { list in
        list.elements("kinds of vessels", count: 1...Int.max).compactMap { entry -> String? in
          let id = entry.name("kind of vessel", among: library.vessels.map(\.id))
          return id.flatMap { seen.add($0, entry) ? $0 : nil }
        }
      } ?? usual
    let regions =
      keys.required("regions", "an array of regions")?.elements("regions", count: 1...Int.max)
      .compactMap { region($0, in: space, vessels: vessels) } ?? []
    return Scenario.CapillaryDropout(
      id: id, number: number, start: start, ramp: ramp, regrow: regrow, share: share, kinds: kinds,
      regions: regions)
  }

  /// When a cause begins [d].
  private func beginning(_ keys: ObjectReader, before duration: Double) -> Double {
    let beginning = keys.required("start_d", "a number ≥ 0")
    let start = beginning?.number(.notNegative, unit: "d") ?? .nan
    if start >= duration {
      beginning?.report(
        .outOfStep(.below(duration), limit: "the duration_d of the run", got: NumberRange.plain(start)))
    }
    return start
  }

  private func cause(
    _ keys: ObjectReader, in space: Space?, vessels: [String], duration: Double, number: Int,
    names: inout UniqueNames
  ) -> Scenario.Cause? {
    let reader = keys.required("kind", "the name of a cause")
    let kind = reader?.name("cause", among: library.causes.map(\.id) + [Self.dropoutKind])
      .flatMap(library.cause)
    let named = keys.optional("id")
    let id = named?.string(allowsEmpty: false) ?? kind?.id ?? ""
    if let place = named ?? reader, !id.isEmpty { _ = names.add(id, place) }
    let start = beginning(keys, before: duration)
    let ramp = keys.number("ramp_d", .positive, unit: "d")
    let severity = keys.number("severity", .fraction, unit: "1")
    let regions =
      keys.required("regions", "an array of regions")?.elements("regions", count: 1...Int.max)
      .compactMap { region($0, in: space, vessels: vessels) } ?? []
    let patchiness = keys.number(
      "patchiness", .fraction,
      default: Quantity(0, unit: "1", source: "default of the format: even damage", confidence: .given))
    enum Dropout: String, CaseIterable { case even, segments }
    let dropout = keys.optional("dropout").map { reader in
      let word = reader.word(Dropout.self)
      if let word { reader.record(word.rawValue, unit: "") }
      return word ?? .even
    }
    guard let kind else { return nil }
    return Scenario.Cause(
      id: id, number: number, kind: kind, start: start, ramp: ramp, severity: severity, regions: regions,
      patchiness: patchiness, losesSegments: dropout == .segments)
  }

  private func region(_ reader: NodeReader, in space: Space?, vessels: [String]) -> Scenario.Region? {
    reader.object { keys -> Scenario.Region? in
      if keys.keys.contains("shape") { return shape(keys, in: space).map { .shape($0) } }
      guard let names = keys.optional("around_vessels") else {
        _ = keys.optional("within_um")
        keys.requireOne(of: ["around_vessels", "shape"])
        return nil
      }
      var seen = UniqueNames(kind: "vessel id")
      let ids = names.elements("vessel ids", count: 1...Int.max).compactMap { entry -> String? in
        let id = entry.name("vessel id", among: vessels)
        return id.flatMap { seen.add($0, entry) ? $0 : nil }
      }
      let distance = keys.number("within_um", .positive, unit: "um")
      return .aroundVessels(ids, within: distance)
    } ?? nil
  }
}
