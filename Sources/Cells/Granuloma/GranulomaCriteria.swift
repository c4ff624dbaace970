/// What counts as a granuloma: which kinds make it, and how close they lie.
///
/// Density-based clusters (M. Ester, H.-P. Kriegel, J. Sander, X. Xu, KDD-96, 226–231): a cell of the macrophage lineage with
/// at least `neighbours` others within `distance` is dense; dense cells within `distance` of each other belong together, and
/// so do the lineage's cells within `distance` of a dense one.
package struct GranulomaCriteria: Equatable, Sendable {
  /// Kinds of the macrophage lineage.
  package let lineage: Set<Int>
  /// Kinds that make a core: histiocytes, epithelioid and giant cells.
  package let core: Set<Int>
  /// Kinds of dead cells.
  package let bodies: Set<Int>
  /// Distance of neighbours [µm].
  package let distance: Double
  /// Neighbours of a dense cell.
  package let neighbours: Int
  /// Fewest cells of the lineage.
  package let fewest: Int

  /// Criteria with the defaults of ``defaultDistance`` and ``defaultNeighbours(isPlanar:)``.
  package init(
    lineage: Set<Int>, core: Set<Int>, bodies: Set<Int>, isPlanar: Bool,
    distance: Double = GranulomaCriteria.defaultDistance, fewest: Int = 20
  ) {
    precondition(distance > 0 && fewest > 0, "criteria that something can meet")
    self.lineage = lineage
    self.core = core
    self.bodies = bodies
    self.distance = distance
    self.fewest = fewest
    neighbours = GranulomaCriteria.defaultNeighbours(isPlanar: isPlanar)
  }

  /// 35 µm, which tells granuloma from scar: at most 2500 macrophages per mm³ lie in scar (Jin et al. 2011, BMC Syst.
  /// Biol. 5:60, table 4), where a ball of that radius holds 0.45 of them; cores have about 10⁵ per mm³ (recalled), 18.
  package static let defaultDistance = 35.0

  /// Twice the number of dimensions (J. Sander et al., Data Min. Knowl. Discov. 2 (1998) 169–194).
  package static func defaultNeighbours(isPlanar: Bool) -> Int { isPlanar ? 4 : 6 }
}
