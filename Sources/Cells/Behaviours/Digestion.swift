/// Dissolving crystals in the phagolysosome, at its pH.
///
/// The chemistry's rate law at that pH gives the speed with which a crystal's surface draws back; see
/// ``CellDynamics/init(kinds:signalCount:mineralCount:digestion:grid:law:interval:seed:capacity:workers:)``. N equal balls of
/// the total volume V and the radius R = (3V/4πN)^(1/3) lose dV/dt = −4πR²N·v: the radius falls evenly, R(t) = R − vt, and all
/// are gone at once.
package struct Digestion: Equatable, Sendable {
  /// pH of the phagolysosome.
  package let pH: Double
  /// Surface of what was taken up over that of smooth balls: a biological particle is an aggregate of finer crystals.
  package let surfaceRatio: Double

  /// Dissolves crystals at `pH`, the faster the rougher they are.
  package init(pH: Double, surfaceRatio: Double = 1) {
    precondition(pH > 0 && pH < 14, "a pH of water")
    precondition(surfaceRatio >= 1, "no body has less surface than a ball")
    self.pH = pH
    self.surfaceRatio = surfaceRatio
  }

  /// What is left of `crystals` whose radius falls at `speed` [µm/s], after `time` [s]: exact for any step.
  package static func rest(of crystals: Crystals, speed: Double, after time: Double) -> Crystals {
    guard crystals.volume > 0, crystals.number > 0 else { return crystals }
    let radius = crystals.radius
    let share = 1 - speed * time / radius
    guard share > 0 else { return Crystals() }
    return Crystals(volume: crystals.volume * (share * share * share), number: crystals.number)
  }
}
