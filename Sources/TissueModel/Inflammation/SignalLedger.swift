/// What became of each signal since the start, in whole-grid amounts [amol].
///
/// The numbers booked are the very numbers that were added to the voxels, so that what is there equals
/// given + formed − taken − decayed to round-off, whatever the solver's tolerance.
package struct SignalLedger: Equatable, Sendable {
  /// Given off by cells [amol].
  package var given: [Double]
  /// Formed at the surfaces of minerals and pathogens [amol].
  package var formed: [Double]
  /// Taken up by cells [amol].
  package var taken: [Double]
  /// Lost otherwise: degraded, bound for good, washed out [amol].
  package var decayed: [Double]

  /// Accounts of `count` signals, all empty.
  package init(count: Int) {
    given = Array(repeating: 0, count: count)
    formed = given
    taken = given
    decayed = given
  }

  /// What should be in the tissue by the books [amol].
  package func expected(_ signal: Int) -> Double {
    given[signal] + formed[signal] - taken[signal] - decayed[signal]
  }

  /// The scale against which a residual is judged [amol].
  package func turnover(_ signal: Int) -> Double {
    abs(given[signal]) + abs(formed[signal]) + abs(taken[signal]) + abs(decayed[signal])
  }
}
