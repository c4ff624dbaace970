/// Merging with a neighbour in touch that is ready to merge too: volumes, nuclei and mineral add up.
package struct Fusion: Equatable, Sendable {
  /// Attempts per time [1/s]; one without a ready neighbour fails.
  package let rate: Rate
  /// The kind that both become.
  package let product: Int

  /// Tries at `rate` [1/s], and becomes `product`.
  package init(rate: Rate, product: Int) {
    self.rate = rate
    self.product = product
  }
}

/// Clearing bodies of dead cells in touch.
package struct Efferocytosis: Equatable, Sendable {
  /// Attempts per time [1/s]; one without a body in touch fails.
  package let rate: Rate
  /// The kind of body that is taken.
  package let body: Int

  /// Takes `body` at `rate` [1/s].
  package init(rate: Rate, of body: Int) {
    self.rate = rate
    self.body = body
  }
}
