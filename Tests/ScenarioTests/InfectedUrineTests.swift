import ScenarioFormat
import Testing
import TissueModel

/// Urine that urease made alkaline, in a closed beaker.
@Suite struct InfectedUrineTests {
  static let name = "beaker-infected-urine.json"

  @Test func struviteComesWithinTheFirstHourAndNewberyiteNever() throws {
    let (early, _, _) = try ScenarioTests.end(Beaker.load(InfectedUrineTests.name, days: 1.0 / 24))
    #expect(try Beaker.amount("Struvite", early) > 0)
    #expect(try Beaker.amount("Newberyite", early) == 0)
    #expect(try Beaker.saturation("Newberyite", early) < 0)
  }

  /// The kinetics must arrive where the equilibrium solver, which knows no rates, says. The dust of whitlockite is 10⁻³
  /// of what forms; crystals of struvite that leave ln Ω at 0.04 and the water's density, known to 10⁻⁴, are worth less:
  /// 5·10⁻³ together, and in pH, which falls by 0.1 with 2.7 mM of struvite, 5·10⁻⁴.
  @Test func theRunEndsAtTheEquilibriumThatSpeciationGives() throws {
    let path = ScenarioTests.folder.appendingPathComponent("solutions/infected-urine.json").path
    let scenario = try Beaker.load(InfectedUrineTests.name)
    let questions = try SolutionFile.load(path: path)
    let question = try #require(questions.first)
    let solved = try question.solve(with: scenario.library.thermodynamicTable)
    let equilibrium = try #require(solved.equilibrium)
    let (tissue, _, _) = try ScenarioTests.end(scenario)
    // Water weighs 0.9933 kg/L at 37 °C.
    for id in ["Struvite", "Whitlockite"] {
      let expected = try #require(equilibrium.minerals[id]) * 993.3
      #expect(try abs(Beaker.amount(id, tissue) / expected - 1) < 5e-3, "\(id)")
    }
    #expect(try Beaker.amount("Newberyite", tissue) == 0)
    #expect(abs(tissue.pH(Beaker.voxel(tissue)) - solved.solution.pH) < 5e-4)
    ScenarioTests.booksClose(tissue)
  }
}
