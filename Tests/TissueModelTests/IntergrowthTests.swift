import Cells
import Chemistry
import Fields
import Parallelism
import Testing
import TissueModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Crystals that grow together where they grow, and bodies that cells are offered.
@Suite struct IntergrowthTests {
  /// A row of three voxels of 20 µm with a pore of a quarter and a mineral of 2·10⁻⁴ µm³/amol.
  private func tissue() -> Tissue {
    let type = TissueType(
      id: "gel", fluidFraction: 0.25, tortuosity: 1, cellFraction: 0.5, capillaryExchange: 0,
      pyrophosphatase: .absent, nucleotide: 0, phosphatase: .absent, cellCalcium: 0, cellPhosphate: 0)
    let anatomy = Anatomy(
      grid: Grid(nx: 3, ny: 1, nz: 1, spacing: (x: 20, y: 20, z: 20)), types: [type], paint: { _ in "gel" },
      vessels: [], nerves: [], capillaryBed: false)
    let mineral = KineticMineral(
      phase: MineralPhase(
        id: "HAP", name: "HAP", formula: "HAP", stoichiometry: [:], logK: LogKFunction(constant: 0),
        molarMass: 500, density: 2.5),
      growth: GrowthLaw(rateConstant: 0, root: 1, order: 1),
      dissolution: DissolutionLaw(terms: [], activationEnergy: 0, root: 1, order: 1),
      nucleation: NucleationLaw(interfacialEnergy: 0.1, heterogeneousPrefactor: 0, sites: []), inhibition: [])
    let tissue = Tissue(
      anatomy: anatomy, solutes: [Solute(id: "Ca", diffusivity: 800)], minerals: [mineral],
      stoichiometry: [[5]], plasma: Plasma(diffusible: [1]))
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in tissue.fitPore(voxel) }
    return tissue
  }

  /// Crystals of 0.8 µm that fill `share` of the tissue.
  private func crystals(filling share: Double) -> CrystalPopulation {
    CrystalPopulation(number: share / Implant.volume(radius: 0.8), radius: 0.8)
  }

  /// Each ball meets 8η others: the excluded volume of two equal balls is that of eight.
  @Test func fewCrystalsAreAlone() {
    #expect(Intergrowth.bodySize(filling: 0) == 1)
    // What is left out is of second order: some ten times 10⁻⁸.
    #expect(abs((Intergrowth.bodySize(filling: 1e-4) - 1) / 8e-4 - 1) < 2e-3)
  }

  /// From the threshold on there is no end; half as far below it bodies are 2^γ times as large.
  @Test func bodiesGrowWithoutBoundTowardsTheThreshold() {
    let steps = (0..<100).map { Intergrowth.bodySize(filling: Double($0) / 100 * Intergrowth.threshold) }
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
    let (near, nearer) = (
      Intergrowth.bodySize(filling: Intergrowth.threshold * (1 - 2e-6)),
      Intergrowth.bodySize(filling: Intergrowth.threshold * (1 - 1e-6))
    )
    #expect(abs(nearer / near - pow(2, Intergrowth.exponent)) < 1e-4)
    #expect(Intergrowth.bodySize(filling: Intergrowth.threshold) == .infinity)
    #expect(Intergrowth.bodySize(filling: 0.9) == .infinity)
  }

  /// Mean over balls of the size of their cluster, of 4000 balls of radius 1 at random in a periodic box, mean of four boxes.
  private func simulated(filling: Double) -> Double {
    let count = 4000
    let edge = cbrt(Double(count) * Implant.volume(radius: 1) / filling)
    var sum = 0.0
    for box in 0..<4 {
      let streams = (0..<3).map { RandomStream(seed: UInt64(box), purpose: UInt32($0)) }
      let places = (0..<count).map { ball in
        SIMD3(
          streams[0].uniform(index: ball, tick: 0), streams[1].uniform(index: ball, tick: 0),
          streams[2].uniform(index: ball, tick: 0)) * edge
      }
      var parent = Array(0..<count)
      func root(_ ball: Int) -> Int {
        var ball = ball
        while parent[ball] != ball {
          parent[ball] = parent[parent[ball]]
          ball = parent[ball]
        }
        return ball
      }
      for first in 0..<count {
        for second in 0..<first {
          var way = places[first] - places[second]
          way -= (way / edge).rounded(.toNearestOrAwayFromZero) * edge
          if (way * way).sum() < 4 { parent[root(first)] = root(second) }
        }
      }
      var sizes = [Int](repeating: 0, count: count)
      for ball in 0..<count { sizes[root(ball)] += 1 }
      sum += Double(sizes.reduce(0) { $0 + $1 * $1 }) / Double(count)
    }
    return sum / 4
  }

  /// The law is an interpolation: 6 % above simulated balls at most up to η = 0.2, to which four boxes add as much by chance.
  @Test(arguments: [0.05, 0.1, 0.15, 0.2]) func bodiesAreThoseOfBallsAtRandom(filling: Double) {
    #expect(abs(Intergrowth.bodySize(filling: filling) / simulated(filling: filling) - 1) < 0.12)
  }

  /// Filling is counted in the pore: 0.02 of a tissue that is a quarter fluid are 0.08.
  @Test func crystalsHaveThePoreToThemselves() {
    let tissue = tissue()
    tissue.add(crystals(filling: 0.02), of: 0, to: 0)
    tissue.fitPore(0)
    let wanted = Intergrowth.bodySize(filling: 0.08)
    #expect(wanted > 1.5 && abs(tissue.bodySize(0) / wanted - 1) < 1e-12)
    #expect(tissue.bodySize(1) == 1)
  }

  /// What was put there holds to nothing and keeps its share as it grows; what is born beside it is counted.
  @Test func looseGrainsAreSingle() {
    let tissue = tissue()
    tissue.add(crystals(filling: 0.1), of: 0, to: 0, areLoose: true)
    tissue.fitPore(0)
    #expect(tissue.bodySize(0) == 1)
    // Some of it dissolves, then a fiftieth of the tissue grows on it.
    tissue.grow(0, in: 0, by: -tissue.mineralAmounts[0, 0] / 3, surfaceShift: -0.1)
    tissue.grow(0, in: 0, by: 0.02 / 2e-4, surfaceShift: 0.1)
    #expect(tissue.bodySize(0) == 1 && tissue.looseAmounts[0, 0] == tissue.mineralAmounts[0, 0])
    tissue.add(crystals(filling: 0.02), of: 0, to: 0)
    tissue.fitPore(0)
    let wanted = Intergrowth.bodySize(filling: 0.08)
    #expect(abs(tissue.bodySize(0) / wanted - 1) < 1e-12)
    // A fifth and more of all is born here, and stays that share.
    let share = 0.02 / tissue.mineralVolumeFraction(0)
    tissue.grow(0, in: 0, by: 0.01 / 2e-4, surfaceShift: 0.05)
    let loose = tissue.looseAmounts[0, 0] / tissue.mineralAmounts[0, 0]
    #expect(abs(1 - loose - share) < 1e-14)
  }

  /// Number times ball is what a voxel holds, whatever has grown together; a body without end fits into nobody.
  @Test func bodiesHoldWhatTheVoxelHolds() {
    let tissue = tissue()
    for (voxel, share) in [0.001, 0.05, 0.2].enumerated() {
      tissue.add(crystals(filling: share), of: 0, to: voxel)
      tissue.fitPore(voxel)
    }
    let exchange = CrystalExchange(grid: tissue.anatomy.grid, minerals: 1)
    exchange.offer(tissue)
    for (voxel, share) in [0.001, 0.05].enumerated() {
      let (number, radius) = (exchange.crystals[0, voxel], exchange.crystals[1, voxel])
      #expect(number < tissue.crystals[0, voxel] && radius > 0.8)
      // A cube root and a third power: some roundings.
      #expect(abs(number * Implant.volume(radius: radius) / share - 1) < 1e-14)
    }
    #expect(exchange.crystals[0, 2] == 1.0 / 8000 && exchange.crystals[1, 2] == .infinity)
  }

  /// What is left of a body's voxel is the share that nobody took; where nobody took anything, all bits stay.
  @Test func cellsTakeBodiesAndNothingElseChanges() {
    var tissue = tissue()
    for (voxel, share) in [0.05, 0.05, 0.2].enumerated() {
      tissue.add(crystals(filling: share), of: 0, to: voxel)
      tissue.fitPore(voxel)
    }
    let before = tissue.duplicate()
    let exchange = CrystalExchange(grid: tissue.anatomy.grid, minerals: 1)
    exchange.offer(tissue)
    exchange.crystals[0, 0] *= 0.25
    exchange.settle(&tissue, carried: [Crystals(volume: 0, number: 0)], over: 60)
    #expect(abs(tissue.mineralAmounts[0, 0] / before.mineralAmounts[0, 0] - 0.25) < 1e-15)
    #expect(abs(tissue.crystals[0, 0] / before.crystals[0, 0] - 0.25) < 1e-15)
    for voxel in 1...2 {
      #expect(tissue.mineralAmounts[0, voxel] == before.mineralAmounts[0, voxel])
      #expect(tissue.crystals[0, voxel] == before.crystals[0, voxel])
    }
  }
}
