import Chemistry
import NumericalMethods
import Testing

/// Single solutions, on the kernel of the grid.
@Suite struct SpeciationTests {
  @Test func theReferenceFileIsComplete() { #expect(ReferenceCase.all.count == 60) }

  /// The reference states ten digits; its authors ask for 1e-6.
  @Test(arguments: ReferenceCase.all)
  func heldPHReproducesTheReference(reference: ReferenceCase) throws {
    let result = try Speciation(table: TestLibrary.table()).solve(reference.solution)
    let expected = reference.output
    #expect(result.complex.keys.sorted() == expected.complex.keys.sorted())
    for (id, molality) in expected.complex {
      #expect(abs((result.complex[id] ?? 0) / molality - 1) < 1e-6, "\(id)")
    }
    for (id, molality) in expected.freeIon {
      #expect(abs((result.freeIon[id] ?? 0) / molality - 1) < 1e-6, "\(id)")
    }
    // 1e-6 relative on an activity is 4.3e-7 on its decimal logarithm.
    for (id, value) in expected.logActivity {
      #expect(abs((result.logActivity[id] ?? 0) - value) < 4.3e-7, "\(id)")
    }
    #expect(result.saturationIndex.keys.sorted() == expected.saturationIndex.keys.sorted())
    for (id, value) in expected.saturationIndex {
      #expect(abs((result.saturationIndex[id] ?? 0) - value) < 1e-6, "\(id)")
    }
    #expect(abs(result.ionicStrength / expected.ionicStrength - 1) < 1e-6)
    #expect(abs(result.waterActivity - expected.waterActivity) < 1e-8)
    // 1e-6 of ions of up to 0.5 eq/kg, errors of both signs.
    #expect(abs(result.chargeBalance - expected.chargeBalance) < 1e-7)
    if let pressure = expected.logPressure {
      #expect(abs((result.logCarbonDioxidePressure ?? 0) - pressure) < 1e-6)
    } else {
      #expect(result.logCarbonDioxidePressure == nil)
    }
  }

  /// Interstitial fluids buffer at least 1e-3 mol/kg per unit of pH, so that a proton balance closed to
  /// 1e-12 · 0.05 mol/kg fixes pH to 5e-11; unbuffered salt solutions to 1e-12·m(OH) / m(OH).
  @Test(arguments: ReferenceCase.all)
  func aClosedSolutionRecoversItsPHFromTotalHydrogen(reference: ReferenceCase) throws {
    let speciation = Speciation(table: try TestLibrary.table())
    let held = try speciation.solve(reference.solution)
    var closed = reference.solution
    closed.acidBase = .closed
    closed.totals["H"] = held.totals["H"]
    let result = try speciation.solve(closed)
    #expect(abs(result.pH - reference.input.pH) < 1e-9)
    #expect(abs(result.ionicStrength - held.ionicStrength) < 1e-10)
  }

  @Test(arguments: ReferenceCase.all.filter { $0.output.logPressure != nil })
  func anOpenSolutionReturnsTheCasesCarbonDioxide(reference: ReferenceCase) throws {
    let speciation = Speciation(table: try TestLibrary.table())
    let held = try speciation.solve(reference.solution)
    let pressure = 760 * Natural.power(10, try #require(reference.output.logPressure))
    var open = reference.solution
    open.acidBase = .open(pCO2_mmHg: pressure)
    open.totals["CO3"] = nil
    open.totals["alkalinity"] = held.totals["alkalinity"]
    let result = try speciation.solve(open)
    // The pressure of the reference has ten digits of its logarithm; carbonate follows it linearly.
    #expect(abs(result.pH - reference.input.pH) < 1e-6)
    let carbonate = try #require(reference.input.totals["CO3"])
    #expect(abs(try #require(result.totals["CO3"]) / carbonate - 1) < 1e-6)
    var both = open
    both.acidBase = .heldPHOpen(pH: reference.input.pH, pCO2_mmHg: pressure)
    let fixed = try speciation.solve(both)
    let alkalinity = try #require(held.totals["alkalinity"])
    #expect(abs(try #require(fixed.totals["alkalinity"]) - alkalinity) < 1e-6 * abs(alkalinity) + 1e-9)
  }

  /// Nothing but an acid's or a base's own ions: PHREEQC 3.8.6 gives I 0.0054086 and m(H) 0.010817 at pH 2, 25 °C.
  @Test func waterOfAnyPHHasItsIonsAlone() throws {
    let speciation = Speciation(table: try TestLibrary.table())
    let acid = try speciation.solve(Solution(temperature: 298.15, acidBase: .heldPH(2), totals: [:]))
    #expect(abs(acid.ionicStrength - 0.0054086) < 1e-7)
    #expect(abs((acid.freeIon["H"] ?? 0) - 0.010817) < 1e-6)
  }

  /// One component, from a trace to a tenth of a mole, where the ions of the pH may be nearly all there is.
  @Test(arguments: [0.5, 2, 4, 7, 10, 12, 13.5])
  func singleComponentsConvergeAtEveryPH(pH: Double) throws {
    let speciation = Speciation(table: try TestLibrary.table())
    for id in speciation.table.components.map(\.id) where id != "H" {
      for exponent in stride(from: -12.0, through: -1, by: 1) {
        let total = Natural.power(10, exponent)
        let held = try speciation.solve(
          Solution(temperature: 298.15, acidBase: .heldPH(pH), totals: [id: total]))
        #expect(abs((held.totals[id] ?? 0) / total - 1) < 1.1e-12)
        let closed = try speciation.solve(
          Solution(
            temperature: 298.15, acidBase: .closed, totals: [id: total, "H": held.totals["H"] ?? 0]))
        #expect(abs(closed.pH - pH) < 1e-6)
      }
    }
  }

  /// Far beyond Davies' range the answer means little, but it stays one: water keeps a positive activity.
  @Test func absurdlyStrongSolutionsKeepAPositiveWaterActivity() throws {
    let speciation = Speciation(table: try TestLibrary.table())
    let brine = try speciation.solve(
      Solution(temperature: 310.15, acidBase: .heldPHOpen(pH: 10.5, pCO2_mmHg: 45), totals: ["Na": 0.1]))
    #expect(brine.ionicStrength > 10 && brine.waterActivity >= 0.5)
  }

  @Test func impossibleSolutionsAreRefused() throws {
    let speciation = Speciation(table: try TestLibrary.table())
    func error(_ acidBase: AcidBase, _ totals: [String: Double], _ temperature: Double = 310.15)
      -> ChemistryError?
    {
      do {
        _ = try speciation.solve(Solution(temperature: temperature, acidBase: acidBase, totals: totals))
        return nil
      } catch { return error }
    }
    #expect(
      error(.heldPH(7), ["Ca": -1e-3])
        == .outOfRange(quantity: "the total of Ca", value: -1e-3, allowed: ">= 0"))
    #expect(error(.heldPH(7), ["Xx": 1e-3]) == .missingComponent("Xx", record: "the solution"))
    #expect(
      error(.heldPH(15), ["Ca": 1e-3]) == .outOfRange(quantity: "pH", value: 15, allowed: "between 0 and 14"))
    #expect(error(.heldPH(7), ["Ca": 1e-3], 400) == .temperature(400))
    #expect(
      error(.open(pCO2_mmHg: 0), ["Ca": 1e-3])
        == .outOfRange(quantity: "pCO2_mmHg", value: 0, allowed: "> 0"))
    #expect(
      ChemistryError.temperature(400).description
        == "the temperature must lie between 0 and 50 °C (got 126.85000000000002 °C)")
  }
}
