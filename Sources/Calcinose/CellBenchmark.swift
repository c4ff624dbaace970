import Cells
import Fields
import Parallelism
import ScenarioFormat

/// Times the parts of a step of crowded cells.
///
/// Macrophages at rest, with all that the library says of them, in a cube of fluid of which they fill a given share: they
/// overlap and push, walk, follow gradients, sense, give off and take up signals, die, leave and change. Places are drawn
/// at random and relax before the clock is read.
package struct CellBenchmark {
  /// Wall times per cell and step [ns], medians over the steps.
  package struct Result: Sendable {
    /// Cells at the end.
    package let cells: Int
    /// Sorting, push and pull, walk.
    package let arrange: Double
    /// Sensing and deciding.
    package let decide: Double
    /// Giving to and taking from the signals.
    package let exchange: Double
    /// Neighbours in touch with a cell, mean.
    package let pressure: Double

    /// All parts.
    package var all: Double { arrange + decide + exchange }
  }

  /// Side of a voxel [µm]: GranSim's compartment.
  private static let voxel = 20.0
  /// Length of a step [ticks]: 7.5 s.
  private static let step = 8192

  private let dynamics: CellDynamics
  private let population: Population
  private let surroundings: Surroundings
  private let exchange: SignalExchange
  private var tick = 0

  /// About `count` cells of the library's kind `macrophage` that fill the share `filling` of a cube.
  /// - Throws: problems of the library.
  package init(count: Int, filling: Double, threads: Int) throws {
    let library = try Library.embedded()
    let kinds = library.cellKinds(hasInfection: false)
    let kind = kinds.firstIndex { $0.id == "macrophage" } ?? 0
    let radius = kinds[kind].radius
    let volume = Double(count) * 4 * Double.pi / 3 * radius * radius * radius / filling
    var voxels = 1
    while Double(voxels * voxels * voxels) * CellBenchmark.voxel * CellBenchmark.voxel * CellBenchmark.voxel
      < volume
    { voxels += 1 }
    let side = CellBenchmark.voxel
    let grid = Grid(nx: voxels, ny: voxels, nz: voxels, spacing: (side, side, side))
    let signals = FieldSet(grid: grid, count: library.signals.count)
    for signal in 0..<signals.count {
      for place in 0..<grid.storageCount where grid.coordinates(of: place).x < grid.nx {
        // From nothing to 0.1 nM across the cube: gradients that are felt, rates that answer.
        signals[signal, place] = 1e-7 * Double(grid.coordinates(of: place).x) / Double(grid.nx)
      }
    }
    surroundings = Surroundings(signals: signals)
    exchange = SignalExchange(grid: grid, signalCount: signals.count)
    population = Population(grid: grid, capacity: count + count / 8, seed: 1)
    dynamics = CellDynamics(
      kinds: kinds, signalCount: signals.count, grid: grid,
      law: library.pairLaw ?? PairLaw(reach: 1.25), interval: CellBenchmark.step, seed: 1,
      capacity: population.capacity, workers: Workers(count: threads))
    let stream = RandomStream(seed: 1, purpose: 0x6365_6c6c)
    for cell in 0..<count {
      let (x, y) = stream.uniformPair(index: cell, tick: 0)
      let z = stream.uniform(index: cell, tick: 1)
      population.add(Cell(kind: kind, position: SIMD3(x, y, z) * grid.extent, radius: Float(radius)), at: 0)
    }
  }

  /// Relaxes the cells for `relaxing` steps, then times `steps` steps.
  package mutating func run(steps: Int, relaxing: Int) -> Result {
    for _ in 0..<relaxing { advance() }
    let times = (0..<max(steps, 1)).map { _ in advance() }
    let number = Double(population.count)
    func median(_ part: (Times) -> Duration) -> Double {
      let sorted = times.map(part).sorted()
      let (seconds, rest) = sorted[sorted.count / 2].components
      return (Double(seconds) + Double(rest) * 1e-18) * 1e9 / number
    }
    let pressure = population.cells.reduce(0) { $0 + Double($1.pressure) } / number
    return Result(
      cells: population.count, arrange: median { $0.arrange }, decide: median { $0.decide },
      exchange: median { $0.exchange }, pressure: pressure)
  }

  private typealias Times = (decide: Duration, exchange: Duration, arrange: Duration)

  @discardableResult
  private mutating func advance() -> Times {
    let clock = ContinuousClock()
    let ticks = CellBenchmark.step
    let begin = clock.now
    dynamics.decide(population, sensing: surroundings, at: tick, over: ticks)
    let decided = clock.now
    dynamics.exchange(population, into: exchange, sensing: surroundings)
    let exchanged = clock.now
    dynamics.arrange(population, around: surroundings, at: tick, over: ticks)
    tick += ticks
    return (decided - begin, exchanged - decided, clock.now - exchanged)
  }
}
