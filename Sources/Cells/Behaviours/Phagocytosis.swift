/// Taking up crystals, one at a time.
///
/// A crystal is taken at `rate` while it is small enough and fits into the room that is left. A full cell is laden; one
/// that finds only larger mineral, or touches a voxel full of it, is frustrated. A cell of n nuclei, as large as n cells, holds n times as much and eats
/// n^(2/3) times as fast, with its surface.
package struct Phagocytosis: Equatable, Sendable {
  /// Crystals per time where there are plenty [1/s].
  package let rate: Rate
  /// Number of crystals per volume of tissue at which the rate is half [1/µm³].
  package let halfNumber: Double
  /// Largest crystal that is taken [µm], as radius.
  package let largestRadius: Double
  /// Volume of mineral that the cell can hold [µm³].
  package let capacity: Double

  /// Takes crystals up to `largestRadius` [µm] until it holds `capacity` [µm³].
  package init(rate: Rate, halfNumber: Double, largestRadius: Double, capacity: Double) {
    precondition(halfNumber > 0 && largestRadius > 0 && capacity > 0, "limits above zero")
    self.rate = rate
    self.halfNumber = halfNumber
    self.largestRadius = largestRadius
    self.capacity = capacity
  }
}
