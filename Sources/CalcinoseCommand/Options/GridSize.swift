import ArgumentParser

/// The size of a grid on the command line: `128` for a cube, or `NXxNYxNZ`.
struct GridSize: ExpressibleByArgument, Equatable, CustomStringConvertible {
  /// Voxels along each axis.
  let nx, ny, nz: Int

  /// Reads the text; nil unless it holds one or three whole numbers from 1 to 4096.
  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false)
    let counts = parts.compactMap { Int($0) }.filter { (1...4096).contains($0) }
    guard counts.count == parts.count, counts.count == 1 || counts.count == 3 else { return nil }
    nx = counts[0]
    ny = counts.count == 3 ? counts[1] : counts[0]
    nz = counts.count == 3 ? counts[2] : counts[0]
  }

  /// `NXxNYxNZ`.
  var description: String { "\(nx)x\(ny)x\(nz)" }
  /// The text that help shows for a default.
  var defaultValueDescription: String { nx == ny && ny == nz ? "\(nx)" : description }
}
