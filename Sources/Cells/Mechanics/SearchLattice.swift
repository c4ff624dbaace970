import Fields

/// Boxes in which cells look for their neighbours: a fine lattice for usual cells, a coarse one for those that are too
/// large for it.
///
/// A fine box is as long as two usual cells reach for each other, so that a cell's neighbours lie in its own box and those
/// around it. Large cells, giant cells among them, would make every box large; they are sorted apart, into boxes
/// four times as long, and looked for only where there are some.
struct SearchLattice: Sendable {
  /// Boxes of one size, x fastest.
  struct Boxes: Sendable {
    /// Number of boxes along each axis.
    let nx, ny, nz: Int
    /// Edges of a box [µm], and their reciprocals.
    let edge, perEdge: SIMD3<Double>

    /// Boxes of at least `edge` [µm] that fill `extent` [µm].
    init(extent: SIMD3<Double>, edge: Double, isPlanar: Bool) {
      nx = max(1, Int(extent.x / edge))
      ny = max(1, Int(extent.y / edge))
      nz = isPlanar ? 1 : max(1, Int(extent.z / edge))
      self.edge = extent / SIMD3(Double(nx), Double(ny), Double(nz))
      perEdge = 1 / self.edge
    }

    /// Number of boxes.
    var count: Int { nx * ny * nz }

    /// Boxes along x that the coordinate lies in, kept inside the lattice; likewise along y and z.
    @inline(__always) func x(_ value: Double) -> Int { max(0, min(nx - 1, Int(value * perEdge.x))) }
    @inline(__always) func y(_ value: Double) -> Int { max(0, min(ny - 1, Int(value * perEdge.y))) }
    @inline(__always) func z(_ value: Double) -> Int { max(0, min(nz - 1, Int(value * perEdge.z))) }

    /// The box that holds a point.
    @inline(__always) func index(_ x: Double, _ y: Double, _ z: Double) -> Int {
      (self.z(z) * ny + self.y(y)) * nx + self.x(x)
    }
  }

  /// Boxes of usual and of large cells.
  let fine, coarse: Boxes
  /// Radius above which a cell is large [µm].
  let usualRadius: Float
  /// Distance at which two cells still feel each other, over the sum of their radii.
  let reach: Double

  /// Edge of a coarse box over that of a fine one.
  private static let coarsening = 4.0
  /// Most fine boxes; beyond, they are made larger.
  private static let limit = 1 << 24

  /// Boxes for cells up to `usualRadius` [µm] that feel each other up to `reach` times the sum of their radii.
  init(grid: Grid, usualRadius: Float, reach: Double) {
    let isPlanar = grid.nz == 1
    let extent = grid.extent
    let smallest = 2 * Double(usualRadius) * reach
    let dimensions = isPlanar ? 2.0 : 3.0
    let boxes = (extent.x / smallest) * (extent.y / smallest) * (isPlanar ? 1 : extent.z / smallest)
    var edge = smallest
    // Doubling the edge takes the number of boxes down by 2^dimensions.
    var left = boxes
    while left > Double(SearchLattice.limit) {
      edge *= 2
      left /= dimensions == 2 ? 4 : 8
    }
    fine = Boxes(extent: extent, edge: edge, isPlanar: isPlanar)
    coarse = Boxes(extent: extent, edge: edge * SearchLattice.coarsening, isPlanar: isPlanar)
    self.usualRadius = usualRadius
    self.reach = reach
  }

  /// Number of places to sort into: fine boxes, coarse boxes, and one for cells that are no more.
  var places: Int { fine.count + coarse.count + 1 }

  /// The place that a cell is sorted into; a cell that is no more has a negative radius.
  @inline(__always)
  func place(_ x: Double, _ y: Double, _ z: Double, radius: Float) -> Int {
    if radius < 0 { return places - 1 }
    return radius <= usualRadius ? fine.index(x, y, z) : fine.count + coarse.index(x, y, z)
  }
}
