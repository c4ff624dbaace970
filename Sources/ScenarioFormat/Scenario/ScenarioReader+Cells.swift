import TissueModel

extension ScenarioReader {
  /// Memory of a cell in three populations: two of the main sequence and one for outputs between its steps [bytes].
  static let bytesPerCell = 700.0
  /// Most cells: what 30 bits count.
  private static let mostCells = 1_073_741_823

  /// Cells and signals.
  func cells(
    _ keys: ObjectReader, in space: Space?, _ layout: Scenario.TissueLayout?, hasInfection: Bool
  ) -> Scenario.CellSettings {
    let all = library.cells.map(\.id)
    var names = UniqueNames(kind: "kind of cell")
    let listed = keys.optional("kinds")?.elements("kinds of cells", count: 1...Int.max).compactMap {
      entry -> String? in
      let id = entry.name("kind of cell", among: all)
      return id.flatMap { names.add($0, entry) ? $0 : nil }
    }
    let arriving = listed.map(Set.init) ?? Set(all)
    let kinds = library.kinds(reachableFrom: arriving)
    let seconds = keys.number(
      "interval_s", .from(1, to: 3600),
      default: Quantity(
        60, unit: "s",
        source: "default of the format: a tenth of the time that a macrophage takes for its length",
        confidence: .given))
    let lumens = space.flatMap { space in layout.map { Lumens(of: $0, in: space) } }
    var total = 0.0
    let initial = keys.list("initial", "objects") { entry in
      entry.object {
        self.initialCells($0, kinds, in: space, lumens, hasInfection: hasInfection, total: &total)
      } ?? nil
    }
    return Scenario.CellSettings(
      kinds: kinds, arriving: arriving, interval: Self.powerOfTwo(of: seconds), initial: initial)
  }

  /// The largest power of two of ticks that is no longer than a time [s].
  private static func powerOfTwo(of seconds: Double) -> Int64 {
    guard seconds.isFinite else { return 1 }
    let ticks = max(1, Clock.ticks(seconds: seconds))
    return 1 << Int64(Int64.bitWidth - 1 - ticks.leadingZeroBitCount)
  }

  private func initialCells(
    _ keys: ObjectReader, _ kinds: [String], in space: Space?, _ lumens: Lumens?, hasInfection: Bool,
    total: inout Double
  ) -> Scenario.InitialCells? {
    let kind = keys.required("kind", "the name of a kind of cell")?.name("kind of cell", among: kinds)
    let choices = ["count", "density_per_mm3", "at_um"]
    let given = choices.filter { keys.keys.contains($0) }
    if given.isEmpty { keys.requireOne(of: choices) }
    if given.count > 1 { keys.reader.report(.onlyOne(of: given)) }
    let place = keys.optional("in")
    let part = place.flatMap { self.part($0, in: space) }
    let (count, density, points) = (
      keys.optional("count"), keys.optional("density_per_mm3"), keys.optional("at_um")
    )
    let number = count?.integer(1...Self.mostCells)
    let perVolume = density?.number(.above(0, upTo: 1e7), unit: "1/mm3")
    let places = points.flatMap { self.places($0, in: space, lumens) }
    let burden = keys.optional("pathogens_each")
    if !hasInfection { burden?.report(.cells(.withoutInfection)) }
    let pathogens = burden?.number(.from(1, to: 1e6), unit: "1") ?? 0
    func initial(_ amount: CellPlacement.Amount, _ part: Scenario.Part?) -> Scenario.InitialCells? {
      guard let kind else { return nil }
      return Scenario.InitialCells(kind: kind, amount: amount, part: part, pathogens: pathogens)
    }
    guard given.count == 1, kind != nil, let space, let lumens else { return nil }
    if points != nil, let place { place.report(.onlyOne(of: ["at_um", "in"])) }
    if let places { return initial(.points(places), nil) }
    guard place == nil || part != nil else { return nil }
    let voxels = lumens.centres(of: part).count
    if voxels == 0 { (place ?? keys.reader).report(.cells(.noTissue)) }
    let volume = Double(voxels) * space.grid.voxelVolume * 1e-9
    total += number.map(Double.init) ?? perVolume.map { $0 * volume } ?? 0
    let needed = total * Self.bytesPerCell
    if let reader = count ?? density, needed > memory ?? .infinity || total > Double(Self.mostCells) {
      reader.report(.cells(.tooMany(count: total, needed: needed, available: memory)))
    }
    if let number { return initial(.count(number), part) }
    guard let perVolume, perVolume.isFinite else { return nil }
    return initial(.density(perVolume), part)
  }

  /// Points for cells, none of them inside a vessel.
  private func places(_ reader: NodeReader, in space: Space?, _ lumens: Lumens?) -> [SIMD3<Double>] {
    reader.elements("points", count: 1...Int.max).compactMap { entry in
      guard let point = point(entry, in: space) else { return nil }
      if let name = lumens?.name(at: point) { entry.report(.cells(.inLumen(name))) }
      return point
    }
  }

  /// A part of the tissue: the name of a tissue or a shape.
  func part(_ reader: NodeReader, in space: Space?) -> Scenario.Part? {
    if reader.node.string != nil {
      return reader.name("tissue", among: library.tissues.map(\.id)).map { .tissue($0) }
    }
    guard reader.node.members != nil else {
      reader.reportType("the name of a tissue or a shape")
      return nil
    }
    return reader.object { shape($0, in: space) }.flatMap(\.self).map { .shape($0) }
  }
}

extension Library {
  /// Ids of the kinds that cells of some kinds can become, themselves included, in the order of the library.
  func kinds(reachableFrom ids: Set<String>) -> [String] {
    var (reached, left) = (ids, Array(ids))
    while let id = left.popLast() {
      for behaviour in cell(id)?.behaviours ?? [] {
        let next: String? =
          switch behaviour {
          case .change(let kind, _), .recognition(let kind, _, _, _): kind
          case .death(_, let end), .necrosis(_, let end), .bursting(_, let end),
            .cytotoxicity(_, _, let end):
            end.body
          case .fusion(let product, _): product
          default: nil
          }
        if let next, reached.insert(next).inserted { left.append(next) }
      }
    }
    return cells.map(\.id).filter { reached.contains($0) }
  }
}
