import Fields

/// An interstitial flow in numbers; the inside of vessels does not count.
package struct FlowCensus: Equatable, Sendable {
  /// Mean pressure [mmHg].
  package private(set) var meanPressure = 0.0
  /// Lowest pressure [mmHg].
  package private(set) var lowestPressure = Double.infinity
  /// Highest pressure [mmHg].
  package private(set) var highestPressure = -Double.infinity
  /// Mean of Darcy's flux [µm/s].
  package private(set) var meanFlux = 0.0
  /// Largest flux [µm/s].
  package private(set) var largestFlux = 0.0
  /// What leaves the blood where it filters, per tissue volume [1/s].
  package private(set) var filtered = 0.0
  /// What enters the blood where it absorbs, per tissue volume [1/s].
  package private(set) var absorbed = 0.0
  /// What lymphatics take up, per tissue volume [1/s].
  package private(set) var drained = 0.0
  /// What leaves through the sides over what enters, per tissue volume [1/s].
  package private(set) var sideOutflow = 0.0

  /// Counts a flow through a tissue.
  package init(_ flow: InterstitialFlow, in anatomy: Anatomy) {
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: 6)
    var number = 0.0
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      guard !anatomy.lumen[voxel] else { return }
      number += 1
      let pressure = flow.pressure[0, voxel]
      let flux = squaredLength(flow.faces.velocity(at: voxel)).squareRoot()
      let filtration = flow.filtration(at: voxel)
      lowestPressure = min(lowestPressure, pressure)
      highestPressure = max(highestPressure, pressure)
      largestFlux = max(largestFlux, flux)
      sums[0].add(pressure)
      sums[1].add(flux)
      sums[2].add(max(filtration, 0))
      sums[3].add(max(-filtration, 0))
      sums[4].add(flow.lymph[0, voxel])
      sums[5].add(flow.sideFlow[0, voxel] - flow.sideFlow[1, voxel])
    }
    guard number > 0 else { return }
    meanPressure = sums[0].value / number
    meanFlux = sums[1].value / number
    filtered = sums[2].value / number
    absorbed = sums[3].value / number
    drained = sums[4].value / number
    sideOutflow = sums[5].value / number
  }
}
