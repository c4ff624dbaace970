/// Becoming another kind on meeting a cell that presents antigen: the activation of a lymphocyte.
///
/// Attempts come at a rate; one succeeds where a cell of a presenting kind is in touch, and holds something taken up, mineral or
/// pathogens, if that is asked for. Scanning by touch is how T cells find antigen in tissue (M. J. Miller et al., Science 296 (2002) 1869–1873).
package struct Recognition: Equatable, Sendable {
  /// The kind that it becomes.
  package let kind: Int
  /// Kinds that present.
  package let presenters: [Int]
  /// Whether the presenting cell must hold mineral or pathogens.
  package let needsLoad: Bool
  /// Whether it must hold pathogens: mineral is not enough.
  package let needsPathogens: Bool
  /// Attempts per time [1/s]; one without a presenting cell in touch fails.
  package let rate: Rate

  /// Becomes `kind` on meeting one of `presenters`, tried at `rate` [1/s].
  package init(to kind: Int, presenters: [Int], needsLoad: Bool, needsPathogens: Bool = false, rate: Rate) {
    precondition(!presenters.isEmpty, "somebody presents")
    self.kind = kind
    self.presenters = presenters
    self.needsLoad = needsLoad
    self.needsPathogens = needsPathogens
    self.rate = rate
  }
}
