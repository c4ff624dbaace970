/// The elimination along one axis of uniform tissue: the same for all lines, and made once per pass and solute.
struct UniformLine {
  /// Conductances to the lower neighbour [1/µm²], one more than voxels; zero at both ends.
  let faces: UnsafeMutablePointer<Double>
  /// Inverse pivots [µm²], those times the face below, and what of the next voxel's change a voxel takes on, of the
  /// first solute; those of the others follow `room` numbers apart.
  let inverses, lower, factors: UnsafeMutablePointer<Double>
  let count: Int
  /// Distance from a solute's numbers to the next one's.
  let room: Int

  /// Numbers to store for a line of `count` voxels and `solutes` solutes.
  static func room(_ count: Int, solutes: Int) -> Int { count + 1 + 3 * count * solutes }

  /// Room for a line of `count` voxels at `block`.
  init(count: Int, at block: UnsafeMutablePointer<Double>) {
    faces = block
    inverses = block + count + 1
    lower = inverses + count
    factors = lower + count
    self.count = count
    room = 3 * count
  }

  /// Eliminates for one solute with faces of `conductance`: `weight` is already multiplied by its scale, `low` and
  /// `high` are what held sides add.
  func eliminate(_ solute: Int, conductance: Double, weight: Double, low: Double, high: Double) {
    var factor = 0.0
    faces[0] = 0
    for i in 0..<count {
      let next = i < count - 1 ? conductance : 0
      var pivot = weight + faces[i] * (1 - factor) + next
      if i == 0 { pivot += low }
      if i == count - 1 { pivot += high }
      factor = next / pivot
      inverses[solute * room + i] = 1 / pivot
      lower[solute * room + i] = faces[i] / pivot
      factors[solute * room + i] = factor
      faces[i + 1] = next
    }
  }
}
