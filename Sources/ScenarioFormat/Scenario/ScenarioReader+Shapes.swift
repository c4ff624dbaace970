import TissueModel

extension ScenarioReader {
  /// A shape, told apart by `shape`.
  func shape(_ keys: ObjectReader, in space: Space?) -> Scenario.Shape? {
    enum Kind: String, CaseIterable { case box, sphere, ellipsoid, cylinder, tube }
    func corner(_ key: String) -> SIMD3<Double>? {
      keys.required(key, "a point").flatMap { point($0, in: space) }
    }
    func radius() -> Double { keys.number("radius_um", .positive, unit: "um") }
    guard
      let reader = keys.required(
        "shape", "\"box\", \"sphere\", \"ellipsoid\", \"cylinder\" or \"tube\""),
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
    case .tube:
      let points = axis(keys, in: space)
      let radius = radius()
      return points.map { .tube(axis: Polyline($0), radius: radius) }
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
