import Fields

/// What cells sense, frozen at the beginning of a step.
package struct Surroundings {
  /// Concentrations of the signals [mM], `[signal][z][y][x]`.
  package var signals: FieldSet
  /// Area of vessel wall in each voxel [µm²], one field; nil where there are no vessels.
  package var walls: FieldSet?
  /// Crystals in each voxel: number [1/µm³] and radius [µm], two fields; nil where there is no mineral.
  package var crystals: FieldSet?

  /// Surroundings of `signals`, and of walls and crystals where there are some.
  package init(signals: FieldSet, walls: FieldSet? = nil, crystals: FieldSet? = nil) {
    self.signals = signals
    self.walls = walls
    self.crystals = crystals
  }
}

/// The surroundings as kernels read them.
struct SensedFields: @unchecked Sendable {
  /// Concentrations of all signals, and the distance from one to the next.
  let signals: UnsafePointer<Double>
  let signalStride: Int
  /// Number and radius of crystals, nil where there are none.
  let crystals, crystalRadius: UnsafePointer<Double>?
  let grid: Grid
  let perEdge: SIMD3<Double>

  init(_ surroundings: Surroundings) {
    let fields = surroundings.signals
    grid = fields.grid
    precondition(surroundings.crystals?.grid ?? grid == grid, "crystals on the grid of the signals")
    signals = fields.count > 0 ? UnsafePointer(fields.pointer(0)) : UnsafePointer(bitPattern: 64)!
    signalStride = grid.storageCount
    crystals = surroundings.crystals.map { UnsafePointer($0.pointer(0)) }
    crystalRadius = surroundings.crystals.map { UnsafePointer($0.pointer(1)) }
    perEdge = SIMD3(1 / grid.dx, 1 / grid.dy, 1 / grid.dz)
  }

  /// The voxel that holds a point inside the grid, as a place in storage.
  @inline(__always)
  func voxel(_ x: Double, _ y: Double, _ z: Double) -> Int {
    let ix = min(grid.nx - 1, Int(x * perEdge.x))
    let iy = min(grid.ny - 1, Int(y * perEdge.y))
    let iz = min(grid.nz - 1, Int(z * perEdge.z))
    return (iz * grid.ny + iy) * grid.rowStride + ix
  }
}

/// What one cell senses.
struct Sense {
  let signals: UnsafePointer<Double>
  let signalStride: Int
  let voxel: Int
  let load, pressure, frustration: Double

  /// The rate in these circumstances.
  @inline(__always)
  func value(of rate: RateRow, _ responses: UnsafePointer<ResponseRow>) -> Double {
    var result = rate.base
    var place = Int(rate.responses.first)
    let end = place + Int(rate.responses.count)
    while place < end {
      let response = responses[place]
      let level: Double =
        switch response.stimulus {
        case ResponseRow.load: load
        case ResponseRow.pressure: pressure
        case ResponseRow.frustration: frustration
        default: signals[Int(response.stimulus) * signalStride + voxel]
        }
      let ratio = max(level, 0) * response.perHalf
      var power = ratio
      var left = response.exponent
      while left > 1 {
        power *= ratio
        left -= 1
      }
      result *= response.none + response.gain * (power < .infinity ? power / (1 + power) : 1)
      place += 1
    }
    return result
  }
}
