/// What one worker needs beside the fields, for any pass.
final class LineScratch {
  /// The arrays as the kernels see them.
  struct Pointers {
    /// What a slab has left to spread, and the weights of its voxels where there is a loss: `[row][solute][x]`, whole
    /// blocks of rows.
    let slab, weights: UnsafeMutablePointer<Double>
    /// A bundle as it is worked through, `[voxel][part][solute][8]`: c, what is left to spread, weights, their inverses.
    let concentration, rest, bundleWeights, inverses: UnsafeMutablePointer<Double>
    /// Faces, φ and 1/φ of a bundle, `[voxel][part][8]`.
    let faces, capacity, inverseCapacity: UnsafeMutablePointer<Double>
    /// Factors and right-hand sides of an elimination, with room for one voxel before the first.
    let factors, sides: UnsafeMutablePointer<Double>
    /// One voxel of a bundle: weights with held sides, least and greatest values.
    let held, least, greatest: UnsafeMutablePointer<Double>
    /// 2/(D·Δt) of each solute of the group [1/µm²].
    let scales: UnsafeMutablePointer<Double>
  }

  /// Numbers between the rows of a slab: two lines of the cache.
  static let slabPadding = 16

  private let arrays: [AlignedBuffer<Double>]
  /// The arrays as the kernels see them.
  let pointers: Pointers

  init(tissue: LineTissue) {
    let lattice = tissue.lattice
    let width = LineSolver.width
    let slab =
      tissue.blocksPerSlab * LineTissue.blockRows
      * (lattice.rowStride * LineSolver.groupSize + LineScratch.slabPadding)
    let longest = max(lattice.rowStride, max(lattice.rows, lattice.planes))
    let bundle = longest * width
    let sizes =
      [slab, slab] + Array(repeating: bundle, count: 4) + Array(repeating: bundle + width, count: 3)
      + [bundle, bundle] + Array(repeating: width, count: 3) + [LineSolver.groupSize]
    arrays = sizes.map { AlignedBuffer(count: $0, margin: width) }
    let at = arrays.map(\.pointer)
    pointers = Pointers(
      slab: at[0], weights: at[1], concentration: at[2], rest: at[3], bundleWeights: at[4],
      inverses: at[5], faces: at[6], capacity: at[7], inverseCapacity: at[8], factors: at[9], sides: at[10],
      held: at[11], least: at[12], greatest: at[13], scales: at[14])
  }
}
