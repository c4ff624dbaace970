/// What happens to a solute at an outer side of the grid.
package enum Boundary: Equatable, Sendable {
  /// Nothing passes.
  case closed
  /// The concentration at the face is held [mM]; the outermost voxel centre is half a voxel away.
  case value(Double)
  /// So much flows in through each unit of area [mM·µm/s]; negative flows out.
  case flux(Double)

  /// Whether the concentration is held.
  var isHeld: Bool {
    if case .value = self { true } else { false }
  }
}

/// The boundaries of a solute at the six sides of the grid.
package struct Sides: Equatable, Sendable {
  /// The sides at the low and the high end of each axis.
  package var xLow, xHigh, yLow, yHigh, zLow, zHigh: Boundary

  /// Six boundaries; those left out are closed.
  package init(
    xLow: Boundary = .closed, xHigh: Boundary = .closed, yLow: Boundary = .closed, yHigh: Boundary = .closed,
    zLow: Boundary = .closed, zHigh: Boundary = .closed
  ) {
    self.xLow = xLow
    self.xHigh = xHigh
    self.yLow = yLow
    self.yHigh = yHigh
    self.zLow = zLow
    self.zHigh = zHigh
  }

  /// Nothing passes anywhere.
  package static let closed = Sides()

  /// The six boundaries in the order x low, x high, y low, y high, z low, z high.
  var all: [Boundary] { [xLow, xHigh, yLow, yHigh, zLow, zHigh] }

  /// Whether a value is held at some side.
  var holdsValue: Bool {
    all.contains(where: \.isHeld)
  }
}
