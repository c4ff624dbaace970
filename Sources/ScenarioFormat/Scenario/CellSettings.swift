import TissueModel

extension Scenario {
  /// Cells and signals of a run.
  package struct CellSettings: Sendable {
    /// Ids of the kinds that take part, in the order of the library: those listed and all that they can become.
    package var kinds: [String]
    /// Ids of the kinds that may come through vessel walls: those listed.
    package var arriving: Set<String>
    /// Time from one look of the cells to the next [tick], a power of two.
    package var interval: Int64
    /// Cells that are there at the start, in the order of the file.
    package var initial: [InitialCells]
  }

  /// Cells of one kind that are there at the start.
  package struct InitialCells: Sendable {
    /// Id of the kind.
    package var kind: String
    /// How many, or where each one is.
    package var amount: CellPlacement.Amount
    /// The part of the tissue; nil for all of it.
    package var part: Part?
    /// Pathogens that each one holds.
    package var pathogens = 0.0
  }

  /// A part of the tissue.
  package enum Part: Sendable, Equatable {
    /// All of one tissue type, by its id.
    case tissue(String)
    /// Inside a shape.
    case shape(Shape)
  }
}

/// The inside of drawn vessels that are wide enough for voxels of their own.
struct Lumens {
  private let tubes: [(id: String, axis: Polyline, radius: Double)]
  private let layout: Scenario.TissueLayout
  private let space: ScenarioReader.Space

  init(of layout: Scenario.TissueLayout, in space: ScenarioReader.Space) {
    self.layout = layout
    self.space = space
    tubes = layout.vessels.filter { $0.radius >= space.grid.smallestSpacing / 3 }.map {
      ($0.id, Polyline($0.points), $0.radius)
    }
  }

  /// What lumen a point, or the middle of its voxel, lies in: the id of a vessel, or of the tissue; nil outside all.
  func name(at point: SIMD3<Double>) -> String? {
    var points = [point]
    if let (x, y, z) = space.grid.voxel(at: point) { points.append(space.grid.centre(x: x, y: y, z: z)) }
    for point in points {
      if let tube = tubes.first(where: { $0.axis.distance(to: point) < $0.radius }) { return tube.id }
      if layout.tissueName(at: point) == Lumens.tissue { return Lumens.tissue }
    }
    return nil
  }

  private static let tissue = "vessel_lumen"

  /// Centres of the voxels of a part of the tissue that are no lumen.
  func centres(of part: Scenario.Part?) -> [SIMD3<Double>] {
    var centres: [SIMD3<Double>] = []
    Anatomy.forEachVoxel(of: space.grid) { _, centre in
      let isInside =
        switch part {
        case nil: true
        case .tissue(let id): layout.tissueName(at: centre) == id
        case .shape(let shape): shape.contains(centre)
        }
      if isInside, name(at: centre) == nil { centres.append(centre) }
    }
    return centres
  }
}
