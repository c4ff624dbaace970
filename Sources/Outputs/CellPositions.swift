import Cells
import TissueModel

/// Every cell at chosen times: `cells/000000.csv` and `cells/000000.vtp` and so on, with `cells.pvd` that lists the
/// latter for ParaView.
package final class CellPositions: Observer {
  /// Format of a file.
  package enum Format: Hashable, Sendable {
    /// A table with one row per cell.
    case table
    /// VTK polydata with one point per cell.
    case polydata
  }

  /// Times at which files are written [tick].
  package let ticks: [Int64]
  private let folder: OutputFolder
  private let formats: Set<Format>
  private let collection: FieldCollection?
  private var written = 0

  /// Begins the series in `folder`.
  ///
  /// - Throws: `OutputError`.
  package init(in folder: OutputFolder, formats: Set<Format>, ticks: [Int64]) throws {
    self.folder = folder
    self.formats = formats
    self.ticks = ticks
    collection =
      formats.contains(.polydata) ? FieldCollection(path: try folder.addFile("cells.pvd")) : nil
  }

  /// Writes the files of `moment` and lists them.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    guard let inflammation = tissue.inflammation else { return }
    let digits = String(written)
    let name = "cells/" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    if formats.contains(.table) {
      try WholeFile.replace(folder.addFile(name + ".csv")) { file in
        try file.append(Array(Self.table(inflammation, tissue, at: moment).utf8))
      }
    }
    if formats.contains(.polydata) {
      try WholeFile.replace(folder.addFile(name + ".vtp")) { file in
        try file.append(Array(CellPolyData.text(inflammation, tissue, days: moment.days).utf8))
      }
      try collection?.append(file: name + ".vtp", time: moment.days)
    }
    written += 1
  }

  private static func table(_ inflammation: Inflammation, _ tissue: Tissue, at moment: Moment) -> String {
    var text = "id,kind,state,x_um,y_um,z_um,radius_um,nuclei,age_d"
    for mineral in tissue.minerals { text += "," + CSVColumn(mineral.phase.id, unit: "um3").header }
    if inflammation.infection != nil { text += ",pathogens" }
    text += "\n"
    for cell in inflammation.population.cells {
      let age = Clock.seconds(moment.tick - Int64(cell.birth)) / 86400
      text +=
        "\(cell.id),\(inflammation.kinds[cell.kind].id),\(cell.state),\(cell.position.x),\(cell.position.y),"
        + "\(cell.position.z),\(cell.radius),\(cell.nuclei),\(age)"
      for mineral in tissue.minerals.indices { text += ",\(cell.volume(of: mineral))" }
      if inflammation.infection != nil { text += ",\(cell.pathogens)" }
      text += "\n"
    }
    return text
  }

  /// Nothing is left open between two files.
  package func finish() throws {}
}
