/// A cluster of macrophage-lineage cells, and what lies in and around it.
package struct Granuloma: Equatable, Sendable {
  /// Number that it keeps from frame to frame; −1 before a history has given one.
  package var id = -1
  /// Ids of its cells of the lineage, ascending.
  package let members: [Int]
  /// Mean place of its cells [µm].
  package let centre: SIMD3<Double>
  /// Radius of the even ball, or disc, with the same radius of gyration [µm].
  package let radius: Double
  /// Smallest over largest principal radius of gyration: 1 for a ball or a disc.
  package let roundness: Double
  /// Cells by kind in the shells of ``shellEdges``, of all kinds: `[shell][kind]`.
  package let shells: [[Int]]
  /// Its cells with more than one nucleus, and the nuclei in them.
  package let giantCells, nuclei: Int
  /// Most nuclei of one cell.
  package let mostNuclei: Int
  /// Mineral in its cells [µm³].
  package let load: Double
  /// Dead cells within its radius.
  package let bodies: Int
  /// Share of core kinds among the lineage's cells within half the radius, and between that and the radius.
  package let coreShares: (inner: Double, outer: Double)

  /// Outer edges of the shells, over the radius: core, rim and cuff.
  package static let shellEdges = [0.5, 1, 1.5]

  package static func == (a: Granuloma, b: Granuloma) -> Bool {
    a.id == b.id && a.members == b.members && a.centre == b.centre && a.radius == b.radius
      && a.roundness == b.roundness && a.shells == b.shells && a.load == b.load
  }
}
