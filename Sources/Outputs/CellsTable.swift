import Cells
import TissueModel

/// `cells.csv`: one row per time, how many cells of each kind there are, in which state, and what happened to them.
///
/// Cells of the last look before the time are counted, bodies of dead cells among them. Events count since the start.
package final class CellsTable: Observer {
  /// Times at which a row is written [tick].
  package let ticks: [Int64]
  private let kinds: [Int]
  private let eaters: Set<Int>
  private let table: CSVTable

  /// Begins the table in `folder`.
  ///
  /// - Parameters:
  ///   - tissue: tells kinds and minerals; it has cells.
  ///   - kinds: ids of the kinds that get columns.
  /// - Throws: `OutputError`.
  package init(in folder: OutputFolder, of tissue: Tissue, kinds: [String], ticks: [Int64]) throws {
    self.ticks = ticks
    let all = tissue.inflammation?.kinds ?? []
    self.kinds = kinds.compactMap { id in all.firstIndex { $0.id == id } }
    eaters = Set(
      all.indices.filter { kind in
        all[kind].behaviours.contains {
          if case .phagocytosis = $0 { true } else { false }
        }
      })
    var columns = [CSVColumn("time", unit: "d"), CSVColumn("cells", kind: .integer)]
    for kind in self.kinds {
      columns.append(CSVColumn(all[kind].id, kind: .integer))
      if eaters.contains(kind) {
        columns.append(CSVColumn("\(all[kind].id)_laden", kind: .integer))
        columns.append(CSVColumn("\(all[kind].id)_frustrated", kind: .integer))
      }
    }
    columns += [
      "giant_cell_nuclei", "recruited", "born", "died", "departed", "merged", "changed", "engulfed",
      "cleared",
      "shortened_moves", "overcrowded_boxes",
    ].map { CSVColumn($0, kind: .integer) }
    columns += tissue.minerals.map { CSVColumn("\($0.phase.id)_in_cells", unit: "um3") }
    table = try folder.addTable("cells.csv", columns: columns)
  }

  /// Writes the row of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    guard let inflammation = tissue.inflammation else { return }
    let cells = inflammation.population.cells
    var counts: [[CellState: Int]] = Array(repeating: [:], count: inflammation.kinds.count)
    for cell in cells { counts[cell.kind][cell.state, default: 0] += 1 }
    var row: [CSVCell] = [.number(moment.days), .integer(cells.count)]
    for kind in kinds {
      row.append(.integer(counts[kind].values.reduce(0, +)))
      if eaters.contains(kind) {
        row.append(.integer(counts[kind][.laden] ?? 0))
        row.append(.integer(counts[kind][.frustrated] ?? 0))
      }
    }
    let events = inflammation.events
    let nuclei = cells.reduce(0) { $1.nuclei > 1 ? $0 + $1.nuclei : $0 }
    row += [
      nuclei, events.recruited, events.born, events.died, events.departed, events.merged, events.changed,
      events.recognised, events.engulfed, events.cleared, events.shortened, events.overcrowded,
    ].map { .integer($0) }
    row += tissue.minerals.indices.map { .number(inflammation.mineralVolume($0)) }
    try table.append(row)
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}
