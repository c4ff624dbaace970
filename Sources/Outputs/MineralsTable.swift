import TissueModel

/// `minerals.csv`: one row per time and mineral, what there is of it, in which crystals and how fast it changes.
///
/// The inside of vessels does not count. Crystals are those of voxels that hold the mineral; where a voxel has
/// collected less than one expected nucleus there is none yet. A mineral without crystals has an empty cell for
/// their radius.
package final class MineralsTable: Observer {
  /// Times at which the minerals are written [tick].
  package let ticks: [Int64]
  private let table: CSVTable

  /// Begins the table in `folder`.
  ///
  /// - Throws: `OutputError`.
  package init(in folder: OutputFolder, ticks: [Int64]) throws {
    self.ticks = ticks
    table = try folder.addTable(
      "minerals.csv",
      columns: [
        CSVColumn("time", unit: "d"), CSVColumn("mineral", kind: .text), CSVColumn("amount", unit: "mM"),
        CSVColumn("mass", unit: "ug"), CSVColumn("crystals"), CSVColumn("radius_mean", unit: "um"),
        CSVColumn("surface", unit: "um2_per_um3"), CSVColumn("SI_min"), CSVColumn("SI_mean"),
        CSVColumn("SI_max"), CSVColumn("rate", unit: "mM_per_h"),
      ])
  }

  /// Writes the minerals of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    for mineral in tissue.minerals.indices {
      let census = CrystalCensus(mineral, of: tissue)
      try table.append([
        .number(moment.days), .text(tissue.minerals[mineral].phase.id), .optional(census.amount.mean),
        .number(census.mass), .number(census.crystals), .optional(census.radius.mean),
        .optional(census.surface.mean), .optional(census.saturation.lowest),
        .optional(census.saturation.mean), .optional(census.saturation.highest),
        .optional(census.rate.mean.map { $0 * 3600 }),
      ])
    }
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}

/// What one walk over the voxels finds of a mineral.
private struct CrystalCensus {
  /// [mM of tissue]
  var amount = Gathering()
  /// [µg]
  var mass = 0.0
  /// Number of crystals in the block.
  var crystals = 0.0
  /// Radius, each crystal counting once [µm].
  var radius = Gathering()
  /// [µm²/µm³ of tissue]
  var surface = Gathering()
  /// log10 Ω
  var saturation = Gathering()
  /// [mM of tissue per s]
  var rate = Gathering()

  init(_ mineral: Int, of tissue: Tissue) {
    let size = tissue.anatomy.grid.voxelVolume
    // 1 mM of tissue is 1 amol/µm³, and 1 amol · g/mol is 1e-12 µg.
    let micrograms = tissue.minerals[mineral].phase.molarMass * 1e-12 * size
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      guard !tissue.anatomy.lumen[voxel] else { return }
      let held = tissue.mineralAmounts[mineral, voxel]
      let population = tissue.population(mineral, voxel)
      let number = population.number
      amount.add(held)
      mass += held * micrograms
      crystals += number * size
      if number > 0 { radius.add(population.radiusSum / number, weight: number) }
      surface.add(population.surface)
      saturation.add(tissue.saturationIndex(mineral, voxel))
      rate.add(tissue.uptakeRates[mineral, voxel])
    }
  }
}
