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
  /// Volume of the mineral that it has taken up [µm³].
  package var load = 0.0
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
}

/// What a cell is busy with.
package enum CellState: UInt8, Sendable, CaseIterable {
  /// Nothing that keeps it.
  case free
  /// Full of mineral: it takes up no more.
  case laden
  /// At mineral that is too large to take up.
  case frustrated
}
