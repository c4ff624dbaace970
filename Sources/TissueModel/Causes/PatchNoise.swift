import Parallelism

/// Smooth random pattern in space: uniform random numbers on a coarse lattice, joined trilinearly. A pure
/// function of seed and place.
struct PatchNoise {
  private let stream: RandomStream
  private let spacing: Double

  /// A pattern whose lattice points lie `spacing` apart [µm].
  init(seed: UInt64, spacing: Double) {
    stream = RandomStream(seed: seed, purpose: RandomPurpose.damagePattern)
    self.spacing = spacing
  }

  /// The pattern's value at a point, between 0 and 1.
  func value(at point: SIMD3<Double>) -> Double {
    let place = point / spacing
    let low = place.rounded(.down)
    let part = place - low
    var sum = 0.0
    for corner in 0..<8 {
      let step = SIMD3<Double>(Double(corner & 1), Double((corner >> 1) & 1), Double((corner >> 2) & 1))
      let weights = part * step + (SIMD3(repeating: 1) - part) * (SIMD3(repeating: 1) - step)
      sum += weights.x * weights.y * weights.z * lattice(low + step)
    }
    return sum
  }

  private func lattice(_ corner: SIMD3<Double>) -> Double {
    let offset = 1 << 20
    let index = (Int(corner.z) + offset) << 42 | (Int(corner.y) + offset) << 21 | (Int(corner.x) + offset)
    return stream.uniform(index: index, tick: 0)
  }
}

/// Keeps the random numbers of different uses apart.
package enum RandomPurpose {
  /// The pattern of damage within a region.
  package static let damagePattern: UInt32 = 1
  /// The expected number of nuclei at which a voxel's first crystal appears; one purpose per mineral follows.
  package static let firstCrystal: UInt32 = 1000
  /// Where grown vessels run; one purpose per entry of the scenario follows.
  package static let vessels: UInt32 = 1_000_000
  /// Where cells lie at the start; one purpose per entry of the scenario follows.
  package static let placement: UInt32 = 2_000_000
  /// Where implanted crystals lie; one purpose per entry of the scenario follows.
  package static let implants: UInt32 = 3_000_000
  /// Which segments of vessels are lost, and when; one purpose per cause of the scenario follows.
  package static let dropout: UInt32 = 4_000_000
}
