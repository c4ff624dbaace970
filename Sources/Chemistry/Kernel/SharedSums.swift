/// Sums of two molalities that several rows of a matrix need.
///
/// Species that differ in their protons alone stand together in most rows. Their sums are formed once, as further
/// entries behind the species, the most frequent first; so may sums of sums.
struct SharedSums {
  /// Entries that each sum adds, in the order of evaluation: species and sums before it.
  private(set) var pairs: [(left: Int, right: Int)] = []
  /// Species and sums.
  private(set) var count: Int
  /// Entries that a row adds with one weight, ascending.
  private var groups: [(row: Int, weight: Double, entries: [Int])] = []
  private let rowCount: Int

  /// Rows that must add a pair with equal weight for its sum to be worth storing and loading.
  private static let leastUses = 3

  /// Finds what rows over `count` species share.
  init(rows: [[Double]], count species: Int) {
    count = species
    rowCount = rows.count
    for (row, values) in rows.enumerated() {
      let entries = values.indices.filter { values[$0] != 0 }
      for weight in Set(entries.map { values[$0] }).sorted() {
        groups.append((row, weight, entries.filter { values[$0] == weight }))
      }
    }
    while true {
      let found = mostShared()
      if found.isEmpty { break }
      replace(found)
    }
  }

  /// The rows over species and sums.
  var rows: [[Double]] {
    var rows = [[Double]](repeating: [Double](repeating: 0, count: count), count: rowCount)
    for group in groups { for entry in group.entries { rows[group.row][entry] = group.weight } }
    return rows
  }

  /// The sums as rows over species and sums.
  var sums: [[Double]] {
    pairs.map { pair in (0..<count).map { $0 == pair.left || $0 == pair.right ? 1 : 0 } }
  }

  /// Pairs without a common entry that most groups hold, or nearly as many; ties by entry.
  private func mostShared() -> [(left: Int, right: Int)] {
    var uses = [Int32](repeating: 0, count: count * count)
    var most: Int32 = 0
    for group in groups {
      for (place, right) in group.entries.enumerated() {
        for left in group.entries[..<place] {
          uses[left * count + right] += 1
          most = max(most, uses[left * count + right])
        }
      }
    }
    if most < SharedSums.leastUses { return [] }
    let enough = max(most - most / 8, Int32(SharedSums.leastUses))
    var candidates: [(uses: Int32, pair: Int)] = []
    for (pair, number) in uses.enumerated() where number >= enough { candidates.append((number, pair)) }
    candidates.sort { ($1.uses, $0.pair) < ($0.uses, $1.pair) }
    var isFree = [Bool](repeating: true, count: count)
    var found: [(left: Int, right: Int)] = []
    for candidate in candidates {
      let (left, right) = (candidate.pair / count, candidate.pair % count)
      guard isFree[left] && isFree[right] else { continue }
      (isFree[left], isFree[right]) = (false, false)
      found.append((left, right))
    }
    return found
  }

  /// Puts sums in the place of pairs that have no common entry.
  private mutating func replace(_ found: [(left: Int, right: Int)]) {
    for index in groups.indices {
      var isHeld = [Bool](repeating: false, count: count)
      for entry in groups[index].entries { isHeld[entry] = true }
      var sums: [Int] = []
      for (place, pair) in found.enumerated() where isHeld[pair.left] && isHeld[pair.right] {
        (isHeld[pair.left], isHeld[pair.right]) = (false, false)
        sums.append(count + place)
      }
      if !sums.isEmpty { groups[index].entries = groups[index].entries.filter { isHeld[$0] } + sums }
    }
    pairs += found
    count += found.count
  }
}
