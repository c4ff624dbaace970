/// A small dense system of linear equations, solved by elimination with row scaling and partial pivoting.
struct LinearEquations {
  /// Number of unknowns.
  let count: Int
  /// Coefficients, row by row: [row][column].
  var matrix: [Double]
  /// Right-hand side; after `solve()` the solution.
  var right: [Double]

  /// Makes a system of zeros.
  init(count: Int) {
    self.count = count
    matrix = [Double](repeating: 0, count: count * count)
    right = [Double](repeating: 0, count: count)
  }

  /// The coefficient of an unknown in an equation.
  subscript(row: Int, column: Int) -> Double {
    get { matrix[row * count + column] }
    set { matrix[row * count + column] = newValue }
  }

  /// Replaces the right-hand side by the solution; false when the matrix is singular to round-off.
  mutating func solve() -> Bool {
    for row in 0..<count {
      var largest = 0.0
      for column in 0..<count { largest = max(largest, abs(self[row, column])) }
      guard largest > 0 && largest.isFinite else { return false }
      for column in 0..<count { self[row, column] /= largest }
      right[row] /= largest
    }
    for place in 0..<count {
      var pivot = place
      for row in place..<count where abs(self[row, place]) > abs(self[pivot, place]) { pivot = row }
      guard abs(self[pivot, place]) > 1e-200 else { return false }
      if pivot != place {
        for column in 0..<count { matrix.swapAt(pivot * count + column, place * count + column) }
        right.swapAt(pivot, place)
      }
      for row in place + 1..<count {
        let factor = self[row, place] / self[place, place]
        if factor == 0 { continue }
        for column in place + 1..<count {
          self[row, column] -= factor * self[place, column]
        }
        right[row] -= factor * right[place]
      }
    }
    for row in (0..<count).reversed() {
      for column in row + 1..<count { right[row] -= self[row, column] * right[column] }
      right[row] /= self[row, row]
    }
    return right.allSatisfy(\.isFinite)
  }
}
