/// A solution to speciate.
package struct Solution: Equatable, Sendable {
  /// Temperature [K].
  package var temperature: Double
  /// What fixes the acidity.
  package var acidBase: AcidBase
  /// Totals by component [mol/kg of water]; components at zero take no part. `H` is the proton condition of a
  /// closed solution, `alkalinity` (2·CO₃ − H) the balance of one open to carbon dioxide.
  package var totals: [String: Double]

  /// Makes a solution from what is known of it.
  package init(temperature: Double, acidBase: AcidBase, totals: [String: Double]) {
    self.temperature = temperature
    self.acidBase = acidBase
    self.totals = totals
  }
}

/// Speciation of single solutions with a table of constants, on the kernel that the grid uses.
package struct Speciation: Sendable {
  /// The constants.
  package let table: ThermodynamicTable

  /// Makes a solver for a table.
  package init(table: ThermodynamicTable) { self.table = table }

  /// Speciates a solution from a cold start.
  ///
  /// - Throws: `ChemistryError` for a negative or unknown total, values out of range, or balances that do not
  ///   close.
  package func solve(_ solution: Solution) throws(ChemistryError) -> SpeciatedSolution {
    let present = try presentComponents(solution)
    let system = try table.system(of: present, acidBase: solution.acidBase, temperature: solution.temperature)
    let kernel = try ReactionKernel(system: system, minerals: [])
    kernel.block.fluidFraction[0] = .init(repeating: 1)
    for (index, entry) in system.basis.enumerated() {
      kernel.block.amount[index] = .init(
        repeating: (solution.totals[entry.id] ?? 0) * system.millimolarPerMolal)
      kernel.block.logActivity[index] = .init(repeating: .nan)
    }
    let report = kernel.solve(lanes: 1)
    guard report.unsettledLanes == 0 else {
      throw .notConverged(remaining: report.remaining, iterations: report.iterations)
    }
    return describe(kernel: kernel, iterations: report.iterations)
  }

  /// Components that take part in a solution, in the table's order.
  private func presentComponents(_ solution: Solution) throws(ChemistryError) -> [String] {
    let balances: Set<String> = [Component.hydrogen, Component.alkalinity]
    for id in solution.totals.keys.sorted() where !balances.contains(id) {
      guard let value = solution.totals[id], value >= 0, value.isFinite else {
        throw .outOfRange(quantity: "the total of \(id)", value: solution.totals[id] ?? 0, allowed: ">= 0")
      }
      guard table.components.contains(where: { $0.id == id }) else {
        throw .missingComponent(id, record: "the solution")
      }
    }
    var open = false
    switch solution.acidBase {
    case .open, .heldPHOpen: open = true
    case .heldPH, .closed: open = false
    }
    return table.components.map(\.id).filter { id in
      id != Component.hydrogen && ((solution.totals[id] ?? 0) > 0 || (open && id == Component.carbonate))
    }
  }

  /// Names everything that the kernel found.
  private func describe(kernel: ReactionKernel, iterations: Int) -> SpeciatedSolution {
    SpeciatedSolution(
      of: kernel.system, minerals: table.minerals,
      state: SolutionState(
        unknowns: kernel.system.basis.indices.map { kernel.block.logActivity[$0][0] },
        lnWater: kernel.block.logWaterActivity[0][0], ionicStrength: kernel.block.ionicStrength[0][0],
        molalities: kernel.molalities(lane: 0)),
      iterations: iterations)
  }
}
