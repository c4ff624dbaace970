import Fields
import Parallelism

/// Moves cells: what neighbours made of their velocities, and their own walk.
///
/// The push and pull of neighbours is integrated by the second-order method of Adams and Bashforth for steps of changing
/// length, v + (v − v′)·Δt/(2Δt′) with v′ of the last step; a new cell has none and takes v. A cell is pushed no farther than
/// half its radius in a step: two cells cannot pass through each other, and a heap of cells parts without instability.
struct Motion {
  let columns: CellColumns
  let speedX, speedY, speedZ: UnsafeMutablePointer<Float>
  let fields: SensedFields
  let kinds: UnsafePointer<KindRow>
  let attractions: UnsafePointer<AttractionRow>
  let responses: UnsafePointer<ResponseRow>
  let turn, run: RandomStream
  let extent: SIMD3<Double>
  let isPlanar: Bool
  let tick: Int
  /// The step [s], and half of it over the last one.
  let dt, history: Double
  /// What caseum leaves of the speed, and the volume fraction from which nobody enters it.
  let hindrance: Response?
  let impassableCaseum: Double

  /// Moves the cells of `range` and returns how many pushes were shortened.
  func run(_ range: Range<Int>) -> Int {
    var shortened = 0
    let weight = Float(history)
    let dt = Float(self.dt)
    let (pushX, pushY, pushZ) = (columns.pushX, columns.pushY, columns.pushZ)
    for cell in range {
      let (nowX, nowY, nowZ) = (speedX[cell], speedY[cell], speedZ[cell])
      let isNew = !(pushX[cell] == pushX[cell])
      let share = isNew ? 0 : weight
      var stepX = (nowX + share * (nowX - (isNew ? 0 : pushX[cell]))) * dt
      var stepY = (nowY + share * (nowY - (isNew ? 0 : pushY[cell]))) * dt
      var stepZ = (nowZ + share * (nowZ - (isNew ? 0 : pushZ[cell]))) * dt
      (pushX[cell], pushY[cell], pushZ[cell]) = (nowX, nowY, nowZ)
      let longest = columns.radius[cell] / 2
      let square = stepX * stepX + stepY * stepY + stepZ * stepZ
      if square > longest * longest {
        let factor = longest / square.squareRoot()
        (stepX, stepY, stepZ) = (stepX * factor, stepY * factor, stepZ * factor)
        shortened += 1
      }
      place(
        cell, columns.x[cell] + Double(stepX), columns.y[cell] + Double(stepY),
        columns.z[cell] + Double(stepZ))
      walk(cell)
    }
    return shortened
  }

  /// The cell's own walk: run, turn where the run ends, run on.
  @inline(__always)
  private func walk(_ cell: Int) {
    let kind = kinds + Int(columns.kind[cell])
    var speed = kind.pointee.speed
    if speed == 0 { return }
    if kind.pointee.speedResponses.count > 0 { speed *= speedFactor(cell, kind) }
    if let hindrance, let caseum = fields.caseum {
      let place = fields.voxel(columns.x[cell], columns.y[cell], columns.z[cell])
      if caseum[place] > 0 { speed *= hindrance.factor(at: caseum[place]) }
    }
    let due = dt * kind.pointee.turns
    if columns.run[cell] > due {
      columns.run[cell] -= due
      advance(cell, speed * dt)
    } else {
      walkWithTurns(cell, kind, speed)
    }
  }

  @inline(__always)
  private func speedFactor(_ cell: Int, _ kind: UnsafePointer<KindRow>) -> Double {
    let place = fields.voxel(columns.x[cell], columns.y[cell], columns.z[cell])
    let sense = Sense(fields, columns, cell, kind, voxel: place)
    return sense.value(of: RateRow(base: 1, responses: kind.pointee.speedResponses), responses)
  }

  private func walkWithTurns(_ cell: Int, _ kind: UnsafePointer<KindRow>, _ speed: Double) {
    let turnRate = kind.pointee.turns
    var left = dt * turnRate
    let bias = pull(on: cell, kind.pointee.attractions)
    var turns = 0
    while columns.run[cell] <= left {
      advance(cell, speed * columns.run[cell] / turnRate)
      left -= columns.run[cell]
      let key = tick + turns
      let (first, second) = turn.uniformPair(index: columns.id[cell], tick: key)
      let heading =
        isPlanar
        ? Heading.inPlane(second, about: bias.axis, bias: bias.size)
        : Heading.inSpace(first, second, about: bias.axis, bias: bias.size)
      (columns.directionX[cell], columns.directionY[cell], columns.directionZ[cell]) = (
        heading.x, heading.y, heading.z
      )
      columns.run[cell] = exponential(run.uniform(index: columns.id[cell], tick: key))
      turns += 1
    }
    columns.run[cell] -= left
    advance(cell, speed * left / turnRate)
  }

  @inline(__always)
  private func advance(_ cell: Int, _ distance: Double) {
    place(
      cell, columns.x[cell] + distance * Double(columns.directionX[cell]),
      columns.y[cell] + distance * Double(columns.directionY[cell]),
      columns.z[cell] + distance * Double(columns.directionZ[cell]))
  }

  /// Puts the cell down; the sides of the grid throw it back, with its direction, and so do obstacles.
  @inline(__always)
  private func place(_ cell: Int, _ x: Double, _ y: Double, _ z: Double) {
    let next = SIMD3(
      Motion.reflected(x, extent.x, &columns.directionX[cell]),
      Motion.reflected(y, extent.y, &columns.directionY[cell]),
      isPlanar ? columns.z[cell] : Motion.reflected(z, extent.z, &columns.directionZ[cell]))
    if isStopped(cell, next) { return }
    (columns.x[cell], columns.y[cell], columns.z[cell]) = (next.x, next.y, next.z)
  }

  /// Whether an obstacle keeps a cell where it is; it turns round then. A cell inside an obstacle, around which one has
  /// grown, may leave.
  private func isStopped(_ cell: Int, _ next: SIMD3<Double>) -> Bool {
    if fields.obstacles == nil && fields.caseum == nil { return false }
    if !isClosed(fields.voxel(next.x, next.y, next.z)) { return false }
    if isClosed(fields.voxel(columns.x[cell], columns.y[cell], columns.z[cell])) { return false }
    columns.directionX[cell] = -columns.directionX[cell]
    columns.directionY[cell] = -columns.directionY[cell]
    columns.directionZ[cell] = -columns.directionZ[cell]
    return true
  }

  @inline(__always)
  private func isClosed(_ voxel: Int) -> Bool {
    if let obstacles = fields.obstacles, obstacles[voxel] > 0 { return true }
    guard let caseum = fields.caseum else { return false }
    return caseum[voxel] >= impassableCaseum
  }

  @inline(__always)
  private static func reflected(_ value: Double, _ length: Double, _ direction: inout Float) -> Double {
    if value >= 0 && value < length { return value }
    return thrownBack(value, length, &direction)
  }

  private static func thrownBack(_ value: Double, _ length: Double, _ direction: inout Float) -> Double {
    guard value.isFinite else { return length / 2 }
    direction = value < 0 ? abs(direction) : -abs(direction)
    let folded = value < 0 ? -value : 2 * length - value
    // A step longer than the grid ends at its side.
    return max(0, min(folded, length.nextDown))
  }
}

extension Motion {
  /// Where the attractants pull a cell, and how strongly: a unit vector, and a mean cosine below 1.
  func pull(on cell: Int, _ pulls: Span) -> (axis: SIMD3<Double>, size: Double) {
    var sum = SIMD3<Double>.zero
    let length = 2 * Double(columns.radius[cell])
    for place in pulls.range {
      let attraction = attractions[place]
      let slope = occupancySlope(
        attraction, columns.x[cell], columns.y[cell], columns.z[cell])
      let size = (slope * slope).sum().squareRoot()
      if size > 0 { sum += slope / size * (length * size / (length * size + attraction.halfDifference)) }
    }
    let size = (sum * sum).sum().squareRoot()
    if !(size > 0) { return (SIMD3(1, 0, 0), 0) }
    return (sum / size, min(size, 1.0.nextDown))
  }

  /// Gradient of the receptors' occupancy in the voxel of a point [1/µm], by differences of the voxels beside it.
  private func occupancySlope(
    _ attraction: AttractionRow, _ x: Double, _ y: Double, _ z: Double
  ) -> SIMD3<Double> {
    let grid = fields.grid
    let values = fields.signals + Int(attraction.signal) * fields.signalStride
    let ix = min(grid.nx - 1, Int(x * fields.perEdge.x))
    let iy = min(grid.ny - 1, Int(y * fields.perEdge.y))
    let iz = min(grid.nz - 1, Int(z * fields.perEdge.z))
    let voxel = (iz * grid.ny + iy) * grid.rowStride + ix
    func occupancy(_ place: Int) -> Double {
      let positive = max(values[place], 0)
      return positive / (positive + attraction.dissociation)
    }
    func slope(_ i: Int, _ n: Int, _ stride: Int, _ perEdge: Double) -> Double {
      let (low, high) = (i > 0 ? 1 : 0, i < n - 1 ? 1 : 0)
      if low + high == 0 { return 0 }
      return (occupancy(voxel + high * stride) - occupancy(voxel - low * stride)) * perEdge
        / Double(low + high)
    }
    return SIMD3(
      slope(ix, grid.nx, 1, fields.perEdge.x), slope(iy, grid.ny, grid.rowStride, fields.perEdge.y),
      slope(iz, grid.nz, grid.planeStride, fields.perEdge.z))
  }
}
