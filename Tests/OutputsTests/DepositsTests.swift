import TissueModel
import Testing

@Suite struct DepositsTests {
  @Test func aDepositIsMeasuredOverItsVoxels() {
    // Three voxels of 1000 µm³ in an L: HAP filling 0.2, 0.1 and ACP 0.1 of them. Volume 400 µm³; a share f of
    // a voxel is f·1000/2e-4 amol = f·5e6 amol, so HAP 0.3·5e6·500e-12 = 7.5e-4 µg, ACP 2e-4 µg.
    let tissue = SampleTissue.make()
    SampleTissue.fill(tissue, 2, 3, 1, mineral: 1, fraction: 0.2)
    SampleTissue.fill(tissue, 3, 3, 1, mineral: 1, fraction: 0.1)
    SampleTissue.fill(tissue, 3, 4, 1, mineral: 0, fraction: 0.1)
    SampleTissue.damage(tissue, 3, 4, 1)
    let deposits = Deposits(in: tissue)
    #expect(deposits.bodies.count == 1)
    #expect(Deposits.count(in: tissue, threshold: 1e-3) == 1)
    let body = deposits.bodies[0]
    #expect(body.number == 1 && body.voxels == 3)
    #expect(abs(body.volume - 400) < 1e-10)
    #expect(abs(body.mass[0] - 2e-4) < 1e-16 && abs(body.mass[1] - 7.5e-4) < 1e-16)
    // Centres x 25 35 35, y 35 35 45, z 15, weights 2 1 1.
    #expect(abs(body.centroid.x - 30) < 1e-11 && abs(body.centroid.y - 37.5) < 1e-11)
    #expect(abs(body.centroid.z - 15) < 1e-11)
    #expect(body.low == SIMD3(20, 30, 10) && body.high == SIMD3(40, 50, 20))
    #expect(abs(body.damagedShare - 0.25) < 1e-12)
    // ∛(6·400/π)
    #expect(abs(body.equivalentDiameter - 9.1415629947) < 1e-9)
    // Nearest centre to the vessel's axis (5, 5): (35, 15), √(30² + 10²) − 4; to the nerve's (55, 35): (45, 15).
    #expect(abs((body.vesselDistance ?? 0) - (1000.squareRoot() - 4)) < 1e-12)
    #expect(abs((body.nerveDistance ?? 0) - (500.squareRoot() - 4)) < 1e-12)
  }

  @Test func theThresholdAndTheFacesSeparateDeposits() {
    let tissue = SampleTissue.make()
    SampleTissue.fill(tissue, 2, 3, 1, mineral: 1, fraction: 0.02)
    SampleTissue.fill(tissue, 3, 3, 1, mineral: 1, fraction: 0.009)
    SampleTissue.fill(tissue, 4, 3, 1, mineral: 1, fraction: 0.02)
    #expect(Deposits(in: tissue, threshold: 0.01).bodies.map(\.voxels) == [1, 1])
    #expect(Deposits(in: tissue, threshold: 0.009 * 0.999).bodies.map(\.voxels) == [3])
    #expect(Deposits(in: tissue, threshold: 0.03).bodies.isEmpty)
  }

  @Test func mineralsAddUpToTheThreshold() {
    let tissue = SampleTissue.make()
    SampleTissue.fill(tissue, 5, 5, 2, mineral: 0, fraction: 0.006)
    SampleTissue.fill(tissue, 5, 5, 2, mineral: 1, fraction: 0.006)
    #expect(Deposits.count(in: tissue, threshold: 0.01) == 1)
  }

  @Test func theInsideOfVesselsIsLeftOut() {
    let tissue = SampleTissue.make()
    SampleTissue.fill(tissue, 5, 0, 0, mineral: 1, fraction: 0.5)
    #expect(Deposits(in: tissue).bodies.isEmpty)
  }

  @Test func withoutVesselsAndNervesThereIsNoDistance() {
    let tissue = SampleTissue.make(vessels: false)
    SampleTissue.fill(tissue, 0, 0, 0, mineral: 1, fraction: 0.5)
    let body = Deposits(in: tissue).bodies.first
    #expect(body != nil && body?.vesselDistance == nil && body?.nerveDistance == nil)
  }
}
