import TissueModel

extension ScenarioReader {
  /// Most output times of one section.
  static let mostTimes = 100_000

  /// How steps are chosen; the whole section may be absent. Cells and chemistry see of each other what was there at the
  /// beginning of a step, so that steps are short where there are cells.
  func steps(_ keys: ObjectReader, hasCells: Bool) -> Scenario.StepSettings {
    Scenario.StepSettings(
      tolerance: keys.number(
        "tolerance", .from(1e-8, to: 0.1),
        default: Quantity(1e-3, unit: "1", source: "default of the format", confidence: .given)),
      longest: keys.number(
        "longest_h", .above(0, upTo: 720),
        default: Quantity(
          hasCells ? 1 : 24, unit: "h",
          source: hasCells ? "default of the format for runs with cells" : "default of the format",
          confidence: .given)))
  }

  /// What is written and when.
  func outputs(
    _ keys: ObjectReader, duration: Double, in space: Space?, _ components: [ComponentRecord],
    _ minerals: [MineralRecord], hasCells: Bool, hasInfection: Bool, hasOxygen: Bool
  ) -> Scenario.Outputs {
    func schedule(_ keys: ObjectReader) -> Scenario.Schedule { self.schedule(keys, duration: duration) }
    let timeseries = keys.required("timeseries", "an object with every_h or times_d")?.object(schedule)
    let profiles = keys.optional("profiles")?.object { keys in
      self.profiles(keys, schedule(keys), in: space)
    }
    let deposits = keys.optional("deposits")?.object { keys in
      Scenario.Deposits(
        schedule: schedule(keys),
        threshold: keys.number(
          "threshold_volume_fraction", .above(0, upTo: 1),
          default: Quantity(1e-3, unit: "1", source: "default of the format", confidence: .given)))
    }
    let conservation = keys.optional("conservation")?.object(schedule)
    let mineralTable = keys.optional("minerals")?.object(schedule)
    let cells = cellOutputs(keys, hasCells: hasCells, schedule)
    let fields = keys.optional("fields")?.object { keys in
      let known = Scenario.FieldName.all(
        components: components.map(\.id), minerals: minerals.map(\.id),
        signals: hasCells ? library.signals.map(\.id).filter { $0 != Signal.oxygen } : [],
        hasInfection: hasInfection, hasOxygen: hasOxygen)
      // A name may be missing from the lists because of a problem that was reported there.
      let areNamesSound = !hasProblem(in: "components") && !hasProblem(in: "minerals")
      var names = UniqueNames(kind: "field")
      return Scenario.Fields(
        schedule: schedule(keys),
        names: keys.required("names", "an array of field names")?
          .elements("field names", count: 1...Int.max).compactMap { entry in
            let name = areNamesSound ? entry.name("field", among: known) : entry.string()
            return name.flatMap { names.add($0, entry) ? $0 : nil }
          } ?? [])
    }
    return Scenario.Outputs(
      timeseries: timeseries ?? .times(days: []), profiles: profiles ?? nil, deposits: deposits,
      conservation: conservation, minerals: mineralTable, fields: fields, cells: cells)
  }

  /// Tables and places of cells, which only runs with cells have.
  private func cellOutputs(
    _ keys: ObjectReader, hasCells: Bool, _ schedule: (ObjectReader) -> Scenario.Schedule
  ) -> Scenario.CellOutputs {
    func section<Value>(_ key: String, _ body: (ObjectReader) -> Value) -> Value? {
      let reader = keys.optional(key)
      if !hasCells { reader?.report(.cells(.withoutCells)) }
      return reader?.object(body)
    }
    return Scenario.CellOutputs(
      counts: section("cells", schedule), granulomas: section("granulomas", schedule),
      positions: section("cell_positions") { keys in
        let formats = keys.optional("formats")?.elements("formats", count: 1...2).compactMap {
          $0.word(Scenario.CellOutputs.Format.self)
        }
        return Scenario.CellOutputs.Positions(
          schedule: schedule(keys), formats: Set(formats ?? Scenario.CellOutputs.Format.allCases))
      })
  }

  private func profiles(
    _ keys: ObjectReader, _ schedule: Scenario.Schedule, in space: Space?
  ) -> Scenario.Profiles? {
    guard let line = keys.optional("line") else { return space.map { Self.central(schedule, $0) } }
    return line.object { keys -> Scenario.Profiles? in
      let from = keys.required("from_um", "a point").flatMap { point($0, in: space) }
      let end = keys.required("to_um", "a point")
      let to = end.flatMap { point($0, in: space) }
      let points = keys.required("points", "a whole number ≥ 2")?.integer(2...100_000)
      guard let from, let to, let points else { return nil }
      if from == to { end?.report(.samePoint) }
      return Scenario.Profiles(schedule: schedule, from: from, to: to, points: points)
    } ?? nil
  }

  /// A line through the middle of the grid along the layers' axis, one point in each voxel.
  private static func central(_ schedule: Scenario.Schedule, _ space: Space) -> Scenario.Profiles {
    let axis = space.layerAxis
    let size = [space.grid.dx, space.grid.dy, space.grid.dz][axis]
    var from = space.grid.extent / 2
    var to = from
    from[axis] = size / 2
    to[axis] = space.grid.extent[axis] - size / 2
    let count = [space.grid.nx, space.grid.ny, space.grid.nz][axis]
    return Scenario.Profiles(schedule: schedule, from: from, to: to, points: max(count, 2))
  }

  /// `every_h` or `times_d`, one of them.
  private func schedule(_ keys: ObjectReader, duration: Double) -> Scenario.Schedule {
    let interval = keys.optional("every_h")
    let list = keys.optional("times_d")
    switch (interval, list) {
    case (let interval?, nil): return every(interval, duration: duration)
    case (nil, let list?): return times(list, duration: duration)
    case (_?, _?): keys.reader.report(.onlyOne(of: ["every_h", "times_d"]))
    case (nil, nil): keys.requireOne(of: ["every_h", "times_d"])
    }
    return .times(days: [])
  }

  private func every(_ reader: NodeReader, duration: Double) -> Scenario.Schedule {
    let hours = reader.number(.positive, unit: "h")
    if hours > duration * 24 {
      reader.report(
        .outOfStep(.atMost(duration * 24), limit: "the duration_d of the run", got: NumberRange.plain(hours)))
    }
    if duration * 24 / hours > Double(Self.mostTimes) {
      reader.report(.tooManyTimes(count: (duration * 24 / hours).rounded(.up), limit: Self.mostTimes))
    }
    return .every(hours: hours)
  }

  private func times(_ reader: NodeReader, duration: Double) -> Scenario.Schedule {
    let entries = reader.elements("times", count: 1...Self.mostTimes)
    var days: [Double] = []
    for entry in entries {
      let time = entry.number(.notNegative, unit: "d")
      if time > duration {
        entry.report(
          .outOfStep(.atMost(duration), limit: "the duration_d of the run", got: NumberRange.plain(time)))
      } else if let last = days.last, time <= last {
        entry.report(
          .outOfStep(.above(last), limit: "the time before it", got: NumberRange.plain(time)))
      }
      if time.isFinite { days.append(time) }
    }
    return .times(days: days)
  }
}
