import Cells
import TissueModel

/// `granulomas.csv`: one row per time and granuloma, and one for each that has merged into another or come apart since.
///
/// Granulomas are found from the places and kinds of the cells alone (`GranulomaFinder`) and keep their number from time
/// to time by the cells that they share. A time without granulomas has no row, unless one has just ended.
package final class GranulomasTable: Observer {
  /// Times at which the granulomas are written [tick].
  package let ticks: [Int64]
  private let criteria: GranulomaCriteria
  private let kinds: [Int]
  private let table: CSVTable
  private let columnCount: Int
  private let hasInfection: Bool
  private var history = GranulomaHistory()
  private var births: [Int: Double] = [:]

  /// Begins the table in `folder`.
  ///
  /// - Parameters:
  ///   - tissue: tells kinds; it has cells.
  ///   - kinds: ids of the kinds that are counted in core, rim and cuff.
  ///   - criteria: what counts as a granuloma.
  /// - Throws: `OutputError`.
  package init(
    in folder: OutputFolder, of tissue: Tissue, kinds: [String], criteria: GranulomaCriteria, ticks: [Int64]
  ) throws {
    self.ticks = ticks
    self.criteria = criteria
    let all = tissue.inflammation?.kinds ?? []
    self.kinds = kinds.compactMap { id in all.firstIndex { $0.id == id } }
    var columns = [
      CSVColumn("time", unit: "d"), CSVColumn("granuloma", kind: .integer), CSVColumn("event", kind: .text),
      CSVColumn("other", kind: .integer), CSVColumn("age", unit: "d"), CSVColumn("cells", kind: .integer),
    ]
    columns += ["x", "y", "z", "radius"].map { CSVColumn($0, unit: "um") }
    columns += [
      CSVColumn("roundness"), CSVColumn("giant_cells", kind: .integer), CSVColumn("nuclei", kind: .integer),
      CSVColumn("most_nuclei", kind: .integer), CSVColumn("mineral_in_cells", unit: "um3"),
      CSVColumn("bodies", kind: .integer), CSVColumn("core_share_inner"), CSVColumn("core_share_outer"),
    ]
    for shell in ["core", "rim", "cuff"] {
      columns += self.kinds.map { CSVColumn("\(shell)_\(all[$0].id)", kind: .integer) }
    }
    columns += ["core", "rim", "cuff"].map { CSVColumn("\($0)_collagen", unit: "mg_per_mL") }
    columns += ["core", "rim", "cuff"].map { CSVColumn("\($0)_stiffness", unit: "kPa") }
    hasInfection = tissue.inflammation?.infection != nil
    if hasInfection {
      columns += [
        CSVColumn("caseum", unit: "um3"), CSVColumn("pathogens"), CSVColumn("infected_cells", kind: .integer),
      ]
    }
    columnCount = columns.count
    table = try folder.addTable("granulomas.csv", columns: columns)
  }

  /// Writes the granulomas of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    guard let inflammation = tissue.inflammation else { return }
    var granulomas = GranulomaFinder(criteria, kindCount: inflammation.kinds.count).find(
      in: inflammation.population)
    var news: [Int: (event: String, other: Int?)] = [:]
    var ends: [(id: Int, event: String, other: Int?)] = []
    for change in history.follow(&granulomas) {
      switch change {
      case .appeared(let id): news[id] = ("appeared", nil)
      case .split(let id, let parent): news[id] = ("split", parent)
      case .merged(let id, let heir): ends.append((id, "merged", heir))
      case .ended(let id): ends.append((id, "ended", nil))
      }
    }
    for granuloma in granulomas.sorted(by: { $0.id < $1.id }) {
      let birth = births[granuloma.id] ?? moment.days
      births[granuloma.id] = birth
      let piece = news[granuloma.id]
      var row: [CSVCell] = [
        .number(moment.days), .integer(granuloma.id), piece.map { .text($0.event) } ?? .missing,
        piece?.other.map { .integer($0) } ?? .missing, .number(moment.days - birth),
        .integer(granuloma.members.count), .number(granuloma.centre.x), .number(granuloma.centre.y),
        .number(granuloma.centre.z), .number(granuloma.radius), .number(granuloma.roundness),
        .integer(granuloma.giantCells), .integer(granuloma.nuclei), .integer(granuloma.mostNuclei),
        .number(granuloma.load), .integer(granuloma.bodies), .number(granuloma.coreShares.inner),
        .number(granuloma.coreShares.outer),
      ]
      for shell in granuloma.shells { row += kinds.map { .integer(shell[$0]) } }
      for field in [TissueField.collagen, .stiffness] {
        row += Self.shells(of: field, around: granuloma, in: tissue).map { .optional($0.mean) }
      }
      if hasInfection { row += Self.infection(in: granuloma, of: inflammation) }
      try table.append(row)
    }
    for end in ends {
      let row: [CSVCell] = [
        .number(moment.days), .integer(end.id), .text(end.event), end.other.map { .integer($0) } ?? .missing,
      ]
      try table.append(row + Array(repeating: .missing, count: columnCount - row.count))
    }
  }

  /// A field in core, rim and cuff: the voxels whose centres lie there, the inside of vessels left out.
  private static func shells(of field: TissueField, around granuloma: Granuloma, in tissue: Tissue)
    -> [Gathering]
  {
    var shells = Array(repeating: Gathering(), count: Granuloma.shellEdges.count)
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, centre in
      if tissue.anatomy.lumen[voxel] { return }
      let share = squaredLength(centre - granuloma.centre).squareRoot() / granuloma.radius
      guard let shell = Granuloma.shellEdges.firstIndex(where: { share < $0 }) else { return }
      shells[shell].add(field.value(in: tissue, at: voxel))
    }
    return shells
  }

  /// Caseum [µm³] and pathogens within the radius, those in its cells included, and its infected cells.
  private static func infection(in granuloma: Granuloma, of inflammation: Inflammation) -> [CSVCell] {
    guard let infection = inflammation.infection else { return [] }
    var (caseum, pathogens) = (0.0, 0.0)
    Anatomy.forEachVoxel(of: infection.caseum.grid) { voxel, centre in
      if squaredLength(centre - granuloma.centre) >= granuloma.radius * granuloma.radius { return }
      caseum += infection.caseum[0, voxel]
      pathogens += infection.pathogens[0, voxel]
    }
    let members = Set(granuloma.members)
    let infected = inflammation.population.cells.filter { members.contains($0.id) && $0.isInfected }
    let volume = infection.caseum.grid.voxelVolume
    return [
      .number(caseum * volume), .number(pathogens * volume + infected.reduce(0) { $0 + $1.pathogens }),
      .integer(infected.count),
    ]
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}
