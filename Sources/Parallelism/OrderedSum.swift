/// A sum over the grid whose bits do not depend on the number of workers.
///
/// Each plane's partial sum is put down by whichever worker owns the plane; the total adds them in plane order with
/// Neumaier's compensation (A. Neumaier, Z. Angew. Math. Mech. 54 (1974) 39–51).
package struct OrderedSum: ~Copyable, @unchecked Sendable {
  /// Number of partial sums.
  package let planes: Int
  private let partial: UnsafeMutablePointer<Double>

  /// Room for `planes` partial sums, all zero.
  package init(planes: Int) {
    self.planes = planes
    partial = .allocate(capacity: max(planes, 1))
    partial.initialize(repeating: 0, count: max(planes, 1))
  }

  deinit {
    partial.deallocate()
  }

  /// The partial sum of one plane; different planes may be written at the same time.
  package subscript(plane: Int) -> Double {
    get { partial[plane] }
    nonmutating set { partial[plane] = newValue }
  }

  /// The compensated sum of all planes in ascending order; NaN or infinity where a partial sum is.
  package var total: Double { OrderedSum.compensated(UnsafePointer(partial), count: planes) }

  /// The compensated sum of `count` values in ascending order.
  package static func compensated(_ values: UnsafePointer<Double>, count: Int) -> Double {
    var sum = 0.0
    var compensation = 0.0
    for i in 0..<count {
      let value = values[i]
      let next = sum + value
      compensation += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
      sum = next
    }
    return sum.isFinite ? sum + compensation : sum
  }
}
