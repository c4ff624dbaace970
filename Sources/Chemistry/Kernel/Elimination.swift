/// How the symmetric Jacobian is laid out and eliminated: in the order that fills in little (at each place the
/// unknown that is coupled to the fewest remaining ones; ties by index).
///
/// The matrix is stored as its diagonal followed by the entries below it, column by column.
struct Elimination {
  /// Basis index of the unknown at each place.
  let order: [Int]
  /// Entries of each column below the diagonal: `columnStart[k] ..< columnStart[k + 1]`, and their rows.
  let columnStart: [Int32]
  let columnRow: [Int32]
  /// Positions in the matrix that a column's elimination changes: for each entry, for each entry up to it.
  let target: [Int32]

  /// Unknowns that occur together in a vector of `couplings` are coupled.
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
    let rows = columns.map { column in column.map { place[$0] }.sorted() }
    var start: [Int32] = [0]
    for column in rows { start.append(start[start.count - 1] + Int32(column.count)) }
    self.order = order
    columnStart = start
    columnRow = rows.flatMap { $0.map(Int32.init) }
    func position(_ row: Int, _ column: Int) -> Int {
      row == column ? row : count + Int(start[column]) + (rows[column].firstIndex(of: row) ?? 0)
    }
    var target: [Int32] = []
    for column in rows {
      for (last, row) in column.enumerated() {
        target += column[...last].map { Int32(position(row, $0)) }
      }
    }
    self.target = target
  }

  /// Position in the matrix of a pair of places; nil where the entry is zero throughout.
  func position(_ first: Int, _ second: Int) -> Int? {
    let (row, column) = (max(first, second), min(first, second))
    if row == column { return row }
    return (Int(columnStart[column])..<Int(columnStart[column + 1])).first { Int(columnRow[$0]) == row }.map {
      order.count + $0
    }
  }
}
