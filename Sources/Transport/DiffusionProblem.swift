/// One implicit step, or the steady state, of one solute:
///
/// ```
/// φ c/Δt − ∇·(D κ ∇c) + a c = q/Δt + b        with the boundaries of `sides`
/// ```
///
/// The five arrays have the layout of a field of `FieldSet`, and stay the caller's.
package struct DiffusionProblem {
  /// Names the solute in errors.
  package var name: String
  /// Diffusivity in free water D ≥ 0 [µm²/s].
  package var diffusivity: Double
  /// Step length Δt > 0 [s]; `.infinity` asks for the steady state, which needs a loss or a side of fixed value.
  package var timeStep: Double
  /// Interstitial fluid fraction φ ≥ 0 [1] at the end of the step.
  package var capacity: UnsafePointer<Double>
  /// Amount per tissue volume q [mM] at the start of the step; not read for the steady state.
  package var amount: UnsafePointer<Double>
  /// Rate of linear loss a ≥ 0 [1/s], such as vessel exchange or first-order uptake.
  package var loss: UnsafePointer<Double>
  /// Source per tissue volume b [mM/s].
  package var source: UnsafePointer<Double>
  /// The outer sides.
  package var sides: Sides
  /// Relative tolerance ε ≥ 0 of the solution.
  ///
  /// With r the residual of the equation above and C the larger of max|c| at the start and at the end, a step is
  /// accepted when |r|·Δt ≤ ε·φ·C in every voxel (the amount, brought up by the fluxes of c, then agrees with φ c to
  /// ε·C·φ), and a steady state when |r| ≤ ε·d·C, d the diagonal of the operator. Round-off of 8 units in the last
  /// place of d·C is always granted, so that ε = 0 asks for as much as the arithmetic holds.
  package var tolerance: Double

  /// A problem from its parts.
  package init(
    name: String, diffusivity: Double, timeStep: Double, capacity: UnsafePointer<Double>,
    amount: UnsafePointer<Double>, loss: UnsafePointer<Double>, source: UnsafePointer<Double>,
    sides: Sides = .closed,
    tolerance: Double = 1e-8
  ) {
    self.name = name
    self.diffusivity = diffusivity
    self.timeStep = timeStep
    self.capacity = capacity
    self.amount = amount
    self.loss = loss
    self.source = source
    self.sides = sides
    self.tolerance = tolerance
  }
}

/// What a solve took and reached.
package struct SolveReport: Equatable, Sendable {
  /// Iterations of conjugate gradients; zero when the start value satisfied the tolerance.
  package let iterations: Int
  /// The largest residual in the measure of `DiffusionProblem.tolerance`.
  package let residual: Double
}
