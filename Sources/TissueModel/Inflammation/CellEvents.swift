import Cells

/// How often what happened to cells since the start of a run.
package struct CellEvents: Equatable, Sendable {
  /// Cells that came through vessel walls.
  package var recruited = 0
  /// Cells born of divisions.
  package var born = 0
  /// Cells that died; most leave a body, whose end counts again.
  package var died = 0
  /// Cells that left the tissue alive.
  package var departed = 0
  /// Cells that merged into another.
  package var merged = 0
  /// Changes from kind to kind.
  package var changed = 0
  /// Those among the changes that took a meeting with a cell that presents antigen.
  package var recognised = 0
  /// Crystals taken up.
  package var engulfed = 0
  /// Bodies of dead cells taken up.
  package var cleared = 0
  /// Infected cells that cytotoxic ones have killed; they are among the dead.
  package var killed = 0
  /// Moves that were shortened because neighbours pushed a cell farther than half its radius at once.
  package var shortened = 0
  /// Search boxes with a cell squeezed beyond any packing, summed over steps of mechanics.
  package var overcrowded = 0

  /// Nothing happened.
  package init() {}

  /// Adds what happened in a step.
  mutating func add(_ outcome: CellDynamics.Outcome) {
    recruited += outcome.recruited
    born += outcome.born
    died += outcome.died
    departed += outcome.departed
    merged += outcome.merged
    changed += outcome.changed
    recognised += outcome.recognised
    engulfed += outcome.engulfed
    cleared += outcome.cleared
    killed += outcome.killed
    shortened += outcome.shortened
    overcrowded += outcome.overcrowded
  }
}
