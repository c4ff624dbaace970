import Chemistry
import Parallelism
import ScenarioFormat
import TissueModel

/// Times the parts of a step in a block of tissue of which a share holds growing apatite.
///
/// Dermis at normal blood values without a cause; crystals are put into cubes of two voxels' side at random places. Steps
/// lengthen to an hour before the clock is read.
package struct MineralBenchmark {
  /// What was measured.
  package struct Result: Sendable {
    /// Voxels that hold mineral.
    package let active: Int
    /// Steps that were timed, refused ones not counted.
    package let steps: Int
    /// Rounds of transport and minerals per step, mean.
    package let rounds: Double
    /// Transport per voxel, solute and step, all rounds [ns].
    package let transport: Double
    /// Growth and dissolution per voxel that holds mineral, and round [ns].
    package let minerals: Double
    /// Speciation per voxel and step, those that stand still included [ns].
    package let speciation: Double
    /// Nucleation per voxel and step [ns].
    package let nucleation: Double
    /// Wall time of minerals, speciation and nucleation together over that of ten solutes' transport.
    package let chemistryShare: Double
  }

  /// Voxels along each side.
  package let side: Int
  /// Solutes that are transported.
  package var solutes: Int { simulation.tissue.solutes.count }
  private var simulation: Simulation
  private static let components = ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi", "Cit"]
  private static let longestHours = 1.0
  /// Share of a voxel's volume that the crystals take, and their radius [µm].
  private static let (content, radius) = (1e-3, 0.05)

  /// A block with `side` voxels of 10 µm along each side, of which about `share` hold mineral.
  /// - Throws: an error of the scenario, the chemistry or transport.
  package init(side: Int, share: Double, threads: Int) throws {
    self.side = side
    let components = MineralBenchmark.components.map { "\"\($0)\"" }.joined(separator: ", ")
    let text = """
      {"format": 1, "title": "benchmark", "description": "dermis with crystals", "sources": ["benchmark"], "seed": 1,
       "grid": {"voxels": [\(side), \(side), \(side)], "voxel_size_um": 10},
       "tissue": {"layers": [{"tissue": "dermis"}]}, "plasma": {"base": "human_adult"},
       "interstitium": {"start": "steady_state"}, "components": [\(components)], "minerals": ["HAP"],
       "duration_d": 10, "steps": {"tolerance": 0.1, "longest_h": \(MineralBenchmark.longestHours)},
       "outputs": {"timeseries": {"times_d": [0]}}}
      """
    let scenario = try Scenario.read(text: text, file: "benchmark.json")
    simulation = try Assembly(scenario, workers: Workers(count: threads)).simulation
    let tissue = simulation.tissue
    let stream = RandomStream(seed: 1, purpose: 0x6d69_6e65)
    let volume =
      4 * Double.pi / 3 * MineralBenchmark.radius * MineralBenchmark.radius * MineralBenchmark.radius
    let crystals = CrystalPopulation(
      number: MineralBenchmark.content / volume, radius: MineralBenchmark.radius)
    for z in 0..<side {
      for y in 0..<side {
        for x in 0..<side {
          let cube = ((z / 2) * side + y / 2) * side + x / 2
          guard stream.uniform(index: cube, tick: 0) < share else { continue }
          tissue.add(crystals, of: 0, to: tissue.anatomy.grid.index(x: x, y: y, z: z))
        }
      }
    }
  }

  /// Times `steps` steps of an hour.
  /// - Throws: an error of the step.
  package mutating func run(steps: Int) throws -> Result {
    while simulation.control.exponent < simulation.control.longestExponent { try simulation.advance() }
    let start = simulation.times
    var (rounds, taken) = (0, 0)
    let refused = simulation.refusedSteps
    while taken < steps {
      try simulation.advance()
      rounds += simulation.outcome.rounds
      taken += 1
    }
    let all = Double(taken + simulation.refusedSteps - refused)
    let end = simulation.times
    let voxels = Double(side * side * side)
    let active = simulation.outcome.activeVoxels
    func nanoseconds(_ part: KeyPath<StepTimes, Double>, per count: Double) -> Double {
      count > 0 ? (end[keyPath: part] - start[keyPath: part]) * 1e9 / count : 0
    }
    let transport = nanoseconds(\.transport, per: voxels * Double(solutes) * all)
    let speciation = nanoseconds(\.speciation, per: voxels * all)
    let nucleation = nanoseconds(\.nucleation, per: voxels * all)
    let minerals = nanoseconds(\.minerals, per: voxels * all)
    return Result(
      active: active, steps: taken, rounds: Double(rounds) / Double(taken), transport: transport,
      minerals: nanoseconds(\.minerals, per: Double(active * rounds)), speciation: speciation,
      nucleation: nucleation, chemistryShare: (minerals + speciation + nucleation) / (10 * transport))
  }
}
