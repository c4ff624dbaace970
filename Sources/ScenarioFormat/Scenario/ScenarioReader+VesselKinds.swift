extension ScenarioReader {
  /// Which kind the pieces of a network are: the first rule that holds for a piece.
  struct KindRule {
    /// The kind.
    let kind: VesselRecord
    /// Largest radius that it holds for [µm]; nil for any.
    let largestRadius: Double?
    /// Type of the points in SWC that it holds for; nil for any.
    let type: Int?

    /// Whether it holds for a piece.
    func holds(for chain: Network.Chain) -> Bool {
      if let type, chain.type != type { return false }
      guard let largestRadius else { return true }
      return (chain.radius ?? .infinity) <= largestRadius
    }
  }

  /// The kind of an entry, or its `kinds` by radius and type; empty with a problem.
  func kindRules(_ keys: ObjectReader) -> [KindRule] {
    func kind(_ keys: ObjectReader) -> VesselRecord? {
      keys.required("kind", "the name of a kind of vessel")?
        .name("kind of vessel", among: library.vessels.map(\.id)).flatMap(library.vessel)
    }
    guard keys.keys.contains("kinds"), let list = keys.optional("kinds") else {
      return kind(keys).map { [KindRule(kind: $0, largestRadius: nil, type: nil)] } ?? []
    }
    if keys.optional("kind") != nil { keys.reader.report(.onlyOne(of: ["kind", "kinds"])) }
    let entries = list.elements("kinds of vessels", count: 1...Int.max)
    let rules = entries.compactMap { entry in
      entry.object { keys -> KindRule? in
        let record = kind(keys)
        let largest = keys.optional("up_to_radius_um")?.number(.positive, unit: "um")
        let type = keys.optional("swc_type").map { $0.integer(0...Int.max) }
        guard let record, type != .some(.none) else { return nil }
        return KindRule(kind: record, largestRadius: largest, type: type ?? nil)
      } ?? nil
    }
    return rules.count == entries.count ? rules : []
  }

  /// The kind of each piece; nil, and a problem, where no rule holds for one.
  func kinds(of chains: [Network.Chain], by rules: [KindRule], at keys: ObjectReader) -> [VesselRecord]? {
    if rules.isEmpty { return nil }
    var kinds: [VesselRecord] = []
    for chain in chains {
      guard let rule = rules.first(where: { $0.holds(for: chain) }) else {
        let type = chain.type.map { " and the type \($0)" } ?? ""
        keys.optional("kinds")?.report(
          .wrongType(
            expected: "kinds for all pieces",
            got: "none for a radius of \(NumberRange.plain(chain.radius ?? .nan)) µm\(type)"))
        return nil
      }
      kinds.append(rule.kind)
    }
    return kinds
  }
}
