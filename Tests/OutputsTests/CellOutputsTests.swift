import Cells
import Foundation
import Outputs
import Testing
import TissueModel

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Tables and files of cells.
@Suite struct CellOutputsTests {
  let temporary: TemporaryFolder
  let folder: OutputFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = try OutputFolder(path: temporary.path)
  }

  private static let kinds = ["macrophage", "giant_cell", "apoptotic_body"].map { id in
    CellKind(
      id: id, name: id, radius: 8, repulsion: 1, adhesion: 1,
      behaviours: id == "macrophage"
        ? [.phagocytosis(Phagocytosis(rate: Rate(1), halfNumber: 1, largestRadius: 1, capacity: 500))] : [])
  }

  /// Macrophages side by side on a lattice of 16 µm in the first half of the block, one of them laden, around a giant cell
  /// of five nuclei; a body apart.
  private func tissue() -> Tissue {
    var tissue = SampleTissue.make()
    let inflammation = Inflammation(
      kinds: Self.kinds, signals: [Signal(id: "CCL2", diffusivity: 5, decay: 1e-5)], interval: 65536,
      grid: SampleTissue.grid, minerals: 2, seed: 1)
    for z in 0..<2 {
      for y in 0..<3 {
        for x in 0..<4 {
          var cell = Cell(
            kind: 0, position: SIMD3(Double(x) * 16 + 4, Double(y) * 16 + 4, Double(z) * 16 + 4), radius: 8)
          if x == 1, y == 1, z == 1 {
            cell.kind = 1
            cell.nuclei = 5
            cell.crystals = [Crystals(volume: 0, number: 0), Crystals(volume: 250, number: 10)]
          } else if x == 0, y == 0, z == 0 {
            cell.state = .laden
            cell.crystals = [Crystals(volume: 500, number: 4), Crystals()]
          }
          inflammation.population.add(cell, at: 0)
        }
      }
    }
    inflammation.population.add(Cell(kind: 2, position: SIMD3(95, 55, 35), radius: 5), at: 0)
    for voxel in 0..<SampleTissue.grid.storageCount { inflammation.amounts[0, voxel] = 1e-6 * 0.125 }
    tissue.inflammation = inflammation
    return tissue
  }

  private func rows(_ name: String) throws -> [[String: String]] {
    let lines = try temporary.text(name).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test func cellsAreCountedByKindAndState() throws {
    let tissue = tissue()
    let observer = try CellsTable(
      in: folder, of: tissue, kinds: ["macrophage", "giant_cell", "apoptotic_body"], ticks: [0])
    try observer.observe(tissue, at: SampleTissue.moment(days: 2))
    let row = try #require(rows("cells.csv").first)
    #expect(row["cells"] == "25" && row["macrophage"] == "23" && row["macrophage_laden"] == "1")
    #expect(row["macrophage_frustrated"] == "0" && row["giant_cell"] == "1" && row["apoptotic_body"] == "1")
    #expect(row["giant_cell_laden"] == nil, "it takes up nothing")
    #expect(row["giant_cell_nuclei"] == "5")
    #expect(row["ACP_in_cells_um3"] == "500.0" && row["HAP_in_cells_um3"] == "250.0")
  }

  @Test func granulomasKeepTheirNumber() throws {
    let tissue = tissue()
    for voxel in 0..<SampleTissue.grid.storageCount { tissue.inflammation?.collagen[0, voxel] = 240 }
    let criteria = GranulomaCriteria(lineage: [0, 1], core: [1], bodies: [2], isPlanar: false)
    let observer = try GranulomasTable(
      in: folder, of: tissue, kinds: ["macrophage", "giant_cell"], criteria: criteria, ticks: [0, 1, 2])
    try observer.observe(tissue, at: SampleTissue.moment(days: 1))
    try observer.observe(tissue, at: SampleTissue.moment(days: 3))
    var empty = tissue
    empty.inflammation = Inflammation(
      kinds: Self.kinds, signals: [], interval: 65536, grid: SampleTissue.grid, minerals: 2, seed: 1)
    try observer.observe(empty, at: SampleTissue.moment(days: 4))
    let rows = try rows("granulomas.csv")
    #expect(rows.map { $0["event"] } == ["appeared", "", "ended"])
    #expect(
      rows.map { $0["granuloma"] } == ["0", "0", "0"] && rows.map { $0["age_d"] } == ["0.0", "2.0", ""])
    #expect(
      rows[0]["cells"] == "24" && rows[0]["nuclei"] == "5" && rows[0]["mineral_in_cells_um3"] == "750.0")
    let shells = ["core", "rim", "cuff"].compactMap { rows[0]["\($0)_giant_cell"].flatMap(Int.init) }
    #expect(shells.reduce(0, +) == 1)
    #expect(rows[0]["rim_collagen_mg_per_mL"] == "240.0" && rows[2]["rim_collagen_mg_per_mL"] == "")
  }

  /// Bacteria and caseum in one voxel of 1000 µm³ each, and in one cell.
  @Test func pathogensAreShownWithTheirBooks() throws {
    var tissue = SampleTissue.make()
    var infection = Infection(
      pathogen: Pathogen(id: "test", growthOutside: 0, growthInside: 0, largestNumber: 1),
      caseum: Caseum(
        hindrance: Response(to: .caseum, half: 0.5, none: 1, full: 0), clearance: 0, membranes: 0),
      grid: SampleTissue.grid)
    infection.inoculate(12, into: [SampleTissue.grid.index(x: 1, y: 0, z: 0)])
    infection.caseum[0, SampleTissue.grid.index(x: 1, y: 0, z: 0)] = 0.25
    infection.ledger.start += 7.5
    let inflammation = Inflammation(
      kinds: Self.kinds, signals: [], interval: 65536, grid: SampleTissue.grid, minerals: 2, seed: 1,
      infection: infection)
    for x in 0..<24 {
      var cell = Cell(kind: 0, position: SIMD3(15 + Double(x % 5), 5 + Double(x / 5), 5), radius: 8)
      cell.pathogens = x == 3 ? 7.5 : 0
      inflammation.population.add(cell, at: 0)
    }
    tissue.inflammation = inflammation
    let table = try PathogensTable(in: folder, ticks: [0])
    try table.observe(tissue, at: SampleTissue.moment(days: 2))
    let row = try #require(rows("pathogens.csv").first)
    #expect(row["outside"] == "12.0" && row["inside"] == "7.5" && row["infected_cells"] == "1")
    #expect(row["most_in_one_cell"] == "7.5" && row["caseum_um3"] == "250.0")
    #expect(row["residual_relative"] == "0.0")
    let granulomas = try GranulomasTable(
      in: folder, of: tissue, kinds: ["macrophage"],
      criteria: GranulomaCriteria(lineage: [0, 1], core: [1], bodies: [2], isPlanar: false), ticks: [0])
    try granulomas.observe(tissue, at: SampleTissue.moment(days: 2))
    let found = try #require(rows("granulomas.csv").first)
    #expect(found["infected_cells"] == "1" && found["cells"] == "24")
    let positions = try CellPositions(in: folder, formats: [.table, .polydata], ticks: [0])
    try positions.observe(tissue, at: SampleTissue.moment(days: 2))
    #expect(try rows("cells/000000.csv")[3]["pathogens"] == "7.5")
    let document = try PolyData(Data(temporary.text("cells/000000.vtp").utf8))
    #expect(document.points == "24")
    for (name, value) in [("pathogens", 12e6), ("caseum", 0.25)] {
      let field = try #require(TissueField(named: name, in: tissue))
      #expect(
        abs(field.value(in: tissue, at: SampleTissue.grid.index(x: 1, y: 0, z: 0)) - value) <= 1e-9 * value)
    }
  }

  @Test func signalsAreShownWithTheirBooks() throws {
    var tissue = tissue()
    tissue.inflammation?.ledger.given[0] = 0.03
    tissue.inflammation?.ledger.formed[0] = 0.01
    tissue.inflammation?.ledger.decayed[0] = 0.01
    let observer = try SignalsTable(in: folder, ticks: [0])
    try observer.observe(tissue, at: SampleTissue.moment(days: 2))
    let row = try #require(rows("signals.csv").first)
    func number(_ column: String) throws -> Double { try #require(row[column].flatMap { Double($0) }) }
    #expect(try abs(number("mean_nM") - 1) < 1e-12 && abs(number("max_nM") - 1) < 1e-12)
    // 240 voxels of 1000 µm³ hold 1e-6 · 0.125 mM of tissue: 0.03 amol.
    #expect(try abs(number("held_amol") - 0.03) < 1e-14)
    #expect(try abs(number("residual_relative")) < 1e-12)
  }

  @Test func everyCellIsInBothFiles() throws {
    let tissue = tissue()
    let observer = try CellPositions(in: folder, formats: [.table, .polydata], ticks: [0, 1])
    try observer.observe(tissue, at: SampleTissue.moment(days: 0))
    try observer.observe(tissue, at: SampleTissue.moment(days: 1.5))
    #expect(
      folder.files.map(\.name).sorted() == [
        "cells.pvd", "cells/000000.csv", "cells/000000.vtp", "cells/000001.csv", "cells/000001.vtp",
      ])
    let rows = try rows("cells/000001.csv")
    #expect(rows.count == 25 && rows.map { $0["id"] } == (0..<25).map { "\($0)" })
    #expect(rows[0]["state"] == "laden" && rows[0]["ACP_um3"] == "500.0" && rows[0]["age_d"] == "1.5")
    #expect(rows[24]["kind"] == "apoptotic_body" && rows[24]["x_um"] == "95.0")
    let document = try PolyData(Data(temporary.text("cells/000001.vtp").utf8))
    #expect(document.points == "25")
    #expect(document.arrays["points"]?.count == 75 && document.arrays["kind"]?.last == 2)
    #expect(document.arrays["HAP_um3"]?.reduce(0, +) == 250 && document.arrays["radius_um"]?.first == 8)
    #expect(document.arrays["offsets"] == (1...25).map { Double($0) })
    #expect(document.arrays["TimeValue"] == [1.5])
  }
}

/// The arrays of a polydata file, by name, read by another parser than ours.
private final class PolyData: NSObject, XMLParserDelegate {
  private(set) var points = ""
  private(set) var arrays: [String: [Double]] = [:]
  private var name = ""
  private var text = ""

  init(_ data: Data) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else { throw CocoaError(.fileReadCorruptFile) }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if element == "Piece" { points = attributes["NumberOfPoints"] ?? "" }
    name = element == "DataArray" ? attributes["Name"] ?? "" : ""
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if element == "DataArray" {
      arrays[name] = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    }
  }
}
