import Chemistry
import Foundation
import NumericalMethods
import Testing

/// Random solutions from a cold start: totals over eight decades up to 0.3 mol/kg, each of the 17 components at zero
/// in one case of four, pH 3–11, 0–50 °C, ionic strength up to 0.5 mol/kg.
@Suite struct SpeciationSearchTests {
  private static let isThorough = ProcessInfo.processInfo.environment["CALCINOSE_TEST_ALL"] == "1"

  @Test func twoThousandRandomSolutionsConvergeFromCold() throws { try SpeciationSearch(count: 2000).run() }

  @Test(.enabled(if: isThorough)) func aHundredThousandRandomSolutionsConvergeFromCold() throws {
    try SpeciationSearch(count: 100_000).run()
  }
}

/// Solves random solutions at held pH, closed and open to a gas, and closes their balances anew.
private struct SpeciationSearch {
  let count: Int
  private let speciation: Speciation
  private let stoichiometries: [String: [String: Double]]

  init(count: Int) throws {
    self.count = count
    let table = try TestLibrary.table()
    speciation = Speciation(table: table)
    var stoichiometries = Dictionary(
      uniqueKeysWithValues: table.complexes.map { ($0.id, $0.stoichiometry) })
    for component in table.components { stoichiometries[component.id] = [component.id: 1] }
    self.stoichiometries = stoichiometries
  }

  func run() throws {
    let ids = speciation.table.components.map(\.id).filter { $0 != "H" }
    let sequence = try QuasiRandom(dimension: ids.count + 2)
    var solved = 0
    while solved < count {
      let point = try sequence.next()
      var totals: [String: Double] = [:]
      for (id, value) in zip(ids, point) {
        totals[id] = value > 0.25 ? 0.3 * Natural.power(10, -8 * (1 - (value - 0.25) / 0.75)) : 0
      }
      let pH = 3 + 8 * point[ids.count]
      var solution = Solution(
        temperature: 273.15 + 50 * point[ids.count + 1], acidBase: .heldPH(pH), totals: totals)
      let held = try speciation.solve(solution)
      if held.ionicStrength > 0.5 { continue }
      solved += 1
      expectClosed(solution, held, balances: totals.keys.sorted())
      solution.acidBase = .closed
      solution.totals["H"] = held.totals["H"]
      let closed = try speciation.solve(solution)
      expectClosed(solution, closed, balances: totals.keys + ["H"])
      // Water alone buffers √(4 K_w) of 1e-7 mol/(kg pH) or more, against 1e-12 of up to 1 mol/kg of protons.
      #expect(abs(closed.pH - pH) < 1e-5)
      guard let pressure = held.logCarbonDioxidePressure, abs(pressure + 2) < 2 else { continue }
      solution.acidBase = .open(pCO2_mmHg: 760 * Natural.power(10, pressure))
      solution.totals["CO3"] = nil
      solution.totals["alkalinity"] = held.totals["alkalinity"]
      let open = try speciation.solve(solution)
      let others = totals.keys.filter { $0 != "CO3" }
      expectClosed(solution, open, balances: others + ["alkalinity"])
    }
  }

  /// Every balance to 1e-12 of the sum of its absolute terms, and the roundings of summing it in another order.
  private func expectClosed(_ solution: Solution, _ result: SpeciatedSolution, balances: [String]) {
    for id in balances where solution.totals[id] != 0 {
      var (sum, scale) = (0.0, 0.0)
      for (species, molality) in result.complex.merging(result.freeIon, uniquingKeysWith: { $1 }) {
        let units = stoichiometries[species] ?? [:]
        let count =
          id == "alkalinity" ? 2 * (units["CO3"] ?? 0) - (units["H"] ?? 0) : (units[id] ?? 0)
        sum += count * molality
        scale += abs(count) * molality
      }
      #expect(abs(sum - (solution.totals[id] ?? 0)) <= 1.05e-12 * scale, "\(id) in \(solution)")
    }
  }
}
