import Testing
import TissueModel

/// What fibrils take of a tissue and how they hinder.
@Suite struct CollagenFibrilsTests {
  private let fibrils = CollagenFibrils(
    specificVolume: 1.5, radius: 12, ionRadius: 0.31, signalRadius: 2.3, stiffening: 0.8)

  @Test(arguments: [0.0, 7, 14, 240, 270, 430])
  func healthyCollagenChangesNothing(healthy: Double) {
    #expect(fibrils.share(with: healthy, healthy: healthy) == 1)
    for radius in [fibrils.ionRadius, fibrils.signalRadius] {
      #expect(
        fibrils.hindrance(radius: radius, collagen: (healthy, healthy), fluid: (0.17, 0.17)) == 1)
    }
  }

  /// In fat, 300 mg/mL are fibrils of 0.45 of the tissue: fluid and cells keep 0.55/0.9895, fibrils fill 0.8264 of the space
  /// between cells instead of 0.0582, and exp(−√x) falls by exp(0.2411 − 0.9091) for points.
  @Test func aCapsuleInFatTakesRoomAndHinders() {
    let share = fibrils.share(with: 300, healthy: 7)
    #expect(abs(share - 0.55 / 0.9895) < 1e-15)
    let fluid = (now: 0.17 * share, healthy: 0.17)
    let x = (0.45 / (0.45 + fluid.now), 0.0105 / (0.0105 + 0.17))
    #expect(abs(x.0 - 0.8264) < 1e-4 && abs(x.1 - 0.0582) < 1e-4)
    let point = fibrils.hindrance(radius: 0, collagen: (300, 7), fluid: fluid)
    #expect(abs(point - 0.5127) < 1e-4)
    let ion = fibrils.hindrance(radius: 0.31, collagen: (300, 7), fluid: fluid)
    let signal = fibrils.hindrance(radius: 2.3, collagen: (300, 7), fluid: fluid)
    #expect(signal < ion && ion < point)
    // What collagen was taken away no longer hinders.
    #expect(fibrils.hindrance(radius: 0.31, collagen: (100, 240), fluid: (0.4, 0.33)) > 1)
    #expect(fibrils.share(with: 100, healthy: 240) > 1)
  }

  /// (300/7)^0.8 = e^(0.8 · 3.7578).
  @Test func stiffnessIsAPowerOfCollagen() {
    #expect(fibrils.stiffness(with: 240, healthy: 240) == 1 && fibrils.stiffness(with: 100, healthy: 0) == 1)
    #expect(abs(fibrils.stiffness(with: 300, healthy: 7) - 20.21) < 0.01)
    #expect(fibrils.stiffness(with: 0, healthy: 7) == 0)
  }

  /// Denser than parallel fibrils can lie, nothing gets: there is always some room.
  @Test func someRoomIsAlwaysLeft() {
    #expect(fibrils.volumeFraction(1400) < 0.907 && fibrils.share(with: 1400, healthy: 240) > 0.1)
    #expect(CollagenFibrils.none.share(with: 300, healthy: 7) == 1)
  }
}
