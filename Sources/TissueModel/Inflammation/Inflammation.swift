import Cells
import Fields

/// The cells of a tissue and the signals between them: state, with the parameters that say what it means.
///
/// Copying the value shares population and fields; ``copyState(from:)`` copies what they hold. Cells live on the
/// ticks that are multiples of ``interval``: at any time the state is that of the last of them.
package struct Inflammation {
  /// Kinds of cells, in the order that cells refer to.
  package let kinds: [CellKind]
  /// Signals, in the order that kinds refer to.
  package let signals: [Signal]
  /// Ids of the solutes that kinds answer to, in the order that they refer to.
  package let sensedSolutes: [String]
  /// Time from one look of the cells to the next [tick].
  package let interval: Int64
  /// The cells.
  package let population: Population
  /// Amounts of the signals per tissue volume, φc [mM of tissue], `[signal][z][y][x]`.
  package let amounts: FieldSet
  /// Mineral that cells have dissolved and not yet given back.
  package internal(set) var digested: Digested
  /// Collagen as mass per volume of tissue [mg/mL], `[z][y][x]`.
  package let collagen: FieldSet
  /// Whether cells have changed the collagen anywhere.
  package internal(set) var isRemodelled = false
  /// What collagen does to what diffuses.
  package let fibrils: CollagenFibrils
  /// Pathogens and caseum; nil where there is no infection.
  package var infection: Infection?
  /// Area of membranes outside cells per volume of tissue [µm²/µm³], by ``Membrane/rawValue``, `[membrane][z][y][x]`.
  package let membranes: FieldSet
  /// Share of the membranes that is cleared per time [1/s], by ``Membrane/rawValue``.
  package let membraneClearance: [Double]
  /// The books of the membranes.
  package internal(set) var membraneLedger = MembraneLedger()
  /// What happened to cells since the start.
  package var events = CellEvents()
  /// The books of the signals.
  package var ledger: SignalLedger

  /// No cells and no signals, on `grid`.
  /// - Parameters:
  ///   - kinds: kinds of cells.
  ///   - signals: signals that the kinds refer to.
  ///   - interval: time from one look of the cells to the next [tick].
  ///   - grid: the grid of the tissue.
  ///   - minerals: how many minerals there are.
  ///   - seed: seed of the run.
  ///   - sensedSolutes: ids of the solutes that kinds answer to.
  ///   - fibrils: what collagen does to what diffuses.
  ///   - membraneClearance: share of membranes outside cells that is cleared per time [1/s], by ``Membrane/rawValue``.
  ///   - infection: pathogens and caseum of the start; nil for none.
  package init(
    kinds: [CellKind], signals: [Signal], interval: Int64, grid: Grid, minerals: Int, seed: UInt64,
    sensedSolutes: [String] = [], fibrils: CollagenFibrils = .none,
    membraneClearance: [Double] = Array(repeating: 0, count: Membrane.allCases.count),
    infection: Infection? = nil
  ) {
    precondition(interval > 0, "cells look from time to time")
    self.kinds = kinds
    self.signals = signals
    self.interval = interval
    population = Population(
      grid: grid, capacity: 1024, seed: seed, mineralCount: max(minerals, 1),
      meetsPathogens: infection != nil)
    self.infection = infection
    amounts = FieldSet(grid: grid, count: signals.count)
    digested = Digested(grid: grid, minerals: population.mineralCount)
    collagen = FieldSet(grid: grid, count: 1)
    membranes = FieldSet(grid: grid, count: Membrane.allCases.count)
    precondition(membraneClearance.count == Membrane.allCases.count, "a rate for each kind of membrane")
    self.membraneClearance = membraneClearance
    self.fibrils = fibrils
    self.sensedSolutes = sensedSolutes
    ledger = SignalLedger(count: signals.count)
  }

  /// A state with the same parameters and room of its own, holding the same.
  func duplicate() -> Inflammation {
    var copy = Inflammation(
      kinds: kinds, signals: signals, interval: interval, grid: amounts.grid,
      minerals: population.mineralCount, seed: population.seed, sensedSolutes: sensedSolutes,
      fibrils: fibrils, membraneClearance: membraneClearance, infection: infection?.duplicate())
    copy.copyState(from: self)
    return copy
  }

  /// Takes over the state of another one with the same parameters.
  mutating func copyState(from other: Inflammation) {
    population.copyState(from: other.population)
    amounts.copyValues(from: other.amounts)
    digested.copyState(from: other.digested)
    collagen.copyValues(from: other.collagen)
    if let state = other.infection { infection?.copyState(from: state) }
    membranes.copyValues(from: other.membranes)
    membraneLedger = other.membraneLedger
    isRemodelled = other.isRemodelled
    events = other.events
    ledger = other.ledger
  }

  /// Place of a kind by its id.
  package func kind(_ id: String) -> Int? { kinds.firstIndex { $0.id == id } }

  /// Place of a signal by its id.
  package func signal(_ id: String) -> Int? { signals.firstIndex { $0.id == id } }

  /// Volume of a mineral inside cells [µm³].
  package func mineralVolume(_ mineral: Int) -> Double {
    var sum = CompensatedSum()
    for cell in 0..<population.count { sum.add(population[cell].volume(of: mineral)) }
    return sum.value
  }

  /// What the tissue holds of a signal [amol].
  package func holding(_ signal: Int) -> Double {
    var sum = CompensatedSum()
    let grid = amounts.grid
    Anatomy.forEachVoxel(of: grid) { voxel, _ in sum.add(amounts[signal, voxel] * grid.voxelVolume) }
    return sum.value
  }

  /// What the books of a signal fail to explain, relative to its turnover; 0 for one that never was.
  package func relativeResidual(_ signal: Int) -> Double {
    let turnover = ledger.turnover(signal)
    return turnover > 0 ? (holding(signal) - ledger.expected(signal)) / turnover : 0
  }
}

extension Cell {
  /// Volume of a mineral that the cell has taken up [µm³].
  package func volume(of mineral: Int) -> Double {
    crystals.indices.contains(mineral) ? crystals[mineral].volume : 0
  }
}
