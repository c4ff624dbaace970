/// Follows granulomas from frame to frame by the cells that they share.
package struct GranulomaHistory: Equatable, Sendable {
  /// What became of granulomas between two frames.
  package enum Change: Equatable, Sendable {
    /// One that shares no cell with any of the last frame.
    case appeared(Int)
    /// The first has gone into the second.
    case merged(Int, into: Int)
    /// The first has come off the second.
    case split(Int, from: Int)
    /// None of its cells is in a granuloma any more.
    case ended(Int)
  }

  /// The id that the next new granuloma gets.
  package private(set) var nextID = 0
  /// The granuloma of each cell in the last frame: id of the cell to id of the granuloma.
  private var owners: [Int: Int] = [:]

  /// A history without frames.
  package init() {}

  /// Gives the granulomas of a frame their ids, and tells what changed.
  ///
  /// A granuloma keeps the id with which it shares most cells; where several claim one id, the one with most of its cells
  /// has it, and the others are new.
  package mutating func follow(_ granulomas: inout [Granuloma]) -> [Change] {
    var changes: [Change] = []
    let shared = granulomas.map { granuloma in
      granuloma.members.reduce(into: [Int: Int]()) { counts, cell in
        if let owner = owners[cell] { counts[owner, default: 0] += 1 }
      }
    }
    // Most cells first; equal numbers by the older id, then by place.
    let claims = shared.enumerated().flatMap { place, counts in
      counts.map { (place: place, id: $0.key, count: $0.value) }
    }.sorted { ($1.count, $0.id, $0.place) < ($0.count, $1.id, $1.place) }
    var taken: Set<Int> = []
    for claim in claims where granulomas[claim.place].id < 0 && !taken.contains(claim.id) {
      // It must be the best claim of its granuloma too.
      if claims.first(where: { $0.place == claim.place })?.id != claim.id { continue }
      granulomas[claim.place].id = claim.id
      taken.insert(claim.id)
    }
    for place in granulomas.indices where granulomas[place].id < 0 {
      granulomas[place].id = nextID
      let parent = claims.first { $0.place == place }
      changes.append(parent.map { .split(nextID, from: $0.id) } ?? .appeared(nextID))
      nextID += 1
    }
    for id in Set(owners.values).sorted() where !taken.contains(id) {
      let heir = claims.first { $0.id == id }
      changes.append(heir.map { .merged(id, into: granulomas[$0.place].id) } ?? .ended(id))
    }
    owners = [:]
    for granuloma in granulomas { for cell in granuloma.members { owners[cell] = granuloma.id } }
    return changes
  }
}
