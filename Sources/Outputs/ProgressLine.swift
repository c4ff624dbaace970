import Foundation

/// One line on a terminal that tells how far a run has come; nothing where nobody watches.
package final class ProgressLine {
  private let write: ((String) -> Void)?
  private let start: Double
  private let end: Double
  private let interval: Duration
  private let began: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant?

  /// A line for a run from `start` to `end` [s, simulated].
  ///
  /// - Parameters:
  ///   - quiet: shows nothing in any case.
  ///   - interval: shortest time between two refreshes.
  ///   - write: where the text goes; by default standard error when that is a terminal, else nowhere.
  package init(
    from start: Double = 0, to end: Double, quiet: Bool = false, interval: Duration = .milliseconds(200),
    write: ((String) -> Void)? = ProgressLine.terminal
  ) {
    self.start = start
    self.end = end
    self.interval = interval
    self.write = quiet ? nil : write
    began = .now
  }

  /// Standard error when it is a terminal, else nil.
  package static var terminal: ((String) -> Void)? {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    return { FileHandle.standardError.write(Data($0.utf8)) }
  }

  /// Shows the state of the run, unless the last refresh is too recent.
  ///
  /// - Parameters:
  ///   - time: simulated time [s].
  ///   - step: length of the last step [s].
  ///   - deposits: connected deposits so far; counted only when the line is shown. Nil where nobody counts them.
  package func update(time: Double, step: Double, deposits: @autoclosure () -> Int? = nil) {
    guard let write else { return }
    let now = ContinuousClock.now
    if let shown, now - shown < interval { return }
    shown = now
    let fraction = end > start ? min(max((time - start) / (end - start), 0), 1) : 1
    let (seconds, attoseconds) = (now - began).components
    let elapsed = Double(seconds) + Double(attoseconds) * 1e-18
    let left = fraction > 0 ? elapsed * (1 - fraction) / fraction : nil
    let text = Self.text(
      time: time, end: end, step: step, deposits: deposits(), fraction: fraction, left: left)
    write("\r\u{1B}[K" + text)
  }

  /// Clears the line, so that what follows begins on an empty one.
  package func finish() {
    guard let write, shown != nil else { return }
    write("\r\u{1B}[K")
    shown = nil
  }

  /// The line: simulated time of total, share, step length, deposits, time left.
  package static func text(
    time: Double, end: Double, step: Double, deposits: Int?, fraction: Double, left: Double?
  ) -> String {
    let share = Int((fraction * 100).rounded(.down))
    let remaining = left.map { ", \(duration($0)) left" } ?? ""
    let bodies = deposits.map { $0 == 1 ? ", 1 deposit" : ", \($0) deposits" } ?? ""
    return "\(duration(time)) of \(duration(end)) (\(share) %), step \(duration(step))\(bodies)\(remaining)"
  }

  /// A time with three digits in the unit that suits it: "45.0 s", "12.5 min", "3.20 h", "90.0 d".
  package static func duration(_ seconds: Double) -> String {
    let units = [("d", 86400.0), ("h", 3600.0), ("min", 60.0)]
    let (name, length) = units.first { seconds >= $0.1 } ?? ("s", 1)
    let value = seconds / length
    let decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2
    return String(format: "%.\(decimals)f \(name)", value)
  }
}
