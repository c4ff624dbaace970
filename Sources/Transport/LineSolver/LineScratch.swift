/// What one worker needs beside the fields, for any pass.
final class LineScratch {
  /// The arrays as the kernels see them.
  struct Pointers {
    /// What a slab has left to spread, and the weights of its voxels where there is a loss; whole blocks of rows.
    let slab, weights: UnsafeMutablePointer<Double>
    /// Rows of a block that is not full.
    let rows: UnsafeMutablePointer<Double>
    /// A block of rows side by side: c, what is left to spread, weights.
    let concentration, rest, turnedWeights: UnsafeMutablePointer<Double>
    /// Factors and right-hand sides of an elimination, with room for one row of voxels before the first.
    let factors, sides: UnsafeMutablePointer<Double>
    /// Weights of one row of voxels of a bundle.
    let row: UnsafeMutablePointer<Double>
  }

  private let arrays: [AlignedBuffer<Double>]
  /// The arrays as the kernels see them.
  let pointers: Pointers

  init(tissue: LineTissue, width: Int) {
    let lattice = tissue.lattice
    let slab = tissue.blocksPerSlab * LineTissue.blockRows * lattice.rowStride
    let (rows, block) = (LineTissue.blockRows * lattice.rowStride, tissue.blockStride)
    let lines = max(block, max(lattice.rows, lattice.planes) * width)
    let row = max(width, LineTissue.blockRows)
    let buffers =
      [slab, slab, rows, block, block, block].map { AlignedBuffer<Double>(count: $0) }
      + [lines, lines, row].map { AlignedBuffer<Double>(count: $0, margin: row) }
    arrays = buffers
    let pointers = buffers.map(\.pointer)
    self.pointers = Pointers(
      slab: pointers[0], weights: pointers[1], rows: pointers[2], concentration: pointers[3],
      rest: pointers[4], turnedWeights: pointers[5], factors: pointers[6], sides: pointers[7],
      row: pointers[8])
  }
}
