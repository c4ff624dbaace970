/// Crystals of one size that are there at the start, the same in every voxel.
package struct SeedCrystals: Equatable, Sendable {
  /// Index of the mineral.
  package let mineral: Int
  /// Formula units per tissue volume [mM of tissue].
  package let amount: Double
  /// Radius of a crystal [µm].
  package let radius: Double

  /// Seeds from the mineral's index, amount [mM of tissue] and radius [µm].
  package init(mineral: Int, amount: Double, radius: Double) {
    self.mineral = mineral
    self.amount = amount
    self.radius = radius
  }
}
