import Cells
import Fields
import Parallelism

/// Cells of few kinds in a box of fluid, for tests.
struct Scene {
  let dynamics: CellDynamics
  let population: Population
  var surroundings: Surroundings
  let exchange: SignalExchange
  /// What cells do to the matrix, where a test looks at it.
  var matrix: MatrixExchange?
  var tick = 0

  /// `size` voxels of `voxel` µm; a plane where the last is 1.
  init(
    _ kinds: [CellKind], size: (Int, Int, Int) = (10, 10, 10), voxel: Double = 20, signals: Int = 0,
    interval: Int = 8192, threads: Int = 1, capacity: Int = 1000, seed: UInt64 = 1, reach: Double = 1.25,
    minerals: Int = 1, digestion: [[Double]] = [], pathogen: Pathogen? = nil, hindrance: Response? = nil,
    impassableCaseum: Double = .infinity
  ) {
    let grid = Grid(nx: size.0, ny: size.1, nz: size.2, spacing: (voxel, voxel, voxel))
    population = Population(
      grid: grid, capacity: capacity, seed: seed, mineralCount: minerals,
      meetsPathogens: pathogen != nil)
    dynamics = CellDynamics(
      kinds: kinds, signalCount: signals, mineralCount: minerals, digestion: digestion, grid: grid,
      law: PairLaw(reach: reach), interval: interval,
      seed: seed, capacity: capacity, pathogen: pathogen, hindrance: hindrance,
      impassableCaseum: impassableCaseum,
      workers: Workers(count: threads))
    surroundings = Surroundings(signals: FieldSet(grid: grid, count: signals))
    if pathogen != nil {
      surroundings.pathogens = FieldSet(grid: grid, count: 1)
      surroundings.caseum = FieldSet(grid: grid, count: 1)
    }
    exchange = SignalExchange(grid: grid, signalCount: signals)
  }

  var grid: Grid { population.grid }

  /// `count` cells of `kind` at random in the whole box.
  func scatter(_ count: Int, kind: Int = 0, seed: UInt64 = 7) {
    let stream = RandomStream(seed: seed, purpose: 1)
    for cell in 0..<count {
      let (x, y) = stream.uniformPair(index: cell, tick: 0)
      let z = stream.uniform(index: cell, tick: 1)
      population.add(
        Cell(
          kind: kind, position: SIMD3(x, y, z) * grid.extent,
          radius: Float(dynamics.kinds[kind].radius)), at: tick)
    }
  }

  /// One step of `ticks`, exchange included.
  mutating func advance(_ ticks: Int = 8192) {
    dynamics.advance(
      population, in: surroundings, exchanging: exchange, matrix: matrix, at: tick, over: ticks)
    tick += ticks
  }

  /// Fills a mineral with crystals: number [1/µm³] and radius [µm] everywhere.
  mutating func fillCrystals(_ mineral: Int = 0, number: Double, radius: Double) {
    let crystals =
      surroundings.crystals ?? FieldSet(grid: grid, count: 2 * population.mineralCount)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          crystals[2 * mineral, grid.index(x: x, y: y, z: z)] = number
          crystals[2 * mineral + 1, grid.index(x: x, y: y, z: z)] = radius
        }
      }
    }
    surroundings.crystals = crystals
  }

  /// Fills a signal from the voxel's coordinates.
  func fill(_ signal: Int, _ value: (_ x: Int, _ y: Int, _ z: Int) -> Double) {
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx { surroundings.signals[signal, grid.index(x: x, y: y, z: z)] = value(x, y, z) }
      }
    }
  }
}

extension CellKind {
  /// A kind that does `behaviours` and nothing else; it neither pushes nor pulls unless told to.
  static func test(
    _ behaviours: [Behaviour], radius: Double = 8, repulsion: Double = 0, adhesion: Double = 0
  ) -> CellKind {
    CellKind(
      id: "test", name: "test", radius: radius, repulsion: repulsion, adhesion: adhesion,
      behaviours: behaviours)
  }
}

/// Seconds in `ticks` ticks.
func seconds(_ ticks: Int) -> Double { Double(ticks) * CellDynamics.tick }
