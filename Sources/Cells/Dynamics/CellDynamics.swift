import Fields
import Parallelism

/// What cells do in a step: decide, exchange signals, and arrange themselves.
///
/// An operator: it is made of the kinds and the grid, and holds nothing that a run would have to store. Cells sense a
/// frozen state and write only themselves; what concerns two cells is settled in the order of their ids.
package final class CellDynamics: @unchecked Sendable {
  /// What happened in the last step.
  package struct Outcome: Equatable, Sendable {
    /// Cells that came through vessel walls, were born of a division, died, left, merged into another, changed their kind.
    package var recruited = 0
    package var born = 0
    package var died = 0
    package var departed = 0
    package var merged = 0
    package var changed = 0
    /// Those among the changed that had met a cell which presents antigen.
    package var recognised = 0
    /// Crystals and bodies that were taken up.
    package var engulfed = 0
    package var cleared = 0
    /// Mineral in cells that vanished [µm³].
    package var leftMineral = 0.0
    /// Mineral in cells that left, by mineral.
    package var carried: [Crystals]
    /// Moves that were shortened because neighbours pushed a cell farther than half its radius at once.
    package var shortened = 0
    /// Boxes with a cell that was squeezed: pressure above 3, as if twelve neighbours, the most that touch a ball,
    /// overlapped with it by half the distance.
    package var overcrowded = 0

    /// Infected cells that cytotoxic ones have killed; they are among the dead.
    package var killed = 0
    /// What became of the pathogens at and in cells.
    package var pathogens = PathogenTally()

    /// Volume of mineral in cells that left [µm³].
    package var carriedMineral: Double { carried.reduce(0) { $0 + $1.volume } }

    init(mineralCount: Int) {
      carried = [Crystals](repeating: Crystals(), count: mineralCount)
    }

    /// Nothing has happened; the list of minerals stays where it is.
    mutating func reset() {
      (recruited, born, died, departed, merged, changed) = (0, 0, 0, 0, 0, 0)
      (recognised, engulfed, cleared, shortened, overcrowded) = (0, 0, 0, 0, 0)
      (leftMineral, killed) = (0, 0)
      pathogens = PathogenTally()
      for mineral in carried.indices { carried[mineral] = Crystals() }
    }
  }

  /// The kinds, in the order that cells refer to.
  package let kinds: [CellKind]
  /// How cells push and pull.
  package let law: PairLaw
  /// Longest step of mechanics [ticks].
  package let interval: Int
  /// What happened in the last step.
  package internal(set) var outcome: Outcome
  /// Minerals that cells can take up.
  package let mineralCount: Int

  /// The pathogen that cells may meet, nil without any.
  package let pathogen: Pathogen?
  /// What caseum leaves of the speed of walkers, and of the arrivals through vessel walls that lie in it.
  package let hindrance: Response?
  /// Volume fraction of caseum from which no cell enters a voxel.
  package let impassableCaseum: Double

  let programme: Programme
  let workers: Workers
  let order: BoxOrder
  let tiles: UnsafeMutablePointer<Tile>
  let counters: UnsafeMutablePointer<WorkerCounts>
  var scratch: StepScratch
  let streams: Streams

  /// Length of a tick [s]: 60 s/2¹⁶.
  package static let tick = 60 / 65536.0

  /// Dynamics of `kinds` among `signalCount` signals and `mineralCount` minerals on `grid`, in steps of mechanics of at most
  /// `interval` ticks.
  ///
  /// `digestion` is the speed at which the radius of a crystal falls in the phagolysosome of a kind that digests [µm/s],
  /// `[kind][mineral]`, as the chemistry has it at ``CellKind/digestion``; empty where nothing dissolves.
  package init(
    kinds: [CellKind], signalCount: Int, mineralCount: Int = 1, digestion: [[Double]] = [], grid: Grid,
    law: PairLaw, interval: Int, seed: UInt64, capacity: Int, pathogen: Pathogen? = nil,
    hindrance: Response? = nil, impassableCaseum: Double = .infinity, workers: Workers
  ) {
    precondition(interval > 0, "a step of mechanics takes time")
    self.kinds = kinds
    self.law = law
    self.interval = interval
    self.workers = workers
    self.mineralCount = mineralCount
    self.pathogen = pathogen
    self.hindrance = hindrance
    self.impassableCaseum = impassableCaseum
    outcome = Outcome(mineralCount: mineralCount)
    programme = Programme(
      kinds: kinds, signalCount: signalCount, digestion: digestion, mineralCount: mineralCount)
    let lattice = SearchLattice(grid: grid, usualRadius: programme.usualRadius, reach: law.reach)
    order = BoxOrder(lattice: lattice, capacity: max(capacity, 16), workers: workers)
    tiles = .allocate(capacity: workers.count)
    for worker in 0..<workers.count { (tiles + worker).initialize(to: Tile()) }
    counters = .allocate(capacity: workers.count)
    counters.initialize(repeating: WorkerCounts(), count: workers.count)
    scratch = StepScratch(capacity: max(capacity, 16))
    streams = Streams(seed: seed)
  }

  deinit {
    for worker in 0..<workers.count { tiles[worker].deallocate() }
    tiles.deallocate()
    counters.deallocate()
    scratch.deallocate()
  }
}

/// What each worker counts, on a cache line of its own.
struct WorkerCounts {
  var shortened = 0
  var overcrowded = 0
  private var padding: (Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0)
}

/// The streams of random numbers.
struct Streams: Sendable {
  let turn, run, event, division, recruitment, arrival, parting, meal: RandomStream

  init(seed: UInt64) {
    turn = RandomStream(seed: seed, purpose: Purpose.turn)
    run = RandomStream(seed: seed, purpose: Purpose.run)
    event = RandomStream(seed: seed, purpose: Purpose.event)
    division = RandomStream(seed: seed, purpose: Purpose.division)
    recruitment = RandomStream(seed: seed, purpose: Purpose.recruitment)
    arrival = RandomStream(seed: seed, purpose: Purpose.arrival)
    parting = RandomStream(seed: seed, purpose: Purpose.parting)
    meal = RandomStream(seed: seed, purpose: Purpose.meal)
  }
}
