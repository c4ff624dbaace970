/// A direction of the grid.
package enum Axis: Int, CaseIterable, Sendable {
  case x, y, z
}
