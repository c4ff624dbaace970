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

/// What a solver knows of a solution, in the order of its system.
struct SolutionState {
  /// ln activities of the basis.
  let unknowns: [Double]
  /// ln a_w.
  let lnWater: Double
  /// Ionic strength [mol/kg].
  let ionicStrength: Double
  /// Molality of every species [mol/kg].
  let molalities: [Double]
}

extension SpeciatedSolution {
  /// Names everything in a state, with the saturation of those minerals that the system's components can form.
  init(of system: AqueousSystem, minerals: [MineralPhase], state: SolutionState, iterations: Int) {
    func logarithm(_ activity: AqueousSystem.LinearActivity) -> Double {
      var sum = activity.constant + activity.water * state.lnWater
      for (exponent, unknown) in zip(activity.exponents, state.unknowns) { sum += exponent * unknown }
      return sum / Natural.ln10
    }
    var logActivity: [String: Double] = [:]
    for (component, activity) in zip(system.components, system.componentActivities) {
      logActivity[component.id] = logarithm(activity)
    }
    var freeIon: [String: Double] = [:]
    var complex: [String: Double] = [:]
    var totals: [String: Double] = [:]
    var charge = 0.0
    let complexes = Dictionary(uniqueKeysWithValues: system.complexes.map { ($0.id, $0.stoichiometry) })
    for (species, molality) in zip(system.species, state.molalities) {
      charge += Double(species.charge) * molality
      if species.component != nil { freeIon[species.id] = molality } else { complex[species.id] = molality }
      for (id, count) in complexes[species.id] ?? [species.id: 1] where id != Component.water {
        totals[id, default: 0] += count * molality
      }
    }
    totals[Component.alkalinity] = 2 * (totals[Component.carbonate] ?? 0) - (totals[Component.hydrogen] ?? 0)
    var saturation: [String: Double] = [:]
    for phase in minerals {
      if let activity = try? system.saturation(of: phase) { saturation[phase.id] = logarithm(activity) }
    }
    let hydrogen = logActivity[Component.hydrogen] ?? 0
    var pressure: Double?
    if let carbonate = logActivity[Component.carbonate], let constant = system.lnCarbonDioxide {
      pressure = carbonate + 2 * hydrogen + (constant - state.lnWater - system.lnHenry) / Natural.ln10
    }
    let pH: Double
    switch system.acidBase {
    case .heldPH(let held), .heldPHOpen(let held, _): pH = held
    case .closed, .open: pH = -hydrogen
    }
    self.init(
      pH: pH, ionicStrength: state.ionicStrength, waterActivity: Natural.exponential(state.lnWater),
      chargeBalance: charge, logCarbonDioxidePressure: pressure, logActivity: logActivity, freeIon: freeIon,
      complex: complex, saturationIndex: saturation, totals: totals, iterations: iterations)
  }
}
