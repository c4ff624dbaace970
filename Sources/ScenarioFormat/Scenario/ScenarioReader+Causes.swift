extension ScenarioReader {
  /// The causes; `vessels` are the ids that regions may name.
  func causes(_ keys: ObjectReader, in space: Space?, vessels: [String], duration: Double) -> [Scenario
    .Cause]
  {
    var names = UniqueNames(kind: "cause id")
    return keys.list("causes", "causes") { entry in
      entry.object { cause($0, in: space, vessels: vessels, duration: duration, names: &names) } ?? nil
    }
  }

  private func cause(
    _ keys: ObjectReader, in space: Space?, vessels: [String], duration: Double, names: inout UniqueNames
  ) -> Scenario.Cause? {
    let reader = keys.required("kind", "the name of a cause")
    let kind = reader?.name("cause", among: library.causes.map(\.id)).flatMap(library.cause)
    let named = keys.optional("id")
    let id = named?.string(allowsEmpty: false) ?? kind?.id ?? ""
    if let place = named ?? reader, !id.isEmpty { _ = names.add(id, place) }
    let beginning = keys.required("start_d", "a number ≥ 0")
    let start = beginning?.number(.notNegative, unit: "d") ?? .nan
    if start >= duration {
      beginning?.report(
        .outOfStep(.below(duration), limit: "the duration_d of the run", got: NumberRange.plain(start)))
    }
    let ramp = keys.number("ramp_d", .positive, unit: "d")
    let severity = keys.number("severity", .fraction, unit: "1")
    let regions =
      keys.required("regions", "an array of regions")?.elements("regions", count: 1...Int.max)
      .compactMap { region($0, in: space, vessels: vessels) } ?? []
    let patchiness = keys.number(
      "patchiness", .fraction,
      default: Quantity(0, unit: "1", source: "default of the format: even damage", confidence: .given))
    guard let kind else { return nil }
    return Scenario.Cause(
      id: id, kind: kind, start: start, ramp: ramp, severity: severity, regions: regions,
      patchiness: patchiness)
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
