import Fields
import Parallelism

/// Dermatomyositis as a cause of dystrophic calcinosis: cells in the regions die over a ramp, give off their
/// calcium and phosphate, leave membranes behind, lose ENPP1, gain alkaline phosphatase, and capillaries
/// drop out.
package struct Dermatomyositis: Sendable {
  /// Strengths of the effects where the damage is complete.
  package struct Effects: Sendable {
    /// Area of the surfaces that dead cells leave, by nucleation site [µm²/µm³].
    package var surfaces: [(site: String, area: Double)]
    /// Factors on the activity of enzymes; those not named stay as they are.
    package var enzymeFactors: [Enzyme: Double]
    /// Factor on the cells' calcium: the load that their mitochondria took up before death.
    package var calciumLoadFactor: Double
    /// Share of the cells' calcium and phosphate that reaches the interstitium.
    package var releasedShare: Double
    /// Share of the exchange with blood that is lost with the capillaries.
    package var capillaryDropout: Double

    /// Effects from their strengths.
    package init(
      surfaces: [(site: String, area: Double)], enzymeFactors: [Enzyme: Double], calciumLoadFactor: Double,
      releasedShare: Double, capillaryDropout: Double
    ) {
      self.surfaces = surfaces
      self.enzymeFactors = enzymeFactors
      self.calciumLoadFactor = calciumLoadFactor
      self.releasedShare = releasedShare
      self.capillaryDropout = capillaryDropout
    }
  }

  /// Name in the scenario.
  package let id: String
  /// When the damage begins [tick].
  package let startTick: Int64
  /// How long it takes to be complete [tick].
  package let rampTicks: Int64
  /// Final damage per voxel, 0 to 1, with padding.
  package let severity: [Double]
  /// Strengths of the effects.
  package let effects: Effects
  /// Segments of drawn vessels that drop out; nil where the exchange of all vessels falls evenly with the damage.
  package let dropout: CapillaryDropout?
  private let bedExchange: [Double]
  private let reached: [Int]
  private let cellCalcium: [Double]
  private let cellPhosphate: [Double]

  /// The disease in its regions.
  package init(
    id: String, startTick: Int64, rampTicks: Int64, severity: [Double], effects: Effects, anatomy: Anatomy,
    dropout: CapillaryDropout? = nil
  ) {
    self.dropout = dropout
    reached = severity.indices.filter { severity[$0] > 0 }
    bedExchange = dropout == nil ? [] : reached.map { anatomy.bedExchange[$0] }
    cellCalcium = reached.map { anatomy.type(at: $0).cellFraction * anatomy.type(at: $0).cellCalcium }
    cellPhosphate = reached.map { anatomy.type(at: $0).cellFraction * anatomy.type(at: $0).cellPhosphate }
    self.id = id
    self.startTick = startTick
    self.rampTicks = rampTicks
    self.severity = severity
    self.effects = effects
  }

  /// The share of the final damage that is done at a tick.
  package func progress(at tick: Int64) -> Double {
    min(max(Double(tick - startTick) / Double(rampTicks), 0), 1)
  }

  func act(on tissue: inout Tissue, through conditions: Conditions, from start: Int64, over ticks: Int64) {
    let before = progress(at: start)
    let after = progress(at: start + ticks)
    let seconds = Clock.seconds(ticks)
    let damage = tissue.damage
    dropout?.close(&tissue, at: start + ticks)
    guard after > 0 else { return }
    let surfaces = effects.surfaces.map { surface in
      guard let field = conditions.surface(of: surface.site) else {
        preconditionFailure("the conditions have no room for \(surface.site)")
      }
      return (field: field, area: surface.area)
    }
    let factors = Enzyme.allCases.compactMap { enzyme in effects.enzymeFactors[enzyme].map { (enzyme, $0) } }
    for place in reached.indices {
      let voxel = reached[place]
      let final = severity[voxel]
      let done = final * after
      damage[0, voxel] = max(damage[0, voxel], done)
      for (field, area) in surfaces { conditions.surfaces[field, voxel] += done * area }
      for (enzyme, factor) in factors {
        conditions.scale(enzyme, by: 1 + done * (factor - 1), at: voxel)
      }
      if dropout == nil {
        conditions.exchange[0, voxel] *= 1 - done * effects.capillaryDropout
      } else if bedExchange[place] > 0 {
        conditions.lose(done * effects.capillaryDropout * bedExchange[place], at: voxel)
      }
      let dying = final * (after - before) * effects.releasedShare / seconds
      conditions.calciumRelease[0, voxel] += dying * cellCalcium[place] * effects.calciumLoadFactor
      conditions.phosphateRelease[0, voxel] += dying * cellPhosphate[place]
    }
  }

  /// The loss of segments that goes with the damage: each is lost with a probability of the mean severity along its wall
  /// times the share of capillaries that is lost.
  package static func dropout(
    id: String, startTick: Int64, rampTicks: Int64, severity: [Double], lost: Double, stream: RandomStream,
    anatomy: Anatomy
  ) -> CapillaryDropout {
    CapillaryDropout(
      id: id, startTick: startTick, rampTicks: rampTicks, regrowTicks: nil, stream: stream, anatomy: anatomy
    ) { segment in
      var (area, reached) = (0.0, 0.0)
      for share in anatomy.segments.shares[segment.shares] {
        area += share.area
        reached += share.area * severity[share.voxel]
      }
      return area > 0 ? lost * reached / area : 0
    }
  }

  /// The final damage per voxel: within the region, thinned to patches about 80 µm wide.
  ///
  /// The pattern is smooth noise u in 0…1 (trilinear between random numbers on a coarse lattice); a voxel gets
  /// severity · (1 − p + p · max(0, 2u − 1)).
  /// - Parameters:
  ///   - anatomy: where the voxels are and which are lumen (spared).
  ///   - level: severity 0…1.
  ///   - patchiness: p, 0 for even damage, 1 for islands.
  ///   - seed: seed of the run.
  ///   - contains: whether the disease reaches a voxel.
  package static func severity(
    anatomy: Anatomy, level: Double, patchiness: Double, seed: UInt64,
    contains: (_ voxel: Int, _ centre: SIMD3<Double>) -> Bool
  ) -> [Double] {
    let grid = anatomy.grid
    let noise = PatchNoise(seed: seed, spacing: 80)
    var result = [Double](repeating: 0, count: grid.storageCount)
    Anatomy.forEachVoxel(of: grid) { voxel, centre in
      guard !anatomy.lumen[voxel], contains(voxel, centre) else { return }
      let islands = max(0, 2 * noise.value(at: centre) - 1)
      result[voxel] = level * (1 - patchiness + patchiness * islands)
    }
    return result
  }
}
