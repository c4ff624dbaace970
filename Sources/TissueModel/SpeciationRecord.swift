/// How the speciation of the grid went, since the start of a run.
package struct SpeciationRecord: Equatable, Sendable {
  /// Ionic strength up to which Davies' coefficients hold [mol/kg].
  package static let daviesLimit = 0.5

  /// Voxels solved, refused steps and side steps included.
  package var solutions = 0
  /// Of these, how many did not arrive from their last state and were started anew from a cold guess.
  package var restarts = 0
  /// Highest ionic strength that occurred [mol/kg].
  package var highestIonicStrength = 0.0
  /// Storage place of the voxel where it did.
  package var voxel = 0

  /// The record of nothing.
  package init() {}

  /// Takes note of a voxel's ionic strength; the first of equals counts.
  mutating func note(ionicStrength: Double, in voxel: Int) {
    guard ionicStrength > highestIonicStrength else { return }
    highestIonicStrength = ionicStrength
    self.voxel = voxel
  }

  /// Adds another worker's record; of equal ionic strengths the one at the first voxel counts.
  func adding(_ other: SpeciationRecord) -> SpeciationRecord {
    var sum = self
    sum.solutions += other.solutions
    sum.restarts += other.restarts
    if (other.highestIonicStrength, -other.voxel) > (highestIonicStrength, -voxel) {
      sum.highestIonicStrength = other.highestIonicStrength
      sum.voxel = other.voxel
    }
    return sum
  }
}
