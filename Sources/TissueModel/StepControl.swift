/// Chooses the length of the next step from the error of the last one.
///
/// The local error of backward Euler grows with the square of the step, so a step whose error is under a
/// quarter of the tolerance may be doubled and one above the tolerance is halved and taken again. The sequence
/// depends on the tissue and on events only, never on output times, threads or restarts.
package struct StepControl: Equatable, Sendable {
  /// The step after the start and after each event, 2¹⁰ ticks (about 0.94 s).
  package static let firstExponent = 10
  /// Relative error of the deposited amount that one step may add.
  package let tolerance: Double
  /// The longest step as a power of two of a tick.
  package let longestExponent: Int
  /// Ticks at which the right-hand side jumps, in ascending order [tick].
  package let events: [Int64]
  /// The step to try next, as a power of two of a tick.
  package private(set) var exponent: Int

  /// A control for one run.
  /// - Parameters:
  ///   - tolerance: relative error of the deposited amount per step.
  ///   - longest: the longest step allowed [s]; rounded down to a power of two of a tick.
  ///   - events: ticks that must be met exactly [tick].
  package init(tolerance: Double, longest: Double, events: [Int64]) {
    self.tolerance = tolerance
    let ticks = max(1, Clock.ticks(seconds: longest))
    longestExponent = Int64.bitWidth - 1 - ticks.leadingZeroBitCount
    self.events = Array(Set(events)).sorted()
    exponent = min(StepControl.firstExponent, longestExponent)
  }

  /// The next step, which ends at an event if one lies within it.
  package func next(at clock: Clock) -> Int64 {
    var exponent = min(exponent, longestExponent)
    let offset = clock.tick - clock.origin
    while exponent > 0 && offset % (Int64(1) << exponent) != 0 { exponent -= 1 }
    let ticks = Int64(1) << exponent
    if let event = events.first(where: { $0 > clock.tick }), event < clock.tick + ticks {
      return event - clock.tick
    }
    return ticks
  }

  /// Whether a step with this error stands.
  package func accepts(error: Double, ticks: Int64) -> Bool {
    error <= tolerance || ticks <= 1
  }

  /// Halves the step after one that was refused.
  package mutating func shorten(from ticks: Int64) {
    exponent = max(0, Int64.bitWidth - 1 - ticks.leadingZeroBitCount - 1)
  }

  /// Records an accepted step: the clock moves on, an event restarts the alignment.
  package mutating func accept(error: Double, ticks: Int64, clock: inout Clock) {
    clock.tick += ticks
    clock.step += 1
    if events.contains(clock.tick) {
      clock.origin = clock.tick
      exponent = min(StepControl.firstExponent, longestExponent)
    } else if error < tolerance / 4 && ticks == Int64(1) << exponent {
      exponent = min(exponent + 1, longestExponent)
    }
  }
}
