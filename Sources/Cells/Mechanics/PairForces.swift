import CVectors
import Parallelism

/// Velocities that neighbours give each cell, for a share of the boxes.
///
/// Every pair is looked at from both sides: a cell writes only itself, and who computes it does not matter.
struct PairForces {
  let columns: CellColumns
  let grip: Grip
  let start: UnsafePointer<UInt32>
  let lattice: SearchLattice
  /// Velocities [µm/s], `[cell]`.
  let speedX, speedY, speedZ: UnsafeMutablePointer<Float>
  /// Cells in coarse boxes, and the largest radius among them [µm].
  let largeCount: Int
  let largestRadius: Float
  /// Separates cells with the same centre.
  let parting: RandomStream
  let isPlanar: Bool

  /// Pressure of twelve neighbours at half the distance of touch: 12 × (1 − 1/2)².
  private static let squeezed: Float = 3
  /// Squared distance below which two centres are the same [µm²].
  private static let same: Float = 1e-8

  /// Velocities of all cells in `places`; returns the number of boxes with squeezed cells.
  func run(_ places: Range<Int>, _ tile: inout Tile) -> Int {
    var overcrowded = 0
    let fine = lattice.fine
    let fineBoxes = places.clamped(to: 0..<fine.count)
    if !fineBoxes.isEmpty {
      var box = fineBoxes.lowerBound
      while box < fineBoxes.upperBound {
        let cells = Int(start[box])..<Int(start[box + 1])
        if !cells.isEmpty {
          usual(box, cells, &tile)
          if isOvercrowded(cells) { overcrowded += 1 }
        }
        box += 1
      }
    }
    for place in places.clamped(to: fine.count..<(fine.count + lattice.coarse.count)) {
      let cells = Int(start[place])..<Int(start[place + 1])
      for cell in cells { large(cell, &tile) }
      part(cells)
    }
    return overcrowded
  }

  /// The cells of a fine box: they share their neighbours.
  @inline(__always)
  private func usual(_ box: Int, _ cells: Range<Int>, _ tile: inout Tile) {
    let fine = lattice.fine
    let row = box / fine.nx
    let (ix, iy, iz) = (box - row * fine.nx, row % fine.ny, row / fine.ny)
    let corner = SIMD3(Double(ix), Double(iy), Double(iz)) * fine.edge
    begin(cells, &tile, at: corner)
    let (first, last) = (max(ix - 1, 0), min(ix + 1, fine.nx - 1))
    for kz in max(iz - 1, 0)...min(iz + 1, fine.nz - 1) {
      for ky in max(iy - 1, 0)...min(iy + 1, fine.ny - 1) {
        let base = (kz * fine.ny + ky) * fine.nx
        gather(Int(start[base + first])..<Int(start[base + last + 1]), cells, &tile)
      }
    }
    if largeCount > 0 {
      let far = lattice.reach * Double(lattice.usualRadius + largestRadius)
      gatherLarge(corner - far, corner + fine.edge + far, cells, &tile)
    }
    empty(cells, &tile)
    part(cells)
  }

  /// One large cell and all that it reaches.
  private func large(_ cell: Int, _ tile: inout Tile) {
    let centre = SIMD3(columns.x[cell], columns.y[cell], columns.z[cell])
    let cells = cell..<(cell + 1)
    begin(cells, &tile, at: centre)
    let fine = lattice.fine
    let near = lattice.reach * Double(lattice.usualRadius + columns.radius[cell])
    let (low, high) = (centre - near, centre + near)
    for kz in fine.z(low.z)...fine.z(high.z) {
      for ky in fine.y(low.y)...fine.y(high.y) {
        let base = (kz * fine.ny + ky) * fine.nx
        gather(Int(start[base + fine.x(low.x)])..<Int(start[base + fine.x(high.x) + 1]), cells, &tile)
      }
    }
    let far = lattice.reach * Double(largestRadius + columns.radius[cell])
    gatherLarge(centre - far, centre + far, cells, &tile)
    empty(cells, &tile)
  }

  @inline(__always)
  private func begin(_ cells: Range<Int>, _ tile: inout Tile, at origin: SIMD3<Double>) {
    tile.origin = origin
    tile.count = 0
    for cell in cells {
      (speedX[cell], speedY[cell], speedZ[cell]) = (0, 0, 0)
      // The cell itself is among its neighbours, at the smallest distance.
      let own = 1 - PairForces.same.squareRoot() / (2 * columns.radius[cell])
      columns.pressure[cell] = -own * own
    }
  }

  @inline(__always)
  private func gather(_ range: Range<Int>, _ cells: Range<Int>, _ tile: inout Tile) {
    var rest = tile.take(range, columns, grip)
    while !rest.isEmpty {
      empty(cells, &tile)
      rest = tile.take(rest, columns, grip)
    }
  }

  /// The large cells between two points.
  private func gatherLarge(
    _ low: SIMD3<Double>, _ high: SIMD3<Double>, _ cells: Range<Int>, _ tile: inout Tile
  ) {
    let coarse = lattice.coarse
    let first = start + lattice.fine.count
    for kz in coarse.z(low.z)...coarse.z(high.z) {
      for ky in coarse.y(low.y)...coarse.y(high.y) {
        let base = (kz * coarse.ny + ky) * coarse.nx
        gather(
          Int(first[base + coarse.x(low.x)])..<Int(first[base + coarse.x(high.x) + 1]), cells, &tile)
      }
    }
  }

  /// Adds what the cells of the tile do to `cells`, and begins anew.
  @inline(__always)
  private func empty(_ cells: Range<Int>, _ tile: inout Tile) {
    if tile.count == 0 { return }
    tile.close()
    for cell in cells { add(to: cell, tile) }
    tile.count = 0
  }

  /// Sixteen pairs at a time, without square root or division.
  @inline(__always)
  private func add(to cell: Int, _ tile: Tile) {
    typealias Vector = SIMD16<Float>
    let x = Vector(repeating: Float(columns.x[cell] - tile.origin.x))
    let y = Vector(repeating: Float(columns.y[cell] - tile.origin.y))
    let z = Vector(repeating: Float(columns.z[cell] - tile.origin.z))
    let radius = Vector(repeating: columns.radius[cell])
    let repulsion = Vector(repeating: grip.repulsion[cell])
    let reach = Float(lattice.reach)
    let far = Vector(repeating: reach)
    // The pull's A² = reach²·R² shares the division by R² with the push.
    let adhesion = Vector(repeating: -grip.adhesion[cell] / (reach * reach))
    let same = Vector(repeating: PairForces.same)
    var sumX = Vector.zero
    var sumY = Vector.zero
    var sumZ = Vector.zero
    var squeeze = Vector.zero
    var i = 0
    while i < tile.count {
      let dx = x - cv_load_float16(tile.x + i)
      let dy = y - cv_load_float16(tile.y + i)
      let dz = z - cv_load_float16(tile.z + i)
      let square = cv_add_product_float16(cv_add_product_float16(dx * dx, dy, dy), dz, dz)
      let apart = cv_larger_float16(same, square)
      let perDistance = cv_reciprocal_root_float16(apart)
      let distance = apart * perDistance
      let radii = radius + cv_load_float16(tile.radius + i)
      let overlap = cv_larger_float16(radii - distance, .zero)
      let hold = cv_larger_float16(far * radii - distance, .zero)
      let push = repulsion * cv_load_float16(tile.repulsion + i) * (overlap * overlap)
      let pull = adhesion * cv_load_float16(tile.adhesion + i) * hold
      let perRadii = cv_reciprocal_float16(radii)
      let perSquare = perRadii * perRadii
      let force = cv_add_product_float16(push, pull, hold) * (perSquare * perDistance)
      sumX = cv_add_product_float16(sumX, force, dx)
      sumY = cv_add_product_float16(sumY, force, dy)
      sumZ = cv_add_product_float16(sumZ, force, dz)
      squeeze = cv_add_product_float16(squeeze, overlap * overlap, perSquare)
      i += 16
    }
    speedX[cell] += total(sumX)
    speedY[cell] += total(sumY)
    speedZ[cell] += total(sumZ)
    columns.pressure[cell] += total(squeeze)
  }

  @inline(__always)
  private func total(_ a: SIMD16<Float>) -> Float {
    let half = a.lowHalf + a.highHalf
    let quarter = half.lowHalf + half.highHalf
    let pair = quarter.lowHalf + quarter.highHalf
    return pair.x + pair.y
  }
}

extension PairForces {
  /// Whether a cell of a box is squeezed.
  @inline(__always)
  private func isOvercrowded(_ cells: Range<Int>) -> Bool {
    for cell in cells where columns.pressure[cell] > PairForces.squeezed { return true }
    return false
  }

  /// Gives cells that share a centre velocities along an axis drawn for the pair: the law has no direction for them.
  @inline(__always)
  private func part(_ cells: Range<Int>) {
    // A neighbour at the same place adds 1 to the pressure.
    for cell in cells where columns.pressure[cell] > 0.99 { partFrom(cells, cell) }
  }

  private func partFrom(_ cells: Range<Int>, _ cell: Int) {
    let limit = Double(PairForces.same)
    for other in cells where other != cell {
      let apart = SIMD3(
        columns.x[cell] - columns.x[other], columns.y[cell] - columns.y[other],
        columns.z[cell] - columns.z[other])
      if (apart * apart).sum() >= limit { continue }
      let (mine, its) = (columns.id[cell], columns.id[other])
      let (first, second) = parting.uniformPair(index: min(mine, its), tick: max(mine, its))
      let axis = isPlanar ? Heading.inPlane(second) : Heading.inSpace(first, second)
      let speed = grip.repulsion[cell] * grip.repulsion[other] * (mine < its ? 1 : -1)
      speedX[cell] += axis.x * speed
      speedY[cell] += axis.y * speed
      speedZ[cell] += axis.z * speed
    }
  }
}
