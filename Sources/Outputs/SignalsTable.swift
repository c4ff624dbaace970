import TissueModel

/// `signals.csv`: one row per time and signal, how strong it is and where it went.
///
/// Concentrations are those in interstitial water of tissue, the inside of vessels left out. The books are amounts of the
/// whole grid since the start; the residual is what they fail to explain, relative to the sum of their magnitudes.
package final class SignalsTable: Observer {
  /// Times at which the signals are written [tick].
  package let ticks: [Int64]
  private let table: CSVTable
  /// 1 mM in nM.
  private static let nanomolar = 1e6

  /// Begins the table in `folder`.
  ///
  /// - Throws: `OutputError`.
  package init(in folder: OutputFolder, ticks: [Int64]) throws {
    self.ticks = ticks
    table = try folder.addTable(
      "signals.csv",
      columns: [
        CSVColumn("time", unit: "d"), CSVColumn("signal", kind: .text), CSVColumn("mean", unit: "nM"),
        CSVColumn("max", unit: "nM"),
      ]
        + ["held", "given_by_cells", "formed_at_minerals", "taken_by_cells", "decayed"].map {
          CSVColumn($0, unit: "amol")
        }
        + [CSVColumn("residual_relative")])
  }

  /// Writes the signals of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    guard let inflammation = tissue.inflammation else { return }
    for (place, signal) in inflammation.signals.enumerated() {
      var strength = Gathering()
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
        if tissue.anatomy.lumen[voxel] { return }
        let fluid = tissue.fluid[0, voxel]
        strength.add(inflammation.amounts[place, voxel] / fluid, weight: fluid)
      }
      let ledger = inflammation.ledger
      try table.append([
        .number(moment.days), .text(signal.id), .optional(strength.mean.map { $0 * Self.nanomolar }),
        .optional(strength.highest.map { $0 * Self.nanomolar }), .number(inflammation.holding(place)),

        .number(ledger.given[place]), .number(ledger.formed[place]), .number(ledger.taken[place]),
        .number(ledger.decayed[place]),
        .number(inflammation.relativeResidual(place)),
      ])
    }
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}
