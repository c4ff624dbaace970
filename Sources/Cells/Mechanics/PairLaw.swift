/// How two cells push and pull each other.
///
/// Potentials of P. Macklin et al. (J. Theor. Biol. 301 (2012) 122–140) as PhysiCell uses them (A. Ghaffarizadeh et al.,
/// PLoS Comput. Biol. 14 (2018) e1005991): with d the distance of the centres, R the sum of the radii and A = reach·R, a
/// cell is pushed away with √(rᵢrⱼ)·(1 − d/R)² for d < R and drawn with √(aᵢaⱼ)·(1 − d/A)² for d < A; friction with the
/// surroundings makes velocities of it.
package struct PairLaw: Sendable, Equatable {
  /// Distance at which two cells still feel each other, over the sum of their radii.
  package let reach: Double

  /// A law whose adhesion ends at `reach` (≥ 1) times the sum of the radii.
  package init(reach: Double) {
    precondition(reach >= 1, "adhesion reaches at least as far as repulsion")
    self.reach = reach
  }

  /// Speed with which two cells part [µm/s], negative where they close up; `repulsion` and `adhesion` are the geometric
  /// means of both cells' [µm/s].
  package func speed(distance: Double, radii: Double, repulsion: Double, adhesion: Double) -> Double {
    let push = max(0, 1 - distance / radii)
    let pull = max(0, 1 - distance / (reach * radii))
    return repulsion * push * push - adhesion * pull * pull
  }
}
