/// A regular grid of nx × ny × nz voxels; nz = 1 is two-dimensional.
///
/// Values are stored `[z][y][x]`, x fastest, with rows padded to a multiple of eight so that each begins a vector.
package struct Grid: Equatable, Sendable {
  /// Number of voxels along x, y and z.
  package let nx, ny, nz: Int
  /// Voxel sides [µm].
  package let dx, dy, dz: Double
  /// Distance in storage from one row to the next: nx rounded up to a multiple of eight.
  package let rowStride: Int

  /// A grid of `nx` × `ny` × `nz` voxels with sides `spacing` [µm]; counts and sides must be positive.
  package init(nx: Int, ny: Int, nz: Int, spacing: (x: Double, y: Double, z: Double)) {
    precondition(nx > 0 && ny > 0 && nz > 0, "a grid has at least one voxel along each axis")
    precondition(spacing.x > 0 && spacing.y > 0 && spacing.z > 0, "voxel sides are positive")
    self.nx = nx
    self.ny = ny
    self.nz = nz
    dx = spacing.x
    dy = spacing.y
    dz = spacing.z
    rowStride = (nx + 7) / 8 * 8
  }

  /// Distance in storage from one plane to the next.
  package var planeStride: Int { rowStride * ny }

  /// Values to store per field, padding included.
  package var storageCount: Int { planeStride * nz }

  /// Number of voxels, padding excluded.
  package var voxelCount: Int { nx * ny * nz }

  /// Volume of a voxel [µm³].
  package var voxelVolume: Double { dx * dy * dz }

  /// Edges of the whole grid [µm].
  package var extent: SIMD3<Double> { SIMD3(Double(nx) * dx, Double(ny) * dy, Double(nz) * dz) }

  /// Place in storage of the voxel at (x, y, z).
  package func index(x: Int, y: Int, z: Int) -> Int {
    (z * ny + y) * rowStride + x
  }

  /// The voxel (x, y, z) at a place in storage; x ≥ nx means padding.
  package func coordinates(of index: Int) -> (x: Int, y: Int, z: Int) {
    let row = index / rowStride
    return (index % rowStride, row % ny, row / ny)
  }

  /// Centre of the voxel at (x, y, z) [µm], from the corner of the grid.
  package func centre(x: Int, y: Int, z: Int) -> SIMD3<Double> {
    SIMD3((Double(x) + 0.5) * dx, (Double(y) + 0.5) * dy, (Double(z) + 0.5) * dz)
  }

  /// Whether (x, y, z) is a voxel of the grid.
  package func contains(x: Int, y: Int, z: Int) -> Bool {
    x >= 0 && x < nx && y >= 0 && y < ny && z >= 0 && z < nz
  }

  /// Voxels that share a face with the one at a place in storage: four in a sheet of one voxel, up to six else.
  package func faceNeighbours(of index: Int) -> [Int] {
    let (x, y, z) = coordinates(of: index)
    let steps = [(-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1)]
    return steps.compactMap { step in
      let (x, y, z) = (x + step.0, y + step.1, z + step.2)
      return contains(x: x, y: y, z: z) ? self.index(x: x, y: y, z: z) : nil
    }
  }
}
