/// What has entered and left each solute's account since the start, in whole-grid amounts [amol].
///
/// The numbers booked here are the very numbers that were added to the voxels, so that
/// grid + solid + cells = start + exchanged + released + reacted − drained − carried holds to round-off whatever the solver's
/// tolerance.
package struct Ledger: Equatable, Sendable {
  /// In the fluid and the minerals at the start, those inside cells included [amol].
  package var start: [Double]
  /// Net uptake from plasma through vessel walls [amol].
  package var exchanged: [Double]
  /// Given off by cells: released at death or made outside them by their enzymes [amol].
  package var released: [Double]
  /// Gained by reactions between solutes, such as the hydrolysis of pyrophosphate [amol].
  package var reacted: [Double]
  /// Carried away with the fluid that lymphatics take up and that leaves through the sides, less what enters there [amol].
  package var drained: [Double]
  /// Carried off by cells that left the tissue, as mineral inside them [amol].
  package var carried: [Double]
  /// Carbon dioxide taken up from the open gas since the start [amol].
  package var gas: Double
  /// Total dissolved carbonate at the start [amol].
  package var carbonateStart: Double

  /// Accounts of `count` solutes, all empty.
  package init(count: Int) {
    start = Array(repeating: 0, count: count)
    exchanged = start
    released = start
    reacted = start
    drained = start
    carried = start
    gas = 0
    carbonateStart = 0
  }

  /// What should be in the grid by the books [amol].
  package func expected(_ solute: Int) -> Double {
    start[solute] + exchanged[solute] + released[solute] + reacted[solute] - drained[solute] - carried[solute]
  }

  /// The scale against which a solute's residual is judged: the sum of the magnitudes booked [amol].
  package func turnover(_ solute: Int) -> Double {
    abs(start[solute]) + abs(exchanged[solute]) + abs(released[solute]) + abs(reacted[solute])
      + abs(drained[solute]) + abs(carried[solute])
  }
}
