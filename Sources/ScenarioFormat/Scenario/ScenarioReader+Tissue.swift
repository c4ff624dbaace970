extension ScenarioReader {
  /// Layers, shapes, vessels and nerves.
  func tissue(_ keys: ObjectReader, in space: Space?) -> Scenario.TissueLayout {
    let layers = keys.required("layers", "an array of layers").map { self.layers($0, in: space) } ?? []
    let shapes = keys.list("shapes", "shapes") { entry in
      entry.object { keys -> Scenario.PaintedShape? in
        let tissue = self.tissueName(keys)
        let shape = self.shape(keys, in: space)
        guard let tissue, let shape else { return nil }
        return Scenario.PaintedShape(tissue: tissue, shape: shape)
      } ?? nil
    }
    var vesselNames = UniqueNames(kind: "vessel id")
    let vessels = keys.list("vessels", "vessels") { entry in
      entry.object { self.vessel($0, in: space, names: &vesselNames) } ?? nil
    }
    var nerveNames = UniqueNames(kind: "nerve id")
    let nerves = keys.list("nerves", "nerves") { entry in
      entry.object { self.nerve($0, in: space, names: &nerveNames) } ?? nil
    }
    let bed = keys.flag("capillary_bed", default: true)
    return Scenario.TissueLayout(
      layers: layers, layerAxis: space?.layerAxis ?? 2, shapes: shapes, vessels: vessels, nerves: nerves,
      hasCapillaryBed: bed)
  }

  private func tissueName(_ keys: ObjectReader) -> TissueRecord? {
    keys.required("tissue", "the name of a tissue")?.name("tissue", among: library.tissues.map(\.id))
      .flatMap(library.tissue)
  }

  private func layers(_ reader: NodeReader, in space: Space?) -> [Scenario.Layer] {
    let entries = reader.elements("layers", count: 1...Int.max)
    var start = 0.0
    var layers: [Scenario.Layer] = []
    var lastIsOpen = false
    for (index, entry) in entries.enumerated() {
      let isLast = index == entries.count - 1
      entry.object { keys in
        let tissue = tissueName(keys)
        let smallest = space.map { [$0.grid.dx, $0.grid.dy, $0.grid.dz][$0.layerAxis] }
        let thickness: Double
        if isLast, !keys.keys.contains("thickness_um") {
          _ = keys.optional("thickness_um")
          lastIsOpen = true
          thickness = 0
        } else {
          let value = keys.required("thickness_um", "a number > 0; only the last layer may leave it out")
          thickness = value?.number(.positive, unit: "um") ?? .nan
          if let smallest, thickness < smallest {
            value?.report(
              .outOfStep(.atLeast(smallest), limit: "the size of a voxel", got: NumberRange.plain(thickness)))
          }
        }
        if let tissue { layers.append(Scenario.Layer(tissue: tissue, start: start, end: start + thickness)) }
        start += thickness
      }
    }
    guard let space, start.isFinite, !entries.isEmpty else { return layers }
    let extent = space.grid.extent[space.layerAxis]
    let axis = Self.axisNames[space.layerAxis]
    // Sums of decimal thicknesses differ from the extent by round-off.
    let slack = 1e-9 * extent
    if lastIsOpen {
      if start >= extent - slack {
        reader.report(.layers(.nothingLeft, extent: extent, axis: axis, sum: start))
      }
    } else if abs(start - extent) > slack {
      let fault: ScenarioError.LayerFault = start < extent ? .tooThin : .tooThick
      reader.report(.layers(fault, extent: extent, axis: axis, sum: start))
    }
    if !layers.isEmpty { layers[layers.count - 1].end = extent }
    return layers
  }

  private func vessel(_ keys: ObjectReader, in space: Space?, names: inout UniqueNames) -> Scenario.Vessel? {
    let id = name(keys, &names)
    let kind = keys.required("kind", "the name of a kind of vessel")?
      .name("kind of vessel", among: library.vessels.map(\.id)).flatMap(library.vessel)
    let radius = keys.number("radius_um", .positive, unit: "um")
    let points = axis(keys, in: space)
    guard let id, let kind, let points else { return nil }
    return Scenario.Vessel(id: id, kind: kind, radius: radius, points: points)
  }

  private func nerve(_ keys: ObjectReader, in space: Space?, names: inout UniqueNames) -> Scenario.Nerve? {
    let id = name(keys, &names)
    let radius = keys.number("radius_um", .positive, unit: "um")
    let sheath = keys.number("perineurium_um", .positive, unit: "um")
    if sheath >= radius {
      keys.optional("perineurium_um")?.report(
        .outOfStep(
          .below(radius), limit: "the radius_um of the nerve", got: NumberRange.plain(sheath)))
    }
    let points = axis(keys, in: space)
    guard let id, let points else { return nil }
    return Scenario.Nerve(id: id, radius: radius, perineurium: sheath, points: points)
  }

  private func name(_ keys: ObjectReader, _ names: inout UniqueNames) -> String? {
    guard let reader = keys.required("id", "a name") else { return nil }
    let id = reader.string(allowsEmpty: false)
    guard !id.isEmpty, names.add(id, reader) else { return nil }
    return id
  }

  /// Corners of an axis [µm]. In a plane one point is enough: the axis then crosses the plane.
  private func axis(_ keys: ObjectReader, in space: Space?) -> [SIMD3<Double>]? {
    guard let reader = keys.required("points_um", "an array of points") else { return nil }
    let fewest = space.map { $0.isPlane ? 1 : 2 } ?? 1
    let entries = reader.elements("points", count: fewest...Int.max)
    let points = entries.compactMap { point($0, in: space) }
    guard let space, points.count == entries.count, points.count >= fewest else { return nil }
    for (index, pair) in zip(points, points.dropFirst()).enumerated() where pair.0 == pair.1 {
      entries[index + 1].report(.samePoint)
    }
    guard points.count == 1 else { return points }
    return [SIMD3(points[0].x, points[0].y, 0), SIMD3(points[0].x, points[0].y, space.grid.dz)]
  }

  /// A shape, told apart by `shape`.
  func shape(_ keys: ObjectReader, in space: Space?) -> Scenario.Shape? {
    enum Kind: String, CaseIterable { case box, sphere, ellipsoid, cylinder }
    func corner(_ key: String) -> SIMD3<Double>? {
      keys.required(key, "a point").flatMap { point($0, in: space) }
    }
    func radius() -> Double { keys.number("radius_um", .positive, unit: "um") }
    guard let reader = keys.required("shape", "\"box\", \"sphere\", \"ellipsoid\" or \"cylinder\""),
      let kind = reader.word(Kind.self)
    else {
      keys.allowEverything()
      return nil
    }
    switch kind {
    case .box: return box(keys, in: space)
    case .sphere:
      let centre = corner("center_um")
      let radius = radius()
      return centre.map { .sphere(centre: $0, radius: radius) }
    case .ellipsoid:
      let centre = corner("center_um")
      let count = space.map { $0.dimensions...$0.dimensions } ?? 2...3
      let radii = keys.required("radii_um", "an array of numbers > 0")?
        .numbers(count: count, .positive, unit: "um")
      guard let centre, let radii, radii.count >= 2 else { return nil }
      // Across a plane an ellipsoid is a cylinder: wide enough for the plane's middle to be its equator.
      return .ellipsoid(
        centre: centre, radii: SIMD3(radii[0], radii[1], radii.count == 3 ? radii[2] : radii[0]))
    case .cylinder:
      let from = corner("from_um")
      let end = keys.required("to_um", "a point")
      let to = end.flatMap { point($0, in: space) }
      let radius = radius()
      guard let from, let to else { return nil }
      if from == to { end?.report(.samePoint) }
      return .cylinder(from: from, to: to, radius: radius)
    }
  }

  private func box(_ keys: ObjectReader, in space: Space?) -> Scenario.Shape? {
    let low = keys.required("min_um", "a point").flatMap { point($0, in: space) }
    let upper = keys.required("max_um", "a point")
    guard let low, let upper, var high = point(upper, in: space), let space else { return nil }
    for axis in 0..<space.dimensions where high[axis] <= low[axis] {
      NodeReader(
        upper.node.elements?[axis] ?? upper.node, path: upper.path.appending(axis), log: log
      ).report(
        .outOfStep(
          .above(low[axis]), limit: "the \(Self.axisNames[axis]) of min_um",
          got: NumberRange.plain(high[axis])))
    }
    guard space.isPlane else { return .box(low: low, high: high) }
    high.z = space.grid.dz
    return .box(low: SIMD3(low.x, low.y, 0), high: high)
  }
}
