import Outputs
import Testing

@Suite struct ProgressLineTests {
  @Test func theLineTellsTimeShareStepDepositsAndTimeLeft() {
    let day = 86400.0
    #expect(
      ProgressLine.text(time: 4.5 * day, end: 90 * day, step: 90, deposits: 1, fraction: 0.05, left: 114)
        == "4.50 d of 90.0 d (5 %), step 1.50 min, 1 deposit, 1.90 min left")
    #expect(
      ProgressLine.text(time: 0, end: 7200, step: 0.5, deposits: 0, fraction: 0, left: nil)
        == "0.00 s of 2.00 h (0 %), step 0.50 s, 0 deposits")
    #expect(
      ProgressLine.text(time: 1800, end: 7200, step: 60, deposits: nil, fraction: 0.25, left: nil)
        == "30.0 min of 2.00 h (25 %), step 1.00 min")
  }

  @Test func nothingIsWrittenWhereNobodyWatches() {
    var written = ""
    let quiet = ProgressLine(to: 10, quiet: true) { written += $0 }
    quiet.update(time: 1, step: 1, deposits: 0)
    quiet.finish()
    let piped = ProgressLine(to: 10, write: nil)
    piped.update(time: 1, step: 1, deposits: 0)
    piped.finish()
    #expect(written.isEmpty)
  }

  @Test func refreshesAreSpacedAndTheLineIsClearedAtTheEnd() {
    var written: [String] = []
    let line = ProgressLine(to: 10, interval: .seconds(3600)) { written.append($0) }
    for time in 1...5 { line.update(time: Double(time), step: 1, deposits: 2) }
    line.finish()
    line.finish()
    #expect(written.count == 2)
    #expect(written[0].hasPrefix("\r\u{1B}[K1.00 s of 10.0 s (10 %), step 1.00 s, 2 deposits, 0.00 s left"))
    #expect(written[1] == "\r\u{1B}[K")
  }
}
