/// Chebyshev's iteration as a smoother: symmetric whatever the order of voxels, hence the same on any number of workers.
///
/// The polynomial of the diagonally scaled operator is smallest on [λ, 2]; 2 bounds the spectrum of a diagonally dominant
/// operator (Gershgorin), and λ is where the coarse grid takes over (M. Adams, M. Brezina, J. Hu, R. Tuminaro,
/// J. Comput. Phys. 188 (2003) 593–610).
enum Chebyshev {
  /// x ← keep·x − back·previous + push·(residual over diagonal).
  struct Step {
    let keep, back, push: Float
  }

  /// Steps before and after each correction from a coarser grid.
  static let count = 3
  private static let lower = 0.3
  private static let upper = 2.0

  /// The steps in order; `back` of the first is zero, since there is nothing before.
  static func steps() -> [Step] {
    let (middle, radius) = ((upper + lower) / 2, (upper - lower) / 2)
    let sigma = middle / radius
    var rho = 1 / sigma
    var steps = [Step(keep: 1, back: 0, push: Float(1 / middle))]
    for _ in 1..<count {
      let next = 1 / (2 * sigma - rho)
      let momentum = Float(next * rho)
      steps.append(Step(keep: 1 + momentum, back: momentum, push: Float(2 * next / radius)))
      rho = next
    }
    return steps
  }
}
