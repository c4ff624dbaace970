import TissueModel

extension Scenario.Cause {
  /// The cause for the model.
  func cause(in anatomy: Anatomy, seed: UInt64) -> TissueModel.Cause {
    let severity = Dermatomyositis.severity(
      anatomy: anatomy, level: severity, patchiness: patchiness, seed: seed,
      contains: { _, centre in regions.contains { $0.contains(centre, in: anatomy) } })
    return .dermatomyositis(
      Dermatomyositis(
        id: id, startTick: Clock.ticks(days: start), rampTicks: max(1, Clock.ticks(days: ramp)),
        severity: severity,
        effects: Dermatomyositis.Effects(
          surfaces: kind.surfaces.map { ($0.site, $0.area.value) },
          enzymeFactors: [
            .alkalinePhosphatase: kind.phosphataseFactor.value,
            .nucleotidePyrophosphatase: kind.pyrophosphataseFactor.value,
          ],
          calciumLoadFactor: kind.calciumLoadFactor.value, releasedShare: kind.releasedShare.value,
          capillaryDropout: kind.capillaryDropout.value),
        anatomy: anatomy))
  }
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
