import Parallelism

/// Loss of capillaries, segment by segment, and their regrowth.
///
/// A segment is lost when the progress of the loss in time passes a number of its own, drawn once from the seed; where
/// the share of segments to be lost is s, those with a number u < s are lost, at the time at which the progress is u/s.
/// A lost segment exchanges nothing. It opens again after a fixed time, where they regrow.
package struct CapillaryDropout: Sendable {
  /// Name in the scenario.
  package let id: String
  /// When the loss begins [tick].
  package let startTick: Int64
  /// How long it takes to be complete [tick].
  package let rampTicks: Int64
  /// How long a segment is lost [tick]; nil where none regrows.
  package let regrowTicks: Int64?
  /// Segments that will be lost, each with the tick of its loss, by ascending place.
  package let losses: [(segment: Int, tick: Int64)]

  /// The loss of some segments.
  /// - Parameters:
  ///   - id: name in the scenario.
  ///   - startTick: when it begins [tick].
  ///   - rampTicks: how long it takes to be complete, at least 1 [tick].
  ///   - regrowTicks: how long a segment is lost, at least 1 [tick]; nil where none regrows.
  ///   - stream: the random numbers of this cause.
  ///   - anatomy: has the segments.
  ///   - share: probability with which a segment is lost, from 0 to 1.
  package init(
    id: String, startTick: Int64, rampTicks: Int64, regrowTicks: Int64?, stream: RandomStream,
    anatomy: Anatomy, share: (VesselSegments.Segment) -> Double
  ) {
    self.id = id
    self.startTick = startTick
    self.rampTicks = rampTicks
    self.regrowTicks = regrowTicks
    var losses: [(segment: Int, tick: Int64)] = []
    for (place, segment) in anatomy.segments.segments.enumerated() {
      let (number, share) = (stream.uniform(index: place, tick: 0), share(segment))
      guard number < share else { continue }
      losses.append((place, startTick + Int64((number / share * Double(rampTicks)).rounded())))
    }
    self.losses = losses
  }

  /// Ticks at which the course has a corner.
  package var events: [Int64] {
    let ends = [startTick, startTick + rampTicks]
    return ends + (regrowTicks.map { regrow in ends.map { $0 + regrow } } ?? [])
  }

  /// Whether a segment that is lost at a tick is open at another.
  private func isOpen(lostAt loss: Int64, at tick: Int64) -> Bool {
    if tick < loss { return true }
    guard let regrowTicks else { return false }
    return tick >= loss + regrowTicks
  }

  /// Opens the segments that grow again in a step. All causes do so before any of them closes segments, so that one that
  /// two of them have lost stays lost until neither holds it.
  func open(_ tissue: inout Tissue, from start: Int64, over ticks: Int64) {
    guard regrowTicks != nil else { return }
    for (segment, loss) in losses
    where !isOpen(lostAt: loss, at: start) && isOpen(lostAt: loss, at: start + ticks) {
      tissue.segments.set(segment, occlusion: 0)
    }
  }

  /// Closes the segments that are lost at the end of a step.
  func close(_ tissue: inout Tissue, at end: Int64) {
    for (segment, loss) in losses where !isOpen(lostAt: loss, at: end) {
      tissue.segments.set(segment, occlusion: 1)
    }
  }
}
