import Fields

/// What cells give to and take from the signals in each voxel: sources that transport adds implicitly.
///
/// In a voxel ∂(amount per tissue volume)/∂t = production − loss·c, with c the concentration that the cells see.
package final class SignalExchange {
  /// Amount per volume of tissue and time [mM/s], `[signal][z][y][x]`.
  package let production: FieldSet
  /// Amount taken per concentration, volume of tissue and time [1/s], `[signal][z][y][x]`.
  package let loss: FieldSet
  /// Rows of the grid into which cells have put something: only they have to be emptied.
  let usedRows: UnsafeMutablePointer<UInt8>

  /// No exchange of `signalCount` signals on `grid`.
  package init(grid: Grid, signalCount: Int) {
    production = FieldSet(grid: grid, count: signalCount)
    loss = FieldSet(grid: grid, count: signalCount)
    usedRows = .allocate(capacity: grid.ny * grid.nz)
    usedRows.initialize(repeating: 0, count: grid.ny * grid.nz)
  }

  deinit {
    usedRows.deallocate()
  }

  /// Lets the cells alone act on the signals of a fluid without transport for `time` [s], and tells what became of each
  /// signal: given off and taken up [amol].
  ///
  /// Exact for constant production and loss: φ·dc/dt = production − loss·c has c(t) = c₀e^(−kt) + (p/k)(1 − e^(−kt)) with
  /// k = loss/φ and p = production/φ. What was taken up is what is missing.
  package func act(
    on concentrations: FieldSet, fluidFraction: Double, over time: Double
  ) -> [(given: Double, taken: Double)] {
    let grid = concentrations.grid
    precondition(grid == production.grid && concentrations.count == production.count, "fields of one shape")
    return (0..<concentrations.count).map { signal in
      let c = concentrations.pointer(signal)
      let (p, k) = (production.pointer(signal), loss.pointer(signal))
      var (given, taken) = (0.0, 0.0)
      for voxel in 0..<grid.storageCount where p[voxel] != 0 || k[voxel] != 0 {
        let rate = k[voxel] / fluidFraction
        // (1 − e^(−kt))/k, which is t without loss.
        let span = rate > 0 ? -expm1(-rate * time) / rate : time
        let before = c[voxel]
        c[voxel] = before * exp(-rate * time) + p[voxel] / fluidFraction * span
        let made = p[voxel] * time
        given += made
        taken += made - (c[voxel] - before) * fluidFraction
      }
      return (given * grid.voxelVolume, taken * grid.voxelVolume)
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
