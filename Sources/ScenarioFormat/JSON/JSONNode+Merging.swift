extension JSONNode {
  /// This document laid over another: objects are merged key by key, everything else is replaced.
  ///
  /// A bare number over a quantity (an object with `value`) replaces its value and makes the scenario its source;
  /// unit and range stay. An object over a quantity that gives a value but no source does the same.
  package func merged(over base: JSONNode) -> JSONNode {
    guard var members = base.members else { return self }
    switch content {
    case .object(let overriding):
      for member in overriding {
        if let place = members.firstIndex(where: { $0.key == member.key }) {
          let value = member.value.merged(over: members[place].value)
          members[place] = Member(
            key: member.key, keyPosition: member.keyPosition, keyOrigin: member.keyOrigin, value: value)
        } else {
          members.append(member)
        }
      }
      if self["value"] != nil {
        members.removeAll {
          Self.provenance.contains($0.key) && self[$0.key] == nil
        }
      }
    case .number where base["value"] != nil:
      members.removeAll { Self.provenance.contains($0.key) }
      guard let place = members.firstIndex(where: { $0.key == "value" }) else { return self }
      members[place] = Member(key: "value", keyPosition: position, keyOrigin: origin, value: self)
    default: return self
    }
    return JSONNode(.object(members), position: position, origin: origin)
  }

  /// Keys of a quantity that say where its value comes from, so that they end with it.
  private static let provenance: Set<String> = ["source", "confidence", "note", "calibrated"]
}
