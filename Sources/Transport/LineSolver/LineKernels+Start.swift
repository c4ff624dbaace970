/// Loops of a pass of the line solver.
enum LineKernels {
  /// What a row gains over the pass between rows and planes by the concentrations as they are, the four sides across
  /// them included.
  @inline(__always)
  static func start(
    row: Int, into rest: UnsafeMutablePointer<Double>, _ system: LineSystem, isUniform: Bool,
    _ statistics: inout LineStatistics
  ) {
    let lattice = system.lattice
    let (y, z) = (row % lattice.rows, row / lattice.rows)
    let (first, rowStride, planeStride) = (row * lattice.rowStride, lattice.rowStride, lattice.planeStride)
    let c = UnsafePointer(system.concentration + first)
    // Beyond the rim the conductance is zero, and any value serves.
    let before = y > 0 ? c - rowStride : c
    let after = y < lattice.rows - 1 ? c + rowStride : c
    let below = z > 0 ? c - planeStride : c
    let above = z < lattice.planes - 1 ? c + planeStride : c
    let (rowFaces, planeFaces) = (system.tissue.row + first, system.tissue.plane + first)
    let (nextRow, nextPlane) = (rowFaces + rowStride, planeFaces + planeStride)
    let (beforeFace, afterFace, belowFace, aboveFace) = (
      Vector(repeating: y > 0 ? system.uniform.row : 0),
      Vector(repeating: y < lattice.rows - 1 ? system.uniform.row : 0),
      Vector(repeating: z > 0 ? system.uniform.plane : 0),
      Vector(repeating: z < lattice.planes - 1 ? system.uniform.plane : 0)
    )
    var (least, greatest) = (
      Vector(repeating: statistics.leastBefore), Vector(repeating: statistics.greatestBefore)
    )
    var poison = Vector()
    var x = 0
    while x < rowStride {
      let here = load(c, x)
      var low = (isUniform ? beforeFace : load(rowFaces, x)) * (load(before, x) - here)
      var high = (isUniform ? afterFace : load(nextRow, x)) * (load(after, x) - here)
      low = add(low, isUniform ? belowFace : load(planeFaces, x), times: load(below, x) - here)
      high = add(high, isUniform ? aboveFace : load(nextPlane, x), times: load(above, x) - here)
      let gain = (low + high) * system.reach
      store(gain, rest, x)
      poison = add(poison, gain + here, times: Vector())
      let valid = inside(here, at: x, of: lattice)
      least = smaller(least, valid)
      greatest = larger(greatest, valid)
      x &+= 8
    }
    statistics.leastBefore = -largest(0 - least)
    statistics.greatestBefore = largest(greatest)
    statistics.poison += sum(poison)
    if y == 0 { open(system.rowLow, c, z * lattice.rowStride, lattice, rest) }
    if y == lattice.rows - 1 { open(system.rowHigh, c, z * lattice.rowStride, lattice, rest) }
    if z == 0 { open(system.planeLow, c, y * lattice.rowStride, lattice, rest) }
    if z == lattice.planes - 1 { open(system.planeHigh, c, y * lattice.rowStride, lattice, rest) }
  }

  /// Adds what is made and lost in a row by the concentrations as they are, and puts down the weights of its voxels
  /// where there is a loss.
  static func react(
    row: Int, into rest: UnsafeMutablePointer<Double>, weights: UnsafeMutablePointer<Double>,
    _ system: LineSystem, _ statistics: inout LineStatistics
  ) {
    let first = row * system.lattice.rowStride
    let (c, source, loss) = (
      system.concentration + first, system.source + first, system.loss + first
    )
    let step = Vector(repeating: system.step)
    var (leastSource, greatestSource, leastLoss, poison) = (Vector(), Vector(), Vector(), Vector())
    for x in stride(from: 0, to: system.lattice.rowStride, by: 8) {
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
        store(system.weight(load(system.tissue.capacity + first, x), lost), weights, x)
      }
      store(gain, rest, x)
      poison = add(poison, gain, times: Vector())
    }
    statistics.leastSource = min(statistics.leastSource, -largest(0 - leastSource))
    statistics.greatestSource = max(statistics.greatestSource, largest(greatestSource))
    if largest(0 - leastLoss) > 0 { statistics.hasNegativeLoss = true }
    statistics.poison += sum(poison)
  }

  /// Adds what comes in through a side along a row, whose faces begin at `face`.
  private static func open(
    _ side: LineSide, _ c: UnsafePointer<Double>, _ face: Int, _ lattice: Lattice,
    _ rest: UnsafeMutablePointer<Double>
  ) {
    guard side.isOpen else { return }
    for x in 0..<lattice.nx {
      rest[x] += side.hold * side.faces[face + x] * (side.value - c[x]) + side.inflow
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
