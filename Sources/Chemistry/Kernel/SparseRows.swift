/// Rows of a sparse matrix that is applied to the molalities.
///
/// Most weights are small whole numbers, so that a row is a sum of *groups*: a weight times a plain sum of entries.
/// Groups are filled up to even length with the entry `padding`, whose molality is zero.
struct SparseRows {
  /// Number of rows.
  let count: Int
  /// Row r has the groups `groupStart[r] ..< groupStart[r + 1]`.
  private let groupStart: UnsafeMutablePointer<Int32>
  /// Weight of each group and where its entries begin (they end where the next one's begin).
  private let weight: UnsafeMutablePointer<Double>
  private let entryStart: UnsafeMutablePointer<Int32>
  private let entry: UnsafeMutablePointer<Int32>

  /// Keeps the non-zero coefficients of dense rows.
  init(_ dense: [[Double]], padding: Int, storage: KernelStorage) {
    var groups: [Int32] = [0]
    var weights: [Double] = []
    var starts: [Int32] = [0]
    var entries: [Int32] = []
    for row in dense {
      var values: [Double] = []
      for value in row where value != 0 && !values.contains(value) { values.append(value) }
      for value in values.sorted() {
        let members = row.indices.filter { row[$0] == value }
        entries += members.map(Int32.init)
        if members.count % 2 == 1 { entries.append(Int32(padding)) }
        weights.append(value)
        starts.append(Int32(entries.count))
      }
      groups.append(Int32(weights.count))
    }
    count = dense.count
    groupStart = storage.copy(groups)
    weight = storage.copy(weights)
    entryStart = storage.copy(starts)
    entry = storage.copy(entries)
  }

  /// Applies the rows to the molalities.
  @inline(__always)
  func apply(to molality: UnsafeMutablePointer<Lanes>, into result: UnsafeMutablePointer<Lanes>) {
    var next = 0
    var group = 0
    for row in 0..<count {
      let lastGroup = Int(groupStart[row &+ 1])
      var sum = Lanes(repeating: 0)
      while group < lastGroup {
        let end = Int(entryStart[group &+ 1])
        var part = molality[Int(entry[next])] + molality[Int(entry[next &+ 1])]
        next &+= 2
        while next < end {
          part += molality[Int(entry[next])] + molality[Int(entry[next &+ 1])]
          next &+= 2
        }
        sum = multiplyAdd(weight[group], part, sum)
        group &+= 1
      }
      result[row] = sum
    }
  }
}
