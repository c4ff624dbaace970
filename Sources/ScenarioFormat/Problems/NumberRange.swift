/// An interval of allowed numbers; each end is open, closed or absent.
package struct NumberRange: Sendable, Equatable {
  /// Smallest allowed number, nil if there is none.
  package var low: Double?
  /// Whether the low end itself is excluded.
  package var lowIsOpen: Bool
  /// Largest allowed number, nil if there is none.
  package var high: Double?
  /// Whether the high end itself is excluded.
  package var highIsOpen: Bool

  private init(low: Double?, lowIsOpen: Bool = false, high: Double? = nil, highIsOpen: Bool = false) {
    self.low = low
    self.lowIsOpen = lowIsOpen
    self.high = high
    self.highIsOpen = highIsOpen
  }

  /// Every finite number.
  package static let any = NumberRange(low: nil)
  /// Numbers > 0.
  package static let positive = above(0)
  /// Numbers ≥ 0.
  package static let notNegative = atLeast(0)
  /// Numbers from 0 to 1.
  package static let fraction = from(0, to: 1)
  /// Numbers above 0, up to 1.
  package static let positiveFraction = above(0, upTo: 1)

  /// Numbers > `low`.
  package static func above(_ low: Double) -> NumberRange { NumberRange(low: low, lowIsOpen: true) }
  /// Numbers ≥ `low`.
  package static func atLeast(_ low: Double) -> NumberRange { NumberRange(low: low) }
  /// Numbers < `high`.
  package static func below(_ high: Double) -> NumberRange {
    NumberRange(low: nil, high: high, highIsOpen: true)
  }
  /// Numbers ≤ `high`.
  package static func atMost(_ high: Double) -> NumberRange { NumberRange(low: nil, high: high) }
  /// Numbers from `low` to `high`, both included.
  package static func from(_ low: Double, to high: Double) -> NumberRange {
    NumberRange(low: low, high: high)
  }
  /// Numbers > `low` and ≤ `high`.
  package static func above(_ low: Double, upTo high: Double) -> NumberRange {
    NumberRange(low: low, lowIsOpen: true, high: high)
  }
  /// Numbers > `low` and < `high`.
  package static func between(_ low: Double, and high: Double) -> NumberRange {
    NumberRange(low: low, lowIsOpen: true, high: high, highIsOpen: true)
  }

  /// Whether a number is allowed; never for NaN.
  package func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    if let low, lowIsOpen ? value <= low : value < low { return false }
    if let high, highIsOpen ? value >= high : value > high { return false }
    return true
  }
}
