import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Oxygen in runs: who loses the capillaries loses the oxygen.
@Suite struct OxygenTests {
  /// A rod of resting muscle, 1.2 mm long, with capillaries across it, all of which are lost in its upper half on day 1.
  private static func text(share: Double, hasOxygen: Bool = true) -> String {
    """
    {"format": 1, "title": "ischaemia", "description": "", "sources": ["test"], "seed": 5,
     "grid": {"voxels": [6, 6, 48], "voxel_size_um": 25},
     "tissue": {"layers": [{"tissue": "skeletal_muscle"}],
       "vessels": [{"id": "bed", "kind": "capillary", "radius_um": 3,
         "bed": {"direction": "x", "density_per_mm2": 150}}], "capillary_bed": false},
     "plasma": {"base": "human_adult"}, "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
     "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3"], "minerals": [],
     "causes": [{"kind": "capillary_dropout", "id": "loss", "start_d": 1, "ramp_d": 0.01, "share": \(share),
       "regrow_d": 2, "regions": [{"shape": "box", "min_um": [0, 0, 600], "max_um": [150, 150, 1200]}]}],
     "oxygen": \(hasOxygen), "duration_d": 4, "outputs": {"timeseries": {"times_d": [0]}}}
    """
  }

  private static func simulation(share: Double, threads: Int = 1) throws -> Simulation {
    let scenario = try Scenario.read(text: text(share: share), file: "ischaemia.json")
    return try Assembly(scenario, workers: Workers(count: threads)).simulation
  }

  private static func advance(_ simulation: inout Simulation, to days: Double) throws -> OxygenCensus {
    while simulation.clock.days < days { try simulation.advance() }
    return OxygenCensus(try #require(simulation.tissue.oxygen), in: simulation.tissue.anatomy)
  }

  /// Cells of muscle at rest starve farther than √(2 D c_b/M) from blood, 0.36 mm with the library's numbers: half of the rod
  /// lies up to 0.6 mm from what is left. When the capillaries have grown again, all is as it was.
  @Test func lostCapillariesMakeHypoxiaAndRegrownOnesEndIt() throws {
    var sick = try Self.simulation(share: 1)
    let settings = try #require(sick.tissue.oxygen).settings
    let blood = try #require(settings.blood["capillary"]).concentration
    let use = try #require(settings.use["skeletal_muscle"])
    let reach = (2 * settings.diffusivity * blood / use).squareRoot()
    #expect(reach > 300 && reach < 450)
    let before = try Self.advance(&sick, to: 0.5)
    #expect(before.hypoxicShare == 0)
    let lost = try Self.advance(&sick, to: 2)
    // More than what nothing reaches, less than the half that has lost its capillaries.
    #expect(lost.hypoxicShare > (600 - reach) / 1200 && lost.hypoxicShare < 0.5)
    #expect(lost.lowest >= 0 && lost.lowest < settings.hypoxia)
    let regrown = try Self.advance(&sick, to: 3.5)
    #expect(regrown == before)
  }

  @Test func whatIsLeftStaysOxygenatedAndThreadsDoNotMatter() throws {
    var well = try Self.simulation(share: 0)
    #expect(try Self.advance(&well, to: 2).hypoxicShare == 0)
    var one = try Self.simulation(share: 0.5)
    var three = try Self.simulation(share: 0.5, threads: 3)
    let census = try Self.advance(&one, to: 2)
    #expect(try Self.advance(&three, to: 2) == census)
  }

  @Test func aRunWithoutItHasNone() throws {
    let scenario = try Scenario.read(text: Self.text(share: 0, hasOxygen: false), file: "ischaemia.json")
    #expect(try Assembly(scenario, workers: Workers(count: 1)).simulation.tissue.oxygen == nil)
  }
}
