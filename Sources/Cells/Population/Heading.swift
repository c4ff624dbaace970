#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Unit vectors at random.
enum Heading {
  /// Uniform on the circle, from a number uniform in (0, 1).
  static func inPlane(_ turn: Double) -> SIMD3<Float> {
    let angle = 2 * Double.pi * turn
    return SIMD3(Float(cos(angle)), Float(sin(angle)), 0)
  }

  /// Uniform on the sphere, from two numbers uniform in (0, 1): the height is uniform (Archimedes).
  static func inSpace(_ height: Double, _ turn: Double) -> SIMD3<Float> {
    let z = 2 * height - 1
    let width = (1 - z * z).squareRoot()
    let angle = 2 * Double.pi * turn
    return SIMD3(Float(width * cos(angle)), Float(width * sin(angle)), Float(z))
  }

  /// About `axis` [a unit vector] with mean cosine `bias` ∈ [0, 1), on the circle: the wrapped Cauchy distribution
  /// (K. V. Mardia, P. E. Jupp, "Directional Statistics", Wiley, 2000, §3.5.7), from a number uniform in (0, 1).
  static func inPlane(_ turn: Double, about axis: SIMD3<Double>, bias: Double) -> SIMD3<Float> {
    let angle = 2 * atan((1 - bias) / (1 + bias) * tan(Double.pi * (turn - 0.5)))
    let (c, s) = (cos(angle), sin(angle))
    return SIMD3(Float(axis.x * c - axis.y * s), Float(axis.y * c + axis.x * s), 0)
  }

  /// About `axis` [a unit vector] with mean cosine `bias` ∈ [0, 1), on the sphere: the density of Henyey and Greenstein
  /// (Astrophys. J. 93 (1941) 70–83), the counterpart of the wrapped Cauchy in space, from two numbers uniform in (0, 1).
  static func inSpace(_ height: Double, _ turn: Double, about axis: SIMD3<Double>, bias: Double) -> SIMD3<
    Float
  > {
    guard bias > 1e-6 else { return inSpace(height, turn) }
    let term = (1 - bias * bias) / (1 - bias + 2 * bias * height)
    let cosine = min(1, max(-1, (1 + bias * bias - term * term) / (2 * bias)))
    let sine = (1 - cosine * cosine).squareRoot()
    let angle = 2 * Double.pi * turn
    // Two vectors across the axis, the first from the coordinate axis that is farthest from it.
    let flattest = abs(axis.x) < 0.6 ? SIMD3(1.0, 0, 0) : SIMD3(0, 1.0, 0)
    let along = (flattest * axis).sum()
    var across = flattest - along * axis
    across /= (across * across).sum().squareRoot()
    let third = SIMD3(
      axis.y * across.z - axis.z * across.y, axis.z * across.x - axis.x * across.z,
      axis.x * across.y - axis.y * across.x)
    let result = cosine * axis + sine * (cos(angle) * across + sin(angle) * third)
    return SIMD3(Float(result.x), Float(result.y), Float(result.z))
  }
}

/// An exponential number of mean 1 from one that is uniform in (0, 1).
func exponential(_ uniform: Double) -> Double { -log(uniform) }
