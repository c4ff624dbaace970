/// Coming through vessel walls from the blood.
///
/// The number that comes through the wall of a voxel in a step is Poisson with mean rate × wall area × time; the rate
/// answers to the chemokine at the wall and to what makes the endothelium sticky.
package struct Recruitment: Equatable, Sendable {
  /// Cells per wall area and time [1/(µm² s)].
  package let rate: Rate
  /// The first of them come at this time [tick]: lymphocytes have to meet their antigen elsewhere first.
  package let begin: Int

  /// Comes at `rate` [1/(µm² s)] from `begin` [tick] on.
  package init(rate: Rate, begin: Int = 0) {
    self.rate = rate
    self.begin = begin
  }
}
