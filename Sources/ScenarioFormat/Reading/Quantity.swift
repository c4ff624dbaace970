/// How far a number may be trusted.
package enum Confidence: String, Sendable, CaseIterable {
  /// Measured, and read in its source.
  case high
  /// Measured by others or elsewhere, or taken from memory of the literature.
  case medium
  /// An estimate: a free parameter.
  case low
  /// Given by the scenario.
  case given
}

/// A number with its unit and where it comes from.
package struct Quantity: Sendable, Equatable {
  /// The number, in `unit`; NaN if a problem was reported.
  package var value: Double
  /// Unit as text: `mM`, `µm²/µm³`, `1`.
  package var unit: String
  /// Published source, or the place in the scenario.
  package var source: String
  /// How far the number may be trusted.
  package var confidence: Confidence
  /// Published spread, nil if none is known.
  package var range: ClosedRange<Double>?
  /// How the number was derived, or a remark.
  package var note: String?
  /// What the number was fitted to, nil if it was not fitted.
  package var calibrated: String?

  /// Makes a quantity.
  package init(
    _ value: Double, unit: String, source: String, confidence: Confidence,
    range: ClosedRange<Double>? = nil, note: String? = nil, calibrated: String? = nil
  ) {
    self.value = value
    self.unit = unit
    self.source = source
    self.confidence = confidence
    self.range = range
    self.note = note
    self.calibrated = calibrated
  }
}

/// A value of a run as it was resolved from scenario, library and defaults.
package struct ResolvedQuantity: Sendable, Equatable {
  /// Where the value stands in the scenario or below `library`.
  package var location: JSONPath
  /// The value as text: a number, a word or a list.
  package var value: String
  /// Unit, empty for words.
  package var unit: String
  /// Published source, or the place in the scenario.
  package var source: String
  /// How far the value may be trusted.
  package var confidence: Confidence
  /// How the number was derived, or a remark.
  package var note: String?
  /// What the number was fitted to, nil if it was not fitted.
  package var calibrated: String?

  /// Path of the value: `grid.voxel_size_um`, `library.minerals.HAP.kinetics.growth.order`.
  package var path: String { location.description }
}
