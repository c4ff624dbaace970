import Chemistry
import Fields
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// A voxel that cannot be integrated.
@Suite struct VoxelFailureTests {
  /// A number that is none reaches the inhibitors of one voxel's crystals, at every length of the step.
  @Test func theVoxelNamesItselfItsTimeAndItsChemistry() throws {
    let scenario = try Scenario.read(text: CoupledTests.text(causes: false), file: "coupled.json")
    var simulation = try Assembly(scenario, workers: Workers(count: 1)).simulation
    let tissue = simulation.tissue
    let voxel = tissue.anatomy.grid.index(x: 2, y: 3, z: 5)
    let apatite = try #require(tissue.mineral("HAP"))
    tissue.add(CrystalPopulation(number: 1, radius: 0.05), of: apatite, to: voxel)
    tissue.ionicStrength[0, voxel] = .nan
    let before = tissue.values(of: \.amounts)
    let error = try #require(throws: SimulationError.self) { try simulation.advance() }
    #expect(error.voxel == [2, 3, 5] && error.step == 0 && error.days == 0)
    #expect(simulation.refusedSteps >= StepControl.firstExponent)
    let text = error.description
    #expect(
      text.hasPrefix(
        "transport and chemistry do not agree at the shortest step in voxel [2, 3, 5], step 0, at day 0.0 (fluid 0."
      ))
    for part in [", pH 7.4", ", ionic strength nan mol/kg, Ca 1.", " mM, PPi 0.00", ", HAP "] {
      #expect(text.contains(part), "\(text)")
    }
    // What was computed before stays as it was.
    #expect(simulation.tissue.values(of: \.amounts) == before)
  }
}

extension VoxelFailureTests {
  /// An amount that is none: the solute is named with voxel, step and time.
  @Test func aSolveThatFailsIsNamedWithStepAndTime() throws {
    let scenario = try Scenario.read(text: CoupledTests.text(causes: false), file: "coupled.json")
    var simulation = try Assembly(scenario, workers: Workers(count: 1)).simulation
    try simulation.advance()
    let tissue = simulation.tissue
    let calcium = try #require(tissue.solute("Ca"))
    tissue.amounts[calcium, tissue.anatomy.grid.index(x: 2, y: 3, z: 5)] = .nan
    let error = try #require(throws: SimulationError.self) { try simulation.advance() }
    // The first step takes 0.9375 s.
    #expect(
      error.description
        == "diffusion of Ca: the amount must be finite (got nan mM) in voxel [2, 3, 5], step 1, at day \(0.9375 / 86400)"
    )
  }
}

extension Tissue {
  fileprivate func values(of fields: KeyPath<Tissue, FieldSet>) -> [Double] {
    (0..<self[keyPath: fields].count).flatMap { self[keyPath: fields].values(of: $0) }
  }
}
