/// One cell, as a value: what is added to a population and what is read from it.
package struct Cell: Equatable, Sendable {
  /// Number that no other cell of the run has or had; given when the cell is added.
  package var id = -1
  /// Place of its kind in the list of kinds.
  package var kind: Int
  /// Centre, from the corner of the grid [µm].
  package var position: SIMD3<Double>
  /// Radius [µm].
  package var radius: Float
  /// What the cell is busy with.
  package var state = CellState.free
  /// Number of nuclei; more than one in giant cells.
  package var nuclei = 1
  /// Crystals that it has taken up, by mineral; empty where it holds none.
  package var crystals: [Crystals] = []
  /// Pathogens that it holds.
  package var pathogens = 0.0
  /// Time of birth or arrival [tick].
  package var birth = 0
  /// Unit vector in which the cell walks.
  package var direction = SIMD3<Float>.zero
  /// Velocity that its neighbours gave it in the last step [µm/s]; not a number before the first one.
  package var push = SIMD3<Float>(repeating: .nan)
  /// Sum of the squared relative overlaps (1 − d/R)² with its neighbours.
  package var pressure: Float = 0
  /// The search box that it was sorted into last; −1 before the first time.
  package var box = -1
  /// What is left of the run in the present direction, in persistence times.
  package var run = 0.0
  /// What is left until the next event of its life, in units of the expected number of events.
  package var fate = 0.0

  /// A cell of `kind` with `radius` [µm] at `position` [µm]; the population draws direction, run and fate when it is added.
  package init(kind: Int, position: SIMD3<Double>, radius: Float) {
    self.kind = kind
    self.position = position
    self.radius = radius
  }

  /// Whether it holds pathogens, one at least but for rounding.
  package var isInfected: Bool { pathogens >= Pathogen.least }

  /// Volume of all mineral that it has taken up [µm³], added up in the order of the minerals.
  package var load: Double { crystals.reduce(0) { $0 + $1.volume } }
}

/// Crystals of one mineral: alike in size wherever one is needed.
package struct Crystals: Equatable, Sendable, BitwiseCopyable {
  /// Volume of all [µm³].
  package var volume: Double
  /// How many; a mean number, not always a whole one.
  package var number: Double

  /// `number` crystals that have `volume` [µm³] together.
  package init(volume: Double = 0, number: Double = 0) {
    self.volume = volume
    self.number = number
  }

  /// Radius of one of them as a ball [µm], 0 where there is none.
  package var radius: Double { number > 0 ? cbrt(volume * 3 / (4 * Double.pi * number)) : 0 }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a cell is busy with.
package enum CellState: UInt8, Sendable, CaseIterable {
  /// Nothing that keeps it.
  case free
  /// Full of mineral: it takes up no more.
  case laden
  /// At mineral that is too large to take up.
  case frustrated
}
