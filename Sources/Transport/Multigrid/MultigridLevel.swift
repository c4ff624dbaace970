/// One grid of the multigrid hierarchy: its shape and where its numbers lie, all in single precision.
///
/// Rows are padded to sixteen voxels, and margins of zeros surround every array, so that the kernels need no special
/// cases at the rim: what they read there is multiplied by zero. The finest level couples 6 neighbours, all others 26;
/// the coupling with the lower neighbour of each pair is stored, 3 or 13 numbers per voxel.
struct MultigridLevel {
  /// Voxels along a row, rows in a plane, planes.
  let nx, rows, planes: Int
  /// Distance in storage from one row and from one plane to the next.
  let rowStride, planeStride: Int
  /// Whether the couplings are those of the grid itself.
  let isFinest: Bool
  /// Numbers at both ends of each array.
  let margin: Int
  /// Distance in storage from one array of couplings to the next.
  let pitch: Int
  /// Couplings with lower neighbours: x, row, plane on the finest level; then the order of `lowerNeighbour`.
  let couplings: UnsafeMutablePointer<Float>
  /// Sum of a voxel's positive couplings.
  let total: UnsafeMutablePointer<Float>
  /// What multiplies the unknown besides the couplings.
  let mass: UnsafeMutablePointer<Float>
  /// One over mass and total.
  let inverse: UnsafeMutablePointer<Float>
  /// Right-hand side.
  let rhs: UnsafeMutablePointer<Float>
  /// Two places between which an iterate goes to and fro; a cycle leaves its result in the second.
  let first, second: UnsafeMutablePointer<Float>
  /// Weights of the interpolation from the next coarser level, 26 arrays of that level's layout; see `Interpolation`.
  let weights: UnsafeMutablePointer<Float>
  /// Distance in storage from one array of weights to the next.
  let weightPitch: Int

  /// Values to store per array, without margins.
  var storageCount: Int { planeStride * planes }

  /// Places the arrays of a level with `nx` × `rows` × `planes` voxels in `arena`.
  init(nx: Int, rows: Int, planes: Int, isFinest: Bool, in arena: inout Arena) {
    let shape = Shape(nx: nx, rows: rows, planes: planes)
    let coarser = shape.coarser
    self.nx = nx
    self.rows = rows
    self.planes = planes
    self.isFinest = isFinest
    rowStride = shape.rowStride
    planeStride = shape.planeStride
    margin = shape.margin
    pitch = shape.pitch
    weightPitch = coarser.pitch
    couplings = arena.take(isFinest ? 3 : 13, of: shape)
    total = arena.take(1, of: shape)
    mass = arena.take(1, of: shape)
    inverse = arena.take(1, of: shape)
    rhs = arena.take(1, of: shape)
    first = arena.take(1, of: shape)
    second = arena.take(1, of: shape)
    weights = arena.take(26, of: coarser)
  }

  /// Step in storage to the neighbour at (x, y, z), each −1, 0 or 1.
  @inline(__always)
  func step(_ x: Int, _ y: Int, _ z: Int) -> Int {
    z * planeStride + y * rowStride + x
  }

  /// Number of the array that holds the coupling with the lower neighbour at (x, y, z), on levels of 26 neighbours.
  @inline(__always)
  static func lowerNeighbour(_ x: Int, _ y: Int, _ z: Int) -> Int {
    z < 0 ? 3 * (y + 1) + x + 1 : y < 0 ? 10 + x : 12
  }

  /// The shape of a level.
  struct Shape {
    let nx, rows, planes: Int

    var rowStride: Int { (nx + 15) / 16 * 16 }
    var planeStride: Int { rowStride * rows }
    /// The restriction looks one plane, one row and two vectors past the ends.
    var margin: Int { 2 * planeStride + 2 * rowStride + 64 }
    var pitch: Int { planeStride * planes + 2 * margin }
    var coarser: Shape { Shape(nx: (nx + 1) / 2, rows: (rows + 1) / 2, planes: (planes + 1) / 2) }
  }

  /// Hands out places in one block; a first round without a block only counts.
  struct Arena {
    var block: UnsafeMutablePointer<Float>?
    var used = 0

    /// `count` arrays of `shape`, one after the other, each with its margins.
    mutating func take(_ count: Int, of shape: Shape) -> UnsafeMutablePointer<Float> {
      defer { used += count * shape.pitch }
      guard let block else { return UnsafeMutablePointer(bitPattern: 64)! }
      return block + used + shape.margin
    }
  }
}
