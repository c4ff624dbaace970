import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// A block of muscle through which fluid flows, with capillaries of which some are lost and grow again.
@Suite struct FlowTests {
  private static func text(flow: String, days: Double, causes: String = "") -> String {
    """
    {"format": 1, "title": "flow", "sources": ["test"], "seed": 5,
     "grid": {"voxels": [11, 9, 8], "voxel_size_um": 10},
     "tissue": {"layers": [{"tissue": "skeletal_muscle"}],
       "vessels": [
         {"id": "sick", "kind": "capillary", "radius_um": 3,
          "points_um": [[0, 25, 35], [20, 25, 35], [40, 25, 35], [60, 25, 35], [80, 25, 35], [110, 25, 35]]},
         {"id": "well", "kind": "venule", "radius_um": 3, "points_um": [[0, 65, 45], [110, 65, 45]]}],
       "capillary_bed": false},
     "plasma": {"base": "human_adult"}, "interstitium": {"start": "steady_state"},
     "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
     "components": ["Ca", "Mg", "PO4", "CO3", "PPi"], "minerals": ["HAP"],
     \(flow)
     "causes": [\(causes)],
     "duration_d": \(days), "steps": {"tolerance": 4e-3, "longest_h": 12},
     "outputs": {"timeseries": {"every_h": 24}}}
    """
  }

  private static let driven =
    #""flow": {"interstitial_protein_g_per_dL": 3, "sides_mmHg": {"x_low": 8, "x_high": -8}},"#
  private static let causes = """
    {"kind": "capillary_dropout", "start_d": 1, "ramp_d": 1, "regrow_d": 2, "share": 0.8,
     "regions": [{"around_vessels": ["sick"], "within_um": 10}]},
    {"kind": "dermatomyositis", "start_d": 1, "ramp_d": 3, "severity": 1, "dropout": "segments",
     "regions": [{"around_vessels": ["sick"], "within_um": 30}]}
    """

  private func run(_ text: String, threads: Int = 2) throws -> (tissue: Tissue, open: [Double]) {
    let scenario = try Scenario.read(text: text, file: "flow.json")
    let assembly = try Assembly(scenario, workers: Workers(count: threads))
    var run = Run(assembly.simulation, observers: [], end: assembly.end)
    var open: [Double] = []
    _ = try run.run(progress: { tissue, _ in open.append(tissue.segments.openLength(of: tissue.anatomy)) })
    return (run.finalTissue, open)
  }

  @Test func whatFlowsIsBookedAndNothingIsNegative() throws {
    let (tissue, open) = try run(Self.text(flow: Self.driven, days: 5, causes: Self.causes))
    ScenarioTests.booksClose(tissue)
    for (index, solute) in tissue.solutes.enumerated() {
      #expect(tissue.ledger.drained[index] != 0, "\(solute.id)")
      guard !solute.isAcidity else { continue }
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
        #expect(tissue.concentration(index, voxel) > 0)
      }
    }
    #expect(abs(open[0] - 220) < 1e-9)
    #expect((open.min() ?? 0) < 220)
  }

  @Test func theSameBitsForAnyNumberOfThreads() throws {
    let results = try [1, 3].map { threads in
      try run(Self.text(flow: Self.driven, days: 2, causes: Self.causes), threads: threads).tissue
    }
    for solute in results[0].solutes.indices {
      #expect(results[0].amounts.values(of: solute) == results[1].amounts.values(of: solute))
    }
    #expect(results[0].ledger == results[1].ledger)
  }

  /// A solute without a source of its own comes in with the filtrate and leaves with lymph and the side: it stands at a
  /// concentration between what the walls let in and plasma's, and the start stands still.
  @Test func aStartWithFlowStandsStill() throws {
    let scenario = try Scenario.read(text: Self.text(flow: Self.driven, days: 1), file: "flow.json")
    let assembly = try Assembly(scenario, workers: Workers(count: 1))
    // The tolerance of a step is 1e-7 of the largest concentration.
    #expect(try #require(assembly.drift) < 1e-5)
    let tissue = assembly.simulation.tissue
    let magnesium = try #require(tissue.solute("Mg"))
    let plasma = tissue.plasma.diffusible[magnesium]
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      // Walls hold back 0.06 of what they filter, so that fluid that is filtered is thinner and fluid that is absorbed
      // leaves what is thicker.
      #expect(abs(tissue.concentration(magnesium, voxel) / plasma - 1) < 0.06)
    }
  }

  /// With nothing to drive it, fluid that flows is fluid at rest but for the walls' filtration, which is slow against
  /// diffusion: L_p (p_b − σ Δπ − p)/P ≈ 1.7e-4 · 10/0.07 = 0.02.
  @Test func filtrationHardlyChangesIons() throws {
    let still = try run(Self.text(flow: "", days: 1)).tissue
    let flowing = try run(Self.text(flow: "\"flow\": {},", days: 1)).tissue
    let calcium = try #require(still.solute("Ca"))
    Anatomy.forEachVoxel(of: still.anatomy.grid) { voxel, _ in
      let ratio = flowing.concentration(calcium, voxel) / still.concentration(calcium, voxel)
      #expect(abs(ratio - 1) < 0.02)
    }
    #expect(still.ledger.drained.allSatisfy { $0 == 0 })
  }
}
