/// A run that cannot go on; names quantity, voxel and simulated time.
package struct SimulationError: Error, Equatable, CustomStringConvertible {
  /// What went wrong, in one sentence without the place.
  package let message: String
  /// Voxel (x, y, z), where there is one.
  package var voxel: [Int]?
  /// What that voxel holds, in words.
  package var contents: String?
  /// Step of the main sequence, filled in by the simulation.
  package var step: Int?
  /// Simulated time [d], filled in by the simulation.
  package var days: Double?

  /// An error with its place in the grid.
  package init(_ message: String, voxel: (x: Int, y: Int, z: Int)? = nil) {
    self.message = message
    self.voxel = voxel.map { [$0.x, $0.y, $0.z] }
  }

  /// An error in one voxel of a tissue, with what it holds.
  init(_ message: String, voxel: Int, of tissue: Tissue) {
    self.init(message, voxel: tissue.anatomy.grid.coordinates(of: voxel))
    contents = tissue.description(ofVoxel: voxel)
  }

  /// The sentence for the user.
  package var description: String {
    var text = message
    if let voxel { text += " in voxel \(voxel)" }
    if let step { text += ", step \(step)" }
    if let days { text += ", at day \(days)" }
    if let contents { text += " (\(contents))" }
    return text
  }
}
