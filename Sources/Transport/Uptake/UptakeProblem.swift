/// One implicit step of what is given off, spreads, fades and is taken up:
///
/// ```
/// ∂q/∂t = ∇·(D κ ∇c) + b − (u + kφ) c,      q = φ c,      closed sides
/// ```
///
/// The arrays have the layout of a field of `FieldSet`, and stay the caller's.
package struct UptakeProblem {
  /// Names the substance in errors.
  package var name: String
  /// Diffusivity D ≥ 0 per unit of the solver's conductivity κ [µm²/s].
  package var diffusivity: Double
  /// Step length Δt [s], positive and finite.
  package var timeStep: Double
  /// Rate of decay k ≥ 0 [1/s].
  package var decay: Double
  /// Relative tolerance ε ≥ 0: amounts of a step agree with the exact solution of backward Euler to ε φ max c.
  package var tolerance: Double
  /// Fluid fraction φ ≥ 0 [1].
  package var capacity: UnsafePointer<Double>
  /// Amount per tissue volume q ≥ 0 [mM]: that at the start of the step, then that at its end.
  package var amount: UnsafeMutablePointer<Double>
  /// Concentration c [mM]: the better it agrees with the end of the step, the quicker; then that at which losses were
  /// taken off.
  package var concentration: UnsafeMutablePointer<Double>
  /// What is given off b ≥ 0 [mM/s].
  package var source: UnsafePointer<Double>
  /// What is taken up per concentration u ≥ 0 [1/s].
  package var uptake: UnsafePointer<Double>

  /// A problem from its parts.
  package init(
    name: String, diffusivity: Double, timeStep: Double, decay: Double, tolerance: Double,
    capacity: UnsafePointer<Double>, amount: UnsafeMutablePointer<Double>,
    concentration: UnsafeMutablePointer<Double>, source: UnsafePointer<Double>, uptake: UnsafePointer<Double>
  ) {
    self.name = name
    self.diffusivity = diffusivity
    self.timeStep = timeStep
    self.decay = decay
    self.tolerance = tolerance
    self.capacity = capacity
    self.amount = amount
    self.concentration = concentration
    self.source = source
    self.uptake = uptake
  }
}

/// What became of the substance in a step, over the whole grid, and what the step took.
package struct UptakeReport: Equatable, Sendable {
  /// Given off [amol].
  package let given: Double
  /// Taken up [amol].
  package let taken: Double
  /// Decayed [amol].
  package let decayed: Double
  /// Sweeps over red and black voxels.
  package let sweeps: Int
  /// Iterations of conjugate gradients, where sweeps would have been too many.
  package let iterations: Int
}
