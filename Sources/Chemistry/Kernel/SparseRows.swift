/// Rows of a sparse matrix that is applied to the molalities.
///
/// Most weights are one, so that most rows are *plain* sums; they stand together by length. The others are sums of
/// *groups*: a weight times a plain sum. Rows without entries are not computed: their results stay the zeros that
/// the vectors are made with.
struct SparseRows {
  /// Number of rows.
  let count: Int
  /// Plain rows of one, of two and of more entries; rows of groups.
  private let single, double, longer, grouped: Int
  /// What the loops read, in their order. Plain row: where the result goes, further entries behind the second
  /// (longer rows alone), entries. Row of groups: where the result goes, groups behind the first; group: entries
  /// behind the first, entries. Results and entries are distances in bytes.
  private let stream: UnsafeMutablePointer<Int32>
  /// Weight of each group.
  private let weight: UnsafeMutablePointer<Double>

  /// Keeps the non-zero coefficients of dense rows.
  init(_ dense: [[Double]], storage: KernelStorage) {
    let stride = Int32(MemoryLayout<Lanes>.stride)
    func entries(_ row: [Double], weighing value: Double) -> [Int32] {
      row.indices.filter { row[$0] == value }.map { Int32($0) * stride }
    }
    var plain: [[Int32]] = [[], [], []]
    var counts = [0, 0, 0]
    var (groupStream, weights): ([Int32], [Double]) = ([], [])
    var grouped = 0
    for (index, row) in dense.enumerated() {
      let values = Set(row).subtracting([0]).sorted()
      let target = Int32(index) * stride
      if values == [1] {
        let members = entries(row, weighing: 1)
        let kind = min(members.count, 3) - 1
        plain[kind] += (kind < 2 ? [target] : [target, Int32(members.count - 2)]) + members
        counts[kind] += 1
      } else if !values.isEmpty {
        groupStream += [target, Int32(values.count - 1)]
        for value in values {
          let members = entries(row, weighing: value)
          groupStream += [Int32(members.count - 1)] + members
          weights.append(value)
        }
        grouped += 1
      }
    }
    count = dense.count
    (single, double, longer) = (counts[0], counts[1], counts[2])
    self.grouped = grouped
    stream = storage.copy(plain.flatMap(\.self) + groupStream)
    weight = storage.copy(weights)
  }

  /// Applies the rows to the molalities.
  @inline(__always)
  func apply(to molality: UnsafeMutablePointer<Lanes>, into result: UnsafeMutablePointer<Lanes>) {
    let molality = UnsafeMutableRawPointer(molality)
    let result = UnsafeMutableRawPointer(result)
    var next = stream
    for _ in 0..<single {
      vector(result, next[0]).pointee = vector(molality, next[1]).pointee
      next += 2
    }
    for _ in 0..<double {
      vector(result, next[0]).pointee = vector(molality, next[1]).pointee + vector(molality, next[2]).pointee
      next += 3
    }
    for _ in 0..<longer {
      let target = vector(result, next[0])
      let more = Int(next[1])
      var sum = vector(molality, next[2]).pointee + vector(molality, next[3]).pointee
      next += 4 + more
      var entry = -more
      repeat {
        sum += vector(molality, next[entry]).pointee
        entry &+= 1
      } while entry != 0
      target.pointee = sum
    }
    var factor = weight
    for _ in 0..<grouped {
      let target = vector(result, next[0])
      var groups = next[1]
      next += 2
      var sum = factor.pointee * part(of: molality, &next)
      while groups != 0 {
        factor += 1
        sum = multiplyAdd(factor.pointee, part(of: molality, &next), sum)
        groups &-= 1
      }
      factor += 1
      target.pointee = sum
    }
  }

  /// Sum of a group's entries.
  @inline(__always)
  private func part(of molality: UnsafeMutableRawPointer, _ next: inout UnsafeMutablePointer<Int32>) -> Lanes
  {
    let more = Int(next[0])
    var sum = vector(molality, next[1]).pointee
    next += 2 + more
    var entry = -more
    while entry != 0 {
      sum += vector(molality, next[entry]).pointee
      entry &+= 1
    }
    return sum
  }

  /// A vector at a distance in bytes.
  @inline(__always)
  private func vector(_ start: UnsafeMutableRawPointer, _ distance: Int32) -> UnsafeMutablePointer<Lanes> {
    (start + Int(distance)).assumingMemoryBound(to: Lanes.self)
  }
}
