/// A solute in a step of ``LineSolver``:
///
/// ```
/// φ ∂c/∂t = ∇·(D κ ∇c) − a c + b        with the boundaries of `sides`
/// ```
///
/// The arrays have the layout of a field of `FieldSet`, and stay the caller's.
package struct LineSolute {
  /// Names the solute in errors.
  package var name: String
  /// Diffusivity in free water D ≥ 0 [µm²/s].
  package var diffusivity: Double
  /// Concentration c [mM]: that at the start of the step, then that at its end.
  package var concentration: UnsafeMutablePointer<Double>
  /// Rate of linear loss a ≥ 0 [1/s]; nil where nothing is lost.
  package var loss: UnsafePointer<Double>?
  /// Source per tissue volume b [mM/s]; nil where nothing is made.
  package var source: UnsafePointer<Double>?
  /// Where the mean over the step goes at which losses were taken off [mM]: a times it, times Δt, is what was lost, to
  /// round-off. Nil where nobody asks for it.
  package var mean: UnsafeMutablePointer<Double>?
  /// The outer sides.
  package var sides: Sides

  /// A solute from its parts.
  package init(
    name: String, diffusivity: Double, concentration: UnsafeMutablePointer<Double>,
    mean: UnsafeMutablePointer<Double>? = nil, loss: UnsafePointer<Double>? = nil,
    source: UnsafePointer<Double>? = nil, sides: Sides = .closed
  ) {
    self.name = name
    self.diffusivity = diffusivity
    self.concentration = concentration
    self.mean = mean
    self.loss = loss
    self.source = source
    self.sides = sides
  }
}

/// What a step of ``LineSolver`` took.
package struct LineReport: Equatable, Sendable {
  /// Passes of the line solver: one per solute, or more where a solute's step was divided.
  package internal(set) var passes = 0
  /// Solutes whose step was too long to be divided, and was solved by the unsplit solver.
  package internal(set) var unsplitSolutes = 0
  /// Iterations of the unsplit solver.
  package internal(set) var iterations = 0
  /// Voxels that had left the range of the maximum principle, summed over passes.
  package internal(set) var limitedVoxels = 0
  /// What was moved between neighbours to bring them back [amol].
  package internal(set) var limitedAmount = 0.0
  /// Voxels that the limiter could not bring back.
  package internal(set) var unsettledVoxels = 0
}
