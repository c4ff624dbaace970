import Parallelism

/// Sorts a population by search box and, within a box, by id, and knows where each box begins.
///
/// A counting sort: places, counts per worker, running sums, the new order, and all attributes moved once. The order
/// depends on places and ids alone, not on the number of workers or on the order before.
final class BoxOrder: @unchecked Sendable {
  /// The boxes.
  let lattice: SearchLattice
  /// First cell of each place; the place after the last ends the list. `[place]`
  let start: UnsafeMutablePointer<UInt32>

  private let counts: UnsafeMutablePointer<UInt32>
  private let workers: Workers
  private var places: UnsafeMutablePointer<UInt32>
  private var order: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  /// The order of which `start` tells.
  private var known: (population: ObjectIdentifier, arrangement: Int)?

  /// Makes room for all places of `lattice` and for `capacity` cells.
  init(lattice: SearchLattice, capacity: Int, workers: Workers) {
    self.lattice = lattice
    self.workers = workers
    self.capacity = capacity
    start = .allocate(capacity: lattice.places + 1)
    start.initialize(repeating: 0, count: lattice.places + 1)
    counts = .allocate(capacity: lattice.places * workers.count)
    counts.initialize(repeating: 0, count: lattice.places * workers.count)
    places = .allocate(capacity: capacity)
    order = .allocate(capacity: capacity)
  }

  deinit {
    for pointer in [start, counts, places, order] { pointer.deallocate() }
  }

  /// Sorts, and forgets the cells that are no more.
  func sort(_ population: Population) {
    reserve(population.capacity)
    var job = Job(
      columns: population.columns, spare: population.spare, count: population.count, lattice: lattice,
      places: places, order: order, counts: counts, start: start, workers: workers)
    withUnsafePointer(to: &job) { job in
      workers.run(UnsafeRawPointer(job)) { context, worker in
        context.assumingMemoryBound(to: Job.self).pointee.run(worker)
      }
    }
    swap(&population.columns, &population.spare)
    population.count = Int(start[lattice.places - 1])
    population.arrangement += 1
    known = (ObjectIdentifier(population), population.arrangement)
  }

  /// Finds out where the boxes of the last sort begin, when somebody else has sorted the cells.
  func recall(_ population: Population) {
    let wanted = (ObjectIdentifier(population), population.arrangement)
    if let known, known == wanted { return }
    let boxes = lattice.places
    var cell = 0
    for box in 0..<boxes {
      start[box] = UInt32(cell)
      while cell < population.count, population.columns.box[cell] == UInt32(box) { cell += 1 }
    }
    start[boxes] = UInt32(cell)
    known = wanted
  }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    places.deallocate()
    order.deallocate()
    places = .allocate(capacity: wanted)
    order = .allocate(capacity: wanted)
    capacity = wanted
  }
}

/// The sort as the workers see it.
private struct Job {
  let columns, spare: CellColumns
  let count: Int
  let lattice: SearchLattice
  let places, order, counts, start: UnsafeMutablePointer<UInt32>
  let workers: Workers

  func run(_ worker: Int) {
    let boxes = lattice.places
    let mine = workers.planes(of: worker, among: count)
    let own = counts + worker * boxes
    own.update(repeating: 0, count: boxes)
    count(mine, own)
    workers.meet()
    if worker == 0 { addUp(boxes) }
    workers.meet()
    for i in mine {
      let place = Int(places[i])
      order[Int(own[place])] = UInt32(truncatingIfNeeded: i)
      own[place] += 1
    }
    workers.meet()
    let kept = Int(start[boxes - 1])
    let blocks = share(worker, boxes: boxes - 1, kept: kept)
    settle(blocks)
    for box in blocks {
      for i in Int(start[box])..<Int(start[box + 1]) { spare.box[i] = UInt32(truncatingIfNeeded: box) }
    }
    spare.take(Int(start[blocks.lowerBound])..<Int(start[blocks.upperBound]), of: columns, inOrder: order)
  }

  private func count(_ mine: Range<Int>, _ own: UnsafeMutablePointer<UInt32>) {
    let (x, y, z, radius) = (columns.x, columns.y, columns.z, columns.radius)
    let lattice = lattice
    for i in mine {
      let place = lattice.place(x[i], y[i], z[i], radius: radius[i])
      places[i] = UInt32(truncatingIfNeeded: place)
      own[place] += 1
    }
  }

  /// Turns counts into the first place of each worker's cells in each box.
  private func addUp(_ boxes: Int) {
    var sum: UInt32 = 0
    for box in 0..<boxes {
      start[box] = sum
      for worker in 0..<workers.count {
        let number = counts[worker * boxes + box]
        counts[worker * boxes + box] = sum
        sum += number
      }
    }
    start[boxes] = sum
  }

  /// The boxes of one worker: about equally many cells each.
  private func share(_ worker: Int, boxes: Int, kept: Int) -> Range<Int> {
    func boundary(_ worker: Int) -> Int {
      if worker == 0 { return 0 }
      if worker == workers.count { return boxes }
      return firstBox(from: UInt32(kept * worker / workers.count), start: start, boxes: boxes)
    }
    return boundary(worker)..<boundary(worker + 1)
  }

  /// Within each box by id: the boxes are short and mostly in order already.
  private func settle(_ boxes: Range<Int>) {
    let id = columns.id
    var begin = Int(start[boxes.lowerBound])
    for box in boxes {
      let end = Int(start[box + 1])
      var i = begin + 1
      while i < end {
        let cell = order[i]
        let number = id[Int(cell)]
        var j = i
        while j > begin, id[Int(order[j - 1])] > number {
          order[j] = order[j - 1]
          j -= 1
        }
        order[j] = cell
        i += 1
      }
      begin = end
    }
  }
}

/// The first of `boxes` boxes that begins at or after cell `cell`; `start` ascends.
func firstBox(from cell: UInt32, start: UnsafePointer<UInt32>, boxes: Int) -> Int {
  var (low, high) = (0, boxes)
  while low < high {
    let middle = (low + high) / 2
    if start[middle] < cell { low = middle + 1 } else { high = middle }
  }
  return low
}
