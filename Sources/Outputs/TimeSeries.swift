import Chemistry
import TissueModel

/// `timeseries.csv`: one row per time, the whole block in numbers.
///
/// The inside of vessels does not count. Damaged tissue is what `Tissue.isDamaged` says; a column about tissue
/// that does not exist at the time stays empty. Means of concentrations are weighted with the water.
package final class TimeSeries: Observer {
  /// Times at which a row is written [tick].
  package let ticks: [Int64]
  private let threshold: Double
  private let table: CSVTable

  /// Begins the table in `folder`.
  ///
  /// - Parameters:
  ///   - tissue: tells which solutes and minerals there are.
  ///   - threshold: volume fraction of mineral from which a voxel belongs to a deposit.
  /// - Throws: `OutputError`.
  package init(
    in folder: OutputFolder, of tissue: Tissue, ticks: [Int64], threshold: Double = Deposits.defaultThreshold
  ) throws {
    self.ticks = ticks
    self.threshold = threshold
    table = try folder.addTable("timeseries.csv", columns: Self.columns(of: tissue))
  }

  private static func columns(of tissue: Tissue) -> [CSVColumn] {
    let minerals = tissue.minerals.map(\.phase.id)
    var columns = [
      CSVColumn("time", unit: "d"), CSVColumn("step", unit: "s"), CSVColumn("steps", kind: .integer),
    ]
    columns += minerals.flatMap { id in
      [
        CSVColumn("\(id)_mass", unit: "ug"), CSVColumn("\(id)_volume", unit: "um3"),
        CSVColumn("\(id)_voxels", kind: .integer),
      ]
    }
    columns += [
      CSVColumn("mineral_volume", unit: "um3"), CSVColumn("mineral_voxels", kind: .integer),
      CSVColumn("deposits", kind: .integer), CSVColumn("deposit_volume", unit: "um3"),
      CSVColumn("damaged_volume", unit: "um3"), CSVColumn("fluid_fraction_min"),
    ]
    columns += minerals.flatMap { id in
      ["damaged_mean", "damaged_max", "healthy_mean", "healthy_max"].map { CSVColumn("SI_\(id)_\($0)") }
    }
    columns += dissolved(in: tissue).flatMap { field in
      ["damaged", "healthy"].map { CSVColumn("\(field.name(in: tissue))_\($0)", unit: field.unit) }
    }
    if tissue.segments.areFollowed { columns.append(CSVColumn("open_vessel_length", unit: "mm")) }
    return columns + [
      CSVColumn("solver_iterations", kind: .integer), CSVColumn("rounds", kind: .integer),
      CSVColumn("step_error"), CSVColumn("splitting_error"),
    ]
  }

  /// Solutes, carbonate and pH.
  private static func dissolved(in tissue: Tissue) -> [TissueField] {
    TissueField.all(of: tissue).filter { field in
      switch field {
      case .concentration, .carbonate, .acidity: true
      default: false
      }
    }
  }

  /// Writes the row of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    let census = Census(tissue, fields: Self.dissolved(in: tissue))
    let deposits = Deposits(in: tissue, threshold: threshold)
    var row: [CSVCell] = [.number(moment.days), .number(moment.stepSeconds), .integer(moment.step)]
    for mineral in tissue.minerals.indices {
      row += [
        .number(census.mass[mineral]), .number(census.volume[mineral]), .integer(census.voxels[mineral]),
      ]
    }
    row += [
      .number(census.volume.reduce(0, +)), .integer(census.mineralVoxels), .integer(deposits.bodies.count),
      .number(deposits.bodies.reduce(0) { $0 + $1.volume }), .number(census.damagedVolume),
      .optional(census.fluid.lowest),
    ]
    for mineral in tissue.minerals.indices {
      for part in [census.damagedSaturation[mineral], census.healthySaturation[mineral]] {
        row += [.optional(part.mean), .optional(part.highest)]
      }
    }
    for (damaged, healthy) in zip(census.damagedFields, census.healthyFields) {
      row += [.optional(damaged.mean), .optional(healthy.mean)]
    }
    if tissue.segments.areFollowed {
      row.append(.number(tissue.segments.openLength(of: tissue.anatomy) * 1e-3))
    }
    row += [
      .integer(moment.solverIterations), .integer(moment.outcome.rounds), .number(moment.outcome.error),
      .number(moment.outcome.splitting),
    ]
    try table.append(row)
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}

/// What one walk over the voxels adds up.
private struct Census {
  /// Per mineral [µg].
  var mass: [Double]
  /// Per mineral [µm³].
  var volume: [Double]
  /// Voxels with the mineral.
  var voxels: [Int]
  /// Voxels with any mineral.
  var mineralVoxels = 0
  /// [µm³]
  var damagedVolume = 0.0
  var fluid = Gathering()
  var damagedSaturation: [Gathering]
  var healthySaturation: [Gathering]
  var damagedFields: [Gathering]
  var healthyFields: [Gathering]

  init(_ tissue: Tissue, fields: [TissueField]) {
    let minerals = tissue.minerals.indices
    mass = [Double](repeating: 0, count: minerals.count)
    volume = mass
    voxels = [Int](repeating: 0, count: minerals.count)
    damagedSaturation = Array(repeating: Gathering(), count: minerals.count)
    healthySaturation = damagedSaturation
    damagedFields = Array(repeating: Gathering(), count: fields.count)
    healthyFields = damagedFields
    let size = tissue.anatomy.grid.voxelVolume
    // 1 mM of tissue is 1 amol/µm³, and 1 amol · g/mol is 1e-12 µg.
    let micrograms = tissue.minerals.map { $0.phase.molarMass * 1e-12 * size }
    let volumes = tissue.minerals.map { $0.phase.volumePerAttomole * size }
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      guard !tissue.anatomy.lumen[voxel] else { return }
      let isDamaged = tissue.isDamaged(voxel)
      if isDamaged { damagedVolume += size }
      fluid.add(tissue.fluid[0, voxel])
      var holdsMineral = false
      for mineral in minerals {
        let amount = tissue.mineralAmounts[mineral, voxel]
        if amount > 0 {
          mass[mineral] += amount * micrograms[mineral]
          volume[mineral] += amount * volumes[mineral]
          voxels[mineral] += 1
          holdsMineral = true
        }
        let index = tissue.saturationIndex(mineral, voxel)
        if isDamaged { damagedSaturation[mineral].add(index) } else { healthySaturation[mineral].add(index) }
      }
      if holdsMineral { mineralVoxels += 1 }
      for (place, field) in fields.enumerated() {
        let value = field.value(in: tissue, at: voxel)
        let weight = field.weight(in: tissue, at: voxel)
        if isDamaged {
          damagedFields[place].add(value, weight: weight)
        } else {
          healthyFields[place].add(value, weight: weight)
        }
      }
    }
  }
}
