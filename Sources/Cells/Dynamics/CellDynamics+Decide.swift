import Parallelism

extension CellDynamics {
  /// Every cell senses its surroundings, grows, and draws nearer to its next event, over `ticks` ticks from `tick` on.
  ///
  /// All events of a cell share one clock: it starts at an exponential number of mean 1 and runs down with the sum of all
  /// rates, so that waiting times are exponential also where rates change from step to step; when it has run out, the
  /// event is drawn in proportion to the rates (D. T. Gillespie, J. Comput. Phys. 22 (1976) 403–434). Nothing random is
  /// drawn while nothing happens.
  package func decide(
    _ population: Population, sensing surroundings: Surroundings, at tick: Int, over ticks: Int
  ) {
    check(population, surroundings)
    scratch.reserve(population.capacity)
    outcome.reset()
    var job = DecideJob(
      columns: population.columns, voxel: scratch.voxel, event: scratch.event,
      fields: SensedFields(surroundings), kinds: programme.kinds, fates: programme.fates,
      responses: programme.responses, stream: streams.event, tick: tick,
      dt: Double(ticks) * CellDynamics.tick, count: population.count, workers: workers)
    withUnsafePointer(to: &job) { job in
      workers.run(UnsafeRawPointer(job)) { context, worker in
        let job = context.assumingMemoryBound(to: DecideJob.self).pointee
        job.run(job.workers.planes(of: worker, among: job.count))
      }
    }
    digest(population, surroundings, over: Double(ticks) * CellDynamics.tick)
    nurture(population, surroundings, over: Double(ticks) * CellDynamics.tick)
  }
}

/// Decisions as the workers see them.
private struct DecideJob {
  let columns: CellColumns
  let voxel: UnsafeMutablePointer<UInt32>
  let event: UnsafeMutablePointer<UInt16>
  let fields: SensedFields
  let kinds: UnsafePointer<KindRow>
  let fates: UnsafePointer<FateRow>
  let responses: UnsafePointer<ResponseRow>
  let stream: RandomStream
  let tick: Int
  let dt: Double
  let count: Int
  let workers: Workers

  func run(_ range: Range<Int>) {
    for cell in range {
      let kind = kinds + Int(columns.kind[cell])
      let place = fields.voxel(columns.x[cell], columns.y[cell], columns.z[cell])
      voxel[cell] = UInt32(truncatingIfNeeded: place)
      event[cell] = 0
      var crystals = 0.0
      if kind.pointee.capacity > 0 { crystals = lookForCrystals(cell, kind, place) }
      if kind.pointee.growth > 0 { grow(cell, kind) }
      if kind.pointee.fates.count == 0 { continue }
      let sense = Sense(fields, columns, cell, kind, voxel: place)
      var sum = 0.0
      var row = Int(kind.pointee.fates.first)
      let end = row + Int(kind.pointee.fates.count)
      while row < end {
        sum += rate(row, sense, crystals, cell)
        row += 1
      }
      columns.fate[cell] -= sum * dt
      if columns.fate[cell] <= 0 { choose(cell, kind, sense, crystals, sum) }
    }
  }

  @inline(__always)
  private func rate(_ row: Int, _ sense: Sense, _ crystals: Double, _ cell: Int) -> Double {
    switch fates[row].event {
    case .engulf: return crystals > 0 ? sense.value(of: fates[row].rate, responses) * crystals : 0
    case .ingest:
      let share = lookForPathogens(cell, sense.voxel)
      return share > 0 ? sense.value(of: fates[row].rate, responses) * share : 0
    default: return sense.value(of: fates[row].rate, responses)
    }
  }

  /// The factor that the pathogens at hand put on the rate of taking them, 0 where the cell has no room for one more.
  private func lookForPathogens(_ cell: Int, _ place: Int) -> Double {
    guard let outside = fields.pathogens, let held = columns.pathogens, outside[place] > 0 else { return 0 }
    let kind = kinds + Int(columns.kind[cell])
    if held[cell] + 1 > kind.pointee.bearable * Double(columns.nuclei[cell]) { return 0 }
    return outside[place] / (outside[place] + kind.pointee.halfPathogens)
  }

  /// Sets the state, and returns the factor that the crystals at hand put on the rate of taking them.
  private func lookForCrystals(_ cell: Int, _ kind: UnsafePointer<KindRow>, _ place: Int) -> Double {
    let nuclei = Double(columns.nuclei[cell])
    var fitting = 0.0
    var (some, small) = (false, false)
    for mineral in 0..<fields.mineralCount {
      let (number, radius) = fields.crystal(mineral, place)
      if !(number > 0) { continue }
      some = true
      if radius > kind.pointee.largestCrystal { continue }
      small = true
      if columns.load[cell] + ballVolume(radius) <= kind.pointee.capacity * nuclei { fitting += number }
    }
    if !some { some = touchesSolid(cell, place) }
    let state: CellState = fitting > 0 || !some ? .free : small ? .laden : .frustrated
    columns.state[cell] = state.rawValue
    if fitting == 0 { return 0 }
    let appetite = nuclei > 1 ? cbrt(nuclei * nuclei) : 1
    return appetite * fitting / (fitting + kind.pointee.halfCrystals)
  }

  /// Whether a voxel full of mineral, which nobody can enter, lies beside the cell's own within its radius.
  private func touchesSolid(_ cell: Int, _ place: Int) -> Bool {
    guard let obstacles = fields.obstacles, fields.mineralCount > 0 else { return false }
    let grid = fields.grid
    let row = place / grid.rowStride
    let radius = Double(columns.radius[cell])
    func touches(_ i: Int, _ n: Int, _ stride: Int, _ coordinate: Double, _ edge: Double) -> Bool {
      if i > 0, coordinate - Double(i) * edge < radius, isSolid(place - stride, obstacles) { return true }
      return i < n - 1 && Double(i + 1) * edge - coordinate < radius && isSolid(place + stride, obstacles)
    }
    return touches(place - row * grid.rowStride, grid.nx, 1, columns.x[cell], grid.dx)
      || touches(row % grid.ny, grid.ny, grid.rowStride, columns.y[cell], grid.dy)
      || touches(row / grid.ny, grid.nz, grid.planeStride, columns.z[cell], grid.dz)
  }

  private func isSolid(_ voxel: Int, _ obstacles: UnsafePointer<Double>) -> Bool {
    if !(obstacles[voxel] > 0) { return false }
    for mineral in 0..<fields.mineralCount where fields.crystal(mineral, voxel).number > 0 { return true }
    return false
  }

  /// Relaxes the volume towards that of the kind, times the number of nuclei.
  private func grow(_ cell: Int, _ kind: UnsafePointer<KindRow>) {
    let radius = Double(columns.radius[cell])
    let volume = 4 * Double.pi / 3 * radius * radius * radius
    let goal = kind.pointee.volume * Double(columns.nuclei[cell])
    // Single precision cannot tell closer volumes apart.
    if abs(volume - goal) <= 1e-6 * goal { return }
    let next = goal + (volume - goal) * exp(-kind.pointee.growth * dt)
    columns.radius[cell] = Float(cbrt(next * 3 / (4 * Double.pi)))
  }

  private func choose(
    _ cell: Int, _ kind: UnsafePointer<KindRow>, _ sense: Sense, _ crystals: Double, _ sum: Double
  ) {
    let (which, next) = stream.uniformPair(index: columns.id[cell], tick: tick)
    columns.fate[cell] += exponential(next)
    var left = which * sum
    var chosen = -1
    for row in kind.pointee.fates.range {
      let value = rate(row, sense, crystals, cell)
      if value > 0 { chosen = row }
      left -= value
      if left <= 0 && value > 0 { break }
    }
    event[cell] = UInt16(truncatingIfNeeded: chosen + 1)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
