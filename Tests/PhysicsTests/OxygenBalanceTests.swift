import Fields
import Parallelism
import Testing
import TissueModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Oxygen that diffuses from vessels to cells which use it by the law of Michaelis and Menten.
@Suite struct OxygenBalanceTests {
  private static let (exchange, supply, demand, kappa, oxygen) = (0, 1, 2, 3, 4)

  private static func terms(_ fields: FieldSet) -> OxygenBalance.Terms {
    OxygenBalance.Terms(
      exchange: fields.pointer(exchange), supply: fields.pointer(supply), demand: fields.pointer(demand))
  }

  /// Oxygen enters a thick slab at one side: what passes a plane at which it is c follows from its energy integral,
  /// ½ D c′² = M ∫ c/(c + c_½) dc = M (c − c_½ ln(1 + c/c_½)), however far it gets.
  ///
  /// Returns the relative error of what passes the first face between voxels of a side h.
  private func slabError(voxel side: Double) throws -> Double {
    let (diffusivity, demand, half, blood) = (2000.0, 0.05, 0.005, 0.1)
    let grid = Grid(nx: Int(400 / side), ny: 1, nz: 1, spacing: (side, 10, 10))
    let fields = FieldSet(grid: grid, count: 5)
    for voxel in 0..<grid.nx {
      fields[Self.demand, voxel] = demand
      fields[Self.kappa, voxel] = 1
    }
    // Blood holds the first voxel.
    fields[Self.exchange, 0] = 1e9
    fields[Self.supply, 0] = 1e9 * blood
    let balance = OxygenBalance(grid: grid, workers: Workers(count: 1))
    balance.setConductivity(fields.pointer(Self.kappa))
    try balance.solve(
      fields.pointer(Self.oxygen), Self.terms(fields), diffusivity: diffusivity, half: half, blood: blood)
    let (first, second) = (fields[Self.oxygen, 0], fields[Self.oxygen, 1])
    let passed = diffusivity * (first - second) / side
    let face = (first + second) / 2
    let exact = (2 * diffusivity * demand * (face - half * log(1 + face / half))).squareRoot()
    // The slab is thick enough: what is left at its end moves the integral by c/c_½ squared, below 1e-9.
    #expect(fields[Self.oxygen, grid.nx - 1] < 3e-5 * half)
    return abs(passed / exact - 1)
  }

  @Test func aSlabTakesUpWhatItsEnergyIntegralTells() throws {
    let errors = try [4.0, 2, 1].map(slabError)
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 2) < 0.1, "second order in the voxel, \(errors)")
    }
  }

  /// Random walls and cells, a third of the tissue without any wall and cut off by voxels through which nothing diffuses.
  private static func random(threads: Int, from start: Double) throws -> (
    fields: FieldSet, balance: OxygenBalance
  ) {
    let grid = Grid(nx: 19, ny: 11, nz: 7, spacing: (10, 12, 9))
    let fields = FieldSet(grid: grid, count: 5)
    let stream = RandomStream(seed: 7, purpose: 1)
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      let (first, second) = stream.uniformPair(index: voxel, tick: 0)
      let x = grid.coordinates(of: voxel).x
      fields[demand, voxel] = 0.05 * second
      fields[kappa, voxel] = x == 12 ? 0 : pow(10, -2 * first)
      fields[exchange, voxel] = x < 12 && second > 0.9 ? 20 * first : 0
      fields[supply, voxel] = 0.07 * fields[exchange, voxel]
      fields[oxygen, voxel] = start
    }
    let balance = OxygenBalance(grid: grid, workers: Workers(count: threads))
    balance.setConductivity(fields.pointer(kappa))
    try balance.solve(
      fields.pointer(oxygen), terms(fields), diffusivity: 2000, half: 0.001, blood: 0.07)
    return (fields, balance)
  }

  /// One solution from any start, the same bits for any number of threads; what walls give is what cells use, and where
  /// no wall is there is no oxygen and never less than none.
  @Test func theBalanceClosesFromAnyStart() throws {
    let (fields, balance) = try Self.random(threads: 1, from: 0)
    let values = fields.values(of: Self.oxygen)
    #expect(values.allSatisfy { $0 >= 0 && $0 <= 0.07 })
    let oxygen = fields.pointer(Self.oxygen)
    let use = balance.use(of: oxygen, demand: fields.pointer(Self.demand), half: 0.001)
    let supply = balance.supply(oxygen, Self.terms(fields))
    // Each voxel's residual is below tolerance · d · c_b, d the rates that act on it: Dκ/h² of six faces, walls and cells.
    let rates = 2000.0 * 2 * (1 / 100.0 + 1 / 144.0 + 1 / 81.0) + 20 + 0.05 / 0.001
    let volume = fields.grid.voxelVolume * Double(values.count)
    #expect(abs(use - supply) < OxygenBalance.tolerance * rates * 0.07 * volume)
    #expect(use > 0)
    for x in 13..<fields.grid.nx { #expect(oxygen[fields.grid.index(x: x, y: 5, z: 3)] == 0) }
    for start in [0.07, 0.5] {
      let other = try Self.random(threads: 1, from: start).fields.values(of: Self.oxygen)
      for (a, b) in zip(values, other) { #expect(abs(a - b) <= 2 * OxygenBalance.tolerance * 0.07) }
    }
    for threads in [2, 3] {
      #expect(try Self.random(threads: threads, from: 0).fields.values(of: Self.oxygen) == values)
    }
  }
}
