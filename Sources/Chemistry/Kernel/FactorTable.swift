/// Which whole powers of the activities are needed, and by which products they come from one exponential each.
struct FactorTable {
  /// Place of eᵛ of each variable; −1: not needed.
  private(set) var direct: [Int32]
  /// Place of e⁻ᵛ of each variable; −1: not needed.
  private(set) var inverse: [Int32]
  /// Products in the order of evaluation: destination, left, right.
  private(set) var products: [Int32] = []
  /// Entries in the table.
  private(set) var count = 0
  private var places: [[Int: Int]]

  /// Makes an empty table.
  init(variables: Int) {
    direct = [Int32](repeating: -1, count: variables)
    inverse = [Int32](repeating: -1, count: variables)
    places = [[Int: Int]](repeating: [:], count: variables)
  }

  /// Place of a variable's exponential to a whole power, with the products that lead there added.
  mutating func place(variable: Int, power: Int) -> Int {
    if let known = places[variable][power] { return known }
    if power.magnitude == 1 {
      // The reciprocal is made from the exponential.
      if power < 0 { _ = place(variable: variable, power: 1) }
      let new = take()
      if power > 0 { direct[variable] = Int32(new) } else { inverse[variable] = Int32(new) }
      places[variable][power] = new
      return new
    }
    let known = places[variable].keys.sorted()
    var left = power / 2
    for candidate in known where candidate.signum() == power.signum() && known.contains(power - candidate) {
      left = candidate
    }
    let leftPlace = place(variable: variable, power: left)
    let rightPlace = place(variable: variable, power: power - left)
    let new = take()
    products += [Int32(new), Int32(leftPlace), Int32(rightPlace)]
    places[variable][power] = new
    return new
  }

  private mutating func take() -> Int {
    count += 1
    return count - 1
  }
}
