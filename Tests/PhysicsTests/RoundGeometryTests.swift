import Fields
import Parallelism
import Testing
import TissueModel
import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Vessels and nerves cut into voxels exchange as the round ones of textbooks.
@Suite struct RoundGeometryTests {
  private static func type(_ id: String, fluid: Double) -> TissueType {
    TissueType(
      id: id, fluidFraction: fluid, tortuosity: 1, cellFraction: 0, capillaryExchange: 0,
      pyrophosphatase: .absent, nucleotide: 0, phosphatase: .absent, cellCalcium: 0,
      cellPhosphate: 0)
  }

  /// Krogh's cylinder: r_c = 3 µm, R = 30 µm, M = 0.03 mM/s, K = 0.5 · 2000 µm²/s, on voxels of a side h.
  ///
  /// Returns the largest error of the concentration over the whole drop, between 2 h from the wall and the rim.
  private func kroghError(voxel side: Double) throws -> Double {
    let krogh = KroghCylinder(capillary: 3, tissue: 30, consumption: 0.03, conductivity: 1000)
    let count = Int(64 / side)
    let grid = Grid(nx: count, ny: count, nz: 1, spacing: (side, side, side))
    let middle = SIMD3(32.0, 32, side / 2)
    let permeability = 20.0
    let vessel = Vessel(
      id: "c", kind: "capillary", axis: Polyline([SIMD3(32, 32, 0), SIMD3(32, 32, side)]),
      radius: 3,
      permeability: permeability)
    let anatomy = Anatomy(
      grid: grid, types: [Self.type("muscle", fluid: 0.5), Self.type("vessel_lumen", fluid: 1e-3)],
      paint: { _ in "muscle" }, vessels: [vessel], nerves: [], capillaryBed: false)
    func distance(_ centre: SIMD3<Double>) -> Double {
      let offset = centre - middle
      return (offset.x * offset.x + offset.y * offset.y).squareRoot()
    }
    let fields = FieldSet(grid: grid, count: 5)
    // Outside the cylinder and in the lumen nothing moves; there an exchange holds the 1 mM of blood.
    let (conductivity, exchange, supply, demand, concentration) = (0, 1, 2, 3, 4)
    var tissueVoxels = 0.0
    Anatomy.forEachVoxel(of: grid) { voxel, centre in
      if distance(centre) <= 30, !anatomy.lumen[voxel] { tissueVoxels += 1 }
    }
    // Stairs hold a little more or less than the ring: what they use is made the same.
    let ring = Double.pi * (900 - 9) / (side * side)
    Anatomy.forEachVoxel(of: grid) { voxel, centre in
      let isTissue = distance(centre) <= 30 && !anatomy.lumen[voxel]
      fields[conductivity, voxel] = isTissue ? 0.5 : 0
      fields[exchange, voxel] = isTissue ? anatomy.healthyExchange[voxel] : 1
      fields[supply, voxel] = fields[exchange, voxel]
      fields[demand, voxel] = isTissue ? 0.03 * ring / tissueVoxels : 0
      fields[concentration, voxel] = 1
    }
    let balance = OxygenBalance(grid: grid, workers: Workers(count: 1))
    balance.setConductivity(fields.pointer(conductivity))
    // Krogh's cells use the same down to nothing: half of it at 10⁻⁹ of the blood's oxygen.
    try balance.solve(
      fields.pointer(concentration),
      OxygenBalance.Terms(
        exchange: fields.pointer(exchange), supply: fields.pointer(supply), demand: fields.pointer(demand)),
      diffusivity: 2000, half: 1e-9, blood: 1)
    let wall = 1 - krogh.wallFlow / permeability
    var worst = 0.0
    Anatomy.forEachVoxel(of: grid) { voxel, centre in
      let r = distance(centre)
      guard r <= 30, r >= 3 + 2 * side, !anatomy.lumen[voxel] else { return }
      worst = max(worst, abs(fields[concentration, voxel] - (wall - krogh.drop(at: r))))
    }
    return worst / krogh.drop(at: 30)
  }

  /// The wall's area is exact and the tissue uses what Krogh's does, so that what is off is where on stairs the exchange
  /// takes place: within a voxel of the wall, over which the concentration falls by at most h times its slope there,
  /// wallFlow/K.
  @Test(arguments: [1.0, 0.5])
  func oxygenFallsAsInKroghsCylinder(side: Double) throws {
    let krogh = KroghCylinder(capillary: 3, tissue: 30, consumption: 0.03, conductivity: 1000)
    let allowed = side * krogh.wallFlow / 1000 / krogh.drop(at: 30)
    #expect(try kroghError(voxel: side) <= allowed)
  }

  /// A nerve of radius R in whose endoneurium a solute is made at a rate M: all of it leaves through the perineurium, so
  /// that the concentration steps by M R/(2 P) there, in series with M R²/(8 K) from the mean inside to the sheath.
  @Test func aSheathResistsAsItsRoundSurface() throws {
    let (radius, permeability, rate, conductivity) = (60.0, 0.05, 1e-3, 400.0)
    let grid = Grid(nx: 40, ny: 40, nz: 1, spacing: (5, 5, 5))
    let nerve = Nerve(
      id: "n", axis: Polyline([SIMD3(100, 100, 0), SIMD3(100, 100, 5)]), radius: radius,
      perineurium: 6,
      permeability: permeability)
    let types = ["fat", "perineurium", "endoneurium"].map { Self.type($0, fluid: 0.4) }
    let anatomy = Anatomy(
      grid: grid, types: types, paint: { _ in "fat" }, vessels: [], nerves: [nerve],
      capillaryBed: false)
    let fields = FieldSet(grid: grid, count: 5)
    let (kappa, capacity, loss, source, concentration) = (0, 1, 2, 3, 4)
    var inside = 0.0
    Anatomy.forEachVoxel(of: grid) { voxel, _ in if anatomy.nerveIndex[voxel] >= 0 { inside += 25 }
    }
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      let isInside = anatomy.nerveIndex[voxel] >= 0
      fields[kappa, voxel] = 0.4
      fields[capacity, voxel] = 0.4
      // Outside, exchange holds the solute at zero to 1e-6 of the step at the sheath.
      fields[loss, voxel] = isInside ? 0 : 1e4
      fields[source, voxel] = isInside ? rate * Double.pi * radius * radius / inside : 0
    }
    let solver = DiffusionSolver(grid: grid, workers: Workers(count: 1))
    solver.setConductivity(
      fields.pointer(kappa), walls: NerveSheath.walls(of: anatomy, referenceDiffusivity: 1000))
    _ = try solver.solve(
      DiffusionProblem(
        name: "Ca", diffusivity: 1000, timeStep: .infinity, capacity: fields.pointer(capacity),
        amount: fields.pointer(capacity), loss: fields.pointer(loss),
        source: fields.pointer(source),
        tolerance: 1e-11), concentration: fields.pointer(concentration))
    var mean = 0.0
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      if anatomy.nerveIndex[voxel] >= 0 { mean += fields[concentration, voxel] * 25 / inside }
    }
    let step = rate * radius / (2 * permeability)
    let within = rate * radius * radius / (8 * conductivity)
    // What is off is the path from the voxels' middles to stairs instead of the circle, at most a voxel's 5 µm with the
    // slope M R/(2 K) there, inside and out.
    let allowed = 2 * 5 * rate * radius / (2 * conductivity)
    #expect(abs(mean - (step + within)) <= allowed)
    #expect(allowed < 0.01 * step, "the test tells the sheath from all else")
  }
}
