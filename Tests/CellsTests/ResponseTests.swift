import Cells
import Testing

@Suite struct ResponseTests {
  @Test(arguments: 1...8)
  func theAnswerIsHalfWayAtTheHalfStimulus(exponent: Int) {
    let response = Response(to: .signal(0), half: 2, exponent: exponent, none: 0.5, full: 3)
    #expect(response.factor(at: 2) == 1.75)
    #expect(response.factor(at: 0) == 0.5 && response.factor(at: -1) == 0.5)
    #expect(response.factor(at: 1e300) == 3)
    var ratio = 1.0
    for _ in 0..<exponent { ratio *= 3 }
    #expect(abs(response.factor(at: 6) - (0.5 + 2.5 * ratio / (1 + ratio))) < 1e-14)
  }
}
