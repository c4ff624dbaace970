/// What starts a disease process. A cause acts only through ``Conditions`` and the damage of the tissue,
/// never by adding mineral.
package enum Cause: Sendable {
  /// Damage to myofibres, fat cells and capillaries in chosen regions.
  case dermatomyositis(Dermatomyositis)
  /// Loss and regrowth of segments of vessels.
  case capillaryDropout(CapillaryDropout)

  /// Ticks at which the cause's course has a corner and a step must end [tick].
  package var events: [Int64] {
    switch self {
    case .dermatomyositis(let disease): return [disease.startTick, disease.startTick + disease.rampTicks]
    case .capillaryDropout(let dropout): return dropout.events
    }
  }

  /// Writes what causes do during a step into the conditions and the damage at its end. The result does not depend on
  /// their order: a segment of a vessel is closed where any of them has lost it.
  package static func act(
    _ causes: [Cause], on tissue: inout Tissue, through conditions: Conditions, from start: Int64,
    over ticks: Int64
  ) {
    for cause in causes {
      if case .capillaryDropout(let dropout) = cause { dropout.open(&tissue, from: start, over: ticks) }
    }
    for cause in causes { cause.act(on: &tissue, through: conditions, from: start, over: ticks) }
  }

  private func act(
    on tissue: inout Tissue, through conditions: Conditions, from start: Int64, over ticks: Int64
  ) {
    switch self {
    case .dermatomyositis(let disease):
      disease.act(on: &tissue, through: conditions, from: start, over: ticks)
    case .capillaryDropout(let dropout):
      dropout.close(&tissue, at: start + ticks)
    }
  }
}
