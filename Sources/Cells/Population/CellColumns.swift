/// The attributes of all cells, one array each: `[cell]`. A view: it owns nothing.
///
/// Every array has room for a vector of sixteen behind its last cell, so that kernels may read past the end.
struct CellColumns: @unchecked Sendable {
  /// Centres [µm].
  var x, y, z: UnsafeMutablePointer<Double>
  /// What is left of the run in the present direction [persistence times], and of the time to the next event
  /// [expected events].
  var run, fate: UnsafeMutablePointer<Double>
  /// Mineral taken up [µm³], the sum over the minerals.
  var load: UnsafeMutablePointer<Double>
  /// Volume [µm³] and number of the crystals taken up, `[mineral][cell]`. They count only where `load` is above zero: cells
  /// without mineral, most of them, are moved without it.
  var volume, number: UnsafeMutablePointer<Double>
  /// Pathogens inside; nil in a population that meets none.
  var pathogens: UnsafeMutablePointer<Double>?
  /// How many minerals there are, and the distance from one to the next.
  let mineralCount, mineralStride: Int
  /// Number that no other cell has; time of birth [tick].
  var id, birth: UnsafeMutablePointer<Int>
  /// Directions of walk, of unit length.
  var directionX, directionY, directionZ: UnsafeMutablePointer<Float>
  /// Velocities that neighbours gave in the last step [µm/s].
  var pushX, pushY, pushZ: UnsafeMutablePointer<Float>
  /// Radii [µm]; negative for a cell that is no more.
  var radius: UnsafeMutablePointer<Float>
  /// Sums of squared relative overlaps with neighbours.
  var pressure: UnsafeMutablePointer<Float>
  /// Search boxes of the last sort; ``unsorted`` for cells that came since.
  var box: UnsafeMutablePointer<UInt32>
  /// Numbers of nuclei.
  var nuclei: UnsafeMutablePointer<UInt16>
  /// Places in the list of kinds; raw values of `CellState`.
  var kind, state: UnsafeMutablePointer<UInt8>

  /// The box of a cell that has not been sorted yet.
  static let unsorted = UInt32.max
  /// Numbers that may be read behind the last cell.
  static let margin = 16

  /// Arrays for `capacity` cells that can hold `mineralCount` minerals, and pathogens where they meet some, all zero.
  init(capacity: Int, mineralCount: Int, meetsPathogens: Bool = false) {
    self.mineralCount = mineralCount
    mineralStride = capacity + CellColumns.margin
    let mineralCells = mineralStride * mineralCount - CellColumns.margin
    func column<Value: BitwiseCopyable>(
      _ zero: Value, cells: Int? = nil
    ) -> UnsafeMutablePointer<Value> {
      let count = (cells ?? capacity) + CellColumns.margin
      let raw = UnsafeMutableRawPointer.allocate(
        byteCount: count * MemoryLayout<Value>.stride, alignment: 64)
      return raw.initializeMemory(as: Value.self, repeating: zero, count: count)
    }
    (x, y, z) = (column(0.0), column(0.0), column(0.0))
    (run, fate, load) = (column(0.0), column(0.0), column(0.0))
    (volume, number) = (column(0.0, cells: mineralCells), column(0.0, cells: mineralCells))
    pathogens = meetsPathogens ? column(0.0) : nil
    (id, birth) = (column(0), column(0))
    (directionX, directionY, directionZ) = (column(Float(0)), column(Float(0)), column(Float(0)))
    (pushX, pushY, pushZ) = (column(Float(0)), column(Float(0)), column(Float(0)))
    (radius, pressure) = (column(Float(0)), column(Float(0)))
    box = column(CellColumns.unsorted)
    nuclei = column(UInt16(0))
    (kind, state) = (column(UInt8(0)), column(UInt8(0)))
  }

  /// Gives the memory back; the view is of no use afterwards.
  func deallocate() {
    for pointer in [x, y, z, run, fate, load, volume, number] {
      UnsafeMutableRawPointer(pointer).deallocate()
    }
    if let pathogens { UnsafeMutableRawPointer(pathogens).deallocate() }
    for pointer in [id, birth] { UnsafeMutableRawPointer(pointer).deallocate() }
    for pointer in [directionX, directionY, directionZ, pushX, pushY, pushZ, radius, pressure] {
      UnsafeMutableRawPointer(pointer).deallocate()
    }
    UnsafeMutableRawPointer(box).deallocate()
    UnsafeMutableRawPointer(nuclei).deallocate()
    for pointer in [kind, state] { UnsafeMutableRawPointer(pointer).deallocate() }
  }

  /// Takes the cells `order[i]` of `other` for i in `range`.
  func take(_ range: Range<Int>, of other: CellColumns, inOrder order: UnsafePointer<UInt32>) {
    for i in range {
      let from = Int(order[i])
      x[i] = other.x[from]
      y[i] = other.y[from]
      z[i] = other.z[from]
      id[i] = other.id[from]
      radius[i] = other.radius[from]
      kind[i] = other.kind[from]
    }
    for i in range {
      let from = Int(order[i])
      run[i] = other.run[from]
      directionX[i] = other.directionX[from]
      directionY[i] = other.directionY[from]
      directionZ[i] = other.directionZ[from]
      pushX[i] = other.pushX[from]
      pushY[i] = other.pushY[from]
      pushZ[i] = other.pushZ[from]
    }
    for i in range {
      let from = Int(order[i])
      fate[i] = other.fate[from]
      load[i] = other.load[from]
      if load[i] > 0 { takeMineral(i, of: other, at: from) }
      birth[i] = other.birth[from]
      nuclei[i] = other.nuclei[from]
      pressure[i] = other.pressure[from]
      state[i] = other.state[from]
    }
    if let pathogens, let its = other.pathogens {
      for i in range { pathogens[i] = its[Int(order[i])] }
    }
  }

  /// The cell at place `i`.
  func cell(at i: Int) -> Cell {
    var cell = Cell(kind: Int(kind[i]), position: SIMD3(x[i], y[i], z[i]), radius: radius[i])
    cell.id = id[i]
    cell.state = CellState(rawValue: state[i]) ?? .free
    cell.nuclei = Int(nuclei[i])
    if load[i] > 0 { cell.crystals = (0..<mineralCount).map { crystals($0, at: i) } }
    if let pathogens { cell.pathogens = pathogens[i] }
    cell.birth = birth[i]
    cell.direction = SIMD3(directionX[i], directionY[i], directionZ[i])
    cell.push = SIMD3(pushX[i], pushY[i], pushZ[i])
    cell.pressure = pressure[i]
    cell.box = box[i] == CellColumns.unsorted ? -1 : Int(box[i])
    cell.run = run[i]
    cell.fate = fate[i]
    return cell
  }

  /// Puts a cell at place `i`.
  func put(_ cell: Cell, at i: Int) {
    (x[i], y[i], z[i]) = (cell.position.x, cell.position.y, cell.position.z)
    (run[i], fate[i], load[i]) = (cell.run, cell.fate, 0)
    pathogens?[i] = cell.pathogens
    for (mineral, crystals) in cell.crystals.enumerated() { add(crystals, of: mineral, at: i) }
    (id[i], birth[i]) = (cell.id, cell.birth)
    (directionX[i], directionY[i], directionZ[i]) = (cell.direction.x, cell.direction.y, cell.direction.z)
    (pushX[i], pushY[i], pushZ[i]) = (cell.push.x, cell.push.y, cell.push.z)
    (radius[i], pressure[i]) = (cell.radius, cell.pressure)
    box[i] = cell.box < 0 ? CellColumns.unsorted : UInt32(clamping: cell.box)
    nuclei[i] = UInt16(clamping: cell.nuclei)
    kind[i] = UInt8(clamping: cell.kind)
    state[i] = cell.state.rawValue
  }
}
