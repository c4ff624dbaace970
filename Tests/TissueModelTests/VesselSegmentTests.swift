import Fields
import Parallelism
import Testing
import TissueModel

@Suite struct VesselSegmentTests {
  /// Three segments of 40, 50 and 30 µm, the second across the grid.
  private static let axis = Polyline([
    SIMD3(25, 35, 45), SIMD3(65, 35, 45), SIMD3(65, 85, 45), SIMD3(65, 85, 75),
  ])

  private func anatomy(bed: Bool = false) -> Anatomy {
    Anatomy(
      grid: Grid(nx: 12, ny: 12, nz: 12, spacing: (10, 10, 10)),
      types: [AnatomyTests.type("muscle", bed: 1e-3), AnatomyTests.type("vessel_lumen")],
      paint: { _ in "muscle" },
      vessels: [Vessel(id: "c", kind: "capillary", axis: Self.axis, radius: 3, permeability: 0.08)],
      nerves: [], capillaryBed: bed)
  }

  private func tissue(_ anatomy: Anatomy) -> Tissue {
    Tissue(
      anatomy: anatomy, solutes: [Solute(id: "Ca", diffusivity: 1000)], minerals: [], stoichiometry: [],
      plasma: Plasma(diffusible: [1.2]))
  }

  @Test func eachSegmentHasItsLengthAndWall() {
    let anatomy = anatomy()
    let segments = anatomy.segments
    #expect(segments.segments.map(\.length) == [40, 50, 30])
    #expect(segments.segments[1].middle == SIMD3(65, 60, 45))
    var areas = [Double](repeating: 0, count: anatomy.grid.storageCount)
    for segment in segments.segments {
      var area = 0.0
      for share in segments.shares[segment.shares] {
        area += share.area * anatomy.grid.voxelVolume
        areas[share.voxel] += share.area
      }
      // Some hundred shares of 10⁴ strips.
      #expect(abs(area - 2 * Double.pi * 3 * segment.length) < 1e-10 * area)
    }
    for voxel in areas.indices { #expect(abs(areas[voxel] - anatomy.wallArea[voxel]) < 1e-12) }
  }

  /// A lost segment exchanges nothing, to the last bit; voxels that it does not touch keep theirs.
  @Test func aLostSegmentExchangesNothing() {
    let anatomy = anatomy()
    var tissue = tissue(anatomy)
    let conditions = Conditions(anatomy: anatomy)
    tissue.segments.set(1, occlusion: 1)
    conditions.takeLoss(of: tissue)
    conditions.takeLoss(of: tissue)
    let lost = anatomy.segments.shares[anatomy.segments.segments[1].shares].map(\.voxel)
    let others = Set(
      [0, 2].flatMap { anatomy.segments.shares[anatomy.segments.segments[$0].shares].map(\.voxel) })
    for voxel in lost where !others.contains(voxel) { #expect(conditions.exchange[0, voxel] == 0) }
    for voxel in others.subtracting(lost) {
      #expect(conditions.exchange[0, voxel] == anatomy.healthyExchange[voxel])
    }
    #expect(abs(tissue.segments.openLength(of: anatomy) - 70) < 1e-12)
    conditions.reset()
    #expect(lost.allSatisfy { conditions.exchange[0, $0] == anatomy.healthyExchange[$0] })
  }

  @Test func aLeakySegmentLetsMoreThrough() {
    let anatomy = anatomy(bed: true)
    var tissue = tissue(anatomy)
    let conditions = Conditions(anatomy: anatomy)
    tissue.segments.set(0, permeability: 3, occlusion: 0.5)
    #expect(tissue.segments.openness(0) == 1.5)
    conditions.takeLoss(of: tissue)
    let voxel = anatomy.grid.index(x: 4, y: 3, z: 4)
    let expected = 1e-3 + 1.5 * anatomy.vesselExchange[voxel]
    #expect(abs(conditions.exchange[0, voxel] - expected) < 1e-15)
  }

  @Test func theStateGoesWithTheTissue() {
    let anatomy = anatomy()
    var tissue = tissue(anatomy)
    var copy = tissue.duplicate()
    tissue.segments.set(2, permeability: 2, damage: 0.25, occlusion: 1)
    #expect(copy.segments.occlusion[2] == 0)
    copy.copyState(from: tissue)
    #expect(copy.segments == tissue.segments)
    #expect(copy.segments.damage == [0, 0, 0.25])
  }

  /// Many segments: about the share asked for is lost, evenly over the ramp, and grows again.
  @Test func segmentsAreLostAndGrowAgain() {
    let points = (0...600).map { SIMD3(Double($0) * 0.2, 35, 45) }
    let anatomy = Anatomy(
      grid: Grid(nx: 12, ny: 12, nz: 12, spacing: (10, 10, 10)),
      types: [AnatomyTests.type("muscle"), AnatomyTests.type("vessel_lumen")], paint: { _ in "muscle" },
      vessels: [Vessel(id: "c", kind: "capillary", axis: Polyline(points), radius: 3, permeability: 0.08)],
      nerves: [], capillaryBed: false)
    let dropout = CapillaryDropout(
      id: "loss", startTick: 1000, rampTicks: 10_000, regrowTicks: 50_000,
      stream: RandomStream(seed: 3, purpose: RandomPurpose.dropout), anatomy: anatomy, share: { _ in 0.4 })
    // 600 drawings of 0.4: 240, standard deviation 12; four of them.
    #expect(abs(dropout.losses.count - 240) <= 48)
    #expect(dropout.losses.allSatisfy { (1000...11_000).contains($0.tick) })
    let early = dropout.losses.count { $0.tick <= 6000 }
    // Half of n, standard deviation √n/2.
    let half = Double(dropout.losses.count) / 2
    #expect(abs(Double(early) - half) <= 4 * (half / 2).squareRoot())
    var tissue = tissue(anatomy)
    let cause = Cause.capillaryDropout(dropout)
    let conditions = Conditions(anatomy: anatomy)
    func lost(after tick: Int64, over ticks: Int64) -> Int {
      Cause.act([cause], on: &tissue, through: conditions, from: tick, over: ticks)
      return tissue.segments.occlusion.count { $0 == 1 }
    }
    #expect(lost(after: 0, over: 999) == 0)
    #expect(lost(after: 999, over: 5001) == early)
    #expect(lost(after: 6000, over: 6000) == dropout.losses.count)
    #expect(lost(after: 12_000, over: 44_000) == dropout.losses.count - early)
    #expect(lost(after: 56_000, over: 5000) == 0)
    #expect(cause.events == [1000, 11_000, 51_000, 61_000])
  }

  /// Two causes lose the same segments at ticks 1000 and 3000 and let them grow again 5000 later each; a third, a disease,
  /// never does. In either order a segment is open only while none of them holds it.
  @Test(arguments: [false, true], [false, true])
  func segmentsThatTwoCausesHaveLostStayLostUntilNeitherHoldsThem(isReversed: Bool, isSick: Bool) {
    let anatomy = anatomy()
    func loss(_ start: Int64, regrow: Int64?) -> CapillaryDropout {
      CapillaryDropout(
        id: "\(start)", startTick: start, rampTicks: 1, regrowTicks: regrow,
        stream: RandomStream(seed: 1, purpose: RandomPurpose.dropout), anatomy: anatomy, share: { _ in 1 })
    }
    var causes = [1000, 3000].map { Cause.capillaryDropout(loss($0, regrow: 5000)) }
    if isSick {
      let disease = Dermatomyositis(
        id: "d", startTick: 4000, rampTicks: 1,
        severity: [Double](repeating: 1, count: anatomy.grid.storageCount),
        effects: Dermatomyositis.Effects(
          surfaces: [], enzymeFactors: [:], calciumLoadFactor: 1, releasedShare: 0, capillaryDropout: 1),
        anatomy: anatomy, dropout: loss(4000, regrow: nil))
      causes.append(.dermatomyositis(disease))
    }
    if isReversed { causes.reverse() }
    var tissue = tissue(anatomy)
    let conditions = Conditions(anatomy: anatomy)
    var wereOpen: [Int64] = []
    for end in stride(from: Int64(250), through: 9250, by: 500) {
      let start = max(end - 500, 0)
      Cause.act(causes, on: &tissue, through: conditions, from: start, over: end - start)
      let closed = tissue.segments.occlusion
      #expect(closed.allSatisfy { $0 == closed[0] })
      if closed[0] == 0 { wereOpen.append(end) }
    }
    // Lost within a tick after 1000; the second lets go within a tick after 8000.
    #expect(wereOpen == [250, 750] + (isSick ? [] : [8250, 8750, 9250]))
  }

  /// Where dermatomyositis takes segments, unresolved capillaries are lost evenly and drawn ones as a whole.
  @Test func dermatomyositisTakesSegments() {
    let anatomy = anatomy(bed: true)
    var tissue = tissue(anatomy)
    let conditions = Conditions(anatomy: anatomy)
    let severity = [Double](repeating: 1, count: anatomy.grid.storageCount)
    let disease = Dermatomyositis(
      id: "d", startTick: 0, rampTicks: 100, severity: severity,
      effects: Dermatomyositis.Effects(
        surfaces: [], enzymeFactors: [:], calciumLoadFactor: 1, releasedShare: 0, capillaryDropout: 0.6),
      anatomy: anatomy,
      dropout: Dermatomyositis.dropout(
        id: "d", startTick: 0, rampTicks: 100, severity: severity, lost: 1,
        stream: RandomStream(seed: 1, purpose: RandomPurpose.dropout), anatomy: anatomy))
    Cause.act([.dermatomyositis(disease)], on: &tissue, through: conditions, from: 0, over: 100)
    conditions.takeLoss(of: tissue)
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      #expect(abs(conditions.exchange[0, voxel] - 0.4e-3) < 1e-17)
    }
    #expect(tissue.segments.openLength(of: anatomy) == 0)
  }
}
