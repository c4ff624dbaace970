import Fields

/// What cells give to and take from the matrix in each voxel.
///
/// For the collagen c of a voxel ∂c/∂t = production − loss·c. The loss holds what cells remove, and the saturation of what
/// they lay down: p·(1 − c/c∞) is a production p and a loss p/c∞.
package final class MatrixExchange {
  /// Collagen laid down, as mass per volume of tissue and time [mg/mL/s], one field.
  package var production: UnsafeMutablePointer<Double> { fields.pointer(0) }
  /// Share of the collagen that is removed or not laid down per time [1/s], one field.
  package var loss: UnsafeMutablePointer<Double> { fields.pointer(1) }
  /// Area of the membranes of matrix vesicles per volume of tissue and time [µm²/(µm³ s)], one field.
  package var vesicles: UnsafeMutablePointer<Double> { fields.pointer(2) }
  /// Fields of production, loss and vesicles, in this order.
  package let fields: FieldSet
  /// Rows of the grid into which cells have put something.
  let usedRows: UnsafeMutablePointer<UInt8>

  /// No exchange on `grid`.
  package init(grid: Grid) {
    fields = FieldSet(grid: grid, count: 3)
    usedRows = .allocate(capacity: grid.ny * grid.nz)
    usedRows.initialize(repeating: 0, count: grid.ny * grid.nz)
  }

  deinit {
    usedRows.deallocate()
  }

  /// Lets the cells act on the `collagen` [mg/mL] for `time` [s]: exact for constant rates,
  /// c(t) = c₀e^(−kt) + (p/k)(1 − e^(−kt)), or what `accept` makes of that.
  /// - Returns: whether cells did anything to the collagen.
  @discardableResult
  package func act(
    on collagen: FieldSet, over time: Double,
    accept: (_ voxel: Int, _ new: Double) -> Double = { _, new in new }
  ) -> Bool {
    var isChanged = false
    precondition(collagen.grid == fields.grid && collagen.count == 1, "collagen on the grid of the exchange")
    let (c, p, k) = (collagen.pointer(0), production, loss)
    for voxel in 0..<fields.grid.storageCount where p[voxel] != 0 || k[voxel] != 0 {
      let gone = -expm1(-k[voxel] * time)
      // (1 − e^(−kt))/k, which is t without loss.
      let span = k[voxel] > 0 ? gone / k[voxel] : time
      c[voxel] = accept(voxel, c[voxel] + (p[voxel] * span - c[voxel] * gone))
      isChanged = true
    }
    return isChanged
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
