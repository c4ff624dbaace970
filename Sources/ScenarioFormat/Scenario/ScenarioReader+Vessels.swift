import TissueModel

extension ScenarioReader {
  /// Keys that say where a vessel or nerve runs, of which an entry has one.
  private static let vesselCourses = ["points_um", "file", "bed", "tree"]
  private static let nerveCourses = ["points_um", "file"]

  /// The vessels of one entry: one that is drawn, the pieces of a file's network, or those that a generator grows.
  func vessels(
    _ keys: ObjectReader, in space: Space?, of layout: Scenario.TissueLayout, seed: UInt64,
    number: Int,
    names: inout UniqueNames
  ) -> [Scenario.Vessel] {
    let id = name(keys, &names)
    let rules = kindRules(keys)
    let wall = keys.number(
      "wall_over_radius", .from(0, to: 2),
      default: Quantity(0, unit: "1", source: "default of the format: not drawn", confidence: .given))
    guard let course = course(keys, Self.vesselCourses) else {
      _ = keys.optional("radius_um").map { $0.number(.positive, unit: "um") }
      return []
    }
    var chains: Chains?
    switch course {
    case "points_um": chains = drawn(keys, in: space)
    case "file": chains = imported(keys, byType: rules.contains { $0.type != nil }, in: space)
    default:
      let growth = Growth(layout: layout, seed: seed, number: number)
      chains = course == "bed" ? bed(keys, in: space, growth) : tree(keys, in: space, growth)
    }
    let outside = outside(keys, default: course == "tree" ? .clip : .refuse)
    guard let id, let chains,
      let parts = placed(
        chains, "vessel \(id)", at: keys.optional(course) ?? keys.reader, outside: outside,
        in: space), let kinds = kinds(of: parts, by: rules, at: keys)
    else { return [] }
    return zip(parts, kinds).map { part, kind in
      let radius = part.radius ?? .nan
      return Scenario.Vessel(id: id, kind: kind, radius: radius, points: part.points, wall: wall * radius)
    }
  }

  /// The pieces of a file's network, with the radius of the entry where it has one; told apart by their type where asked.
  private func imported(_ keys: ObjectReader, byType: Bool = false, in space: Space?) -> Chains? {
    let radius = keys.optional("radius_um").map { $0.number(.positive, unit: "um") }
    return network(keys, radius: radius, byType: byType, in: space)
  }

  /// The nerves of one entry: one that is drawn, or the pieces of a file's network.
  func nerves(_ keys: ObjectReader, in space: Space?, names: inout UniqueNames) -> [Scenario.Nerve] {
    let id = name(keys, &names)
    let sheath = keys.number("perineurium_um", .positive, unit: "um")
    let course = course(keys, Self.nerveCourses)
    var chains: Chains?
    switch course {
    case "points_um": chains = drawn(keys, in: space)
    case "file": chains = imported(keys, in: space)
    default: break
    }
    let outside = outside(keys)
    if let thinnest = chains?.compactMap(\.radius).min(), sheath >= thinnest {
      keys.optional("perineurium_um")?.report(
        .outOfStep(.below(thinnest), limit: "the radius_um of the nerve", got: NumberRange.plain(sheath)))
    }
    guard let id, let course, let chains,
      let parts = placed(
        chains, "nerve \(id)", at: keys.optional(course) ?? keys.reader, outside: outside, in: space
      )
    else { return [] }
    return parts.map {
      Scenario.Nerve(id: id, radius: $0.radius ?? .nan, perineurium: sheath, points: $0.points)
    }
  }

  /// Which of some keys an entry has; a problem unless it is exactly one.
  private func course(_ keys: ObjectReader, _ choices: [String]) -> String? {
    let given = choices.filter { keys.keys.contains($0) }
    for key in choices { _ = keys.optional(key) }
    if given.isEmpty { keys.requireOne(of: choices) }
    if given.count > 1 { keys.reader.report(.onlyOne(of: given)) }
    // What goes only with another course is refused as unknown, unless nobody can tell which course is meant.
    if given.count != 1 { keys.allowEverything() }
    return given.count == 1 ? given[0] : nil
  }

  private func name(_ keys: ObjectReader, _ names: inout UniqueNames) -> String? {
    guard let reader = keys.required("id", "a name") else { return nil }
    let id = reader.string(allowsEmpty: false)
    guard !id.isEmpty, names.add(id, reader) else { return nil }
    return id
  }

  /// A chain through the points of an entry, of one radius.
  private func drawn(_ keys: ObjectReader, in space: Space?) -> Chains? {
    let radius = keys.number("radius_um", .positive, unit: "um")
    let clips = keys.optional("outside")?.node.string == Outside.clip.rawValue
    return axis(keys, in: space, allowsOutside: clips).map {
      [Network.Chain(points: $0, radius: radius)]
    }
  }

  /// Corners of an axis [µm]. In a plane one point is enough: the axis then crosses the plane.
  func axis(_ keys: ObjectReader, in space: Space?, allowsOutside: Bool = false) -> [SIMD3<Double>]? {
    guard let reader = keys.required("points_um", "an array of points") else { return nil }
    let fewest = space.map { $0.isPlane ? 1 : 2 } ?? 1
    let entries = reader.elements("points", count: fewest...Int.max)
    let points = entries.compactMap { point($0, in: space, allowsOutside: allowsOutside) }
    guard let space, points.count == entries.count, points.count >= fewest else { return nil }
    for (index, pair) in zip(points, points.dropFirst()).enumerated() where pair.0 == pair.1 {
      entries[index + 1].report(.samePoint)
    }
    guard points.count == 1 else { return points }
    return [SIMD3(points[0].x, points[0].y, 0), SIMD3(points[0].x, points[0].y, space.grid.dz)]
  }
}
