/// Loops of a pass of the line solver.
enum LineKernels {
  /// What a row gains over the pass if nothing moves along x: fluxes of c between rows and planes, sources, losses and
  /// the four sides across them. Puts down the weights of its voxels where there is a loss.
  @inline(__always)
  static func start(
    row: Int, into rest: UnsafeMutablePointer<Double>, weights: UnsafeMutablePointer<Double>,
    _ system: LineSystem,
    hasLoss: Bool, hasSource: Bool, isUniform: Bool, _ statistics: inout LineStatistics
  ) {
    let lattice = system.lattice
    let (y, z) = (row % lattice.rows, row / lattice.rows)
    let first = row * lattice.rowStride
    let c = UnsafePointer(system.concentration)
    // Beyond the rim the conductance is zero, and any value serves.
    let before = y > 0 ? c - lattice.rowStride : c
    let after = y < lattice.rows - 1 ? c + lattice.rowStride : c
    let below = z > 0 ? c - lattice.planeStride : c
    let above = z < lattice.planes - 1 ? c + lattice.planeStride : c
    let (rowFaces, planeFaces) = (system.tissue.row, system.tissue.plane)
    let (nextRow, nextPlane) = (rowFaces + lattice.rowStride, planeFaces + lattice.planeStride)
    let (beforeFace, afterFace, belowFace, aboveFace) = (
      Vector(repeating: y > 0 ? system.uniform.row : 0),
      Vector(repeating: y < lattice.rows - 1 ? system.uniform.row : 0),
      Vector(repeating: z > 0 ? system.uniform.plane : 0),
      Vector(repeating: z < lattice.planes - 1 ? system.uniform.plane : 0)
    )
    var (least, greatest) = (
      Vector(repeating: statistics.leastBefore), Vector(repeating: statistics.greatestBefore)
    )
    var (leastSource, greatestSource, leastLoss, poison) = (Vector(), Vector(), Vector(), Vector())
    for x in stride(from: 0, to: lattice.rowStride, by: 8) {
      let i = first + x
      let here = load(c, i)
      var low = (isUniform ? beforeFace : load(rowFaces, i)) * (load(before, i) - here)
      var high = (isUniform ? afterFace : load(nextRow, i)) * (load(after, i) - here)
      low = add(low, isUniform ? belowFace : load(planeFaces, i), times: load(below, i) - here)
      high = add(high, isUniform ? aboveFace : load(nextPlane, i), times: load(above, i) - here)
      var gain = (low + high) * system.reach
      if hasSource {
        let source = load(system.source, i)
        leastSource = smaller(leastSource, source)
        greatestSource = larger(greatestSource, source)
        gain = add(gain, source, times: Vector(repeating: system.step))
      }
      if hasLoss {
        let loss = load(system.loss, i)
        leastLoss = smaller(leastLoss, loss)
        gain = add(gain, loss * (0 - system.step), times: here)
        store(system.weight(load(system.tissue.capacity, i), loss), weights, x)
      }
      store(gain, rest, x)
      poison = add(poison, gain + here, times: Vector())
      let valid = inside(here, at: x, of: lattice)
      least = smaller(least, valid)
      greatest = larger(greatest, valid)
    }
    statistics.leastBefore = -largest(0 - least)
    statistics.greatestBefore = largest(greatest)
    statistics.leastSource = min(statistics.leastSource, -largest(0 - leastSource))
    statistics.greatestSource = max(statistics.greatestSource, largest(greatestSource))
    if largest(0 - leastLoss) > 0 { statistics.hasNegativeLoss = true }
    statistics.poison += sum(poison)
    if y == 0 { open(system.rowLow, c + first, z * lattice.rowStride, lattice, rest) }
    if y == lattice.rows - 1 { open(system.rowHigh, c + first, z * lattice.rowStride, lattice, rest) }
    if z == 0 { open(system.planeLow, c + first, y * lattice.rowStride, lattice, rest) }
    if z == lattice.planes - 1 { open(system.planeHigh, c + first, y * lattice.rowStride, lattice, rest) }
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
    if x + 8 <= lattice.nx { return value }
    let lane = Vector(0, 1, 2, 3, 4, 5, 6, 7)
    return value.replacing(with: value[0], where: lane .>= Double(lattice.nx - x))
  }
}
