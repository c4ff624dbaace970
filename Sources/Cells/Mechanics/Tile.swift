import CVectors

/// The cells around a box, in single precision with the box's corner as origin: small numbers keep their digits there.
///
/// One per worker. A tile that is full is emptied into the forces before it takes more.
struct Tile {
  /// Centres from the origin [µm]; radii [µm]; square roots of repulsion and adhesion [√(µm/s)].
  let x, y, z, radius, repulsion, adhesion: UnsafeMutablePointer<Float>
  /// Cells in the tile.
  var count = 0
  /// The origin [µm].
  var origin = SIMD3<Double>.zero

  /// Most cells in a tile: six arrays of it stay in a core's first cache.
  static let capacity = 1024
  private static let stride = capacity + 32
  /// A place that nobody reaches [µm].
  private static let nowhere: Float = 1e9

  /// Memory for one tile.
  init() {
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: 6 * Tile.stride * MemoryLayout<Float>.stride, alignment: 64)
    let floats = block.initializeMemory(as: Float.self, repeating: 0, count: 6 * Tile.stride)
    (x, y, z) = (floats, floats + Tile.stride, floats + 2 * Tile.stride)
    (radius, repulsion) = (floats + 3 * Tile.stride, floats + 4 * Tile.stride)
    adhesion = floats + 5 * Tile.stride
  }

  /// Gives the memory back.
  func deallocate() { UnsafeMutableRawPointer(x).deallocate() }

  /// Takes as many cells of `range` as there is room for, and returns the rest.
  @inline(__always)
  mutating func take(_ range: Range<Int>, _ columns: CellColumns, _ grip: Grip) -> Range<Int> {
    let number = min(range.count, Tile.capacity - count)
    var done = 0
    while done < number {
      let (from, to) = (range.lowerBound + done, count + done)
      cv_store_float8(cv_narrow(cv_load_double8(columns.x + from) - SIMD8(repeating: origin.x)), x + to)
      cv_store_float8(cv_narrow(cv_load_double8(columns.y + from) - SIMD8(repeating: origin.y)), y + to)
      cv_store_float8(cv_narrow(cv_load_double8(columns.z + from) - SIMD8(repeating: origin.z)), z + to)
      cv_store_float8(cv_load_float8(columns.radius + from), radius + to)
      cv_store_float8(cv_load_float8(grip.repulsion + from), repulsion + to)
      cv_store_float8(cv_load_float8(grip.adhesion + from), adhesion + to)
      done += 8
    }
    count += number
    return (range.lowerBound + number)..<range.upperBound
  }

  /// Fills the last vector with cells that are nowhere.
  @inline(__always)
  func close() {
    cv_store_float16(SIMD16(repeating: Tile.nowhere), x + count)
    cv_store_float16(.zero, radius + count)
  }
}

/// How strongly each cell holds and pushes: square roots of repulsion and adhesion [√(µm/s)], `[cell]`.
struct Grip {
  let repulsion, adhesion: UnsafeMutablePointer<Float>
}
