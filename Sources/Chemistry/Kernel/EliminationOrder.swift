/// Order in which the unknowns are eliminated so that the symmetric factorisation fills in little: at each
/// place the unknown that is coupled to the fewest remaining ones (minimum degree; ties by index).
struct EliminationOrder {
  /// Basis index of the unknown at each place.
  let order: [Int]
  /// Entries of the factor below the diagonal, by column: rows `columnRow[columnStart[k] ..< columnStart[k + 1]]`.
  let columnStart: [Int32]
  let columnRow: [Int32]

  /// Finds the order; unknowns that occur together in a vector of `couplings` are coupled.
  init(count: Int, couplings: [[Double]]) {
    var neighbours = [Set<Int>](repeating: [], count: count)
    for exponents in couplings {
      let together = exponents.indices.filter { exponents[$0] != 0 }
      for unknown in together { neighbours[unknown].formUnion(together) }
    }
    for unknown in 0..<count { neighbours[unknown].remove(unknown) }
    var remaining = Set(0..<count)
    var order: [Int] = []
    var columns: [Set<Int>] = []
    while let next = remaining.min(by: { (neighbours[$0].count, $0) < (neighbours[$1].count, $1) }) {
      remaining.remove(next)
      order.append(next)
      columns.append(neighbours[next])
      for other in neighbours[next] {
        neighbours[other].formUnion(neighbours[next])
        neighbours[other].remove(other)
        neighbours[other].remove(next)
      }
    }
    var place = [Int](repeating: 0, count: count)
    for (position, unknown) in order.enumerated() { place[unknown] = position }
    var start: [Int32] = [0]
    var rows: [Int32] = []
    for column in columns {
      rows += column.map { Int32(place[$0]) }.sorted()
      start.append(Int32(rows.count))
    }
    self.order = order
    columnStart = start
    columnRow = rows
  }
}
