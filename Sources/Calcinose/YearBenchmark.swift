import Parallelism
import ScenarioFormat
import TissueModel

/// Times a year of tissue that calcifies: a cube of muscle with full chemistry.
///
/// Capillaries run through the cube every 120 µm; from day 1 on the tissue around one in four of them is damaged within
/// three days. Apatite forms there, grows, and closes its voxels, so that a year has all that a long run has to cope with.
package struct YearBenchmark {
  /// What a run took and what came out.
  package struct Result: Equatable, Sendable {
    /// Simulated time [d].
    package let days: Double
    /// Wall time of all steps [s].
    package let seconds: Double
    /// Wall time of the parts of the steps: transport, growth and dissolution, speciation, nucleation [s].
    package let transport, minerals, speciation, nucleation: Double
    /// Steps that stand, and steps that were refused and taken again shorter.
    package let steps, refused: Int
    /// Iterations of the linear solver.
    package let iterations: Int
    /// Voxels that hold mineral at the end.
    package let activeVoxels: Int
    /// Apatite and amorphous phosphate at the end [µg].
    package let mass: Double
    /// Wall time per simulated day over the last third [s/d].
    package let secondsPerDayAtEnd: Double
  }

  /// Voxels along each side.
  package let side: Int
  /// Solutes that are transported.
  package var solutes: Int { simulation.tissue.solutes.count }
  /// Voxels of the cube.
  package var voxels: Int { side * side * side }
  private var simulation: Simulation
  private static let spacing = 120.0

  /// A cube of voxels of 10 µm.
  /// - Parameters:
  ///   - side: voxels along each side.
  ///   - longestHours: the longest step [h].
  ///   - tolerance: relative error of the deposit that a step may add.
  ///   - threads: threads to use.
  /// - Throws: an error of the scenario, the chemistry or transport.
  package init(side: Int, longestHours: Double, tolerance: Double, threads: Int) throws {
    self.side = side
    let text = YearBenchmark.scenario(side: side, longestHours: longestHours, tolerance: tolerance)
    let scenario = try Scenario.read(text: text, file: "benchmark.json")
    simulation = try Assembly(scenario, workers: Workers(count: threads)).simulation
  }

  private static func scenario(side: Int, longestHours: Double, tolerance: Double) -> String {
    let edge = Double(side) * 10
    let count = max(1, Int(edge / spacing))
    var (vessels, sick): ([String], [String]) = ([], [])
    for j in 0..<count {
      for i in 0..<count {
        let (y, z) = ((Double(i) + 0.5) * spacing, (Double(j) + 0.5) * spacing)
        let name = "capillary-\(i)-\(j)"
        vessels.append(
          """
          {"id": "\(name)", "kind": "capillary", "radius_um": 3, "points_um": [[0, \(y), \(z)], [\(edge), \(y), \(z)]]}
          """)
        if i % 2 == 0 && j % 2 == 0 { sick.append("\"\(name)\"") }
      }
    }
    return """
      {"format": 1, "title": "benchmark", "description": "muscle that calcifies", "sources": ["benchmark"], "seed": 1,
       "grid": {"voxels": [\(side), \(side), \(side)], "voxel_size_um": 10},
       "tissue": {"layers": [{"tissue": "skeletal_muscle"}], "vessels": [\(vessels.joined(separator: ", "))]},
       "plasma": {"base": "human_adult"}, "interstitium": {"start": "steady_state"},
       "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
       "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi"], "minerals": ["ACP", "HAP"],
       "causes": [{"kind": "dermatomyositis", "id": "flare", "start_d": 1, "ramp_d": 3, "severity": 1,
         "patchiness": 1, "regions": [{"around_vessels": [\(sick.joined(separator: ", "))], "within_um": 50}]}],
       "duration_d": 366, "steps": {"tolerance": \(tolerance), "longest_h": \(longestHours)},
       "outputs": {"timeseries": {"times_d": [0]}}}
      """
  }

  private func mass(of tissue: Tissue) -> Double {
    var total = 0.0
    for mineral in tissue.minerals.indices {
      var amount = 0.0
      for voxel in 0..<tissue.anatomy.grid.storageCount { amount += tissue.mineralAmounts[mineral, voxel] }
      total += tissue.minerals[mineral].phase.molarMass * 1e-12 * tissue.anatomy.grid.voxelVolume * amount
    }
    return total
  }

  /// Runs for at least `days` [d] and calls `progress` after every step with the simulated time [d].
  /// - Throws: an error of the step.
  package mutating func run(days: Double, progress: (Double) -> Void = { _ in }) throws -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    func elapsed() -> Double {
      let (seconds, attoseconds) = (clock.now - start).components
      return Double(seconds) + Double(attoseconds) * 1e-18
    }
    var atTwoThirds: (days: Double, seconds: Double)?
    while simulation.clock.days < days {
      try simulation.advance()
      if atTwoThirds == nil && simulation.clock.days >= days * 2 / 3 {
        atTwoThirds = (simulation.clock.days, elapsed())
      }
      progress(simulation.clock.days)
    }
    let (times, total) = (simulation.times, elapsed())
    let (before, after) = (atTwoThirds ?? (0, 0), simulation.clock.days)
    let tissue = simulation.tissue
    return Result(
      days: after, seconds: total, transport: times.transport, minerals: times.minerals,
      speciation: times.speciation, nucleation: times.nucleation, steps: simulation.clock.step,
      refused: simulation.refusedSteps, iterations: simulation.solverIterations,
      activeVoxels: simulation.outcome.activeVoxels,
      mass: mass(of: tissue),
      secondsPerDayAtEnd: after > before.days ? (total - before.seconds) / (after - before.days) : 0)
  }
}
