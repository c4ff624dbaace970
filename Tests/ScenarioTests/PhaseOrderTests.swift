import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Which phase comes first, and what becomes of it.
@Suite struct PhaseOrderTests {
  /// The small block as a coarse grid with blood of a given calcium and phosphate [mM].
  private func scenario(calcium: Double, phosphate: Double) throws -> Scenario {
    let path = ScenarioTests.folder.appendingPathComponent("small-block.json").path
    return try ScenarioFile.load(
      path: path,
      settings: [
        "grid.voxels=[6,6,6]", "grid.voxel_size_um=40", "plasma.set.calcium_mM=\(calcium)",
        "plasma.set.phosphate_mM=\(phosphate)", "causes[0].start_d=0.25", "causes[0].ramp_d=1",
        "duration_d=1",
        "outputs.deposits.times_d=[1]", "outputs.timeseries.every_h=24", "outputs.minerals.every_h=24",
        "outputs.conservation.every_h=24",
      ].map { try Setting(argument: $0) })
  }

  /// What the steps of a run brought.
  private struct Course {
    /// Voxels whose amorphous phosphate came before apatite, and in how many of them the fluid had been
    /// supersaturated with it when it came.
    var (amorphousFirst, supersaturated) = (0, 0)
    /// Calcium to phosphorus in all mineral after each step that left some.
    var ratios: [Double] = []
  }

  private func run(_ scenario: Scenario) throws -> Course {
    let assembly = try Assembly(scenario, workers: Workers(count: 1))
    var simulation = assembly.simulation
    let amorphous = try #require(simulation.tissue.mineral("ACP"))
    let apatite = try #require(simulation.tissue.mineral("HAP"))
    var course = Course()
    while simulation.clock.tick < assembly.end {
      try simulation.advance()
      let (before, after) = (simulation.previousTissue, simulation.tissue)
      Anatomy.forEachVoxel(of: after.anatomy.grid) { voxel, _ in
        guard after.mineralAmounts[amorphous, voxel] > 0, before.mineralAmounts[amorphous, voxel] == 0,
          before.mineralAmounts[apatite, voxel] == 0
        else { return }
        course.amorphousFirst += 1
        if after.saturation[amorphous, voxel] > 0 { course.supersaturated += 1 }
      }
      let composition = Composition(masses: Distribution(after).mass, of: after.minerals)
      if let ratio = composition.calciumPerPhosphorus { course.ratios.append(ratio) }
    }
    return course
  }

  /// Blood as in no patient, so that the fluid is supersaturated with amorphous phosphate: it comes first, and what
  /// there is of calcium and phosphorus goes from its ratio, 1.35 in the table, to that of apatite, 5/3. The disease
  /// of the second quarter of the day brings apatite, at whose expense the amorphous phosphate dissolves.
  @Test func amorphousPhosphateComesFirstWhereTheFluidIsSupersaturatedWithIt() throws {
    let course = try run(scenario(calcium: 3.5, phosphate: 12))
    #expect(course.amorphousFirst > 0 && course.supersaturated == course.amorphousFirst)
    let first = try #require(course.ratios.first)
    let last = try #require(course.ratios.last)
    #expect(abs(first / (1 / 0.74) - 1) < 1e-12)
    #expect(abs(last / (5.0 / 3) - 1) < 1e-3)
    #expect(course.ratios.allSatisfy { $0 >= first * (1 - 1e-12) && $0 <= 5.0 / 3 * (1 + 1e-12) })
  }

  /// In normal blood the disease brings apatite and nothing else.
  @Test func apatiteComesAtOnceWhereItIsNot() throws {
    let course = try run(scenario(calcium: 2.4, phosphate: 1.1))
    #expect(course.amorphousFirst == 0 && !course.ratios.isEmpty)
    #expect(course.ratios.allSatisfy { abs($0 / (5.0 / 3) - 1) < 1e-12 })
  }
}
