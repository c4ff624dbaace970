import Cells
import Fields
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Mineral that cells have dissolved, on its way back to the fluid.
@Suite struct DigestedTests {
  /// It leaves evenly over its span, however long the steps, and is gone at its end.
  @Test func leavesEvenly() {
    let grid = Grid(nx: 2, ny: 2, nz: 1, spacing: (20, 20, 20))
    var digested = Digested(grid: grid, minerals: 2)
    digested.add(3, of: 1, in: 0, over: 100)
    digested.add(1, of: 1, in: 1, over: 40)
    #expect(digested.span == 100 && digested.holding(0) == 0 && digested.holding(1) == 32_000)
    #expect(digested.share(leavingWithin: 25) == 0.25 && digested.share(leavingWithin: 300) == 1)
    for (seconds, left) in [(25.0, 0.75), (25, 0.5), (40, 0.1)] {
      digested.leave(over: seconds)
      // A step rounds a few times.
      #expect(abs(digested.holding(1) - left * 32_000) < 1e-10)
    }
    digested.leave(over: 11)
    #expect(digested.span == 0 && digested.holding(1) == 0)
  }

  /// The fluid does not meet at once what cells dissolve during a step: its calcium rises by a small part of what the voxel is
  /// about to be given, in steps of any length.
  @Test(arguments: [0.25, 4])
  func comesAsAFlowAndNotAsASurge(hours: Double) throws {
    let scenario = try Sheet.scenario(Sheet.text(longest: ", \"longest_h\": \(hours)"))
    let assembly = try Assembly(scenario, workers: Workers(count: 1))
    let calcium = try #require(assembly.simulation.tissue.solute("Ca"))
    let units = try #require(assembly.simulation.tissue.stoichiometry.first)[calcium]
    let usual = assembly.simulation.tissue.concentration(calcium, 0)
    var (rise, surge, longest) = (0.0, 0.0, 0.0)
    var run = Run(assembly.simulation, observers: [], end: assembly.end)
    _ = try run.run(progress: { tissue, moment in
      longest = max(longest, moment.stepSeconds)
      guard let digested = tissue.inflammation?.digested else { return }
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
        rise = max(rise, tissue.concentration(calcium, voxel) - usual)
        surge = max(surge, units * digested.amounts[0, voxel] / tissue.fluid[0, voxel])
      }
    })
    ScenarioTests.booksClose(run.finalTissue)
    // At once, the rise would be all of it.
    #expect(longest > 0.5 * hours * 3600)
    #expect(surge > 0.05 && rise < 0.2 * surge, "\(rise) of \(surge) mM in \(longest) s")
  }
}
