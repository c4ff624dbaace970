import Foundation
import Outputs
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// A small piece of muscle with one sick and one healthy capillary; deposits form within twelve days.
enum SmallCase {
  static func text(days: Double = 12, everyHours: Double = 24, severity: Double = 1, seed: Int = 1) -> String
  {
    """
    {"format": 1, "title": "small", "description": "two capillaries", "sources": ["test"], "seed": \(seed),
     "grid": {"voxels": [11, 13, 9], "voxel_size_um": 10},
     "tissue": {"layers": [{"tissue": "skeletal_muscle"}], "shapes": [],
       "vessels": [
         {"id": "sick", "kind": "capillary", "radius_um": 3, "points_um": [[0, 35, 45], [110, 35, 45]]},
         {"id": "well", "kind": "capillary", "radius_um": 3, "points_um": [[0, 105, 45], [110, 105, 45]]}],
       "nerves": [], "capillary_bed": false},
     "plasma": {"base": "human_adult"}, "interstitium": {"start": "steady_state"},
     "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
     "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi"], "minerals": ["ACP", "HAP"],
     "causes": [{"kind": "dermatomyositis", "id": "flare", "start_d": 1, "ramp_d": 4, "severity": \(severity),
       "patchiness": 0.5, "regions": [{"around_vessels": ["sick"], "within_um": 30}]}],
     "duration_d": \(days), "steps": {"tolerance": 4e-3, "longest_h": 24},
     "outputs": {"timeseries": {"every_h": \(everyHours)},
       "profiles": {"times_d": [\(days)], "line": {"from_um": [55, 5, 45], "to_um": [55, 125, 45], "points": 13}},
       "deposits": {"times_d": [\(days)], "threshold_volume_fraction": 1e-4},
       "conservation": {"every_h": 48}}}
    """
  }

  static func scenario(_ text: String = text()) throws -> Scenario {
    try Scenario.read(text: text, file: "small.json")
  }

  /// Runs into a temporary folder and gives every table's bytes by name.
  static func tables(_ scenario: Scenario, threads: Int) throws -> (
    tables: [String: Data], summary: RunSummary
  ) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("calcinose-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let summary = try ScenarioRun(scenario, folder: folder, threads: threads, force: false).run()
    var tables: [String: Data] = [:]
    for name in summary.files {
      tables[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    return (tables, summary)
  }
}

@Suite struct RunTests {
  @Test func tablesHaveTheSameBytesForOneTwoAndThreeThreads() throws {
    let scenario = try SmallCase.scenario()
    let alone = try SmallCase.tables(scenario, threads: 1)
    #expect(
      alone.tables.keys.sorted() == ["conservation.csv", "deposits.csv", "profiles.csv", "timeseries.csv"])
    #expect(alone.summary.distribution.voxels > 0, "something to compare")
    for threads in [2, 3] {
      let other = try SmallCase.tables(scenario, threads: threads)
      for (name, bytes) in alone.tables {
        #expect(other.tables[name] == bytes, "\(name), \(threads) threads")
      }
    }
  }

  @Test func outputTimesDoNotMoveTheMainSequence() throws {
    func end(everyHours: Double) throws -> Simulation {
      let scenario = try SmallCase.scenario(SmallCase.text(days: 6, everyHours: everyHours))
      let assembly = try Assembly(scenario, workers: Workers(count: 1))
      let times = stride(from: 0, through: assembly.end, by: Int(Clock.ticks(seconds: everyHours * 3600)))
      var run = Run(
        assembly.simulation, observers: [Watcher(ticks: times.map { Int64($0) })], end: assembly.end)
      _ = try run.run()
      return run.simulation
    }
    let (rare, often) = (try end(everyHours: 144), try end(everyHours: 7))
    #expect(rare.clock == often.clock)
    #expect(rare.tissue.ledger == often.tissue.ledger)
    for mineral in rare.tissue.minerals.indices {
      #expect(
        rare.tissue.mineralAmounts.values(of: mineral) == often.tissue.mineralAmounts.values(of: mineral))
    }
  }

  @Test func outputTimesAreMetExactly() throws {
    let scenario = try SmallCase.scenario(SmallCase.text(days: 3))
    let assembly = try Assembly(scenario, workers: Workers(count: 1))
    let wanted: [Int64] = [0, 777, Clock.ticks(days: 1), Clock.ticks(days: 1) + 1, Clock.ticks(days: 2.3)]
    let watcher = Watcher(ticks: wanted)
    var run = Run(assembly.simulation, observers: [watcher], end: assembly.end)
    _ = try run.run()
    #expect(watcher.seen == wanted)
  }

  @Test func anotherSeedPutsTheFirstCrystalsElsewhere() throws {
    func crystals(seed: Int) throws -> [Double] {
      let assembly = try Assembly(
        SmallCase.scenario(SmallCase.text(days: 5, seed: seed)), workers: Workers(count: 1))
      var run = Run(assembly.simulation, observers: [], end: assembly.end)
      _ = try run.run()
      let tissue = run.finalTissue
      return tissue.mineralAmounts.values(of: try #require(tissue.mineral("HAP")))
    }
    let first = try crystals(seed: 1)
    #expect(first.contains { $0 > 0 })
    #expect(try crystals(seed: 1) == first)
    #expect(try crystals(seed: 2) != first)
  }
}

/// Notes when it was shown something.
final class Watcher: Observer {
  let ticks: [Int64]
  var seen: [Int64] = []

  init(ticks: [Int64]) { self.ticks = ticks }

  func observe(_ tissue: Tissue, at moment: Moment) throws { seen.append(moment.tick) }
  func finish() throws {}
}
