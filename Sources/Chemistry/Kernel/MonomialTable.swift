/// How the molalities of all species come from a few numbers by multiplication alone.
///
/// A species is its constant times whole powers of the *variables*: activities of the unknowns, activity of water,
/// and the inverse activity coefficients of a unit charge and of a neutral species. The table holds the variables,
/// a one, reciprocals and products; products that several species share are formed once, so that every species is
/// its constant times exactly two entries.
struct MonomialTable {
  /// Entry that holds one.
  let one: Int
  /// Reciprocals: entry, variable.
  private(set) var reciprocals: [Int32] = []
  /// Products in the order of evaluation: entry, left, right.
  private(set) var products: [Int32] = []
  /// Entries.
  private(set) var count: Int
  private var powers: [[Int: Int]]

  /// Makes a table of the variables alone: variable v has entry v.
  init(variables: Int) {
    one = variables
    count = variables + 1
    powers = (0..<variables).map { [1: $0] }
  }

  /// Entry of a whole power of a variable, made if it is not there.
  mutating func entry(variable: Int, power: Int) -> Int {
    if power == 0 { return one }
    if let known = powers[variable][power] { return known }
    let new: Int
    if power == -1 {
      new = take()
      reciprocals += [Int32(new), Int32(variable)]
    } else {
      let known = powers[variable].keys.sorted()
      let half = power / 2
      let left =
        known.last { $0.signum() == power.signum() && powers[variable][power - $0] != nil } ?? half
      new = product(entry(variable: variable, power: left), entry(variable: variable, power: power - left))
    }
    powers[variable][power] = new
    return new
  }

  /// Reduces products of entries to products of two, forming what most of them share first.
  mutating func pairs(of monomials: [[Int]]) -> [(Int, Int)] {
    var monomials = monomials
    while let (left, right) = mostSharedPair(in: monomials) {
      let new = product(left, right)
      for index in monomials.indices
      where monomials[index].count > 2 && monomials[index].contains(left) && monomials[index].contains(right)
      {
        monomials[index].removeAll { $0 == left || $0 == right }
        monomials[index].append(new)
      }
    }
    return monomials.map { ($0.first ?? one, $0.count > 1 ? $0[1] : one) }
  }

  /// The pair of factors that occurs in most products of more than two; ties by entry.
  private func mostSharedPair(in monomials: [[Int]]) -> (Int, Int)? {
    var counts = [Int](repeating: 0, count: count * count)
    for factors in monomials where factors.count > 2 {
      for left in factors {
        for right in factors where left < right { counts[left * count + right] += 1 }
      }
    }
    guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else { return nil }
    return (best / count, best % count)
  }

  private mutating func product(_ left: Int, _ right: Int) -> Int {
    let new = take()
    products += [Int32(new), Int32(left), Int32(right)]
    return new
  }

  private mutating func take() -> Int {
    count += 1
    return count - 1
  }
}
