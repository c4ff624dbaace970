import Fields

/// The oxygen of a tissue in numbers; the inside of vessels does not count.
package struct OxygenCensus: Equatable, Sendable {
  /// Mean pressure [mmHg].
  package private(set) var mean = 0.0
  /// Lowest pressure [mmHg].
  package private(set) var lowest = 0.0
  /// Share of the tissue with a pressure below ``OxygenSettings/hypoxia``.
  package private(set) var hypoxicShare = 0.0

  /// Counts the oxygen of a tissue.
  package init(_ oxygen: Oxygen, in anatomy: Anatomy) {
    var (sum, number, hypoxic, least) = (CompensatedSum(), 0.0, 0.0, Double.infinity)
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      guard !anatomy.lumen[voxel] else { return }
      let pressure = oxygen.pressure(at: voxel)
      sum.add(pressure)
      number += 1
      least = min(least, pressure)
      if pressure < oxygen.settings.hypoxia { hypoxic += 1 }
    }
    guard number > 0 else { return }
    (mean, lowest, hypoxicShare) = (sum.value / number, least, hypoxic / number)
  }
}
