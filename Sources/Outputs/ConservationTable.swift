import Chemistry
import TissueModel

/// `conservation.csv`: where every component is, and whether the books close.
///
/// One row per time and transported component [pmol]: what the fluid, the minerals and mineral inside cells hold, what
/// they held at the start, what came since from plasma, from cells and from reactions between solutes, what was drained
/// with flowing fluid, and what cells that left carried off. The residual is (fluid + solid + in cells) −
/// (start + exchanged + released + reacted − drained − carried off); relative to the sum of those magnitudes it
/// stays at the rounding error. In a fluid open to carbon dioxide the row of carbonate shows the gas taken
/// up, which is found from the balance itself, so that row has no residual. Where pH is held there is no row of
/// hydrogen: what holds it gives and takes it.
package final class ConservationTable: Observer {
  /// Times at which the books are shown [tick].
  package let ticks: [Int64]
  private let table: CSVTable
  /// 1 amol = 1e-6 pmol.
  private static let picomoles = 1e-6

  /// Begins the table in `folder`.
  ///
  /// - Throws: `OutputError`.
  package init(in folder: OutputFolder, ticks: [Int64]) throws {
    self.ticks = ticks
    let amounts = [
      "fluid", "solid", "in_cells", "start", "exchanged_with_plasma", "released_by_cells", "reacted",
      "drained",
      "carried_off_by_cells", "gas", "residual",
    ]
    table = try folder.addTable(
      "conservation.csv",
      columns: [CSVColumn("time", unit: "d"), CSVColumn("component", kind: .text)]
        + amounts.map { CSVColumn($0, unit: "pmol") } + [CSVColumn("residual_relative")])
  }

  /// Writes the books of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    let ledger = tissue.ledger
    for (index, solute) in tissue.solutes.enumerated() {
      let holding = tissue.holding(index)
      let solid = Self.solid(index, in: tissue)
      let inCells = tissue.holdingInCells(index)
      let residual = holding - ledger.expected(index)
      let turnover = ledger.turnover(index)
      try write(
        moment, solute.id,
        [
          holding - solid - inCells, solid, inCells, ledger.start[index], ledger.exchanged[index],
          ledger.released[index], ledger.reacted[index], ledger.drained[index], ledger.carried[index], 0,
          residual,
        ], relative: turnover > 0 ? residual / turnover : 0)
    }
    if tissue.isOpenToCarbonDioxide {
      let holding = tissue.carbonateHolding()
      try write(
        moment, Component.carbonate,
        [holding, 0, nil, ledger.carbonateStart, nil, nil, nil, nil, nil, ledger.gas, nil],
        relative: nil)
    }
  }

  /// What the minerals hold of a solute [amol].
  private static func solid(_ solute: Int, in tissue: Tissue) -> Double {
    var sum = CompensatedSum()
    let volume = tissue.anatomy.grid.voxelVolume
    for mineral in tissue.minerals.indices where tissue.stoichiometry[mineral][solute] != 0 {
      let units = tissue.stoichiometry[mineral][solute]
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
        sum.add(units * tissue.mineralAmounts[mineral, voxel] * volume)
      }
    }
    return sum.value
  }

  private func write(_ moment: Moment, _ id: String, _ amounts: [Double?], relative: Double?) throws {
    var row: [CSVCell] = [.number(moment.days), .text(id)]
    row += amounts.map { .optional($0.map { $0 * Self.picomoles }) }
    row.append(.optional(relative))
    try table.append(row)
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}
