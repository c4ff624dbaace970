extension KernelPlan {
  /// Lays a system, its kinetic minerals and the phases that are looked at out for the inner loops.
  ///
  /// - Throws: `ChemistryError.missingComponent` for a mineral that the system cannot hold, `.outOfRange` for an
  ///   order below one.
  init(
    system: AqueousSystem, minerals: [KineticMineral], phases: [MineralPhase], storage: KernelStorage
  ) throws(ChemistryError) {
    for mineral in minerals {
      for order in [mineral.growth.order, mineral.dissolution.order] where !(order >= 1) {
        throw .outOfRange(
          quantity: "the order of a rate law of \(mineral.phase.id)", value: order, allowed: ">= 1")
      }
    }
    var saturations: [AqueousSystem.LinearActivity] = []
    for phase in minerals.map(\.phase) + phases { saturations.append(try system.saturation(of: phase)) }
    let count = system.basis.count
    let elimination = Elimination(
      count: count,
      couplings: system.species.map(\.activity.exponents)
        + saturations.prefix(minerals.count).map(\.exponents))
    let order = elimination.order
    func permuted(_ values: [Double]) -> [Double] { order.map { values[$0] } }
    let weights = system.species.map { permuted($0.activity.exponents) }

    unknowns = count
    speciesCount = system.species.count
    couplings = elimination.columnRow.count
    self.minerals = minerals.count
    self.order = storage.copy(order.map(Int32.init))
    isPositive = storage.copy(order.map { system.basis[$0].isPositive })
    columnStart = storage.copy(elimination.columnStart)
    columnRow = storage.copy(elimination.columnRow)
    target = storage.copy(elimination.target)

    var table = MonomialTable(variables: count + 3)
    let monomials = zip(system.species, weights).map { species, exponents in
      KernelPlan.monomial(of: species, exponents: exponents, in: &table)
    }
    let pairs = table.pairs(of: monomials)
    let hydrogen = system.components.firstIndex { $0.id == Component.hydrogen } ?? 0
    freeIon = storage.copy(
      order.flatMap { entry in
        let ion = system.components.firstIndex { $0.id == system.basis[entry].id } ?? hydrogen
        return [Int32(ion), Int32(pairs[ion].0), Int32(pairs[ion].1)]
      })
    one = table.one
    tableCount = table.count
    reciprocals = storage.copy(table.reciprocals)
    reciprocalCount = table.reciprocals.count / 2
    products = storage.copy(table.products)
    productCount = table.products.count / 3
    constants = storage.copy(system.species.map { Natural.exponential($0.activity.constant) })
    factors = storage.copy(pairs.flatMap { [Int32($0.0), Int32($0.1)] })
    steepness = weights.reduce(1) { max($0, $1.reduce(0) { $0 + $1.magnitude }) }

    let rows = KernelRows(system: system, weights: weights, elimination: elimination)
    absolute = storage.copy(rows.absolute)
    chargeClasses = rows.squaredCharges.count
    squaredCharges = storage.copy(rows.squaredCharges)
    let sums = SharedSums(rows: rows.balance + rows.jacobian, count: system.species.count)
    sharedRows = SparseRows(sums.sums, storage: storage)
    let combined = sums.rows
    balanceRows = SparseRows(Array(combined.prefix(rows.balance.count)), storage: storage)
    jacobianRows = SparseRows(Array(combined.dropFirst(rows.balance.count)), storage: storage)
    carbonateRow = SparseRows([system.species.map(\.carbon)], storage: storage)
    let carbonate = system.index(of: Component.carbonate)
    carbonatePlace = order.firstIndex { $0 == carbonate } ?? -1
    isOpen = carbonate == nil && system.components.contains { $0.id == Component.carbonate }
    speciesRows = LogarithmicRows(system.species.map(\.activity), permuted: permuted, storage: storage)
    saturationRows = LogarithmicRows(saturations, permuted: permuted, storage: storage)
    acidityRow = LogarithmicRows(
      [system.componentActivities[hydrogen]], permuted: permuted, storage: storage)

    let exponents = saturations.prefix(minerals.count).map { permuted($0.exponents) }
    mineralExponent = storage.copy(exponents.flatMap(\.self))
    var pairStart: [Int32] = [0]
    var pairPosition: [Int32] = []
    var pairWeight: [Double] = []
    for units in exponents {
      for row in units.indices {
        for column in 0...row where units[row] != 0 && units[column] != 0 {
          guard let position = elimination.position(row, column) else { continue }
          pairPosition.append(Int32(position))
          pairWeight.append(units[row] * units[column])
        }
      }
      pairStart.append(Int32(pairPosition.count))
    }
    self.pairStart = storage.copy(pairStart)
    self.pairPosition = storage.copy(pairPosition)
    self.pairWeight = storage.copy(pairWeight)

    let laws = KineticLaws(minerals, temperature: system.temperature)
    growthSpeed = storage.copy(laws.growthSpeed)
    growthInverseRoot = storage.copy(minerals.map { 1 / $0.growth.root })
    growthOrder = storage.copy(minerals.map(\.growth.order))
    dissolutionInverseRoot = storage.copy(minerals.map { 1 / $0.dissolution.root })
    dissolutionOrder = storage.copy(minerals.map(\.dissolution.order))
    sphere = storage.copy(laws.sphere)
    termStart = storage.copy(laws.termStart)
    termSpeed = storage.copy(laws.termSpeed)
    termOrder = storage.copy(laws.termOrder)

    let cold = KernelPlan.coldGuess(system: system)
    coldConstant = storage.copy(permuted(cold.constants))
    coldCharge = storage.copy(permuted(cold.charges))
    coldStrength = cold.strength
    acidPlace = order.firstIndex { entry in entry == cold.acid } ?? -1
    davies = system.water.debyeHueckel * Natural.ln10
    millimolarPerMolal = system.millimolarPerMolal
    scratch = KernelScratch(
      unknowns: count, molalities: system.species.count + sharedRows.count, table: table.count,
      balanceRows: balanceRows.count,
      jacobianRows: jacobianRows.count, couplings: couplings, minerals: minerals.count, storage: storage)
    scratch.table[table.one] = Lanes(repeating: 1)
  }

  /// Entries of the table whose product, times its constant, is a species' molality.
  private static func monomial(
    of species: AqueousSystem.Species, exponents: [Double], in table: inout MonomialTable
  ) -> [Int] {
    var powers = exponents.map { Int($0) }
    powers.append(Int(species.activity.water))
    powers.append(species.charge * species.charge)
    powers.append(species.charge == 0 ? 1 : 0)
    var entries: [Int] = []
    for (variable, power) in powers.enumerated() where power != 0 {
      entries.append(table.entry(variable: variable, power: power))
    }
    return entries
  }
}

/// Rate laws brought to lengths and volumes.
private struct KineticLaws {
  var growthSpeed, sphere: [Double]
  var termStart: [Int32] = [0]
  var termSpeed: [Double] = []
  var termOrder: [Double] = []

  init(_ minerals: [KineticMineral], temperature: Double) {
    // mol/(m² s) is 10⁶ amol/(µm² s).
    growthSpeed = minerals.map { $0.phase.volumePerAttomole * 1e6 * $0.growth.rateConstant }
    sphere = minerals.map { 4 * Double.pi / (3 * $0.phase.volumePerAttomole) }
    for mineral in minerals {
      let energy = mineral.dissolution.activationEnergy
      let arrhenius = Natural.exponential(-energy / (Natural.gasConstant * temperature))
      for term in mineral.dissolution.terms {
        termSpeed.append(mineral.phase.volumePerAttomole * 1e6 * term.rateConstant * arrhenius)
        termOrder.append(term.protonOrder)
      }
      termStart.append(Int32(termSpeed.count))
    }
  }
}

extension KernelPlan.LogarithmicRows {
  /// Keeps the non-zero exponents of linear functions.
  init(
    _ activities: [AqueousSystem.LinearActivity], permuted: ([Double]) -> [Double], storage: KernelStorage
  ) {
    var start: [Int32] = [0]
    var place: [Int32] = []
    var exponent: [Double] = []
    for activity in activities {
      for (entry, value) in permuted(activity.exponents).enumerated() where value != 0 {
        place.append(Int32(entry))
        exponent.append(value)
      }
      start.append(Int32(place.count))
    }
    count = activities.count
    self.start = storage.copy(start)
    self.place = storage.copy(place)
    self.exponent = storage.copy(exponent)
    constant = storage.copy(activities.map(\.constant))
    water = storage.copy(activities.map(\.water))
  }
}
