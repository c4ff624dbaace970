extension AqueousSystem {
  /// Chooses the unknowns of an acid-base mode and writes every component's ln activity with them.
  static func chooseBasis(
    components: [Component], acidBase: AcidBase, lnHenry: Double, lnCarbonDioxide: Double?
  ) throws(ChemistryError) -> (ids: [String], activities: [LinearActivity]) {
    var fixed: Set<String> = []
    var pressure: Double?
    var heldPH: Double?
    switch acidBase {
    case .heldPH(let pH):
      heldPH = pH
      fixed = [Component.hydrogen]
    case .closed: break
    case .open(let value):
      pressure = value
      fixed = [Component.hydrogen, Component.carbonate]
    case .heldPHOpen(let pH, let value):
      heldPH = pH
      pressure = value
      fixed = [Component.hydrogen, Component.carbonate]
    }
    if let heldPH, !(heldPH >= 0 && heldPH <= 14) {
      throw .outOfRange(quantity: "pH", value: heldPH, allowed: "between 0 and 14")
    }
    var lnDissolved = 0.0
    if let pressure {
      guard pressure > 0 && pressure.isFinite else {
        throw .outOfRange(quantity: "pCO2_mmHg", value: pressure, allowed: "> 0")
      }
      guard let lnCarbonDioxide else { throw .missingComponent(Component.carbonate, record: "CO2") }
      lnDissolved = lnHenry + Natural.logarithm(pressure / 760) - lnCarbonDioxide
    }
    var ids = components.map(\.id).filter { !fixed.contains($0) }
    if case .open = acidBase { ids.append(Component.alkalinity) }
    let zero = [Double](repeating: 0, count: ids.count)
    var activities: [LinearActivity] = []
    for component in components {
      var activity = LinearActivity(constant: 0, water: 0, exponents: zero)
      if let index = ids.firstIndex(of: component.id) {
        activity.exponents[index] = 1
      } else if component.id == Component.hydrogen {
        if let heldPH {
          activity.constant = -heldPH * Natural.ln10
        } else {
          activity.exponents[ids.count - 1] = -1
        }
      } else {
        // CO₃²⁻ + 2 H⁺ − H₂O = CO₂, whose activity the gas fixes.
        activity.constant = lnDissolved
        activity.water = 1
        if let heldPH {
          activity.constant += 2 * heldPH * Natural.ln10
        } else {
          activity.exponents[ids.count - 1] = 2
        }
      }
      activities.append(activity)
    }
    return (ids, activities)
  }

  /// Lists all dissolved species: the free ions in the order of the components, then the complexes.
  static func makeSpecies(
    components: [Component], complexes: [AqueousComplex], activities: [LinearActivity], temperature: Double
  ) -> [Species] {
    var species: [Species] = []
    for (index, component) in components.enumerated() {
      species.append(
        Species(
          id: component.id, charge: component.charge, component: index,
          carbon: component.id == Component.carbonate ? 1 : 0,
          hydrogen: component.id == Component.hydrogen ? 1 : 0, activity: activities[index]))
    }
    for complex in complexes {
      let lnK = complex.logK.lnK(temperature: temperature)
      species.append(
        Species(
          id: complex.id, charge: complex.charge, component: nil,
          carbon: complex.stoichiometry[Component.carbonate] ?? 0,
          hydrogen: complex.stoichiometry[Component.hydrogen] ?? 0,
          activity: combine(
            complex.stoichiometry, constant: lnK, components: components, activities: activities)))
    }
    return species
  }

  /// Sums ν times the components' activities, in the order of the components.
  static func combine(
    _ stoichiometry: [String: Double], constant: Double, components: [Component], activities: [LinearActivity]
  ) -> LinearActivity {
    var sum = LinearActivity(
      constant: constant, water: stoichiometry[Component.water] ?? 0,
      exponents: [Double](repeating: 0, count: activities.first?.exponents.count ?? 0))
    for (index, component) in components.enumerated() {
      guard let count = stoichiometry[component.id], count != 0 else { continue }
      sum.constant += count * activities[index].constant
      sum.water += count * activities[index].water
      for entry in sum.exponents.indices {
        sum.exponents[entry] += count * activities[index].exponents[entry]
      }
    }
    return sum
  }

  /// Writes ln Ω of a mineral with the unknowns.
  ///
  /// - Throws: `ChemistryError.missingComponent` when the system lacks one of its components.
  func saturation(of phase: MineralPhase) throws(ChemistryError) -> LinearActivity {
    for id in phase.stoichiometry.keys.sorted() where id != Component.water {
      guard components.contains(where: { $0.id == id }) else { throw .missingComponent(id, record: phase.id) }
    }
    return AqueousSystem.combine(
      phase.stoichiometry, constant: -phase.logK.lnK(temperature: temperature), components: components,
      activities: componentActivities)
  }

  /// Amount of each basis entry that one formula unit of a mineral takes up when it precipitates [1].
  ///
  /// The entry `alkalinity` is 2·CO₃ − H, so that apatite (−1 H) takes one equivalent.
  ///
  /// - Throws: `ChemistryError.missingComponent` when the system lacks one of its components.
  package func exponents(of phase: MineralPhase) throws(ChemistryError) -> [Double] {
    try saturation(of: phase).exponents
  }
}
