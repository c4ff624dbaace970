import Fields

/// The grid as the kernels see it: planes of rows, rows padded to vectors.
///
/// The plane is the unit of parallel work, so a two-dimensional grid is folded: its rows become planes of one row.
struct Lattice: Sendable {
  /// Voxels along a row, rows in a plane, planes.
  let nx, rows, planes: Int
  /// Distance in storage from one row and from one plane to the next.
  let rowStride, planeStride: Int
  /// Distance of neighbours [µm] along a row, between rows, between planes.
  let spacing: (x: Double, row: Double, plane: Double)
  /// Whether the planes are the rows of a two-dimensional grid.
  let isFolded: Bool

  /// Values to store, padding included.
  var storageCount: Int { planeStride * planes }

  init(_ grid: Grid) {
    nx = grid.nx
    rowStride = grid.rowStride
    isFolded = grid.nz == 1
    if isFolded {
      rows = 1
      planes = grid.ny
      spacing = (grid.dx, grid.dz, grid.dy)
    } else {
      rows = grid.ny
      planes = grid.nz
      spacing = (grid.dx, grid.dy, grid.dz)
    }
    planeStride = rowStride * rows
  }

  /// The boundary at side number `side`, in the order x low, x high, row low, row high, plane low, plane high.
  func boundary(_ side: Int, of sides: Sides) -> Boundary {
    switch side {
    case 0: sides.xLow
    case 1: sides.xHigh
    case 2: isFolded ? sides.zLow : sides.yLow
    case 3: isFolded ? sides.zHigh : sides.yHigh
    case 4: isFolded ? sides.yLow : sides.zLow
    default: isFolded ? sides.yHigh : sides.zHigh
    }
  }

  /// Voxels along axis number `axis`: x, rows, planes.
  func count(along axis: Int) -> Int { axis == 0 ? nx : axis == 1 ? rows : planes }

  /// Distance of neighbours [µm] across side number `side`.
  func spacing(across side: Int) -> Double {
    side < 2 ? spacing.x : side < 4 ? spacing.row : spacing.plane
  }

  /// Calls `body` with each voxel of `plane` that has a face on side number `side`, and the number of that face.
  @inline(__always)
  func forEachFace(on side: Int, of plane: Int, _ body: (_ voxel: Int, _ face: Int) -> Void) {
    let start = plane * planeStride
    switch side {
    case 0, 1:
      for row in 0..<rows {
        body(start + row * rowStride + (side == 0 ? 0 : nx - 1), plane * rows + row)
      }
    case 2, 3:
      let first = start + (side == 2 ? 0 : (rows - 1) * rowStride)
      for x in 0..<nx { body(first + x, plane * rowStride + x) }
    default:
      guard plane == (side == 4 ? 0 : planes - 1) else { return }
      for row in 0..<rows {
        for x in 0..<nx { body(start + row * rowStride + x, row * rowStride + x) }
      }
    }
  }

  /// Room for the faces of side number `side`.
  func faceCount(on side: Int) -> Int {
    side < 2 ? rows * planes : side < 4 ? rowStride * planes : planeStride
  }
}
