/// Finds the known name that a misspelt one probably stands for.
package enum NearestName {
  /// The nearest of `known` by edit distance, nil if none is near: at most one edit in three letters. If none is,
  /// the only one that begins with the name. Case does not count; of equally near names the first is taken.
  package static func of(_ name: String, among known: [String]) -> String? {
    let letters = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in known {
      let other = Array(candidate.lowercased())
      let allowed = max(1, max(letters.count, other.count) / 3)
      guard abs(letters.count - other.count) <= allowed else { continue }
      let distance = editDistance(letters, other)
      // One edit in a name of one or two letters leaves nothing in common.
      guard distance <= allowed, distance < min(letters.count, other.count) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    if let best { return best.name }
    let longer = known.filter { letters.count >= 3 && $0.lowercased().hasPrefix(name.lowercased()) }
    return longer.count == 1 ? longer[0] : nil
  }

  /// Fewest insertions, deletions, substitutions and swaps of neighbours between two words.
  package static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var row = [i + 1]
      for j in 0..<right.count {
        let substitution = last[j] + (left[i] == right[j] ? 0 : 1)
        var smallest = min(substitution, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          smallest = min(smallest, beforeLast[j - 1] + 1)
        }
        row.append(smallest)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
