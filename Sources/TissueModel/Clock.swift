/// Simulated time as a whole number of ticks, so that no sum of steps ever drifts.
///
/// One tick is 60 s / 2¹⁶ (about 0.916 ms). A step is a power of two of a tick and starts at a multiple of
/// its own length counted from ``origin``; an event (a cause that starts, a treatment) ends a step exactly and
/// becomes the new origin.
package struct Clock: Equatable, Sendable {
  /// Ticks in one second, exactly 65536/60.
  package static let ticksPerSecond = 65536.0 / 60.0
  /// Time since the start of the run [tick].
  package var tick: Int64
  /// The tick from which steps are aligned [tick].
  package var origin: Int64
  /// Steps of the main sequence taken so far (side steps are not counted).
  package var step: Int

  /// A clock at time zero.
  package init() {
    tick = 0
    origin = 0
    step = 0
  }

  /// Time since the start of the run [s].
  package var seconds: Double { Clock.seconds(tick) }
  /// Time since the start of the run [d].
  package var days: Double { seconds / 86400 }

  /// The length of a number of ticks [s].
  package static func seconds(_ ticks: Int64) -> Double { Double(ticks) * 60 / 65536 }

  /// The tick nearest to a time [s].
  package static func ticks(seconds: Double) -> Int64 { Int64((seconds * ticksPerSecond).rounded()) }

  /// The tick nearest to a time [d].
  package static func ticks(days: Double) -> Int64 { ticks(seconds: days * 86400) }
}
