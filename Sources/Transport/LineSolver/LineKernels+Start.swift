/// Loops of a pass of the line solver.
enum LineKernels {
  /// What a row of a solute gains over the pass by the concentrations as they are, the sides included.
  static func start(
    row: Int, _ system: LineSystem, _ group: LineGroup, into rest: UnsafeMutablePointer<Double>,
    _ statistics: inout LineStatistics
  ) {
    let (lattice, tissue, isUniform) = (group.lattice, group.tissue, group.isUniformTissue)
    let (y, z) = (row % lattice.rows, row / lattice.rows)
    let (first, rowStride, planeStride) = (row * lattice.rowStride, lattice.rowStride, lattice.planeStride)
    let c = UnsafePointer(system.concentration + first)
    // Beyond the rim the conductance is zero, and any value serves.
    let before = y > 0 ? c - rowStride : c
    let after = y < lattice.rows - 1 ? c + rowStride : c
    let below = z > 0 ? c - planeStride : c
    let above = z < lattice.planes - 1 ? c + planeStride : c
    let faces = isUniform ? group.uniformRow : tissue.x + first
    let (rowFaces, planeFaces) = (tissue.row + first, tissue.plane + first)
    let (nextRow, nextPlane) = (rowFaces + rowStride, planeFaces + planeStride)
    let (beforeFace, afterFace, belowFace, aboveFace) = (
      Vector(repeating: y > 0 ? group.uniform.row : 0),
      Vector(repeating: y < lattice.rows - 1 ? group.uniform.row : 0),
      Vector(repeating: z > 0 ? group.uniform.plane : 0),
      Vector(repeating: z < lattice.planes - 1 ? group.uniform.plane : 0)
    )
    var (least, greatest) = (
      Vector(repeating: statistics.leastBefore), Vector(repeating: statistics.greatestBefore)
    )
    let reach = Vector(repeating: system.reach)
    var poison = Vector()
    var (here, flux) = (load(c, 0), Vector())
    var x = 0
    while x < rowStride {
      let following = x &+ 8 < rowStride ? load(c, x &+ 8) : Vector()
      // Along x each flux is taken at the voxel below its face and handed to the one above.
      let upper = load(faces, x &+ 1) * (next(here, following) - here)
      let along = upper - previous(flux, upper)
      var low = (isUniform ? beforeFace : load(rowFaces, x)) * (load(before, x) - here)
      var high = (isUniform ? afterFace : load(nextRow, x)) * (load(after, x) - here)
      low = add(low, isUniform ? belowFace : load(planeFaces, x), times: load(below, x) - here)
      high = add(high, isUniform ? aboveFace : load(nextPlane, x), times: load(above, x) - here)
      let gain = (along + (low + high)) * reach
      store(gain, rest, x)
      poison = add(poison, gain + here, times: Vector())
      let valid = x &+ 8 <= lattice.nx ? here : inside(here, at: x, of: lattice)
      least = smaller(least, valid)
      greatest = larger(greatest, valid)
      (here, flux) = (following, upper)
      x &+= 8
    }
    statistics.leastBefore = -largest(0 - least)
    statistics.greatestBefore = largest(greatest)
    statistics.poison += sum(poison)
    open(row: row, system, group, c, rest)
  }

  /// Adds what is made and lost in a row by the concentrations as they are, and puts down the weights of its voxels
  /// where there is a loss.
  static func react(
    row: Int, _ system: LineSystem, _ group: LineGroup, into rest: UnsafeMutablePointer<Double>,
    weights: UnsafeMutablePointer<Double>, _ statistics: inout LineStatistics
  ) {
    let first = row * group.lattice.rowStride
    let (source, loss) = (system.source + first, system.loss + first)
    let (c, capacity) = (UnsafePointer(system.concentration + first), group.tissue.capacity + first)
    let step = Vector(repeating: system.step)
    var (leastSource, greatestSource, leastLoss, poison) = (Vector(), Vector(), Vector(), Vector())
    for x in stride(from: 0, to: group.lattice.rowStride, by: 8) {
      var gain = load(rest, x)
      if system.hasSource {
        let made = load(source, x)
        leastSource = smaller(leastSource, made)
        greatestSource = larger(greatestSource, made)
        gain = add(gain, made, times: step)
      }
      if system.hasLoss {
        let lost = load(loss, x)
        leastLoss = smaller(leastLoss, lost)
        gain = add(gain, 0 - lost * step, times: load(c, x))
      }
      if group.hasLoss {
        let own = load(capacity, x)
        store(system.hasLoss ? system.weight(own, load(loss, x)) : own, weights, x)
      }
      store(gain, rest, x)
      poison = add(poison, gain, times: Vector())
    }
    statistics.leastSource = min(statistics.leastSource, -largest(0 - leastSource))
    statistics.greatestSource = max(statistics.greatestSource, largest(greatestSource))
    if largest(0 - leastLoss) > 0 { statistics.hasNegativeLoss = true }
    statistics.poison += sum(poison)
  }

  /// Adds what comes in through the six sides where they touch a row.
  @inline(__always)
  private static func open(
    row: Int, _ system: LineSystem, _ group: LineGroup, _ c: UnsafePointer<Double>,
    _ rest: UnsafeMutablePointer<Double>
  ) {
    guard system.hasOpenSide else { return }
    let lattice = group.lattice
    let (y, z) = (row % lattice.rows, row / lattice.rows)
    func gain(_ side: LineSide, _ face: Int, _ value: Double) -> Double {
      side.hold * side.faces[face] * (side.value - value) + side.inflow
    }
    rest[0] += gain(system.sides[0], row, c[0])
    rest[lattice.nx - 1] += gain(system.sides[1], row, c[lattice.nx - 1])
    let touched = (y == 0, y == lattice.rows - 1, z == 0, z == lattice.planes - 1)
    for x in 0..<lattice.nx {
      let (onRow, onPlane) = (z * lattice.rowStride + x, y * lattice.rowStride + x)
      if touched.0 { rest[x] += gain(system.sides[2], onRow, c[x]) }
      if touched.1 { rest[x] += gain(system.sides[3], onRow, c[x]) }
      if touched.2 { rest[x] += gain(system.sides[4], onPlane, c[x]) }
      if touched.3 { rest[x] += gain(system.sides[5], onPlane, c[x]) }
    }
  }

  /// A vector of a row with its first number in place of padding.
  @inline(__always)
  static func inside(_ value: Vector, at x: Int, of lattice: Lattice) -> Vector {
    if x &+ 8 <= lattice.nx { return value }
    let lane = Vector(0, 1, 2, 3, 4, 5, 6, 7)
    return value.replacing(with: value[0], where: lane .>= Double(lattice.nx - x))
  }
}
