import Foundation
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Pyrophosphate made by ENPP1 and split by alkaline phosphatase, in one voxel of muscle.
@Suite struct EnzymeTests {
  /// Fluid fraction of the voxel.
  static let fluid = 0.13

  /// One voxel with the given enzymes: maximum rates [mM/s] and the phosphatase's constant [µM]; ENPP1 is half
  /// saturated.
  static func scenario(
    making: Double, splitting: Double, constant: Double, pyrophosphate: Double = 0.05,
    capillaries: Bool = false,
    isSteady: Bool = false, days: Double = 0.1, hours: Double = 24, minerals: String = "[\"HAP\"]",
    kinetics: String = "{}"
  ) throws -> Scenario {
    let start =
      isSteady
      ? "{\"start\": \"steady_state\"}"
      : """
      {"start": "given", "pH": 7.4,
       "totals_mM": {"Ca": 1.5, "Mg": 0.6, "PO4": 1, "CO3": 25, "Na": 140, "Cl": 110, "PPi": \(pyrophosphate)}}
      """
    return try Scenario.read(
      text: """
        {"format": 1, "title": "enzymes", "grid": {"voxels": [1, 1, 1], "voxel_size_um": 10},
         "tissue": {"layers": [{"tissue": "skeletal_muscle"}], "capillary_bed": \(capillaries)},
         "plasma": {"base": "human_adult"}, "interstitium": \(start),
         "components": ["Ca", "Mg", "Na", "Cl", "PO4", "CO3", "PPi"], "minerals": \(minerals),
         "duration_d": \(days), "steps": {"tolerance": 0.1, "longest_h": \(hours)}, "outputs": {"timeseries": {"times_d": [0]}},
         "library": {
           "tissues": {"skeletal_muscle": {"enzymes": {
             "ENPP1": {"maximum_rate_mM_per_s": \(2 * making), "michaelis_constant_uM": 0.1, "ATP_uM": 0.1},
             "alkaline_phosphatase": {
               "maximum_rate_mM_per_s": \(splitting), "michaelis_constant_uM": \(constant)}}}},
           "minerals": \(kinetics)}}
        """, file: "enzymes.json")
  }

  static func end(_ scenario: Scenario) throws -> Tissue {
    let assembly = try Assembly(scenario, workers: Workers(count: 1))
    var run = Run(assembly.simulation, observers: [], end: assembly.end)
    _ = try run.run()
    return run.finalTissue
  }

  static func concentration(_ id: String, _ tissue: Tissue) throws -> Double {
    tissue.concentration(try #require(tissue.solute(id)), 0)
  }

  /// c(t) = K W(c₀/K · exp((c₀ − V t)/K)): the root of c + K ln(c/c₀) = c₀ − V t, which rises with c.
  static func decay(from start: Double, rate: Double, constant: Double, seconds: Double) -> Double {
    var low = 0.0
    var high = start
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle + constant * log(middle / start) < start - rate * seconds {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// From five times the constant to an eighth of it. Backward Euler's error is Σ ∫ (s − tₙ) c″ ds over the steps at
  /// most, since the law only damps it, and c″ = −dv/dt > 0: so it is below Δt (v(c₀) − v(c)), and positive.
  @Test func saturatedDecayFollowsTheExactSolutionInFirstOrder() throws {
    let (start, rate, constant, days) = (0.05, 1e-5, 0.01, 0.1)
    let exact = EnzymeTests.decay(from: start, rate: rate, constant: constant, seconds: days * 86400)
    #expect(exact < constant / 5)
    let errors = try [4.0, 2.0, 1.0].map { minutes in
      let tissue = try EnzymeTests.end(
        EnzymeTests.scenario(
          making: 0, splitting: rate, constant: constant * 1000, pyrophosphate: start, days: days,
          hours: minutes / 60))
      return try EnzymeTests.concentration("PPi", tissue) - exact
    }
    for (error, minutes) in zip(errors, [4.0, 2.0, 1.0]) {
      func law(_ value: Double) -> Double { rate * value / (constant + value) }
      #expect(error > 0 && error <= 60 * minutes * (law(start) - law(exact)), "\(minutes) min: \(error)")
    }
    // First order; the shorter first steps and the next order of Δt are worth a tenth of the ratio.
    for (longer, shorter) in zip(errors, errors.dropFirst()) { #expect(abs(shorter / longer - 0.5) < 0.05) }
  }

  /// Two phosphates for each pyrophosphate, to the rounding of a few hundred additions.
  @Test func whatIsSplitComesBackAsPhosphate() throws {
    let tissue = try EnzymeTests.end(EnzymeTests.scenario(making: 0, splitting: 1e-5, constant: 10))
    let lost = try 0.05 - EnzymeTests.concentration("PPi", tissue)
    let gained = try EnzymeTests.concentration("PO4", tissue) - 1
    #expect(lost > 0.04 && abs(gained / lost - 2) < 1e-11)
    for solute in tissue.solutes.indices { #expect(abs(tissue.relativeResidual(solute)) <= 1e-12) }
  }

  /// P = φ V c/(K + c), so c = K P/(φ V − P): a fixed point of backward Euler, reached to its last 10⁻⁶ after many times
  /// K/V; the law of the step is met to 10⁻⁸.
  @Test(arguments: [0.1, 0.9]) func makingAndSplittingBalance(share: Double) throws {
    let (rate, constant) = (1e-4, 10.0)
    let tissue = try EnzymeTests.end(
      EnzymeTests.scenario(
        making: share * EnzymeTests.fluid * rate, splitting: rate, constant: constant, days: 2, hours: 0.5))
    let expected = constant / 1000 * share / (1 - share)
    #expect(try abs(EnzymeTests.concentration("PPi", tissue) / expected - 1) < 1e-6)
  }

  /// f E (p − c) + P = φ V c/(K + c), a quadratic in c, far below and far above the constant.
  @Test(arguments: [1000.0, 0.05]) func theSteadyStartIsTheRootOfExchangeAndEnzymes(constant: Double) throws {
    let (made, rate) = (3e-7, 2e-6)
    let scenario = try EnzymeTests.scenario(
      making: made, splitting: rate, constant: constant, capillaries: true, isSteady: true)
    let tissue = try Assembly(scenario, workers: Workers(count: 1)).simulation.tissue
    let solute = try #require(tissue.solute("PPi"))
    let calcium = try #require(tissue.solute("Ca"))
    let wall =
      try #require(scenario.library.tissue("skeletal_muscle")).capillaryExchange.value
      * tissue.solutes[solute].diffusivity / tissue.solutes[calcium].diffusivity
    let half = constant / 1000
    // −w c² + (w (p − K) + P − φ V) c + K (w p + P) = 0
    let plasma = tissue.plasma.diffusible[solute]
    let linear = wall * (plasma - half) + made - EnzymeTests.fluid * rate
    let root =
      (linear + (linear * linear + 4 * wall * half * (wall * plasma + made)).squareRoot()) / (2 * wall)
    // The law is met to 10⁻⁸, the linear system to 10⁻¹².
    #expect(abs(tissue.concentration(solute, 0) / root - 1) < 1e-7)
  }

  @Test func moreThanThePhosphataseCanSplitHasNoSteadyState() throws {
    let scenario = try EnzymeTests.scenario(
      making: 1.1 * EnzymeTests.fluid * 1e-5, splitting: 1e-5, constant: 10, isSteady: true)
    let error = #expect(throws: SimulationError.self) { try Assembly(scenario, workers: Workers(count: 1)) }
    #expect(
      error?.description == "PPi has no steady state: more is made than alkaline phosphatase splits")
  }

  /// Where a mineral takes up pyrophosphate, phosphate and alkalinity take part in the rounds as well.
  @Test func booksCloseWhereAMineralTakesUpPyrophosphate() throws {
    let kinetics = """
      {"CPPD": {"kinetics": {
        "growth": {"rate_constant_mol_per_m2_s": 1e-6, "root": 3, "order": 1},
        "dissolution": {"root": 3, "order": 1, "activation_energy_kJ_per_mol": 0,
          "terms": {"neutral": {"rate_constant_mol_per_m2_s": 1e-7, "proton_order": 0}}},
        "nucleation": {"interfacial_energy_mJ_per_m2": 10, "heterogeneous_prefactor_per_m2_s": 1e12,
          "contact_angle_deg": {"membrane_debris": 75, "collagen": 60}}}}}
      """
    let tissue = try EnzymeTests.end(
      EnzymeTests.scenario(
        making: 0, splitting: 1e-6, constant: 10, pyrophosphate: 0.5, minerals: "[\"CPPD\"]",
        kinetics: kinetics))
    let mineral = try #require(tissue.mineral("CPPD"))
    #expect(tissue.mineralAmounts[mineral, 0] > 1e-3)
    for solute in tissue.solutes.indices { #expect(abs(tissue.relativeResidual(solute)) <= 1e-12) }
  }
}
