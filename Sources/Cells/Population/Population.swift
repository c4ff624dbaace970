import Fields
import Parallelism

/// All cells of a tissue, off the lattice, in the order of search voxel and id.
///
/// State: what is in here and the clock is all that a run needs to go on. Memory is reserved ahead and grows by half when
/// it is full, so that a step without births beyond it allocates nothing.
package final class Population {
  /// The grid whose extent holds the cells.
  package let grid: Grid
  /// Cells that are alive or lie as bodies in the tissue.
  package internal(set) var count = 0
  /// Cells for which there is memory.
  package private(set) var capacity: Int
  /// The id of the next cell that is born.
  package internal(set) var nextID = 0
  /// Length of the last step of mechanics [s]; 0 before the first one.
  package internal(set) var lastInterval = 0.0
  /// Seed of the random numbers.
  package let seed: UInt64
  /// Minerals that cells can hold.
  package let mineralCount: Int
  /// Whether cells can hold pathogens.
  package let meetsPathogens: Bool

  /// How often the cells were put into another order: who knows where each box begins knows it for one of these.
  var arrangement = 0
  /// The cells, and as much room, into which they are sorted.
  var columns, spare: CellColumns
  private let births: RandomStream
  private let headings: RandomStream

  /// No cells, on `grid`, with memory for `capacity` that can take up `mineralCount` minerals, and
  /// pathogens where they meet some.
  package init(
    grid: Grid, capacity: Int, seed: UInt64, mineralCount: Int = 1, meetsPathogens: Bool = false
  ) {
    precondition(mineralCount >= 1, "room for one mineral at least")
    precondition(capacity >= 0 && capacity <= Int(UInt32.max) / 2, "a number of cells that 31 bits hold")
    self.grid = grid
    self.capacity = max(capacity, 16)
    self.seed = seed
    self.mineralCount = mineralCount
    self.meetsPathogens = meetsPathogens
    columns = CellColumns(
      capacity: self.capacity, mineralCount: mineralCount, meetsPathogens: meetsPathogens)
    spare = CellColumns(
      capacity: self.capacity, mineralCount: mineralCount, meetsPathogens: meetsPathogens)
    births = RandomStream(seed: seed, purpose: Purpose.birth)
    headings = RandomStream(seed: seed, purpose: Purpose.heading)
  }

  deinit {
    columns.deallocate()
    spare.deallocate()
  }

  /// Whether the grid is a plane: cells then keep to its middle and walk in it.
  package var isPlanar: Bool { grid.nz == 1 }

  /// The cell at place `i` of the present order.
  package subscript(i: Int) -> Cell {
    precondition(i >= 0 && i < count, "there is no such cell")
    return columns.cell(at: i)
  }

  /// All cells in order of their ids.
  package var cells: [Cell] { (0..<count).map { columns.cell(at: $0) }.sorted { $0.id < $1.id } }

  /// Adds a cell at `tick`, with the next id, and draws its direction, run and fate; returns the id.
  ///
  /// Its centre is brought into the grid when it lies outside. It holds no more minerals than the population has,
  /// and pathogens only where cells meet some.
  @discardableResult
  package func add(_ cell: Cell, at tick: Int) -> Int {
    var cell = cell
    cell.id = nextID
    cell.birth = tick
    cell.box = -1
    cell.position = inside(cell.position)
    let (first, second) = births.uniformPair(index: cell.id, tick: tick)
    (cell.run, cell.fate) = (exponential(first), exponential(second))
    let (height, turn) = headings.uniformPair(index: cell.id, tick: tick)
    cell.direction = isPlanar ? Heading.inPlane(turn) : Heading.inSpace(height, turn)
    cell.push = SIMD3(repeating: .nan)
    nextID += 1
    append(cell)
    return cell.id
  }

  /// Takes cells over as they were, in the order in which they were, ids and clocks included: the way back from a stored
  /// state.
  package func restore(_ cells: [Cell], nextID: Int, lastInterval: Double) {
    count = 0
    arrangement += 1
    for cell in cells { append(cell) }
    self.nextID = nextID
    self.lastInterval = lastInterval
  }

  /// Takes over all cells, ids and clocks of a population of the same seed, on the same grid, with as many minerals; works in
  /// the memory that is there while it suffices.
  package func copyState(from other: Population) {
    precondition(
      grid == other.grid && seed == other.seed && mineralCount == other.mineralCount
        && meetsPathogens == other.meetsPathogens,
      "populations of one run")
    if self === other { return }
    // Nothing of its own is worth keeping when the memory has to grow.
    count = 0
    if other.count > capacity { reserve(other.capacity) }
    columns.copy(other.count, of: other.columns)
    count = other.count
    nextID = other.nextID
    lastInterval = other.lastInterval
    arrangement += 1
  }

  /// Another population in the same state, with as much memory.
  package func duplicate() -> Population {
    let copy = Population(
      grid: grid, capacity: capacity, seed: seed, mineralCount: mineralCount,
      meetsPathogens: meetsPathogens)
    copy.copyState(from: self)
    return copy
  }

  /// Room for `wanted` cells; allocates only when there is less.
  package func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let (old, unused) = (columns, spare)
    let larger = CellColumns(
      capacity: wanted, mineralCount: mineralCount, meetsPathogens: meetsPathogens)
    larger.copy(count, of: old)
    columns = larger
    spare = CellColumns(capacity: wanted, mineralCount: mineralCount, meetsPathogens: meetsPathogens)
    capacity = wanted
    old.deallocate()
    unused.deallocate()
  }

  /// A cell at the end, as it is.
  func append(_ cell: Cell) {
    precondition(cell.crystals.count <= mineralCount, "minerals that are there")
    precondition(meetsPathogens || cell.pathogens == 0, "pathogens where cells meet some")
    if count == capacity { reserve(capacity + capacity / 2) }
    columns.put(cell, at: count)
    count += 1
  }

  /// Pathogens inside cells, added up in the order of the population.
  package var pathogens: Double {
    guard let held = columns.pathogens else { return 0 }
    var (sum, lost) = (0.0, 0.0)
    for cell in 0..<count {
      // Kahan's sum.
      let value = held[cell] - lost
      let next = sum + value
      lost = (next - sum) - value
      sum = next
    }
    return sum
  }

  /// The point of the grid next to `position`; in a plane, in its middle.
  func inside(_ position: SIMD3<Double>) -> SIMD3<Double> {
    let extent = grid.extent
    var result = position
    for axis in 0..<3 {
      let last = extent[axis].nextDown
      result[axis] = result[axis] > 0 ? (result[axis] < last ? result[axis] : last) : 0
    }
    if isPlanar { result.z = grid.dz / 2 }
    return result
  }
}
