import TissueModel

/// Whole fields at chosen times: `fields/000000.vti` and so on, with `fields.pvd` that lists them for ParaView.
package final class FieldSeries: Observer {
  /// Times at which a file is written [tick].
  package let ticks: [Int64]
  private let folder: OutputFolder
  private let fields: [TissueField]
  private let deposits: Double?
  private let precision: FieldFile.Precision
  private let collection: FieldCollection
  private var written = 0

  /// Begins the series in `folder`.
  ///
  /// - Parameters:
  ///   - fields: what each file holds.
  ///   - deposits: adds the number of each voxel's deposit, found at this volume fraction; nil leaves it out.
  /// - Throws: `OutputError`.
  package init(
    in folder: OutputFolder, fields: [TissueField], ticks: [Int64], deposits: Double? = nil,
    precision: FieldFile.Precision = .double
  ) throws {
    self.folder = folder
    self.fields = fields
    self.ticks = ticks
    self.deposits = deposits
    self.precision = precision
    collection = FieldCollection(path: try folder.addFile("fields.pvd"))
  }

  /// Writes the file of `moment` and lists it.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    let number = String(written)
    let name = "fields/" + String(repeating: "0", count: max(0, 6 - number.count)) + number + ".vti"
    var arrays = fields.map { field in
      FieldFile.Field(field.header(in: tissue), Self.values(of: field, in: tissue))
    }
    if let deposits {
      let labels = Deposits(in: tissue, threshold: deposits).labels
      arrays.append(.init("deposit", .labels(Self.voxels(of: tissue).map { labels[$0] })))
    }
    try FieldFile.write(
      arrays, on: tissue.anatomy.grid, time: moment.days, precision: precision, to: folder.addFile(name))
    try collection.append(file: name, time: moment.days)
    written += 1
  }

  private static func values(of field: TissueField, in tissue: Tissue) -> FieldFile.Field.Values {
    switch field {
    case .tissueType: .labels(voxels(of: tissue).map { Int32(tissue.anatomy.tissueIndex[$0]) })
    default: .numbers(voxels(of: tissue).map { field.value(in: tissue, at: $0) })
    }
  }

  /// Places in storage of all voxels, in order.
  private static func voxels(of tissue: Tissue) -> [Int] {
    var voxels: [Int] = []
    voxels.reserveCapacity(tissue.anatomy.grid.voxelCount)
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in voxels.append(voxel) }
    return voxels
  }

  /// Nothing is left open between two files.
  package func finish() throws {}
}
