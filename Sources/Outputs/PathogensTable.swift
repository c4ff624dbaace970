import Cells
import TissueModel

/// `pathogens.csv`: one row per time, how many pathogens there are, where, and what became of them; and the caseum.
///
/// Numbers of the books count since the start; the residual is what they fail to explain, relative to the sum of their
/// magnitudes.
package final class PathogensTable: Observer {
  /// Times at which a row is written [tick].
  package let ticks: [Int64]
  private let table: CSVTable

  /// Begins the table in `folder`.
  ///
  /// - Throws: `OutputError`.
  package init(in folder: OutputFolder, ticks: [Int64]) throws {
    self.ticks = ticks
    var columns = [CSVColumn("time", unit: "d")]
    columns += ["outside", "inside"].map { CSVColumn($0) }
    columns += ["infected_cells", "killed_cells"].map { CSVColumn($0, kind: .integer) }
    columns.append(CSVColumn("most_in_one_cell"))
    columns += ["grown_outside", "grown_inside", "ingested", "released", "killed", "carried"].map {
      CSVColumn($0)
    }
    columns += [CSVColumn("residual_relative"), CSVColumn("caseum", unit: "um3")]
    columns.append(CSVColumn("caseum_cleared", unit: "um3"))
    table = try folder.addTable("pathogens.csv", columns: columns)
  }

  /// Writes the row of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    guard let inflammation = tissue.inflammation, let infection = inflammation.infection else { return }
    let cells = inflammation.population.cells
    let books = infection.ledger
    try table.append(
      [
        .number(moment.days), .number(infection.outside), .number(inflammation.population.pathogens),
        .integer(cells.count { $0.isInfected }), .integer(inflammation.events.killed),
        .number(cells.map(\.pathogens).max() ?? 0),
      ]
        + [
          books.grownOutside, books.grownInside, books.ingested, books.released, books.killed, books.carried,
          inflammation.pathogenResidual, infection.caseumVolume, books.cleared,
        ].map { .number($0) })
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}
