/// A half-line that concentrations must not leave: at least, or with `sign` −1 at most, `bound` [mM].
struct LineBound {
  /// 1 for a lower bound, −1 for an upper one.
  let sign: Double
  /// The bound [mM].
  let bound: Double

  /// How far c lies inside; negative outside.
  @inline(__always)
  func margin(_ c: Double) -> Double { sign * (c - bound) }
}

/// The limiter: a voxel that a pass has driven out of the range of the maximum principle is filled up by its neighbours
/// from what they have to spare, over the same faces as diffusion takes and in proportion to them.
///
/// What one gives the other gets, so that amounts are conserved; what stands still violates nothing, so that a fixed
/// point stays one. With d what a voxel lacks and o what its neighbours can spare, a face of conductance g carries
/// g · min(d o / Σ g o, o d / Σ g d), the sums over the faces of the one and of the other: no voxel is given too much,
/// none gives too much. A voxel whose neighbours have nothing to spare shares what it lacks with them. This is repeated
/// until nothing is lacking.
extension LineSolver {
  /// Rounds after which the rest is left as it is.
  private static let mostRounds = 200
  /// Share of a difference that goes over a face where nothing is to spare; six of them leave something.
  private static let evening = 0.125

  /// Brings voxels of the solute number `place` back that have left the range of the maximum principle.
  func limit(_ place: Int, _ found: LineStatistics) {
    let system = systems[place]
    let range = system.range(of: found)
    let slack = 0x1p-50 * max(abs(found.leastBefore), abs(found.greatestBefore))
    if found.leastAfter < range.lowerBound - slack {
      limit(system, to: LineBound(sign: 1, bound: range.lowerBound), slack)
    }
    if found.greatestAfter > range.upperBound + slack {
      limit(system, to: LineBound(sign: -1, bound: range.upperBound), slack)
    }
  }

  private func limit(_ system: LineSystem, to bound: LineBound, _ slack: Double) {
    var outside = 0
    for round in 0..<LineSolver.mostRounds {
      workers.forEachPlane(lattice.planes) { plane, _ in
        lacks[plane] = self.findShares(plane, system, bound, slack)
        counts[plane] = self.count(plane, system, bound, slack)
      }
      outside = Int(counts.total)
      if round == 0 {
        report.limitedVoxels += outside
        report.limitedAmount += lacks.total * unsplit.grid.voxelVolume
      }
      if outside == 0 { return }
      workers.forEachPlane(lattice.planes) { plane, _ in self.findTransfers(plane, system, bound) }
      workers.forEachPlane(lattice.planes) { plane, _ in self.move(plane, system, bound) }
    }
    report.unsettledVoxels += outside
  }

  /// Voxels of a plane that lie outside by more than round-off.
  private func count(_ plane: Int, _ system: LineSystem, _ bound: LineBound, _ slack: Double) -> Double {
    var count = 0.0
    forEachVoxel(of: plane) { i in
      if bound.margin(system.concentration[i]) < -slack { count += 1 }
    }
    return count
  }

  /// What each voxel lacks over Σ g·o of its neighbours, or spares over Σ g·d; the sum of what is lacking [mM].
  private func findShares(_ plane: Int, _ system: LineSystem, _ bound: LineBound, _ slack: Double) -> Double {
    let (c, capacity, share) = (system.concentration, tissue.pointers.capacity, rest.pointer(0))
    var lacking = 0.0
    forEachVoxel(of: plane) { i in
      let margin = bound.margin(c[i]) * capacity[i]
      var sum = 0.0
      forEachNeighbour(of: i) { j, conductance in
        let other = bound.margin(c[j]) * capacity[j]
        sum += conductance * (margin < 0 ? max(other, 0) : max(-other, 0))
      }
      share[i] = sum > 0 ? abs(margin) / sum : 0
      if margin < -slack * capacity[i] { lacking -= margin }
    }
    return lacking
  }

  /// What each voxel gets or gives [mM per tissue volume].
  private func findTransfers(_ plane: Int, _ system: LineSystem, _ bound: LineBound) {
    let (c, capacity) = (system.concentration, tissue.pointers.capacity)
    let (share, transfer) = (rest.pointer(0), rest.pointer(1))
    forEachVoxel(of: plane) { i in
      let margin = bound.margin(c[i]) * capacity[i]
      var sum = 0.0
      forEachNeighbour(of: i) { j, conductance in
        let other = bound.margin(c[j]) * capacity[j]
        if margin < 0 && other > 0 || margin > 0 && other < 0 {
          let amount = conductance * min(share[i] * abs(other), share[j] * abs(margin))
          sum += margin < 0 ? amount : -amount
        } else if margin < 0 && share[i] == 0 || other < 0 && share[j] == 0 {
          let difference = bound.margin(c[j]) - bound.margin(c[i])
          sum += min(capacity[i], capacity[j]) * LineSolver.evening * difference
        }
      }
      transfer[i] = sum
    }
  }

  private func move(_ plane: Int, _ system: LineSystem, _ bound: LineBound) {
    let (transfer, capacity) = (rest.pointer(1), tissue.pointers.capacity)
    forEachVoxel(of: plane) { i in
      system.concentration[i] += bound.sign * transfer[i] / capacity[i]
    }
  }

  @inline(__always)
  private func forEachVoxel(of plane: Int, _ body: (_ voxel: Int) -> Void) {
    for row in 0..<lattice.rows {
      let start = plane * lattice.planeStride + row * lattice.rowStride
      for i in start..<(start + lattice.nx) { body(i) }
    }
  }

  /// Calls `body` with each neighbour and the conductance of the face between; the same face has the same from both.
  @inline(__always)
  private func forEachNeighbour(of i: Int, _ body: (_ voxel: Int, _ conductance: Double) -> Void) {
    let faces = unsplit.conductances
    let (x, row, plane) = (faces.x.pointer, faces.row.pointer, faces.plane.pointer)
    if plane[i] > 0 { body(i - lattice.planeStride, plane[i]) }
    if row[i] > 0 { body(i - lattice.rowStride, row[i]) }
    if x[i] > 0 { body(i - 1, x[i]) }
    if x[i + 1] > 0 { body(i + 1, x[i + 1]) }
    let (after, above) = (i + lattice.rowStride, i + lattice.planeStride)
    if row[after] > 0 { body(after, row[after]) }
    if plane[above] > 0 { body(above, plane[above]) }
  }
}

extension LineSystem {
  /// The values between which the exact solution stays in a pass: those at its start, zero where something is lost,
  /// held values, and no bound on the side to which sources or fluxes push.
  func range(of found: LineStatistics) -> ClosedRange<Double> {
    var (least, greatest) = (found.leastBefore, found.greatestBefore)
    if hasLoss { (least, greatest) = (min(least, 0), max(greatest, 0)) }
    if found.leastSource < 0 { least = -.infinity }
    if found.greatestSource > 0 { greatest = .infinity }
    for number in 0..<6 {
      let side = sides[number]
      if side.hold != 0 { (least, greatest) = (min(least, side.value), max(greatest, side.value)) }
      if side.inflow < 0 { least = -.infinity }
      if side.inflow > 0 { greatest = .infinity }
    }
    return least...greatest
  }
}
