import Chemistry

/// Where one mineral nucleates in the tissue at hand, how fast, and when a voxel's first crystal appears.
final class NucleationSites {
  /// A surface of the tissue.
  struct Surface {
    /// Index into the sites of the mineral's nucleation law.
    let site: Int
    /// Area in health by tissue type [µm²/µm³].
    let areas: [Double]
    /// Identifier of the surface.
    let id: String
  }

  /// Crystals of another mineral that carry nuclei.
  struct Crystals {
    /// Index into the sites of the mineral's nucleation law.
    let site: Int
    /// Index of the other mineral.
    let mineral: Int
  }

  /// Index of the mineral that nucleates.
  let mineral: Int
  /// Rates at the tissue's temperature.
  let rates: NucleationRates
  /// Surfaces of the tissue.
  let surfaces: [Surface]
  /// Crystals of other minerals.
  let crystals: [Crystals]
  /// Volume of an amount of the mineral [µm³/amol].
  let volume: Double
  /// Solutes that cover the sites.
  let inhibitors: Inhibitors
  /// Expected nuclei per volume at which a voxel's first crystal appears [1/µm³].
  let thresholds: [Double]

  init(
    of mineral: Int, in tissue: Tissue, temperature: Double, inhibitors: Inhibitors, thresholds: [Double]
  ) {
    let kinetic = tissue.minerals[mineral]
    let types = tissue.anatomy.types
    let sites = kinetic.nucleation.sites.enumerated()
    self.mineral = mineral
    rates = NucleationRates(kinetic.nucleation, phase: kinetic.phase, temperature: temperature)
    surfaces = sites.map { site, surface in
      Surface(site: site, areas: types.map { $0.surfaces[surface.id] ?? 0 }, id: surface.id)
    }
    crystals = sites.compactMap { site, surface in
      tissue.mineral(surface.id).map { Crystals(site: site, mineral: $0) }
    }
    volume = kinetic.phase.volumePerAttomole
    self.inhibitors = inhibitors
    self.thresholds = thresholds
  }
}
