import Chemistry
import Foundation
import NumericalMethods
import Testing

/// Random fluids with random minerals, judged by the conditions of equilibrium alone.
@Suite struct EquilibriumSearchTests {
  private let table: ThermodynamicTable
  private var random: SplitMix

  /// Sebastiano Vigna's public-domain splitmix64.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }

  init() throws {
    table = try TestLibrary.table()
    random = SplitMix(state: 1)
  }

  private mutating func number(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &random)
  }

  /// Totals over nine decades, each of 17 components absent in three cases of ten; up to ten minerals, half of
  /// them present with up to 0.05 mol; pH 3–11, 0–50 °C, all three exchanges.
  private mutating func problem() -> EquilibriumProblem {
    var totals: [String: Double] = [:]
    for component in table.components where component.id != "H" && number(0...1) > 0.3 {
      totals[component.id] = 0.2 * Natural.power(10, number(-9...0))
    }
    let pH = number(3...11)
    let exchange: EquilibriumProblem.Exchange =
      switch Int.random(in: 0...3, using: &random) {
      case 0: .closed
      case 1: .heldPH(pH)
      case 2: .heldPH(min(max(pH + number(-2...2), 1), 13))
      default: .open(pCO2_mmHg: Natural.power(10, number(-1...3)))
      }
    var minerals: [String: Double] = [:]
    for _ in 0..<Int.random(in: 1...10, using: &random) {
      guard let phase = table.minerals.randomElement(using: &random) else { continue }
      let isPossible = phase.stoichiometry.keys.allSatisfy { totals[$0] != nil || $0 == "H" || $0 == "H2O" }
      if number(0...1) < 0.5 {
        minerals[phase.id] = 0.05 * Natural.power(10, number(-6...0))
      } else if isPossible {
        minerals[phase.id] = 0
      }
    }
    return EquilibriumProblem(
      temperature: 273.15 + number(0...50), exchange: exchange, start: .pH(pH), totals: totals,
      minerals: minerals, waterMass: number(0.5...2))
  }

  /// Amounts of a balance: what is there, what should be, and the sum of absolute terms.
  private struct Balance {
    var difference = 0.0
    var scale = 0.0

    mutating func add(_ amount: Double) {
      difference += amount
      scale += abs(amount)
    }
  }

  /// Balances of all components, of hydrogen and of water, written anew from the records.
  private func balances(
    of problem: EquilibriumProblem, _ result: Equilibrium
  ) -> [String: Balance] {
    var balances: [String: Balance] = [:]
    func add(_ stoichiometry: [String: Double], times amount: Double) {
      for (id, count) in stoichiometry { balances[id, default: Balance()].add(count * amount) }
    }
    for (solution, mass) in [(result.solution, result.waterMass), (result.start, -problem.waterMass)] {
      for (id, molality) in solution.freeIon { add([id: 1], times: molality * mass) }
      for complex in table.complexes {
        if let molality = solution.complex[complex.id] { add(complex.stoichiometry, times: molality * mass) }
      }
      add(["H2O": 1], times: mass / 0.018016)
    }
    for phase in table.minerals {
      guard let amount = result.minerals[phase.id] else { continue }
      add(phase.stoichiometry, times: amount)
      add(phase.stoichiometry, times: -(problem.minerals[phase.id] ?? 0))
    }
    if let titrant = result.titrant {
      let parts: [String: Double] =
        titrant.formula == "NaOH" ? ["Na": -1, "H": 1, "H2O": -1] : ["Cl": -1, "H": -1]
      add(parts, times: titrant.amount)
    }
    if let uptake = result.carbonDioxideUptake { add(["CO3": -1, "H": -2, "H2O": 1], times: uptake) }
    return balances
  }

  private func check(_ problem: EquilibriumProblem, _ result: Equilibrium) {
    for (id, amount) in result.minerals {
      let index = result.solution.saturationIndex[id] ?? .nan
      // ln Ω is a sum of terms of up to some hundred, each rounded: 1e-13, in decimal 5e-14.
      #expect(amount >= 0 && index < 1e-12 && (amount == 0 || abs(index) < 1e-12), "\(id)")
    }
    // The solver closes balances to 1e-12 of their absolute terms, and so did the start; a titrant brings the
    // round-off of the protons' balance, and less than 1e-15 mol of an ion that was not there is round-off too.
    let protons = balances(of: problem, result)["H"]?.scale ?? 0
    for (id, balance) in balances(of: problem, result) {
      let titrated = result.titrant != nil && (id == "Na" || id == "Cl") ? 3e-15 * protons + 1e-15 : 0
      #expect(abs(balance.difference) <= 3e-12 * balance.scale + titrated + 1e-17, "\(id)")
    }
    // Minerals, titrants and gas are neutral.
    let charge = result.start.chargeBalance * problem.waterMass
    #expect(abs(result.charge - charge) < 1e-11)
  }

  /// Solves a number of problems of ionic strengths that Davies' equation covers; returns how many.
  private mutating func search(_ count: Int) throws -> Int {
    let solver = MineralEquilibrium(table: table)
    var tried = 0
    while tried < count {
      let problem = problem()
      guard case .pH(let pH) = problem.start else { continue }
      let start = try Speciation(table: table).solve(
        Solution(temperature: problem.temperature, acidBase: .heldPH(pH), totals: problem.totals))
      if start.ionicStrength > 0.5 { continue }
      tried += 1
      do {
        check(problem, try solver.solve(problem))
      } catch {
        Issue.record("\(error): \(problem)")
      }
    }
    return tried
  }

  @Test func threeHundredRandomFluidsComeToEquilibrium() throws {
    var search = self
    #expect(try search.search(300) == 300)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["CALCINOSE_TEST_ALL"] == "1"))
  func thirtyThousandRandomFluidsComeToEquilibrium() throws {
    var search = self
    search.random = SplitMix(state: 2)
    #expect(try search.search(30_000) == 30_000)
  }
}
