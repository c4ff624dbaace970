/// Laying down collagen: p·(1 − c/c∞) per cell, nothing where there is c∞ or more.
package struct CollagenLaying: Equatable, Sendable {
  /// Mass per cell and time where there is none yet [pg/s].
  package let rate: Rate
  /// The most that is laid down, c∞, as mass per volume of tissue [mg/mL].
  package let largest: Double

  /// Lays down `rate` [pg/s] up to `largest` [mg/mL].
  package init(rate: Rate, largest: Double) {
    precondition(largest > 0, "room for collagen")
    self.rate = rate
    self.largest = largest
  }

  /// mg/mL in a picogram per µm³: exact.
  static let milligramsPerMillilitre = 1000.0
}

/// Removing collagen, by proteases or by eating it: in proportion to what is there, q·c per cell.
package struct CollagenRemoval: Equatable, Sendable {
  /// Volume of tissue that a cell would clear per time, q [µm³/s].
  package let rate: Rate

  /// Clears `rate` [µm³/s] of tissue.
  package init(rate: Rate) {
    self.rate = rate
  }
}

/// Giving off matrix vesicles: membranes on which mineral nucleates.
package struct VesicleRelease: Equatable, Sendable {
  /// Area of nucleating membrane per cell and time [µm²/s].
  package let rate: Rate

  /// Gives off `rate` [µm²/s] of membrane.
  package init(rate: Rate) {
    self.rate = rate
  }
}
