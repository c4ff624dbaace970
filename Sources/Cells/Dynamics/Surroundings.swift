import Fields

/// What cells sense, frozen at the beginning of a step.
package struct Surroundings {
  /// Concentrations of the signals [mM], `[signal][z][y][x]`.
  package var signals: FieldSet
  /// Voxels with vessel wall through which cells come.
  package var walls: [WallPatch]
  /// Crystals in each voxel: of mineral m, field 2m has the number [1/µm³] and field 2m + 1 the radius [µm]; nil where there
  /// is no mineral. What cells take is taken off the numbers.
  package var crystals: FieldSet?
  /// Mineral that cells which vanish have left in each voxel: of mineral m, field 2m has the volume [µm³] and field 2m + 1 the
  /// number of crystals; nil where nobody keeps it. It is added to what is there.
  package var leftovers: FieldSet?
  /// Volume of mineral that has been dissolved inside cells, in the voxel where the cell was [µm³], field m for mineral m; nil
  /// where nobody keeps it. It is added to what is there.
  package var released: FieldSet?
  /// Signals that dying cells have given off at once, as amounts in each voxel [amol], `[signal][z][y][x]`; nil where nobody
  /// keeps them. They are added to what is there.
  package var bursts: FieldSet?
  /// Area of bare membranes that bursting cells have left in each voxel [µm²], one field; nil where nobody keeps them. It is
  /// added to what is there.
  package var debris: FieldSet?
  /// Collagen as mass per volume of tissue [mg/mL], one field; nil for none.
  package var collagen: FieldSet?
  /// Concentrations of the dissolved substances that cells sense [mM], `[solute][z][y][x]`; nil for none.
  package var solutes: FieldSet?
  /// Pathogens outside cells, as number per volume of tissue [1/µm³], one field; nil for none. Cells take from it, and dying
  /// ones give to it.
  package var pathogens: FieldSet?
  /// Caseum as volume per volume of tissue, one field; nil where nobody keeps it. Dying cells add to it.
  package var caseum: FieldSet?
  /// One field, above 0 where no cell can go: vessel lumens, voxels full of mineral; nil where cells can go everywhere.
  package var obstacles: FieldSet?

  /// Surroundings of `signals`, and of the others where there are some.
  package init(
    signals: FieldSet, walls: [WallPatch] = [], crystals: FieldSet? = nil, obstacles: FieldSet? = nil,
    leftovers: FieldSet? = nil, released: FieldSet? = nil, bursts: FieldSet? = nil,
    debris: FieldSet? = nil, collagen: FieldSet? = nil, solutes: FieldSet? = nil
  ) {
    self.signals = signals
    self.walls = walls
    self.crystals = crystals
    self.obstacles = obstacles
    self.leftovers = leftovers
    self.released = released
    self.bursts = bursts
    self.debris = debris
    self.collagen = collagen
    self.solutes = solutes
  }
}

/// Vessel wall in a voxel.
package struct WallPatch: Equatable, Sendable {
  /// The voxel, a place in storage made by `Grid.index(x:y:z:)`.
  package let voxel: Int
  /// Area of the wall [µm²].
  package let area: Double

  /// `area` [µm²] of wall in `voxel`.
  package init(voxel: Int, area: Double) {
    self.voxel = voxel
    self.area = area
  }
}

/// The surroundings as kernels read them.
struct SensedFields: @unchecked Sendable {
  /// Concentrations of all signals, and the distance from one to the next.
  let signals: UnsafePointer<Double>
  let signalStride: Int
  /// Number and radius of the crystals of each mineral in turn, nil where there are none.
  let crystals: UnsafePointer<Double>?
  let mineralCount: Int
  /// Collagen [mg/mL], nil for none.
  let collagen: UnsafePointer<Double>?
  /// Concentrations of solutes [mM], laid out like the signals; nil for none.
  let solutes: UnsafePointer<Double>?
  /// Pathogens outside cells [1/µm³] and caseum, nil for none.
  let pathogens, caseum: UnsafePointer<Double>?
  /// Above 0 where no cell can go, nil where cells can go everywhere.
  let obstacles: UnsafePointer<Double>?
  let grid: Grid
  let perEdge: SIMD3<Double>

  init(_ surroundings: Surroundings) {
    let fields = surroundings.signals
    grid = fields.grid
    precondition(surroundings.crystals?.grid ?? grid == grid, "crystals on the grid of the signals")
    precondition(surroundings.collagen?.grid ?? grid == grid, "collagen on the grid of the signals")
    precondition(surroundings.pathogens?.grid ?? grid == grid, "pathogens on the grid of the signals")
    precondition(surroundings.caseum?.grid ?? grid == grid, "caseum on the grid of the signals")
    precondition(surroundings.obstacles?.grid ?? grid == grid, "obstacles on the grid of the signals")
    signals = fields.count > 0 ? UnsafePointer(fields.pointer(0)) : UnsafePointer(bitPattern: 64)!
    signalStride = grid.storageCount
    crystals = surroundings.crystals.map { UnsafePointer($0.pointer(0)) }
    mineralCount = (surroundings.crystals?.count ?? 0) / 2
    collagen = surroundings.collagen.map { UnsafePointer($0.pointer(0)) }
    precondition(surroundings.solutes?.grid ?? grid == grid, "solutes on the grid of the signals")
    solutes = surroundings.solutes.flatMap { $0.count > 0 ? UnsafePointer($0.pointer(0)) : nil }
    pathogens = surroundings.pathogens.map { UnsafePointer($0.pointer(0)) }
    caseum = surroundings.caseum.map { UnsafePointer($0.pointer(0)) }
    obstacles = surroundings.obstacles.map { UnsafePointer($0.pointer(0)) }
    perEdge = SIMD3(1 / grid.dx, 1 / grid.dy, 1 / grid.dz)
  }

  /// Number [1/µm³] and radius [µm] of the crystals of `mineral` in a voxel.
  @inline(__always)
  func crystal(_ mineral: Int, _ voxel: Int) -> (number: Double, radius: Double) {
    guard let crystals else { return (0, 0) }
    let place = 2 * mineral * signalStride + voxel
    return (crystals[place], crystals[place + signalStride])
  }

  /// The voxel that holds a point inside the grid, as a place in storage.
  @inline(__always)
  func voxel(_ x: Double, _ y: Double, _ z: Double) -> Int {
    let ix = min(grid.nx - 1, Int(x * perEdge.x))
    let iy = min(grid.ny - 1, Int(y * perEdge.y))
    let iz = min(grid.nz - 1, Int(z * perEdge.z))
    return (iz * grid.ny + iy) * grid.rowStride + ix
  }
}
