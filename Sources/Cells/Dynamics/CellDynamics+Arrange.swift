import Fields

extension CellDynamics {
  /// What was decided happens, new cells come through vessel walls, and all move: over `ticks` ticks from `tick` on, in
  /// equal steps of mechanics no longer than `interval`. After ``decide``.
  package func arrange(
    _ population: Population, around surroundings: Surroundings, at tick: Int, over ticks: Int
  ) {
    for worker in 0..<workers.count { counters[worker] = WorkerCounts() }
    settleEvents(population, surroundings, at: tick)
    recruit(population, surroundings, at: tick, over: Double(ticks) * CellDynamics.tick)
    let steps = (ticks + interval - 1) / interval
    for step in 0..<steps {
      let (begin, end) = (ticks * step / steps, ticks * (step + 1) / steps)
      move(population, in: surroundings, at: tick + begin, over: end - begin)
    }
  }

  /// A whole step without transport: decide, exchange where there is somebody to exchange with, arrange.
  package func advance(
    _ population: Population, in surroundings: Surroundings, exchanging: SignalExchange?,
    matrix: MatrixExchange? = nil, at tick: Int, over ticks: Int
  ) {
    decide(population, sensing: surroundings, at: tick, over: ticks)
    if let exchanging { exchange(population, into: exchanging, matrix: matrix, sensing: surroundings) }
    arrange(population, around: surroundings, at: tick, over: ticks)
  }
}

extension CellDynamics {
  /// Lets happen what was decided, in the order of the cells' ids.
  private func settleEvents(_ population: Population, _ surroundings: Surroundings, at tick: Int) {
    order.recall(population)
    var number = 0
    for cell in 0..<population.count where scratch.event[cell] != 0 {
      scratch.happenings[number] = Happening(id: population.columns.id[cell], cell: cell)
      number += 1
    }
    sortByID(scratch.happenings, count: number)
    // Births may move the columns; places stay.
    let known = Int(order.start[order.lattice.places - 1])
    let largest = number > 0 ? largestRadius(population, known: known) : 0
    for i in 0..<number {
      let cell = scratch.happenings[i].cell
      // Somebody with a lower id may have taken the cell away, or have been given its event.
      guard population.columns.radius[cell] > 0, scratch.event[cell] != 0 else { continue }
      let fate = programme.fates[Int(scratch.event[cell]) - 1]
      scratch.event[cell] = 0
      switch fate.event {
      case .die: die(fate, cell, population, surroundings)
      case .depart:
        outcome.departed += 1
        carryMineral(of: cell, population)
        carryPathogens(of: cell, population)
        remove(cell, population)
      case .change:
        outcome.changed += 1
        become(Int(fate.target), cell, population)
      case .divide: divide(cell, population, at: tick)
      case .engulf: engulf(cell, population, surroundings, at: tick)
      case .fuse: fuse(cell, into: Int(fate.target), population, known: known, largest: largest)
      case .clear: clear(cell, Int(fate.target), population, known: known, largest: largest)
      case .recognise, .recogniseLaden, .recogniseInfected:
        guard meets(fate, cell, population, known: known, largest: largest) else { continue }
        outcome.changed += 1
        outcome.recognised += 1
        become(Int(fate.target), cell, population)
      case .ingest: ingest(cell, population, surroundings)
      case .attack:
        attack(fate, by: cell, population, surroundings, known: known, largest: largest)
      }
    }
  }

  /// A cell dies: it leaves remains, and a body where there is to be one.
  func die(_ fate: FateRow, _ cell: Int, _ population: Population, _ surroundings: Surroundings) {
    outcome.died += 1
    leaveRemains(fate, of: cell, population, surroundings)
    if fate.target >= 0 {
      become(Int(fate.target), cell, population)
    } else {
      leaveMineral(of: cell, population, surroundings)
      remove(cell, population)
    }
  }

  /// Takes a cell out of the tissue: the next sort forgets it.
  func remove(_ cell: Int, _ population: Population) {
    population.columns.radius[cell] = -1
  }

  /// Makes another kind of a cell; its size follows where the new kind grows, else at once.
  private func become(_ kind: Int, _ cell: Int, _ population: Population) {
    population.columns.kind[cell] = UInt8(truncatingIfNeeded: kind)
    population.columns.state[cell] = CellState.free.rawValue
    let row = programme.kinds[kind]
    if row.growth == 0 {
      let volume = row.volume * Double(population.columns.nuclei[cell])
      population.columns.radius[cell] = Float(radius(ofVolume: volume))
    }
  }

  /// Radius of a ball [µm] of `volume` [µm³].
  func radius(ofVolume volume: Double) -> Double { cbrt(volume * 3 / (4 * Double.pi)) }
}

/// Sorts by id in place: heap sort, which needs no memory.
func sortByID(_ list: UnsafeMutablePointer<Happening>, count: Int) {
  func sink(_ start: Int, _ end: Int) {
    var parent = start
    while 2 * parent + 1 < end {
      var child = 2 * parent + 1
      if child + 1 < end, list[child].id < list[child + 1].id { child += 1 }
      if list[parent].id >= list[child].id { return }
      (list[parent], list[child]) = (list[child], list[parent])
      parent = child
    }
  }
  for start in stride(from: count / 2 - 1, through: 0, by: -1) { sink(start, count) }
  var end = count - 1
  while end > 0 {
    (list[0], list[end]) = (list[end], list[0])
    sink(0, end)
    end -= 1
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
