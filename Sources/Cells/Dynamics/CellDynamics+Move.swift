import Parallelism

extension CellDynamics {
  /// One step of mechanics and walk of `ticks` ticks from `tick` on: sort, push and pull, move.
  func move(_ population: Population, in surroundings: Surroundings, at tick: Int, over ticks: Int) {
    // Nobody to move, and the last step of the next cell is none.
    if population.count == 0 { return population.lastInterval = 0 }
    order.sort(population)
    scratch.reserve(population.capacity)
    let lattice = order.lattice
    let dt = Double(ticks) * CellDynamics.tick
    let last = population.lastInterval
    let columns = population.columns
    let first = Int(order.start[lattice.fine.count])
    var largest: Float = 0
    for cell in first..<population.count { largest = max(largest, columns.radius[cell]) }
    let grip = Grip(repulsion: scratch.repulsion, adhesion: scratch.adhesion)
    var job = MoveJob(
      forces: PairForces(
        columns: columns, grip: grip, start: order.start, lattice: lattice, speedX: scratch.speedX,
        speedY: scratch.speedY, speedZ: scratch.speedZ, largeCount: population.count - first,
        largestRadius: largest, parting: streams.parting, isPlanar: population.isPlanar),
      motion: Motion(
        columns: columns, speedX: scratch.speedX, speedY: scratch.speedY, speedZ: scratch.speedZ,
        fields: SensedFields(surroundings), kinds: programme.kinds, attractions: programme.attractions,
        responses: programme.responses,
        turn: streams.turn, run: streams.run, extent: population.grid.extent,
        isPlanar: population.isPlanar, tick: tick, dt: dt, history: last > 0 ? dt / (2 * last) : 0,
        hindrance: hindrance, impassableCaseum: impassableCaseum),
      repulsion: scratch.repulsion, adhesion: scratch.adhesion, count: population.count, workers: workers,
      tiles: tiles, counters: counters)
    withUnsafePointer(to: &job) { job in
      workers.run(UnsafeRawPointer(job)) { context, worker in
        context.assumingMemoryBound(to: MoveJob.self).pointee.run(worker)
      }
    }
    population.lastInterval = dt
    for worker in 0..<workers.count {
      outcome.shortened += counters[worker].shortened
      outcome.overcrowded += counters[worker].overcrowded
    }
  }
}

/// A step of mechanics and walk as the workers see it.
private struct MoveJob {
  let forces: PairForces
  let motion: Motion
  let repulsion, adhesion: UnsafeMutablePointer<Float>
  let count: Int
  let workers: Workers
  let tiles: UnsafeMutablePointer<Tile>
  let counters: UnsafeMutablePointer<WorkerCounts>

  func run(_ worker: Int) {
    var counts = WorkerCounts()
    let mine = workers.planes(of: worker, among: count)
    let (kind, kinds) = (motion.columns.kind, motion.kinds)
    for cell in mine {
      repulsion[cell] = kinds[Int(kind[cell])].repulsion
      adhesion[cell] = kinds[Int(kind[cell])].adhesion
    }
    workers.meet()
    let places = forces.lattice.places - 1
    func boundary(_ worker: Int) -> Int {
      if worker == 0 { return 0 }
      if worker == workers.count { return places }
      return firstBox(from: UInt32(count * worker / workers.count), start: forces.start, boxes: places)
    }
    counts.overcrowded = forces.run(boundary(worker)..<boundary(worker + 1), &tiles[worker])
    workers.meet()
    counts.shortened = motion.run(mine)
    counters[worker] = counts
  }
}
