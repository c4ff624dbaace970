extension KernelPlan {
  /// Lays a system and its kinetic minerals out for the inner loops.
  ///
  /// - Throws: `ChemistryError.missingComponent` for a mineral that the system cannot hold, `.outOfRange` for an
  ///   order below one.
  init(system: AqueousSystem, minerals: [KineticMineral], storage: KernelStorage) throws(ChemistryError) {
    var saturations: [AqueousSystem.LinearActivity] = []
    for mineral in minerals {
      for order in [mineral.growth.order, mineral.dissolution.order] where !(order >= 1) {
        throw .outOfRange(
          quantity: "the order of a rate law of \(mineral.phase.id)", value: order, allowed: ">= 1")
      }
      saturations.append(try system.saturation(of: mineral.phase))
    }
    let count = system.basis.count
    let elimination = EliminationOrder(
      count: count, couplings: system.species.map(\.activity.exponents) + saturations.map(\.exponents))
    let order = elimination.order
    func permuted(_ values: [Double]) -> [Double] { order.map { values[$0] } }

    unknowns = count
    speciesCount = system.species.count
    self.minerals = minerals.count
    self.order = storage.copy(order.map(Int32.init))
    isPositive = storage.copy(order.map { system.basis[$0].isPositive })
    columnStart = storage.copy(elimination.columnStart)
    columnRow = storage.copy(elimination.columnRow)

    var table = FactorTable(variables: count + 3)
    var constants: [Double] = []
    var factorStart: [Int32] = [0]
    var factorIndex: [Int32] = []
    for species in system.species {
      var powers = permuted(species.activity.exponents).map { Int($0) }
      powers.append(Int(species.activity.water))
      powers.append(species.charge * species.charge)
      powers.append(species.charge == 0 ? 1 : 0)
      constants.append(Natural.exponential(species.activity.constant))
      for (variable, power) in powers.enumerated() where power != 0 {
        factorIndex.append(Int32(table.place(variable: variable, power: power)))
      }
      factorStart.append(Int32(factorIndex.count))
    }
    self.constants = storage.copy(constants)
    self.factorStart = storage.copy(factorStart)
    self.factorIndex = storage.copy(factorIndex)
    direct = storage.copy(table.direct)
    inverse = storage.copy(table.inverse)
    products = storage.copy(table.products)
    productCount = table.products.count / 3
    factorCount = table.count

    let weights = system.species.map { permuted($0.activity.exponents) }
    let (balance, jacobian) = KernelPlan.makeRows(system: system, weights: weights, storage: storage)
    balanceRows = balance
    jacobianRows = jacobian
    exponentRows = Rows(weights, storage: storage)

    let hydrogen = system.components.firstIndex { $0.id == Component.hydrogen } ?? 0
    freeIon = storage.copy(
      order.map { entry in
        let id = system.basis[entry].id
        return Int32(system.components.firstIndex { $0.id == id } ?? hydrogen)
      })
    let acidity = system.componentActivities[hydrogen]
    acidityConstant = acidity.constant
    acidityExponent = storage.copy(permuted(acidity.exponents))

    mineralExponent = storage.copy(saturations.flatMap { permuted($0.exponents) })
    mineralConstant = storage.copy(saturations.map(\.constant))
    mineralWater = storage.copy(saturations.map(\.water))
    // mol/(m² s) is 10⁶ amol/(µm² s).
    let volumes = minerals.map(\.phase.volumePerAttomole)
    growthSpeed = storage.copy(minerals.map { $0.phase.volumePerAttomole * 1e6 * $0.growth.rateConstant })
    growthInverseRoot = storage.copy(minerals.map { 1 / $0.growth.root })
    growthOrder = storage.copy(minerals.map(\.growth.order))
    dissolutionInverseRoot = storage.copy(minerals.map { 1 / $0.dissolution.root })
    dissolutionOrder = storage.copy(minerals.map(\.dissolution.order))
    sphere = storage.copy(volumes.map { 4 * Double.pi / (3 * $0) })
    var termStart: [Int32] = [0]
    var termSpeed: [Double] = []
    var termOrder: [Double] = []
    for mineral in minerals {
      let energy = mineral.dissolution.activationEnergy
      let arrhenius = Natural.exponential(-energy / (Natural.gasConstant * system.temperature))
      for term in mineral.dissolution.terms {
        termSpeed.append(mineral.phase.volumePerAttomole * 1e6 * term.rateConstant * arrhenius)
        termOrder.append(term.protonOrder)
      }
      termStart.append(Int32(termSpeed.count))
    }
    self.termStart = storage.copy(termStart)
    self.termSpeed = storage.copy(termSpeed)
    self.termOrder = storage.copy(termOrder)

    let cold = KernelPlan.coldGuess(system: system)
    coldConstant = storage.copy(permuted(cold.constants))
    coldCharge = storage.copy(permuted(cold.charges))
    acidPlace = order.firstIndex { entry in entry == cold.acid } ?? -1
    davies = system.water.debyeHueckel * Natural.ln10
    millimolarPerMolal = system.millimolarPerMolal
    scratch = KernelScratch(
      unknowns: count, species: system.species.count, factors: table.count, balanceRows: balance.count,
      jacobianRows: jacobian.count, minerals: minerals.count, storage: storage)
  }

  /// Writes the sums over species that the balances and their Jacobian need as sparse rows.
  private static func makeRows(
    system: AqueousSystem, weights: [[Double]], storage: KernelStorage
  ) -> (balance: Rows, jacobian: Rows) {
    let species = system.species
    let count = system.basis.count
    let squares = species.map { Double($0.charge * $0.charge) }
    let neutral = species.map { $0.charge == 0 ? 1.0 : 0 }
    let water = species.map(\.activity.water)
    func row(_ coefficient: (Int) -> Double) -> [Double] { species.indices.map(coefficient) }
    var balance: [[Double]] = []
    for entry in 0..<count { balance.append(row { weights[$0][entry] }) }
    for entry in 0..<count { balance.append(row { weights[$0][entry].magnitude }) }
    balance.append(row { _ in 1 })
    balance.append(row { 0.5 * squares[$0] })
    balance.append(row { species[$0].carbon })
    var jacobian: [[Double]] = []
    for first in 0..<count {
      for second in 0...first { jacobian.append(row { weights[$0][first] * weights[$0][second] }) }
    }
    for entry in 0..<count { jacobian.append(row { weights[$0][entry] * squares[$0] }) }
    for entry in 0..<count { jacobian.append(row { weights[$0][entry] * neutral[$0] }) }
    for entry in 0..<count { jacobian.append(row { weights[$0][entry] * water[$0] }) }
    jacobian.append(row { 0.5 * squares[$0] * squares[$0] })
    jacobian.append(row { 0.5 * squares[$0] * water[$0] })
    jacobian.append(row { neutral[$0] })
    jacobian.append(row { water[$0] })
    return (Rows(balance, storage: storage), Rows(jacobian, storage: storage))
  }
}

extension KernelPlan.Rows {
  /// Keeps the non-zero coefficients of dense rows.
  init(_ dense: [[Double]], storage: KernelStorage) {
    var start: [Int32] = [0]
    var index: [Int32] = []
    var value: [Double] = []
    for row in dense {
      for (column, coefficient) in row.enumerated() where coefficient != 0 {
        index.append(Int32(column))
        value.append(coefficient)
      }
      start.append(Int32(index.count))
    }
    count = dense.count
    self.start = storage.copy(start)
    self.index = storage.copy(index)
    self.value = storage.copy(value)
  }
}

extension KernelScratch {
  /// Allocates the working vectors.
  init(
    unknowns: Int, species: Int, factors: Int, balanceRows: Int, jacobianRows: Int, minerals: Int,
    storage: KernelStorage
  ) {
    u = storage.vectors(unknowns)
    total = storage.vectors(unknowns)
    residual = storage.vectors(unknowns)
    factor = storage.vectors(factors)
    molality = storage.vectors(species)
    balance = storage.vectors(balanceRows)
    jacobian = storage.vectors(jacobianRows)
    pivot = storage.vectors(unknowns)
    right = storage.vectors(3 * unknowns)
    saturation = storage.vectors(minerals)
    uptake = storage.vectors(minerals)
    slope = storage.vectors(minerals)
    growthLength = storage.vectors(minerals)
    dissolutionLength = storage.vectors(minerals)
    accepted = storage.vectors(minerals)
    radius = storage.vectors(minerals)
    crystalVolume = storage.vectors(minerals)
    strengthResidual = storage.vectors(1)
    waterResidual = storage.vectors(1)
    waterActivity = storage.vectors(1)
    chargedSlope = storage.vectors(1)
    neutralSlope = storage.vectors(1)
    rootStrength = storage.vectors(1)
    water = storage.vectors(1)
    perTissue = storage.vectors(1)
    remaining = storage.vectors(1)
  }
}
