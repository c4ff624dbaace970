/// A diffusion problem that has no meaning or was not solved: which solute, where, and what is wrong.
package struct TransportError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  package enum Problem: Equatable, Sendable {
    /// The diffusivity is negative or not a number [µm²/s].
    case diffusivity(Double)
    /// The conductivity κ is negative or not finite.
    case conductivity(Double)
    /// The step is not positive [s].
    case timeStep(Double)
    /// The tolerance is negative or not a number.
    case tolerance(Double)
    /// The fluid fraction is negative or not a number.
    case capacity(Double)
    /// The amount at the start of the step is not finite [mM].
    case amount(Double)
    /// The rate of loss is negative or not a number [1/s].
    case loss(Double)
    /// The source is not finite [mM/s].
    case source(Double)
    /// The concentration at the start of the solve is not finite [mM].
    case concentration(Double)
    /// A side's value or flux is not finite.
    case side(Double)
    /// A steady state without loss or a side of fixed value: any constant could be added.
    case undetermined
    /// A voxel from which nothing can leave and in which nothing is lost or stored.
    case isolated
    /// The residual is still this large, in the measure of the tolerance, after so many iterations.
    case notConverged(iterations: Int, residual: Double)
  }

  /// Name of the solute.
  package let solute: String
  /// The voxel (x, y, z), where one is to blame.
  package let voxel: SIMD3<Int>?
  /// What is wrong.
  package let problem: Problem

  package var description: String {
    message + (voxel.map { " in voxel (\($0.x), \($0.y), \($0.z))" } ?? "")
  }

  /// Solute and problem, without the place.
  package var message: String { "diffusion of \(solute): \(sentence)" }

  private var sentence: String {
    switch problem {
    case .diffusivity(let value): "the diffusivity must be ≥ 0 and finite (got \(value) µm²/s)"
    case .conductivity(let value): "the conductivity must be ≥ 0 and finite (got \(value))"
    case .timeStep(let value): "the time step must be > 0 (got \(value) s)"
    case .tolerance(let value): "the tolerance must be ≥ 0 (got \(value))"
    case .capacity(let value): "the fluid fraction must be ≥ 0 and finite (got \(value))"
    case .amount(let value): "the amount must be finite (got \(value) mM)"
    case .loss(let value): "the rate of loss must be ≥ 0 and finite (got \(value) 1/s)"
    case .source(let value): "the source must be finite (got \(value) mM/s)"
    case .concentration(let value): "the concentration must be finite (got \(value) mM)"
    case .side(let value): "the value or flux of a side must be finite (got \(value))"
    case .undetermined: "a steady state needs a loss or a side of fixed value"
    case .isolated: "nothing is stored, lost or passed on"
    case .notConverged(let iterations, let residual):
      "not converged after \(iterations) iterations, the relative residual is \(residual)"
    }
  }
}
