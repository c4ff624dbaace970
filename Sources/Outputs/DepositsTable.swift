import TissueModel

/// `deposits.csv`: one row per time and connected deposit; a time without deposits has no row.
///
/// Deposits are numbered by their first voxel at each time; when two grow together the later number vanishes.
package final class DepositsTable: Observer {
  /// Times at which the deposits are written [tick].
  package let ticks: [Int64]
  private let threshold: Double
  private let table: CSVTable

  /// Begins the table in `folder`.
  ///
  /// - Parameters:
  ///   - tissue: tells which minerals there are.
  ///   - threshold: volume fraction of mineral from which a voxel belongs to a deposit.
  /// - Throws: `OutputError`.
  package init(
    in folder: OutputFolder, of tissue: Tissue, ticks: [Int64], threshold: Double = Deposits.defaultThreshold
  ) throws {
    self.ticks = ticks
    self.threshold = threshold
    let masses = tissue.minerals.map { CSVColumn("\($0.phase.id)_mass", unit: "ug") }
    let places = ["x", "y", "z", "size_x", "size_y", "size_z", "equivalent_diameter"]
    table = try folder.addTable(
      "deposits.csv",
      columns: [
        CSVColumn("time", unit: "d"), CSVColumn("deposit", kind: .integer),
        CSVColumn("voxels", kind: .integer),
        CSVColumn("volume", unit: "um3"),
      ] + masses + places.map { CSVColumn($0, unit: "um") } + [
        CSVColumn("vessel_distance", unit: "um"), CSVColumn("nerve_distance", unit: "um"),
        CSVColumn("damaged_share"), CSVColumn("Ca_P_ratio"), CSVColumn("Mg_mass_percent"),
        CSVColumn("density", unit: "g_per_mL"),
      ])
  }

  /// Writes the deposits of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    for body in Deposits(in: tissue, threshold: threshold).bodies {
      let size = body.high - body.low
      var row: [CSVCell] = [
        .number(moment.days), .integer(body.number), .integer(body.voxels), .number(body.volume),
      ]
      row += body.mass.map { .number($0) }
      row += [body.centroid, size].flatMap { [.number($0.x), .number($0.y), .number($0.z)] }
      row += [
        .number(body.equivalentDiameter), .optional(body.vesselDistance), .optional(body.nerveDistance),
        .number(body.damagedShare),
      ]
      let composition = Composition(masses: body.mass, of: tissue.minerals)
      row += [
        .optional(composition.calciumPerPhosphorus), .optional(composition.magnesiumShare.map { $0 * 100 }),
        .optional(composition.density),
      ]
      try table.append(row)
    }
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}
