import Fields

/// What makes solutes of other classes pass vessel walls unlike ions.
///
/// Conditions hold the exchange of the reference ion; that of another solute is it times D/D_ion and times the ratio of
/// its class.
final class WallExchange {
  private let fields: FieldSet
  private let places: [SoluteClass: Int]

  /// Ratios for the classes of a tissue's solutes.
  init(anatomy: Anatomy, solutes: [Solute]) {
    let classes = SoluteClass.allCases.filter { kind in
      kind != .ion && solutes.contains { $0.passage == kind }
    }
    fields = FieldSet(grid: anatomy.grid, count: classes.count)
    places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    for (place, kind) in classes.enumerated() {
      for (voxel, ratio) in anatomy.exchangeRatio(kind).enumerated() { fields[place, voxel] = ratio }
    }
  }

  /// Exchange of a class over that of ions of the same diffusivity, `[z][y][x]`; nil for ions.
  func ratio(of kind: SoluteClass) -> UnsafeMutablePointer<Double>? {
    places[kind].map { fields.pointer($0) }
  }
}
