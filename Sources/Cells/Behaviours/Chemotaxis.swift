/// Walking towards more of a signal, by the difference of receptor occupancy between front and rear.
///
/// A fraction c/(c + Kd) of the receptors is occupied; over the cell's length 2r it differs by δ = 2r·|∇(c/(c + Kd))|. At
/// each turn the new direction is drawn about the gradient with mean cosine δ/(δ + δ½): the orientation bias that noise in
/// receptor binding leaves grows with the difference and saturates (R. T. Tranquillo, D. A. Lauffenburger, S. H. Zigmond,
/// J. Cell Biol. 106 (1988) 303–309). The drift is speed × bias. Several attractants add as vectors (E. F. Foxman,
/// E. J. Kunkel, E. C. Butcher, J. Cell Biol. 147 (1999) 577–588).
package struct Chemotaxis: Equatable, Sendable {
  /// The attractant: its place in the list of signals.
  package let signal: Int
  /// Dissociation constant of the receptor [mM].
  package let dissociation: Double
  /// Difference of occupancy between front and rear at which the bias is one half.
  package let halfDifference: Double

  /// An attraction by `signal` through a receptor.
  package init(signal: Int, dissociation: Double, halfDifference: Double) {
    precondition(dissociation > 0 && halfDifference > 0, "a receptor that binds, a difference that is felt")
    self.signal = signal
    self.dissociation = dissociation
    self.halfDifference = halfDifference
  }

  /// Share of receptors that are occupied at `concentration` [mM].
  package func occupancy(at concentration: Double) -> Double {
    let positive = max(concentration, 0)
    return positive / (positive + dissociation)
  }

  /// Mean cosine between direction and gradient for a difference of occupancy between front and rear.
  package func bias(difference: Double) -> Double {
    difference / (difference + halfDifference)
  }
}
