import Foundation
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Transport, chemistry and minerals together, on scenarios small enough for a second.
@Suite struct CoupledTests {
  static func text(
    voxels: String = "[11, 13, 9]", start: Double = 0.5, days: Double = 8, tolerance: Double = 4e-3,
    longest: Double = 24, causes: Bool = true, chemistry: String = "", library: String = "{}"
  ) -> String {
    let cause = """
      {"kind": "dermatomyositis", "id": "flare", "start_d": \(start), "ramp_d": 3, "severity": 1, "patchiness": 0,
       "regions": [{"around_vessels": ["sick"], "within_um": 30}]}
      """
    return """
      {"format": 1, "title": "coupled", "description": "two capillaries", "sources": ["test"], "seed": 3,
       "grid": {"voxels": \(voxels), "voxel_size_um": 10},
       "tissue": {"layers": [{"tissue": "skeletal_muscle"}], "shapes": [],
         "vessels": [
           {"id": "sick", "kind": "capillary", "radius_um": 3, "points_um": [[0, 35, 45], [110, 35, 45]]},
           {"id": "well", "kind": "capillary", "radius_um": 3, "points_um": [[0, 105, 45], [110, 105, 45]]}],
         "nerves": [], "capillary_bed": false},
       "plasma": {"base": "human_adult"}, "interstitium": {"start": "steady_state"},
       "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
       "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi"], "minerals": ["ACP", "HAP"],
       "causes": [\(causes ? cause : "")], "duration_d": \(days),
       "steps": {"tolerance": \(tolerance), "longest_h": \(longest)},
       "outputs": {"timeseries": {"every_h": 24}}, "library": \(library)}
      """
  }

  /// The tissue at the end and at the start, and the drift of the start.
  static func end(_ text: String) throws -> (tissue: Tissue, start: Tissue, drift: Double?) {
    let scenario = try Scenario.read(text: text, file: "coupled.json")
    let assembly = try Assembly(scenario, workers: Workers(count: 1))
    let start = assembly.simulation.tissue.duplicate()
    var run = Run(assembly.simulation, observers: [], end: assembly.end)
    _ = try run.run()
    return (run.finalTissue, start, assembly.drift)
  }

  @Test func everySolutesBooksCloseToRoundOff() throws {
    let (tissue, _, _) = try CoupledTests.end(CoupledTests.text())
    #expect(Distribution(tissue).mass.reduce(0, +) > 0)
    for solute in tissue.solutes.indices {
      // A few hundred steps, each rounding an amount once or twice: 10³ · 2⁻⁵³ ≈ 10⁻¹³ at worst.
      #expect(abs(tissue.relativeResidual(solute)) <= 1e-12, "\(tissue.solutes[solute].id)")
    }
  }

  /// Steps of a second, from before the cause to well after its beginning: those that the line solver takes.
  @Test func theBooksOfShortStepsCloseToo() throws {
    let text = CoupledTests.text(start: 1e-4, days: 1e-3, tolerance: 0.1, longest: 1.0 / 3600)
      .replacingOccurrences(of: #""every_h": 24"#, with: #""times_d": [0]"#)
    let (tissue, start, _) = try CoupledTests.end(text)
    let calcium = try #require(tissue.solute("Ca"))
    #expect(abs(tissue.holding(calcium) - start.holding(calcium)) > 1e-9 * start.holding(calcium))
    for solute in tissue.solutes.indices {
      // As above, with less than a hundred steps.
      #expect(abs(tissue.relativeResidual(solute)) <= 1e-13, "\(tissue.solutes[solute].id)")
    }
  }

  @Test func theSteadyStartStandsStillWithoutACause() throws {
    let (tissue, start, drift) = try CoupledTests.end(CoupledTests.text(days: 30, causes: false))
    // The steady state is solved to 10⁻¹³ of the operator's diagonal, which is up to 20/s: in an hour that moves less
    // than 10⁻⁸ of what is there.
    #expect(try #require(drift) <= 1e-8)
    for solute in tissue.solutes.indices {
      for voxel in [0, 500, 1000] {
        let before = start.concentration(solute, voxel)
        #expect(abs(tissue.concentration(solute, voxel) - before) <= 1e-6 * before)
      }
    }
    let distribution = Distribution(tissue)
    #expect(distribution.voxels == 0)
    #expect(distribution.expectedNuclei.allSatisfy { $0 < 1e-10 })
  }

  @Test func mineralLiesInDamagedTissueOnly() throws {
    let (tissue, _, _) = try CoupledTests.end(CoupledTests.text())
    #expect(try #require(Distribution(tissue).damagedShare) >= 0.9)
  }

  @Test func theDepositConvergesInFirstOrderWithTheStep() throws {
    /// The mass after six days with steps of 2ᵏ ticks at most, whatever their error.
    func mass(hours: Double) throws -> Double {
      let text = CoupledTests.text(days: 6, tolerance: 0.1, longest: hours)
      return Distribution(try CoupledTests.end(text).tissue).mass.reduce(0, +)
    }
    let masses = try [2.25, 1.125, 0.5625, 0.28125].map { try mass(hours: $0) }
    let differences = zip(masses, masses.dropFirst()).map { $1 - $0 }
    // Backward Euler is of first order: halving the step halves the error and so each difference. The first
    // crystals of a few voxels fall into other steps, which is worth some voxels of 300: a fifth of the ratio.
    for (first, second) in zip(differences, differences.dropFirst()) {
      #expect(abs(second / first - 0.5) <= 0.2, "\(masses)")
    }
  }

  @Test func damagedTissueLosesItsPyrophosphate() throws {
    let (tissue, start, _) = try CoupledTests.end(CoupledTests.text(days: 4))
    let inhibitor = try #require(tissue.solute("PPi"))
    let grid = tissue.anatomy.grid
    let sick = grid.index(x: 5, y: 3, z: 2)
    #expect(tissue.isDamaged(sick))
    #expect(tissue.concentration(inhibitor, sick) < 0.9 * start.concentration(inhibitor, sick))
  }

  @Test func amorphousPhosphateStaysUndersaturatedAtNormalBloodValues() throws {
    let (tissue, _, _) = try CoupledTests.end(CoupledTests.text())
    let amorphous = try #require(tissue.mineral("ACP"))
    #expect(Distribution(tissue).highestSaturationIndex[amorphous] < 0)
    #expect(Distribution(tissue).mass[amorphous] == 0)
  }

  @Test func aPlaneGrowsDepositsToo() throws {
    let text = CoupledTests.text(voxels: "[11, 13]")
      .replacingOccurrences(of: "[[0, 35, 45], [110, 35, 45]]", with: "[[0, 35], [110, 35]]")
      .replacingOccurrences(of: "[[0, 105, 45], [110, 105, 45]]", with: "[[0, 105], [110, 105]]")
    let (tissue, _, _) = try CoupledTests.end(text)
    #expect(tissue.anatomy.grid.nz == 1)
    #expect(Distribution(tissue).mass.reduce(0, +) > 0)
  }
}

/// Fluid that is out of balance with the blood at the start, and no mineral.
@Suite struct TransientTests {
  /// A block without structure: c = c_p + (c₀ − c_p) e^(−kt), k = f E/φ. Backward Euler adds in each step no more than the
  /// tolerance of what the block holds, and later steps do not make it larger.
  @Test(arguments: [1e-2, 1e-3])
  func aWashInFollowsItsExponentialToTheToleranceOfItsSteps(tolerance: Double) throws {
    let text = """
      {"format": 1, "title": "wash-in", "description": "", "sources": ["test"], "seed": 3,
       "grid": {"voxels": [4, 4, 4], "voxel_size_um": 10},
       "tissue": {"layers": [{"tissue": "skeletal_muscle"}], "shapes": [], "vessels": [], "nerves": [],
         "capillary_bed": true},
       "plasma": {"base": "human_adult"},
       "interstitium": {"start": "given", "totals_mM": {"Ca": 1.2, "Mg": 2.5, "Na": 140, "K": 4, "Cl": 110, "PO4": 1,
         "CO3": 25}, "pH": 7.4},
       "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
       "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3"], "minerals": [], "causes": [],
       "duration_d": 0.01, "steps": {"tolerance": \(tolerance), "longest_h": 24},
       "outputs": {"timeseries": {"times_d": [0]}}}
      """
    let scenario = try Scenario.read(text: text, file: "wash-in.json")
    let assembly = try Assembly(scenario, workers: Workers(count: 1))
    var simulation = assembly.simulation
    let magnesium = try #require(simulation.tissue.solute("Mg"))
    let start = simulation.tissue.concentration(magnesium, 0)
    let plasma = simulation.tissue.plasma.diffusible[magnesium]
    let anatomy = simulation.tissue.anatomy
    let diffusivity = simulation.tissue.solutes[magnesium].diffusivity
    let calcium = simulation.tissue.solutes[try #require(simulation.tissue.solute("Ca"))].diffusivity
    let rate = diffusivity / calcium * anatomy.healthyExchange[0] / anatomy.healthyFluid[0]
    #expect(start > 3 * plasma)
    var steps = 0.0
    var before = 0.0
    while before < 2 / rate {
      try simulation.advance()
      steps += 1
      before = simulation.clock.seconds
      let exact = plasma + (start - plasma) * exp(-rate * before)
      #expect(abs(simulation.tissue.concentration(magnesium, 0) - exact) <= steps * tolerance * start)
    }
    // ½ (kΔt)² is near the tolerance, or a quarter of it before a step is doubled: no more than 2/√(ε/2) steps in two time
    // constants, after a score that grow from the first one of a second.
    #expect(steps < 2 / (tolerance / 2).squareRoot() + 20)
  }
}
