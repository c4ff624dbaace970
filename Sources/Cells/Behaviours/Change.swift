/// Becoming another kind: activation, polarisation, differentiation.
package struct Change: Equatable, Sendable {
  /// The kind that it becomes.
  package let kind: Int
  /// Changes per time [1/s].
  package let rate: Rate

  /// Becomes `kind` at `rate` [1/s].
  package init(to kind: Int, rate: Rate) {
    self.kind = kind
    self.rate = rate
  }
}
