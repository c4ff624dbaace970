import Fields

/// The nerves of an anatomy, drawn over its tissue; the pieces of a nerve share its id and have no wall between them.
struct Fascicles {
  private let nerves: [Nerve]
  private let walls: NearestWall
  private let groups: [Int]
  private let perineurium: Int
  private let endoneurium: Int

  init(_ nerves: [Nerve], types: [TissueType]) {
    self.nerves = nerves
    walls = NearestWall(nerves.map { NearestWall.Tube(axis: $0.axis, radius: $0.radius) })
    groups = nerves.map { nerve in nerves.firstIndex { $0.id == nerve.id } ?? 0 }
    perineurium = nerves.isEmpty ? 0 : Anatomy.place(of: "perineurium", among: types)
    endoneurium = nerves.isEmpty ? 0 : Anatomy.place(of: "endoneurium", among: types)
  }

  /// The nerve nearest to a point: distance from its surface, negative inside [µm], and its place.
  typealias Nearest = (depth: Double, place: Int?)

  /// The nerve nearest to a point.
  func nearest(to point: SIMD3<Double>, guess: Int?) -> Nearest {
    let found = walls.distance(to: point, guess: guess)
    return (found.distance, found.place)
  }

  /// Place of the first nerve with the same id.
  func group(of place: Int) -> Int { groups[place] }

  /// Tissue type inside a nerve at a depth below zero.
  func type(atDepth depth: Double, in place: Int) -> Int {
    depth > -nerves[place].perineurium ? perineurium : endoneurium
  }

  /// A voxel's shares with the nerves drawn over them.
  func drawn(
    over shares: [TissueFill.Share], at centre: SIMD3<Double>, of grid: Grid, nearest: Nearest
  ) -> [TissueFill.Share] {
    guard let place = nearest.place else { return shares }
    let sides = SIMD3(grid.dx, grid.dy, grid.dz)
    let reach = squaredLength(sides).squareRoot() / 2
    if nearest.depth > reach { return shares }
    let sheath = nerves[place].perineurium
    // Far from both surfaces, unless another nerve is near, which only a nearer surface could tell.
    if nerves.count == 1, nearest.depth < -reach, abs(nearest.depth + sheath) > reach {
      return [TissueFill.Share(type: type(atDepth: nearest.depth, in: place), share: 1)]
    }
    return TissueFill.drawn(over: shares, at: centre, of: grid) { point in
      let found = walls.distance(to: point, guess: place)
      guard let place = found.place, found.distance < 0 else { return nil }
      return type(atDepth: found.distance, in: place)
    }
  }
}
