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

/// A solution in equilibrium with itself, minerals left alone.
package struct SpeciatedSolution: Equatable, Sendable {
  /// −log₁₀ a_H.
  package let pH: Double
  /// Ionic strength [mol/kg].
  package let ionicStrength: Double
  /// Activity of water [1].
  package let waterActivity: Double
  /// Σ z m [eq/kg].
  package let chargeBalance: Double
  /// log₁₀ of the partial pressure of CO₂ in equilibrium [atm]; nil without carbonate.
  package let logCarbonDioxidePressure: Double?
  /// log₁₀ activities of the components' free ions.
  package let logActivity: [String: Double]
  /// Molalities of the free ions [mol/kg].
  package let freeIon: [String: Double]
  /// Molalities of the complexes [mol/kg].
  package let complex: [String: Double]
  /// Saturation indices log₁₀ Ω of the minerals whose components are present.
  package let saturationIndex: [String: Double]
  /// Totals summed over the species [mol/kg], proton condition `H` and `alkalinity` included.
  package let totals: [String: Double]
  /// Newton steps taken.
  package let iterations: Int
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
    let system = kernel.system
    let unknowns = system.basis.indices.map { kernel.block.logActivity[$0][0] }
    let water = kernel.block.logWaterActivity[0][0]
    func logarithm(_ activity: AqueousSystem.LinearActivity) -> Double {
      var sum = activity.constant + activity.water * water
      for (exponent, unknown) in zip(activity.exponents, unknowns) { sum += exponent * unknown }
      return sum
    }
    let lnActivity = system.componentActivities.map(logarithm)
    var logActivity: [String: Double] = [:]
    for (component, value) in zip(system.components, lnActivity) {
      logActivity[component.id] = value / Natural.ln10
    }
    let molalities = kernel.molalities(lane: 0)
    var freeIon: [String: Double] = [:]
    var complex: [String: Double] = [:]
    var totals: [String: Double] = [:]
    var charge = 0.0
    let complexes = Dictionary(uniqueKeysWithValues: system.complexes.map { ($0.id, $0.stoichiometry) })
    for (species, molality) in zip(system.species, molalities) {
      charge += Double(species.charge) * molality
      if species.component != nil { freeIon[species.id] = molality } else { complex[species.id] = molality }
      for (id, count) in complexes[species.id] ?? [species.id: 1] where id != Component.water {
        totals[id, default: 0] += count * molality
      }
    }
    totals[Component.alkalinity] = 2 * (totals[Component.carbonate] ?? 0) - (totals[Component.hydrogen] ?? 0)
    var saturation: [String: Double] = [:]
    for phase in table.minerals {
      if let activity = try? system.saturation(of: phase) {
        saturation[phase.id] = logarithm(activity) / Natural.ln10
      }
    }
    let hydrogen = logActivity[Component.hydrogen] ?? 0
    let heldPH: Double? =
      switch system.acidBase {
      case .heldPH(let pH), .heldPHOpen(let pH, _): pH
      case .closed, .open: nil
      }
    var pressure: Double?
    if let carbonate = logActivity[Component.carbonate], let constant = system.lnCarbonDioxide {
      let dissolved = constant / Natural.ln10 + carbonate + 2 * hydrogen - water / Natural.ln10
      pressure = dissolved - system.lnHenry / Natural.ln10
    }
    return SpeciatedSolution(
      pH: heldPH ?? -hydrogen, ionicStrength: kernel.block.ionicStrength[0][0],
      waterActivity: Natural.exponential(water),
      chargeBalance: charge, logCarbonDioxidePressure: pressure, logActivity: logActivity, freeIon: freeIon,
      complex: complex, saturationIndex: saturation, totals: totals, iterations: iterations)
  }
}
