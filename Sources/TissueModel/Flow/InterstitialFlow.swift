import Fields
import Parallelism
import Transport

/// Interstitial fluid that capillaries filter, tissue conducts and lymphatics drain, at rest in its inertia:
///
/// ```
/// −∇·(K ∇p) = Σ L_p S/V (p_b − p − σ (π_b − π_t)) − Λ max(p − p_l, 0)
/// ```
///
/// The first term on the right is what Starling's law filters through the walls of every kind of vessel, the second what
/// initial lymphatics take up above the pressure at which they fill. K falls with the cube of what minerals leave of the
/// fluid fraction, the leading power of Kozeny and Carman (P. C. Carman, Trans. Inst. Chem. Eng. 15 (1937) 150).
package final class InterstitialFlow {
  /// Pressure of the fluid [mmHg], `[z][y][x]`.
  package let pressure: FieldSet
  /// Fluid that passes the faces between voxels.
  package let faces: FaceFlow
  /// Drained by lymphatics per tissue volume [1/s], `[z][y][x]`.
  package let lymph: FieldSet
  /// What leaves through the sides per tissue volume [1/s], and what enters, `[leaves, enters][z][y][x]`.
  package let sideFlow: FieldSet

  private let grid: Grid
  private let workers: Workers
  private let anatomy: Anatomy
  private let settings: FlowSettings
  private let solver: DiffusionSolver
  private let conductivity, drainage, threshold: [Double]
  private let kappa: FieldSet
  /// Σ L_p S/V of the walls [1/(s mmHg)], what they filter at p = 0 [1/s], and 1 where lymphatics drain.
  private let walls: FieldSet
  /// Loss and source of the problem at hand.
  private let system: FieldSet
  private let openness: FieldSet
  private let sums: OrderedSum
  private var isSolved = false
  /// Solutions after which lymphatics that open and close are given up.
  private static let mostRounds = 100
  /// Relative tolerance of the pressure.
  private static let tolerance = 1e-13

  /// The flow through a tissue.
  package init(anatomy: Anatomy, settings: FlowSettings, workers: Workers) {
    let grid = anatomy.grid
    self.grid = grid
    self.anatomy = anatomy
    self.settings = settings
    self.workers = workers
    solver = DiffusionSolver(grid: grid, workers: workers)
    faces = FaceFlow(grid: grid)
    conductivity = anatomy.hydraulicConductivity
    drainage = anatomy.perVoxel(\.lymphConductance)
    threshold = anatomy.perVoxel(\.lymphPressure)
    pressure = FieldSet(grid: grid, count: 1)
    lymph = FieldSet(grid: grid, count: 1)
    sideFlow = FieldSet(grid: grid, count: 2)
    kappa = FieldSet(grid: grid, count: 1)
    walls = FieldSet(grid: grid, count: 3)
    system = FieldSet(grid: grid, count: 2)
    openness = FieldSet(grid: grid, count: 1)
    sums = OrderedSum(planes: grid.nz)
  }

  /// Brings pressure and flow up to date with the pores and the walls.
  /// - Parameters:
  ///   - fluid: fluid fraction, `[z][y][x]`.
  ///   - exchange: exchange of all walls for the reference ion [1/s], `[z][y][x]`; what it has lost, filtration has lost.
  /// - Returns: whether anything changed.
  /// - Throws: ``SimulationError`` where nothing sets the pressure or no solution is found.
  package func update(fluid: UnsafePointer<Double>, exchange: UnsafePointer<Double>) throws -> Bool {
    let isNarrower = formConductivity(fluid)
    let isOther = formWalls(exchange)
    if isSolved && !isNarrower && !isOther { return false }
    if isNarrower || !isSolved { solver.setConductivity(kappa.pointer(0), walls: .none) }
    try solve()
    isSolved = true
    return true
  }

  /// Brings pressure and flow to what they are before disease.
  /// - Throws: as ``update(fluid:exchange:)``.
  package func updateToHealth() throws {
    try anatomy.healthyFluid.withUnsafeBufferPointer { fluid in
      try anatomy.healthyExchange.withUnsafeBufferPointer { exchange in
        guard let fluid = fluid.baseAddress, let exchange = exchange.baseAddress else { return }
        _ = try update(fluid: fluid, exchange: exchange)
      }
    }
  }

  /// K of every voxel; whether it has changed.
  private func formConductivity(_ fluid: UnsafePointer<Double>) -> Bool {
    let kappa = kappa.pointer(0)
    return changes { voxel in
      let left = min(fluid[voxel] / anatomy.healthyFluid[voxel], 1)
      let new = conductivity[voxel] * left * left * left
      defer { kappa[voxel] = new }
      return kappa[voxel] != new
    }
  }

  /// What is left of the walls, and what they filter; whether it has changed.
  private func formWalls(_ exchange: UnsafePointer<Double>) -> Bool {
    let openness = openness.pointer(0)
    let isOther = anatomy.healthyExchange.withUnsafeBufferPointer { healthy in
      changes { voxel in
        let new = healthy[voxel] > 0 ? exchange[voxel] / healthy[voxel] : 1
        defer { openness[voxel] = new }
        return openness[voxel] != new
      }
    }
    guard isOther || !isSolved else { return false }
    let (loss, source) = (walls.pointer(0), walls.pointer(1))
    forEachVoxel { (loss[$0], source[$0]) = (0, 0) }
    for kind in anatomy.wallAreas {
      let conductivity = kind.wall.hydraulicConductivity
      let driving = kind.wall.pressure - kind.wall.macromolecule.reflection * oncotic
      kind.area.withUnsafeBufferPointer { area in
        forEachVoxel { voxel in
          let conductance = conductivity * area[voxel] * openness[voxel]
          loss[voxel] += conductance
          source[voxel] += conductance * driving
        }
      }
    }
    return true
  }

  /// π_b − π_t [mmHg].
  private var oncotic: Double { settings.plasmaOncotic - settings.tissueOncotic }

  /// Whether a body is true of any voxel, all of which are visited.
  private func changes(_ body: (_ voxel: Int) -> Bool) -> Bool {
    workers.forEachPlane(grid.nz) { plane, _ in
      var count = 0.0
      for y in 0..<grid.ny {
        let row = grid.index(x: 0, y: y, z: plane)
        for voxel in row..<(row + grid.nx) where body(voxel) { count += 1 }
      }
      sums[plane] = count
    }
    return sums.total > 0
  }

  /// Solves the pressure from zero, so that it depends on nothing before; lymphatics are opened where the pressure is
  /// above that at which they fill, until none opens or closes (Newton's method, which ends for such a law).
  private func solve() throws {
    let (loss, source, pressure) = (system.pointer(0), system.pointer(1), pressure.pointer(0))
    let (wallLoss, wallSource, isOpen) = (walls.pointer(0), walls.pointer(1), walls.pointer(2))
    let kappa = kappa.pointer(0)
    forEachVoxel { voxel in
      pressure[voxel] = 0
      isOpen[voxel] = drainage[voxel] > 0 ? 1 : 0
    }
    let isSet =
      settings.sides.contains { $0 != nil }
      || changes { kappa[$0] > 0 && wallLoss[$0] + drainage[$0] > 0 }
    guard isSet else {
      throw SimulationError(
        "nothing sets the pressure of the interstitial fluid: no vessel, no lymphatic, no side")
    }
    for _ in 0..<Self.mostRounds {
      forEachVoxel { voxel in
        let open = drainage[voxel] * isOpen[voxel]
        // Where no fluid moves (a lumen), the pressure means nothing and is held at zero.
        loss[voxel] = wallLoss[voxel] + open + (kappa[voxel] > 0 ? 0 : 1)
        source[voxel] = wallSource[voxel] + open * threshold[voxel]
      }
      do {
        _ = try solver.solve(
          DiffusionProblem(
            name: "pressure", diffusivity: 1, timeStep: .infinity, capacity: loss, amount: loss, loss: loss,
            source: source, sides: heldSides, tolerance: Self.tolerance), concentration: pressure)
      } catch let error as TransportError {
        throw SimulationError(
          "interstitial flow: \(error.message)", voxel: error.voxel.map { (x: $0.x, y: $0.y, z: $0.z) })
      }
      let isChanging = changes { voxel in
        guard drainage[voxel] > 0 else { return false }
        let open = pressure[voxel] > threshold[voxel] ? 1.0 : 0
        defer { isOpen[voxel] = open }
        return open != isOpen[voxel]
      }
      if !isChanging {
        finish()
        return
      }
    }
    throw SimulationError("interstitial flow: lymphatics keep opening and closing")
  }

  /// Takes flow, lymph and what passes the sides from the pressure.
  private func finish() {
    let (pressure, lymph) = (pressure.pointer(0), lymph.pointer(0))
    faces.take(pressure: pressure, from: solver)
    forEachVoxel { lymph[$0] = drainage[$0] * max(pressure[$0] - threshold[$0], 0) }
    let (leaves, enters) = (sideFlow.pointer(0), sideFlow.pointer(1))
    forEachVoxel { (leaves[$0], enters[$0]) = (0, 0) }
    let kappa = kappa.pointer(0)
    for (side, held) in settings.sides.enumerated() {
      guard let held else { continue }
      let size = side < 2 ? grid.dx : side < 4 ? grid.dy : grid.dz
      forEachVoxel(onSide: side) { voxel in
        // Half a voxel lies between its middle and a side.
        let flow = 2 * kappa[voxel] / (size * size) * (held - pressure[voxel])
        if flow > 0 { enters[voxel] += flow } else { leaves[voxel] -= flow }
      }
    }
  }

  /// Runs a body over the voxels at a side.
  private func forEachVoxel(onSide side: Int, _ body: (_ voxel: Int) -> Void) {
    func places(_ count: Int, along axis: Int) -> Range<Int> {
      side == 2 * axis ? 0..<1 : side == 2 * axis + 1 ? (count - 1)..<count : 0..<count
    }
    for z in places(grid.nz, along: 2) {
      for y in places(grid.ny, along: 1) {
        for x in places(grid.nx, along: 0) { body(grid.index(x: x, y: y, z: z)) }
      }
    }
  }

  private var heldSides: Sides {
    let sides = settings.sides.map { $0.map { Boundary.value($0) } ?? .closed }
    return Sides(
      xLow: sides[0], xHigh: sides[1], yLow: sides[2], yHigh: sides[3], zLow: sides[4], zHigh: sides[5])
  }

  private func forEachVoxel(_ body: (_ voxel: Int) -> Void) {
    workers.forEachPlane(grid.nz) { plane, _ in
      for y in 0..<grid.ny {
        let row = grid.index(x: 0, y: y, z: plane)
        for voxel in row..<(row + grid.nx) { body(voxel) }
      }
    }
  }
}

extension InterstitialFlow {
  /// What a voxel's walls filter per tissue volume [1/s]; negative where they take fluid up.
  package func filtration(at voxel: Int) -> Double {
    walls[1, voxel] - walls[0, voxel] * pressure[0, voxel]
  }

  /// How a solute passes the walls of every voxel, by diffusion and with the fluid (Patlak): it gains `gain` · c_plasma and
  /// loses `loss` · c, both per tissue volume [1/s].
  func formExchange(
    of solute: Solute, gain: UnsafeMutablePointer<Double>, loss: UnsafeMutablePointer<Double>
  ) {
    let (pressure, openness) = (pressure.pointer(0), openness.pointer(0))
    forEachVoxel { (gain[$0], loss[$0]) = (0, 0) }
    for kind in anatomy.wallAreas {
      let passage = kind.wall[solute.passage]
      let permeability = passage.permeability(diffusivity: solute.diffusivity)
      let conductivity = kind.wall.hydraulicConductivity
      let driving = kind.wall.pressure - kind.wall.macromolecule.reflection * oncotic
      let reflection = passage.reflection
      kind.area.withUnsafeBufferPointer { area in
        forEachVoxel { voxel in
          guard area[voxel] > 0 else { return }
          let both = StarlingFiltration.coefficients(
            flow: conductivity * (driving - pressure[voxel]), permeability: permeability,
            reflection: reflection)
          gain[voxel] += both.out * area[voxel] * openness[voxel]
          loss[voxel] += both.back * area[voxel] * openness[voxel]
        }
      }
    }
  }
}
