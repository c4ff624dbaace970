import Chemistry
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Deposits that grow as fast as diffusion feeds them.
@Suite struct DepositGrowthTests {
  /// A block of fluid or tissue without causes, its minerals still to be put in.
  static func text(
    voxels: String, size: Double, tissue: String, interstitium: String, days: Double, longest: Double,
    components: String = #""Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi""#
  ) -> String {
    """
    {"format": 1, "title": "deposit", "description": "a deposit fed by diffusion", "sources": ["test"], "seed": 3,
     "grid": {"voxels": \(voxels), "voxel_size_um": \(size)},
     "tissue": {"layers": [{"tissue": "\(tissue)"}]}, "plasma": {"base": "human_adult"},
     "interstitium": \(interstitium), "components": [\(components)], "minerals": ["HAP"],
     "duration_d": \(days), "steps": {"tolerance": 0.1, "longest_h": \(longest)},
     "outputs": {"timeseries": {"times_d": [0]}}}
    """
  }

  /// Runs a block with crystals in some voxels; returns what grew of them [amol].
  static func growth(
    _ text: String, crystals: CrystalPopulation, where isThere: (_ x: Int, _ y: Int, _ z: Int) -> Bool
  ) throws -> (grown: Double, tissue: Tissue, refusedSteps: Int) {
    let assembly = try Assembly(Scenario.read(text: text, file: "deposit.json"), workers: Workers(count: 1))
    let tissue = assembly.simulation.tissue
    let grid = tissue.anatomy.grid
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx where isThere(x, y, z) {
          tissue.add(crystals, of: 0, to: grid.index(x: x, y: y, z: z))
        }
      }
    }
    let start = amount(tissue)
    var run = Run(assembly.simulation, observers: [], end: assembly.end)
    _ = try run.run()
    return (amount(run.finalTissue) - start, run.finalTissue, run.simulation.refusedSteps)
  }

  private static func amount(_ tissue: Tissue) -> Double {
    var sum = 0.0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in sum += tissue.mineralAmounts[0, voxel] }
    return sum * tissue.anatomy.grid.voxelVolume
  }

  /// A voxel full of fine crystals at the end of a line of dermis, 150 µm long, takes all that its capillaries and
  /// diffusion from the others bring. Steps grow from a second to an hour, or stay at a second. They may differ by the
  /// 2 % that a deposit is to be known to.
  @Test func stepsOfAnHourGrowTheDepositOfStepsOfASecond() throws {
    func grown(hours: Double) throws -> Double {
      let text = DepositGrowthTests.text(
        voxels: "[15, 1]", size: 10, tissue: "dermis", interstitium: #"{"start": "steady_state"}"#,
        days: 0.4, longest: hours)
      let crystals = CrystalPopulation(number: 300, radius: 0.02)
      return try DepositGrowthTests.growth(text, crystals: crystals) { x, _, _ in x == 0 }.grown
    }
    let hour = try grown(hours: 1.1)
    let second = try grown(hours: 1.0 / 3600)
    #expect(second > 0)
    #expect(abs(hour / second - 1) < 0.02, "\(hour) \(second)")
  }

  /// A voxel with 3.5 % of pore left, which a step of a day would fill many times over: growth ends where the pore falls
  /// apart, no step is taken again for it, and what the fluid holds stays with it.
  @Test func aPoreClosesWithinAStepAndNoFurther() throws {
    let text = DepositGrowthTests.text(
      voxels: "[15, 1]", size: 10, tissue: "dermis", interstitium: #"{"start": "steady_state"}"#, days: 20,
      longest: 24)
    // Dermis has 0.33 of fluid.
    let volume = 0.33 - 0.035
    let number = volume * 3 / (4 * Double.pi * 0.06 * 0.06 * 0.06)
    let end = try DepositGrowthTests.growth(text, crystals: CrystalPopulation(number: number, radius: 0.06)) {
      x, _, _ in x == 0
    }
    let left = end.tissue.fluid[0, 0]
    // The margin below the threshold is 2⁻³⁰ of it; amounts that fill the pore are rounded a few hundred times.
    #expect(left <= Pore.percolationThreshold && left >= Pore.closedFluid - 1e-13)
    #expect(end.refusedSteps == 0)
    // In a closed pore the fluid evens out with its neighbours': no brine stays behind.
    let calcium = try #require(end.tissue.solute("Ca"))
    #expect(abs(end.tissue.concentration(calcium, 0) / end.tissue.concentration(calcium, 1) - 1) < 0.01)
  }

  /// An octant of a sphere of radius R that holds phosphate at nothing, in a fluid that starts even: Smoluchowski's uptake
  /// 4πDRc (t + 2R√(t/πD)) (Crank 1975, The Mathematics of Diffusion, 6.60).
  @Test func aSphereTakesWhatDiffusionBringsIt() throws {
    let (radius, size, seconds, phosphate) = (5.0, 100.0, 400.0, 0.05)
    let text = DepositGrowthTests.text(
      voxels: "[22, 22, 22]", size: size, tissue: "fluid",
      interstitium: """
        {"start": "given", "pH": 7.4,
         "totals_mM": {"Ca": 2.5, "Mg": 0.5, "Na": 140, "Cl": 120, "PO4": \(phosphate), "CO3": 25}}
        """,
      days: seconds / 86400, longest: 4.0 / 3600, components: #""Ca", "Mg", "Na", "Cl", "PO4", "CO3""#)
    let crystals = CrystalPopulation(number: 1e4, radius: 0.01)
    let (grown, tissue, _) = try DepositGrowthTests.growth(text, crystals: crystals) { x, y, z in
      let (x, y, z) = (Double(x) + 0.5, Double(y) + 0.5, Double(z) + 0.5)
      return x * x + y * y + z * z < radius * radius
    }
    let index = try #require(tissue.solute("PO4"))
    let diffusivity = tissue.solutes[index].diffusivity
    // The voxels' outermost faces are ragged; the radius is that of their volume. A voxel that holds phosphate at
    // nothing does so at its centre, half a voxel inside.
    var filled = 0.0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      if tissue.mineralAmounts[0, voxel] > 0 { filled += tissue.anatomy.grid.voxelVolume }
    }
    let width = Natural.power(filled * 8 * 3 / (4 * Double.pi), 1.0 / 3) - size / 2
    let reach = (seconds / (Double.pi * diffusivity)).squareRoot()
    let outside = 4 * Double.pi * diffusivity * width * phosphate * (seconds + 2 * width * reach) / 8
    // What was inside is taken as well.
    let expected = outside + filled * phosphate
    // The surface is known to a fraction of a voxel: R ± h/4 of 5 h; steps of 4 s of 400 s add a percent.
    #expect(abs(3 * grown / expected - 1) < 0.06, "\(3 * grown / expected)")
  }
}
