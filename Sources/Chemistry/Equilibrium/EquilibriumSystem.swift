/// An equilibrium problem in numbers: species, minerals and what they conserve.
///
/// Balances are in moles. Balance j of the basis is Σ_s e_sj N_s + Σ_p E_pj n_p = T_j with amounts N of species
/// and n of minerals, and T including what the minerals hold at the start. Water is a component as well: species
/// and minerals carry H₂O, so that hydrogen and oxygen are conserved and the mass of water follows.
struct EquilibriumSystem {
  /// What a species or a mineral carries, and its ln activity (or ln Ω) as a linear function.
  struct Part {
    /// Identifier of the species or mineral.
    let id: String
    /// Charge [elementary charges]; 0 for minerals.
    let charge: Double
    /// ln K of formation of a species, −ln K of a mineral, with what the exchange fixes.
    let constant: Double
    /// Power of the activity of water in the mass action.
    let waterPower: Double
    /// Powers of the unknowns, which are also the weights in the balances; [basis entry].
    let exponents: [Double]
    /// Hydrogen per formula unit, as component.
    let hydrogen: Double
    /// Inorganic carbon per formula unit.
    let carbon: Double
    /// H₂O per formula unit.
    let water: Double
  }

  /// Molar mass of water [kg/mol], as PHREEQC has it.
  static let waterMolarMass = 0.018016
  /// Water per solute that lowers the activity of water: a_w = 1 − 0.017 Σ m (Garrels & Christ 1965).
  static let waterLowering = 0.017

  /// Components and complexes with the unknowns of the exchange.
  let system: AqueousSystem
  /// What passes the walls.
  let exchange: EquilibriumProblem.Exchange
  /// Dissolved species, in the order of `system.species`.
  let species: [Part]
  /// Allowed minerals, in the order of the table.
  let minerals: [Part]
  /// Minerals at the start [mol].
  let initial: [Double]
  /// Conserved amounts by basis entry [mol].
  let totals: [Double]
  /// Conserved hydrogen, carbon and water [mol] apart from what passes the walls.
  let totalHydrogen, totalCarbon, totalWater: Double
  /// Basis entries that a titrant adds to.
  let sodium, chloride: Int?
  /// Largest amount of each mineral that the totals can make [mol].
  let capacity: [Double]

  /// Number of unknown activities.
  var count: Int { totals.count }
  /// A of Debye and Hückel times ln 10.
  var debyeHueckel: Double { system.water.debyeHueckel * Natural.ln10 }

  /// Puts a problem into numbers; `start` is its fluid before the reaction.
  ///
  /// - Throws: `ChemistryError` for a mineral that the system cannot hold.
  init(
    problem: EquilibriumProblem, system: AqueousSystem, phases: [MineralPhase], start: SpeciatedSolution,
    startWater: Double
  ) throws(ChemistryError) {
    self.system = system
    exchange = problem.exchange
    let stoichiometry = Dictionary(uniqueKeysWithValues: system.complexes.map { ($0.id, $0.stoichiometry) })
    species = system.species.map { item in
      Part(
        id: item.id, charge: Double(item.charge), constant: item.activity.constant,
        waterPower: item.activity.water, exponents: item.activity.exponents, hydrogen: item.hydrogen,
        carbon: item.carbon, water: stoichiometry[item.id]?[Component.water] ?? 0)
    }
    var minerals: [Part] = []
    for phase in phases {
      let activity = try system.saturation(of: phase)
      minerals.append(
        Part(
          id: phase.id, charge: 0, constant: activity.constant, waterPower: activity.water,
          exponents: activity.exponents, hydrogen: phase.stoichiometry[Component.hydrogen] ?? 0,
          carbon: phase.stoichiometry[Component.carbonate] ?? 0,
          water: phase.stoichiometry[Component.water] ?? 0))
    }
    self.minerals = minerals
    let initial = phases.map { problem.minerals[$0.id] ?? 0 }
    self.initial = initial
    let mass = problem.waterMass
    let dissolvedHydrogen: Double
    if case .totalHydrogen(let amount) = problem.start {
      dissolvedHydrogen = amount
    } else {
      dissolvedHydrogen = (start.totals[Component.hydrogen] ?? 0) * mass
    }
    func held(_ part: (Part) -> Double) -> Double {
      zip(minerals, initial).reduce(0) { $0 + part($1.0) * $1.1 }
    }
    let dissolvedCarbon = (problem.totals[Component.carbonate] ?? 0) * mass
    totalHydrogen = dissolvedHydrogen + held(\.hydrogen)
    totalCarbon = dissolvedCarbon + held(\.carbon)
    totalWater = mass / Self.waterMolarMass + startWater * mass + held(\.water)
    totals = system.basis.indices.map { index in
      let id = system.basis[index].id
      let dissolved =
        switch id {
        case Component.hydrogen: dissolvedHydrogen
        case Component.alkalinity: 2 * dissolvedCarbon - dissolvedHydrogen
        default: (problem.totals[id] ?? 0) * mass
        }
      return dissolved + held { $0.exponents[index] }
    }
    if case .heldPH = problem.exchange {
      sodium = system.index(of: Component.sodium)
      chloride = system.index(of: Component.chloride)
    } else {
      sodium = nil
      chloride = nil
    }
    let totals = self.totals
    let (sodiumIndex, chlorideIndex) = (sodium, chloride)
    capacity = minerals.map { mineral in
      let limits = system.basis.indices.compactMap { index -> Double? in
        guard system.basis[index].isPositive && mineral.exponents[index] > 0 else { return nil }
        // A titrant may bring any amount of its ion.
        if index == sodiumIndex || index == chlorideIndex { return nil }
        return max(totals[index], Self.trace) / mineral.exponents[index]
      }
      return limits.min() ?? 1
    }
  }

  /// Stands for a total that is still zero [mol].
  static let trace = 1e-18

  /// What the fluid holds of a basis entry, with the titrant [mol].
  func total(_ index: Int, exchanged: Double) -> Double {
    var total = totals[index]
    if index == sodium { total += max(exchanged, 0) }
    if index == chloride { total += max(-exchanged, 0) }
    return system.basis[index].isPositive ? max(total, Self.trace) : total
  }

  /// ln γ of a charge at an ionic strength [mol/kg] (Davies; 0.1 I for uncharged species), and its slope.
  ///
  /// Beyond `KernelPlan.highestIonicStrength` coefficients stay what they are there, as in the speciation of voxels.
  func lnActivityCoefficient(charge: Double, ionicStrength: Double) -> (value: Double, slope: Double) {
    let limit = KernelPlan.highestIonicStrength
    if ionicStrength > limit {
      return (lnActivityCoefficient(charge: charge, ionicStrength: limit).value, 0)
    }
    if charge == 0 { return (0.1 * Natural.ln10 * ionicStrength, 0.1 * Natural.ln10) }
    let root = ionicStrength.squareRoot()
    let factor = -debyeHueckel * charge * charge
    let slope = 1 / (2 * max(root, 1e-12) * (1 + root) * (1 + root)) - 0.3
    return (factor * (root / (1 + root) - 0.3 * ionicStrength), factor * slope)
  }
}

extension Component {
  /// Identifier of the component that NaOH brings.
  static let sodium = "Na"
  /// Identifier of the component that HCl brings.
  static let chloride = "Cl"
}
