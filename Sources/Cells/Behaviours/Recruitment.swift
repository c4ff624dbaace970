/// Coming through vessel walls from the blood.
///
/// The number that comes through the wall of a voxel in a step is Poisson with mean rate × wall area × time; the rate
/// answers to the chemokine at the wall and to what makes the endothelium sticky.
package struct Recruitment: Equatable, Sendable {
  /// Cells per wall area and time [1/(µm² s)].
  package let rate: Rate

  /// Comes at `rate` [1/(µm² s)].
  package init(rate: Rate) {
    self.rate = rate
  }
}
