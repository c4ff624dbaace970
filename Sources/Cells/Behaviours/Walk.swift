/// A persistent random walk: straight runs of exponential length, then a new direction at random.
///
/// Speed v and mean time τ of a run give the mean square displacement of R. Fürth (Z. Phys. 2 (1920) 244–256) in two as in
/// three dimensions: ⟨r²⟩ = 2v²τ(t − τ(1 − e^(−t/τ))). Runs end where they end, also inside a step, so that the walk is the
/// same in distribution for any step.
package struct Walk: Equatable, Sendable {
  /// Speed [µm/s], without what changes it.
  package let speed: Double
  /// What changes the speed; the factors multiply.
  package let responses: [Response]
  /// Mean time of a run [s].
  package let persistence: Double

  /// A walk at `speed` [µm/s] with runs of `persistence` [s] on average.
  package init(speed: Double, persistence: Double, responses: [Response] = []) {
    precondition(speed >= 0 && persistence > 0, "a walk forwards, with runs")
    self.speed = speed
    self.persistence = persistence
    self.responses = responses
  }

  /// Mean square displacement after `time` [s] without an attractant [µm²].
  package func meanSquareDisplacement(after time: Double) -> Double {
    2 * speed * speed * persistence * (time + persistence * expm1(-time / persistence))
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
