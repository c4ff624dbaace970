import Parallelism
import TissueModel

extension Scenario.Cause {
  /// The cause for the model.
  func cause(in anatomy: Anatomy, seed: UInt64) -> TissueModel.Cause {
    let severity = Dermatomyositis.severity(
      anatomy: anatomy, level: severity, patchiness: patchiness, seed: seed,
      contains: { _, centre in regions.contains { $0.contains(centre, in: anatomy) } })
    let (startTick, rampTicks) = (Clock.ticks(days: start), max(1, Clock.ticks(days: ramp)))
    let dropout =
      losesSegments
      ? Dermatomyositis.dropout(
        id: id, startTick: startTick, rampTicks: rampTicks, severity: severity,
        lost: kind.capillaryDropout.value, stream: .dropout(seed: seed, number: number), anatomy: anatomy)
      : nil
    return .dermatomyositis(
      Dermatomyositis(
        id: id, startTick: startTick, rampTicks: rampTicks, severity: severity,
        effects: Dermatomyositis.Effects(
          surfaces: kind.surfaces.map { ($0.site, $0.area.value) },
          enzymeFactors: [
            .alkalinePhosphatase: kind.phosphataseFactor.value,
            .nucleotidePyrophosphatase: kind.pyrophosphataseFactor.value,
          ],
          calciumLoadFactor: kind.calciumLoadFactor.value, releasedShare: kind.releasedShare.value,
          capillaryDropout: kind.capillaryDropout.value),
        anatomy: anatomy, dropout: dropout))
  }
}

extension Scenario.CapillaryDropout {
  /// The cause for the model: each segment of the named kinds whose middle lies in a region is lost by chance.
  func dropout(in anatomy: Anatomy, seed: UInt64) -> TissueModel.CapillaryDropout {
    TissueModel.CapillaryDropout(
      id: id, startTick: Clock.ticks(days: start), rampTicks: max(1, Clock.ticks(days: ramp)),
      regrowTicks: regrow.map { max(1, Clock.ticks(days: $0)) },
      stream: .dropout(seed: seed, number: number), anatomy: anatomy
    ) { segment in
      let isMeant =
        kinds.contains(anatomy.vessels[segment.vessel].kind)
        && regions.contains { $0.contains(segment.middle, in: anatomy) }
      return isMeant ? share : 0
    }
  }
}

extension RandomStream {
  /// The stream of a cause that takes segments away.
  fileprivate static func dropout(seed: UInt64, number: Int) -> RandomStream {
    RandomStream(seed: seed, purpose: RandomPurpose.dropout + UInt32(number))
  }
}

extension Scenario {
  /// Whether some cause takes segments of vessels away.
  var losesSegments: Bool { !dropouts.isEmpty || causes.contains(where: \.losesSegments) }
}

extension Scenario.Region {
  /// Whether a point lies in the region.
  func contains(_ point: SIMD3<Double>, in anatomy: Anatomy) -> Bool {
    switch self {
    case .shape(let shape): return shape.contains(point)
    case .aroundVessels(let ids, let reach):
      return anatomy.vessels.contains { vessel in
        ids.contains(vessel.id) && vessel.axis.distance(to: point) <= vessel.radius + reach
      }
    }
  }
}
