extension MineralEquilibrium {
  /// Names everything that was found.
  func describe(_ assemblage: Assemblage, start: SpeciatedSolution, iterations: Int) -> Equilibrium {
    let equilibrium = assemblage.system
    let point = assemblage.point
    let sums = equilibrium.sums(at: point)
    let ids = equilibrium.minerals.map(\.id)
    var titrant: Equilibrium.Titrant?
    var uptake: Double?
    switch equilibrium.exchange {
    case .closed: break
    case .heldPH:
      titrant = Equilibrium.Titrant(
        formula: point.exchanged < 0 ? "HCl" : "NaOH", amount: abs(point.exchanged))
    case .open: uptake = point.exchanged
    }
    let changes = zip(point.minerals, equilibrium.initial).map { $0 - $1 }
    return Equilibrium(
      start: start, solution: solution(equilibrium, at: point, sums: sums, iterations: iterations),
      waterMass: point.waterMass, minerals: Dictionary(uniqueKeysWithValues: zip(ids, point.minerals)),
      changes: Dictionary(uniqueKeysWithValues: zip(ids, changes)), titrant: titrant,
      carbonDioxideUptake: uptake, balanceError: assemblage.remaining)
  }

  /// The fluid of an equilibrium.
  private func solution(
    _ equilibrium: EquilibriumSystem, at point: EquilibriumPoint, sums: EquilibriumSums, iterations: Int
  ) -> SpeciatedSolution {
    let system = equilibrium.system
    func logarithm(_ activity: AqueousSystem.LinearActivity) -> Double {
      var sum = activity.constant + activity.water * point.lnWater
      for (exponent, unknown) in zip(activity.exponents, point.unknowns) { sum += exponent * unknown }
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
    for (species, amount) in zip(system.species, sums.amounts) {
      let molality = amount / point.waterMass
      charge += Double(species.charge) * molality
      if species.component != nil { freeIon[species.id] = molality } else { complex[species.id] = molality }
      for (id, count) in complexes[species.id] ?? [species.id: 1] where id != Component.water {
        totals[id, default: 0] += count * molality
      }
    }
    totals[Component.alkalinity] = 2 * (totals[Component.carbonate] ?? 0) - (totals[Component.hydrogen] ?? 0)
    var saturation: [String: Double] = [:]
    for phase in table.minerals {
      if let activity = try? system.saturation(of: phase) { saturation[phase.id] = logarithm(activity) }
    }
    let hydrogen = logActivity[Component.hydrogen] ?? 0
    var pressure: Double?
    if let carbonate = logActivity[Component.carbonate], let constant = system.lnCarbonDioxide {
      let lnRest = constant - point.lnWater - system.lnHenry
      pressure = carbonate + 2 * hydrogen + lnRest / Natural.ln10
    }
    return SpeciatedSolution(
      pH: -hydrogen, ionicStrength: point.ionicStrength, waterActivity: Natural.exponential(point.lnWater),
      chargeBalance: charge, logCarbonDioxidePressure: pressure, logActivity: logActivity, freeIon: freeIon,
      complex: complex, saturationIndex: saturation, totals: totals, iterations: iterations)
  }
}
