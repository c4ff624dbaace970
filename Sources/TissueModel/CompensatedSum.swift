#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A running sum that carries its rounding error along (Neumaier 1974), for books that must close.
package struct CompensatedSum: Equatable, Sendable {
  private var sum = 0.0
  private var compensation = 0.0

  /// An empty sum.
  package init() {}

  /// Adds one term.
  package mutating func add(_ term: Double) {
    let next = sum + term
    compensation += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  /// The sum so far.
  package var value: Double { sum + compensation }
}
