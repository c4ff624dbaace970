/// Equilibria of fluids with minerals that may dissolve or precipitate, with a table of constants.
package struct MineralEquilibrium: Sendable {
  /// The constants.
  package let table: ThermodynamicTable

  /// Makes a solver for a table.
  package init(table: ThermodynamicTable) { self.table = table }

  /// Lets the allowed minerals dissolve and precipitate until each is absent and not supersaturated, or present
  /// and saturated.
  ///
  /// All components, the proton condition and water are conserved, so that the mass of water changes a little.
  ///
  /// - Throws: `ChemistryError` for values out of range, unknown names, a mineral whose components are neither in
  ///   the fluid nor in a mineral, or balances that do not close.
  package func solve(_ problem: EquilibriumProblem) throws(ChemistryError) -> Equilibrium {
    try check(problem)
    let start = try Speciation(table: table).solve(fluidOfStart(problem))
    let result = try solve(problem, start: start, withTitrant: nil)
    // The titrant's own ion may not have been in the fluid; less than this is round-off of the protons' balance.
    if let titrant = result.titrant, titrant.amount > 1e-15 {
      let ion = titrant.formula == "NaOH" ? Component.sodium : Component.chloride
      if result.solution.totals[ion] == nil && table.components.contains(where: { $0.id == ion }) {
        return try solve(problem, start: start, withTitrant: ion)
      }
    }
    return result
  }

  /// Refuses what no equilibrium can be computed of.
  private func check(_ problem: EquilibriumProblem) throws(ChemistryError) {
    guard problem.waterMass > 0 && problem.waterMass.isFinite else {
      throw .outOfRange(quantity: "the mass of water", value: problem.waterMass, allowed: "> 0 kg")
    }
    for (id, amount) in problem.minerals.sorted(by: { $0.key < $1.key }) {
      guard amount >= 0 && amount.isFinite else {
        throw .outOfRange(quantity: "the amount of \(id)", value: amount, allowed: ">= 0")
      }
      guard table.minerals.contains(where: { $0.id == id }) else {
        throw .unknownMineral(id)
      }
    }
    if case .open(let pressure) = problem.exchange, !(pressure > 0 && pressure.isFinite) {
      throw .outOfRange(quantity: "pCO2_mmHg", value: pressure, allowed: "> 0")
    }
    if case .heldPH(let pH) = problem.exchange, !(pH >= 0 && pH <= 14) {
      throw .outOfRange(quantity: "pH", value: pH, allowed: "between 0 and 14")
    }
  }

  /// The fluid before anything reacts.
  private func fluidOfStart(_ problem: EquilibriumProblem) -> Solution {
    var fluid = Solution(temperature: problem.temperature, acidBase: .closed, totals: problem.totals)
    switch problem.start {
    case .pH(let pH): fluid.acidBase = .heldPH(pH)
    case .totalHydrogen(let amount): fluid.totals[Component.hydrogen] = amount / problem.waterMass
    }
    return fluid
  }

  /// Components of fluid, minerals and what passes the walls, in the table's order.
  private func components(of problem: EquilibriumProblem, titrant: String?) -> [String] {
    var present = Set(problem.totals.filter { $0.value > 0 }.keys)
    if let titrant { present.insert(titrant) }
    if case .open = problem.exchange { present.insert(Component.carbonate) }
    for phase in table.minerals where (problem.minerals[phase.id] ?? 0) > 0 {
      present.formUnion(phase.stoichiometry.filter { $0.value > 0 }.keys)
    }
    return table.components.map(\.id).filter { present.contains($0) && $0 != Component.hydrogen }
  }

  /// Solves with the components of the problem, and the ion that a titrant brings where it was not there.
  private func solve(
    _ problem: EquilibriumProblem, start: SpeciatedSolution, withTitrant titrant: String?
  ) throws(ChemistryError) -> Equilibrium {
    let acidBase: AcidBase =
      switch problem.exchange {
      case .closed: .closed
      case .heldPH(let pH): .heldPH(pH)
      case .open(let pressure): .open(pCO2_mmHg: pressure)
      }
    let system = try table.system(
      of: components(of: problem, titrant: titrant), acidBase: acidBase,
      temperature: problem.temperature)
    let complexes = system.complexes.filter { start.complex[$0.id] != nil }
    let startWater = complexes.reduce(0) {
      $0 + ($1.stoichiometry[Component.water] ?? 0) * (start.complex[$1.id] ?? 0)
    }
    let equilibrium = try EquilibriumSystem(
      problem: problem, system: system, phases: table.minerals.filter { problem.minerals[$0.id] != nil },
      start: start, startWater: startWater)
    let first = firstPoint(equilibrium, start: start, problem)
    var interior = InteriorPoint(system: equilibrium, point: first)
    interior.run()
    var assemblage = Assemblage(system: equilibrium, point: interior.point)
    var iterations = interior.iterations
    if !assemblage.solve() {
      iterations += assemblage.iterations
      let search = TitrantSearch(system: equilibrium, first: first).run()
      iterations += search.iterations
      assemblage = Assemblage(system: equilibrium, point: search.point)
      guard assemblage.solve() else {
        throw .notConverged(
          remaining: assemblage.remaining, iterations: iterations + assemblage.iterations)
      }
    }
    return describe(assemblage, start: start, iterations: iterations + assemblage.iterations)
  }

  /// Activities of the fluid as it was; components that only minerals hold begin at a micromole.
  private func firstPoint(
    _ system: EquilibriumSystem, start: SpeciatedSolution, _ problem: EquilibriumProblem
  ) -> EquilibriumPoint {
    let unknowns = system.system.basis.map { entry -> Double in
      if entry.id == Component.alkalinity { return start.pH * Natural.ln10 }
      return (start.logActivity[entry.id] ?? -6) * Natural.ln10
    }
    return EquilibriumPoint(
      unknowns: unknowns, minerals: [], ionicStrength: max(start.ionicStrength, 1e-9),
      lnWater: Natural.logarithm(max(start.waterActivity, 0.5)), waterMass: problem.waterMass, exchanged: 0)
  }
}
