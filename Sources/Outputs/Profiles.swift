import TissueModel

/// `profiles.csv`: every field along a line and by distance from the nearest vessel, one value per row.
///
/// On the line a value is that of the voxel that holds the point; `position_um` counts from the line's start.
/// By distance it is the mean over the tissue voxels in a bin, concentrations weighted with the water;
/// `position_um` is the bin's middle. Without vessels there are no rows by distance.
package final class Profiles: Observer {
  /// Times at which the profiles are written [tick].
  package let ticks: [Int64]
  private let table: CSVTable
  private let fields: [(field: TissueField, name: String)]
  private let points: [(position: Double, voxel: Int)]
  private let bins: [(position: Double, voxels: [Int])]

  /// Begins the table in `folder`.
  ///
  /// - Parameters:
  ///   - tissue: tells which fields there are.
  ///   - start: one end of the line [µm]; points outside the grid are left out.
  ///   - end: the other end [µm].
  ///   - points: points on the line, both ends included; at least 2.
  ///   - binWidth: width of a bin of the distance to the nearest vessel [µm]; by default the shortest voxel
  ///     edge.
  /// - Throws: `OutputError`.
  package init(
    in folder: OutputFolder, of tissue: Tissue, ticks: [Int64], from start: SIMD3<Double>,
    to end: SIMD3<Double>, points: Int, binWidth: Double? = nil
  ) throws {
    precondition(points >= 2, "a line has two ends")
    self.ticks = ticks
    let grid = tissue.anatomy.grid
    fields = TissueField.all(of: tissue).map { ($0, $0.header(in: tissue)) }
    let direction = end - start
    let length = (direction * direction).sum().squareRoot()
    self.points = (0..<points).compactMap { number in
      let share = Double(number) / Double(points - 1)
      guard let place = grid.voxel(at: start + direction * share) else { return nil }
      return (length * share, grid.index(x: place.x, y: place.y, z: place.z))
    }
    bins = Self.bins(tissue.anatomy, width: binWidth ?? grid.smallestSpacing)
    table = try folder.addTable(
      "profiles.csv",
      columns: [
        CSVColumn("time", unit: "d"), CSVColumn("kind", kind: .text), CSVColumn("position", unit: "um"),
        CSVColumn("field", kind: .text), CSVColumn("value"),
      ])
  }

  /// The tissue voxels by distance from the nearest vessel, empty bins left out.
  private static func bins(_ anatomy: Anatomy, width: Double) -> [(position: Double, voxels: [Int])] {
    precondition(width > 0, "a bin has a width")
    var members: [Int: [Int]] = [:]
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      let distance = anatomy.vesselDistance[voxel]
      guard distance.isFinite, !anatomy.lumen[voxel] else { return }
      members[Int(distance / width), default: []].append(voxel)
    }
    return members.sorted { $0.key < $1.key }.map { ((Double($0.key) + 0.5) * width, $0.value) }
  }

  /// Writes the profiles of `moment`.
  ///
  /// - Throws: `OutputError`.
  package func observe(_ tissue: Tissue, at moment: Moment) throws {
    for (field, name) in fields {
      for point in points {
        try write(moment, "line", point.position, name, field.value(in: tissue, at: point.voxel))
      }
    }
    for (field, name) in fields where field != .tissueType {
      for bin in bins {
        var gathering = Gathering()
        for voxel in bin.voxels {
          gathering.add(field.value(in: tissue, at: voxel), weight: field.weight(in: tissue, at: voxel))
        }
        try write(moment, "vessel_distance", bin.position, name, gathering.mean ?? .nan)
      }
    }
  }

  private func write(
    _ moment: Moment, _ kind: String, _ position: Double, _ field: String, _ value: Double
  ) throws {
    try table.append([.number(moment.days), .text(kind), .number(position), .text(field), .number(value)])
  }

  /// Does nothing: every row is in the file already, and the folder closes the table at its own end.
  package func finish() throws {}
}
