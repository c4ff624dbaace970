import Fields
import Parallelism

/// Steps of diffusion that cost little more than reading and writing the fields: factorised implicit line solves.
///
/// In delta form after J. Douglas, J. E. Gunn, Numer. Math. 6 (1964) 428–453, second order in time:
///
/// ```
/// (w + ½ΔtX) w⁻¹ (w + ½ΔtY) w⁻¹ (w + ½ΔtZ) δ = Δt (b − a c − (X + Y + Z) c),      c ← c + δ
/// ```
///
/// with X, Y, Z the parts of −∇·(D κ ∇) along the axes and w = φ + ½aΔt. What stands on the right is the residual of the
/// unsplit operator, so its steady state is a fixed point of a step of any length. In uneven tissue the factors do not
/// commute and the scheme grows beyond a certain step; there a step is divided, and where that would cost more than the
/// unsplit solver, is left to it. Conservation is that of the face fluxes. Results have the same bits for any number of
/// workers; a step that is taken in passes allocates nothing.
package final class LineSolver {
  /// ½ Δt D g (1/φ₁ + 1/φ₂) of the stiffest face up to which a pass in uneven tissue is stable: above 4.2 media have been
  /// found in which it grows, below none.
  package static let stableStiffness = 3.5
  /// Passes into which a step is divided at most; a longer one is solved unsplit.
  package static let mostPasses = 16
  /// Solutes that go through the grid together, so that coefficients are fetched once for all of them.
  static let groupSize = 4
  /// Numbers side by side in a voxel of a bundle, those of all its solutes: enough to hide that each waits for the one
  /// before it on its line, and few enough that a bundle stays in the nearer caches.
  static let width = 64
  /// What stands for D·Δt of a solute that does not diffuse [µm²].
  static let leastReach = 1e-100

  let unsplit: DiffusionSolver
  let lattice: Lattice
  let workers: Workers
  let tissue: LineTissue
  let scratch: [LineScratch]
  let rest: FieldSet
  let uniformLines, uniformRow: AlignedBuffer<Double>
  let lacks, counts: OrderedSum
  let systems: UnsafeMutablePointer<LineSystem>
  let sides: UnsafeMutablePointer<LineSide>
  let statistics: UnsafeMutablePointer<LineStatistics>
  /// Solutes of the pass at hand.
  var systemCount = 0
  var report = LineReport()

  /// A solver beside `unsplit`, whose conductivity and walls it shares; without fluid until `setCapacity(_:)`.
  package init(unsplit: DiffusionSolver) {
    self.unsplit = unsplit
    lattice = unsplit.lattice
    workers = unsplit.workers
    let tissue = LineTissue(conductances: unsplit.conductances)
    self.tissue = tissue
    scratch = (0..<workers.count).map { _ in LineScratch(tissue: tissue) }
    rest = FieldSet(grid: unsplit.grid, count: LineSolver.groupSize)
    let room = [lattice.nx, lattice.rows, lattice.planes].reduce(0) {
      $0 + UniformLine.room($1, solutes: LineSolver.groupSize)
    }
    uniformLines = AlignedBuffer(count: room)
    uniformRow = AlignedBuffer(count: lattice.rowStride, margin: 8)
    lacks = OrderedSum(planes: lattice.planes)
    counts = OrderedSum(planes: lattice.planes)
    systems = .allocate(capacity: LineSolver.groupSize)
    sides = .allocate(capacity: 6 * LineSolver.groupSize)
    statistics = .allocate(capacity: LineSolver.groupSize * workers.count)
    statistics.initialize(repeating: LineStatistics(), count: LineSolver.groupSize * workers.count)
  }

  deinit {
    systems.deallocate()
    sides.deallocate()
    statistics.deallocate()
  }

  /// Takes over fluid fractions φ > 0 [1] (layout of a field of `FieldSet`), and the conductivity and walls that the
  /// unsplit solver has at this moment. To be called whenever one of them has changed.
  package func setCapacity(_ fluid: UnsafePointer<Double>) {
    tissue.take(fluid, workers: workers)
    for x in 1..<max(lattice.nx, 1) { uniformRow.pointer[x] = tissue.uniform?.x ?? 0 }
  }

  /// Passes that a step of `seconds` takes for a solute of `diffusivity` [µm²/s], or nil where it is solved unsplit.
  package func passes(diffusivity: Double, sides: Sides, over seconds: Double) -> Int? {
    if isStableForAnyStep(sides) { return 1 }
    let stiffness = sides.holdsValue ? max(tissue.stiffness, tissue.sideStiffness) : tissue.stiffness
    let needed = (diffusivity * seconds * stiffness / LineSolver.stableStiffness).rounded(.up)
    return needed <= Double(LineSolver.mostPasses) ? max(Int(needed), 1) : nil
  }

  /// Whether the factors commute, or there is only one: then nothing grows, however long the step.
  private func isStableForAnyStep(_ sides: Sides) -> Bool {
    if tissue.uniform != nil { return true }
    var axes = 0
    for axis in 0..<3 where lattice.count(along: axis) > 1 || isHeld(sides, axis) { axes += 1 }
    return axes <= 1
  }

  /// Whether a value is held at a side across axis number `axis`.
  func isHeld(_ sides: Sides, _ axis: Int) -> Bool {
    lattice.boundary(2 * axis, of: sides).isHeld || lattice.boundary(2 * axis + 1, of: sides).isHeld
  }

  /// Advances all solutes by one step of `seconds` [s].
  ///
  /// - Throws: `TransportError` when a number has no meaning, or an unsplit solve does not arrive. Solutes that stand
  ///   before the faulty one may have been advanced.
  package func advance(_ solutes: [LineSolute], over seconds: Double) throws -> LineReport {
    report = LineReport()
    for solute in solutes { try check(solute, seconds) }
    var first = 0
    while first < solutes.count {
      guard let passes = passes(of: solutes[first], seconds) else {
        try solveUnsplit(solutes[first], over: seconds)
        first += 1
        continue
      }
      var (last, most) = (first + 1, passes)
      // In uniform tissue there are no coefficients to share, and one solute leaves the caches to itself.
      let room = tissue.uniform == nil ? LineSolver.groupSize : 1
      while last < solutes.count, last - first < room,
        let passes = self.passes(of: solutes[last], seconds)
      {
        most = max(most, passes)
        last += 1
      }
      for number in 0..<most {
        try pass(
          solutes, from: first, to: last, step: seconds / Double(most), number: number, of: most)
      }
      report.passes += most * (last - first)
      first = last
    }
    return report
  }

  private func passes(of solute: LineSolute, _ seconds: Double) -> Int? {
    passes(diffusivity: solute.diffusivity, sides: solute.sides, over: seconds)
  }
}
