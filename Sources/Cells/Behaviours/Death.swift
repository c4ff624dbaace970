/// Dying at a rate: without responses the lifetime is exponential with mean 1/rate.
package struct Death: Equatable, Sendable {
  /// Deaths per time [1/s].
  package let rate: Rate
  /// Kind of the body that is left, nil where the cell vanishes.
  package let body: Int?

  /// Dies at `rate` [1/s] and leaves `body`.
  package init(rate: Rate, body: Int?) {
    self.rate = rate
    self.body = body
  }
}

/// Leaving the tissue alive, through lymph vessels that are not drawn.
package struct Departure: Equatable, Sendable {
  /// Departures per time [1/s].
  package let rate: Rate

  /// Leaves at `rate` [1/s].
  package init(rate: Rate) {
    self.rate = rate
  }
}
