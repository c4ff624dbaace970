import Fields

/// The walls of all vessels of one kind in each voxel, drawn ones and those of the unresolved bed.
package struct WallArea: Equatable, Sendable {
  /// What passes them.
  package let wall: VesselWall
  /// Area per tissue volume [µm²/µm³], with padding.
  package var area: [Double]

  /// Permeability times area per tissue volume in a voxel for a solute [1/s].
  package func exchange(_ solutes: SoluteClass, diffusivity: Double, at voxel: Int) -> Double {
    area[voxel] * wall[solutes].permeability(diffusivity: diffusivity)
  }
}

/// Walls as they are gathered, kind by kind.
struct WallAreas {
  private var kinds: [WallArea]
  private var places: [String: Int]

  init(_ walls: [VesselWall], on grid: Grid) {
    kinds = walls.map { WallArea(wall: $0, area: [Double](repeating: 0, count: grid.storageCount)) }
    places = Dictionary(uniqueKeysWithValues: walls.enumerated().map { ($1.kind, $0) })
  }

  /// Adds what the unresolved capillaries of a voxel's tissues have: their exchange of the reference ion over its
  /// permeability.
  mutating func addBed(_ shares: [TissueFill.Share], of types: [TissueType], at voxel: Int) {
    if kinds.isEmpty { return }
    for share in shares {
      let exchange = types[share.type].capillaryExchange
      guard exchange > 0, let place = places[types[share.type].capillaryKind] else { continue }
      kinds[place].area[voxel] += share.share * exchange / kinds[place].wall.ion.permeability
    }
  }

  /// Adds the wall of a drawn vessel.
  mutating func add(_ pieces: [(segment: Int, voxel: Int, area: Double)], of vessel: Vessel) {
    guard let place = places[vessel.kind] else { return }
    for piece in pieces { kinds[place].area[piece.voxel] += piece.area }
  }

  /// The kinds that have any wall.
  var present: [WallArea] { kinds.filter { $0.area.contains { $0 > 0 } } }
}

extension Anatomy {
  /// Permeability times area of all walls per tissue volume over that for ions, for solutes of one class and the same
  /// diffusivity, with padding; 1 where nothing is known of the walls, 0 where there is none.
  ///
  /// Walls of several kinds in one voxel are lost in proportion.
  package func exchangeRatio(_ solutes: SoluteClass) -> [Double] {
    guard !wallAreas.isEmpty else { return [Double](repeating: 1, count: grid.storageCount) }
    var (passed, ions) = (
      [Double](repeating: 0, count: grid.storageCount), [Double](repeating: 0, count: grid.storageCount)
    )
    for kind in wallAreas {
      let permeability = kind.wall[solutes].permeability(diffusivity: 1)
      let ofIons = kind.wall.ion.permeability(diffusivity: 1)
      for voxel in passed.indices {
        passed[voxel] += permeability * kind.area[voxel]
        ions[voxel] += ofIons * kind.area[voxel]
      }
    }
    return zip(passed, ions).map { $1 > 0 ? $0 / $1 : 0 }
  }
}
