/// The crystals of one mineral in a volume of tissue, by the sums of the powers of their radii.
///
/// Where every crystal grows at the same linear speed, the four sums carry the whole size distribution as far as
/// amount and surface go: (r + g)³ = r³ + 3r²g + 3rg² + g³ summed over the crystals needs nothing else. One mean
/// size would not do: crystals that are born at a constant rate and grow at a constant speed fill π/3 J G³ t⁴,
/// with one mean size 9π/16 J G³ t⁴, 69 % more.
package struct CrystalPopulation: Equatable, Sendable {
  /// Crystals N [1/µm³ of tissue].
  package var number: Double
  /// Sum of radii Σr [µm/µm³].
  package var radiusSum: Double
  /// Sum of squared radii Σr² [µm²/µm³]; the surface is 4π of it.
  package var squareSum: Double
  /// Sum of cubed radii Σr³ [1]; the volume is 4π/3 of it.
  package var cubeSum: Double

  /// A population from its sums.
  package init(number: Double, radiusSum: Double, squareSum: Double, cubeSum: Double) {
    self.number = number
    self.radiusSum = radiusSum
    self.squareSum = squareSum
    self.cubeSum = cubeSum
  }

  /// Crystals of one size: number [1/µm³] and radius [µm].
  package init(number: Double, radius: Double) {
    let square = radius * radius
    self.init(
      number: number, radiusSum: number * radius, squareSum: number * square,
      cubeSum: number * square * radius)
  }

  /// No crystals.
  package static let none = CrystalPopulation(number: 0, radiusSum: 0, squareSum: 0, cubeSum: 0)

  /// Surface [µm²/µm³].
  package var surface: Double { 4 * Double.pi * squareSum }

  /// Volume [1].
  package var volume: Double { 4 * Double.pi / 3 * cubeSum }

  /// Radius of a sphere of the mean volume [µm]; 0 without crystals.
  package var volumeRadius: Double {
    number > 0 && cubeSum > 0 ? Natural.power(cubeSum / number, 1.0 / 3) : 0
  }

  /// Σr³/Σr² [µm], the radius by which the population shrinks as a whole; 0 without crystals.
  package var shrinkingRadius: Double { squareSum > 0 ? cubeSum / squareSum : 0 }

  /// Σr²/Σr [µm]: one over it is the curvature that the surface has on average; 0 without crystals.
  package var curvatureRadius: Double { radiusSum > 0 ? squareSum / radiusSum : 0 }

  /// The population after its radii changed.
  ///
  /// Growth adds the same length to each radius. Dissolution takes the same share of each radius, the one that
  /// makes the whole surface recede by the length; so no crystal is lost before all are, and sums stay those of a
  /// distribution.
  /// - Parameter length: how far the surfaces moved [µm]; negative where they dissolved.
  package func grown(by length: Double) -> CrystalPopulation {
    if length >= 0 {
      let square = length * length
      return CrystalPopulation(
        number: number, radiusSum: radiusSum + number * length,
        squareSum: squareSum + 2 * radiusSum * length + number * square,
        cubeSum: cubeSum + 3 * squareSum * length + 3 * radiusSum * square + number * square * length)
    }
    guard shrinkingRadius + length > 0 else { return .none }
    let left = 1 + length / shrinkingRadius
    return CrystalPopulation(
      number: number, radiusSum: radiusSum * left, squareSum: squareSum * left * left,
      cubeSum: cubeSum * left * left * left)
  }

  /// How far the surfaces have grown when the crystals have taken up `volume` more [µm].
  ///
  /// Newton's iteration on (N l³ + 3 Σr l² + 3 Σr² l) 4π/3 = volume. The left side is convex in l ≥ 0, so that the
  /// iteration falls from `limit` to the solution without passing it.
  /// - Parameters:
  ///   - volume: what is taken up, more than zero [1].
  ///   - limit: a length with which more would be taken up [µm].
  package func growth(taking volume: Double, atMost limit: Double) -> Double {
    let cubes = volume * 3 / (4 * Double.pi)
    var length = limit
    // The error squares with each iteration once the linear term prevails, and falls by a third at least before.
    for _ in 0..<200 {
      let value = ((number * length + 3 * radiusSum) * length + 3 * squareSum) * length - cubes
      let slope = (3 * number * length + 6 * radiusSum) * length + 3 * squareSum
      guard value > 0x1p-50 * cubes, slope > 0 else { break }
      length -= value / slope
    }
    return length
  }

  /// Both populations together.
  package static func + (first: CrystalPopulation, second: CrystalPopulation) -> CrystalPopulation {
    CrystalPopulation(
      number: first.number + second.number, radiusSum: first.radiusSum + second.radiusSum,
      squareSum: first.squareSum + second.squareSum, cubeSum: first.cubeSum + second.cubeSum)
  }
}
