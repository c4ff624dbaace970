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
    SpeciatedSolution(
      of: equilibrium.system, minerals: table.minerals,
      state: SolutionState(
        unknowns: point.unknowns, lnWater: point.lnWater, ionicStrength: point.ionicStrength,
        molalities: sums.amounts.map { $0 / point.waterMass }),
      iterations: iterations)
  }
}
