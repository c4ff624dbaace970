/// All conditions of equilibrium with given present minerals, linearised at a point.
///
/// Unknowns: ln activities of the basis, present minerals, ln of the mass of water, ionic strength, ln of the
/// activity of water and, in a fluid that is not closed, what has passed its walls. Conditions: the balances,
/// ln Ω = 0, and the definitions of the others.
struct EquilibriumEquations {
  private let system: EquilibriumSystem
  private let point: EquilibriumPoint
  private let present: [Int]
  private var equations: LinearEquations
  /// Worst error relative to the sum of absolute terms; for ln Ω and ln a_w the error itself.
  private(set) var error = 0.0

  private var waterColumn: Int { system.count + present.count }
  private var strengthColumn: Int { waterColumn + 1 }
  private var activityColumn: Int { waterColumn + 2 }
  private var exchangeColumn: Int { waterColumn + 3 }
  private var isClosed: Bool { system.exchange == .closed }

  /// Writes the equations at a point.
  init(system: EquilibriumSystem, point: EquilibriumPoint, present: [Int]) {
    self.system = system
    self.point = point
    self.present = present
    let isClosed = system.exchange == .closed
    equations = LinearEquations(count: system.count + present.count + (isClosed ? 3 : 4))
    let sums = system.sums(at: point)
    addSpecies(sums)
    addMinerals(sums)
    addDefinitions(sums)
    if !isClosed { addExchange(sums) }
  }

  /// Adds the slopes of all sums over species.
  private mutating func addSpecies(_ sums: EquilibriumSums) {
    let count = system.count
    let molality = 1 / point.waterMass
    for (item, amount) in zip(system.species, sums.amounts) {
      let slope = system.lnActivityCoefficient(charge: item.charge, ionicStrength: point.ionicStrength).slope
      func add(_ row: Int, _ weight: Double, perWater: Bool) {
        let value = weight * amount
        for index in 0..<count where item.exponents[index] != 0 {
          equations[row, index] += value * item.exponents[index]
        }
        if !perWater { equations[row, waterColumn] += value }
        equations[row, strengthColumn] -= value * slope
        equations[row, activityColumn] += value * item.waterPower
      }
      for index in 0..<count where item.exponents[index] != 0 {
        add(index, item.exponents[index], perWater: false)
      }
      if item.water != 0 { add(waterColumn, item.water, perWater: false) }
      if item.charge != 0 {
        add(strengthColumn, 0.5 * item.charge * item.charge * molality, perWater: true)
      }
      add(activityColumn, EquilibriumSystem.waterLowering * molality, perWater: true)
      switch system.exchange {
      case .closed: break
      case .heldPH: if item.hydrogen != 0 { add(exchangeColumn, item.hydrogen, perWater: false) }
      case .open: if item.carbon != 0 { add(exchangeColumn, item.carbon, perWater: false) }
      }
    }
  }

  /// Adds minerals to the balances, and their saturation.
  private mutating func addMinerals(_ sums: EquilibriumSums) {
    let count = system.count
    let saturation = system.saturation(at: point)
    var rest = (0..<count).map { system.total($0, exchanged: point.exchanged) - sums.dissolved[$0] }
    var scale = (0..<count).map { abs(system.total($0, exchanged: point.exchanged)) + sums.absolute[$0] }
    for (place, mineral) in present.enumerated() {
      let part = system.minerals[mineral]
      for index in 0..<count where part.exponents[index] != 0 {
        rest[index] -= part.exponents[index] * point.minerals[mineral]
        scale[index] += abs(part.exponents[index] * point.minerals[mineral])
        equations[index, count + place] = part.exponents[index] * system.capacity[mineral]
        equations[count + place, index] = part.exponents[index]
      }
      equations[count + place, activityColumn] = part.waterPower
      equations.right[count + place] = -saturation[mineral]
      error = max(error, abs(saturation[mineral]) * 0.1)
    }
    // A titrant is the difference of proton terms, and brings their round-off along.
    for ion in [system.sodium, system.chloride].compactMap(\.self) {
      scale[ion] += 1e-3 * sums.absoluteHydrogen
    }
    for index in 0..<count {
      equations.right[index] = rest[index]
      error = max(error, abs(rest[index]) / scale[index])
    }
    if case .heldPH = system.exchange {
      if let sodium = system.sodium, point.exchanged > 0 { equations[sodium, exchangeColumn] = -1 }
      if let chloride = system.chloride, point.exchanged < 0 { equations[chloride, exchangeColumn] = 1 }
    }
  }

  /// Adds the balance of water, ionic strength and the activity of water.
  private mutating func addDefinitions(_ sums: EquilibriumSums) {
    let solvent = point.waterMass / EquilibriumSystem.waterMolarMass
    var rest = system.totalWater - solvent - sums.water
    equations[waterColumn, waterColumn] += solvent
    for (place, mineral) in present.enumerated() {
      rest -= system.minerals[mineral].water * point.minerals[mineral]
      equations[waterColumn, system.count + place] =
        system.minerals[mineral].water * system.capacity[mineral]
    }
    switch system.exchange {
    case .closed: break
    case .heldPH:
      rest += max(point.exchanged, 0)
      if point.exchanged > 0 { equations[waterColumn, exchangeColumn] = -1 }
    case .open:
      rest -= point.exchanged
      equations[waterColumn, exchangeColumn] = 1
    }
    equations.right[waterColumn] = rest
    let strength = sums.strength / point.waterMass
    equations[strengthColumn, strengthColumn] -= 1
    equations.right[strengthColumn] = point.ionicStrength - strength
    let activity = Natural.exponential(point.lnWater)
    let lowered = 1 - EquilibriumSystem.waterLowering * sums.sum / point.waterMass
    equations[activityColumn, activityColumn] += activity
    equations.right[activityColumn] = lowered - activity
    error = max(error, abs(rest) / (system.totalWater + solvent))
    error = max(error, abs(point.ionicStrength - strength) / (point.ionicStrength + strength))
    error = max(error, abs(lowered - activity))
  }

  /// Adds the balance of what passes the walls.
  private mutating func addExchange(_ sums: EquilibriumSums) {
    let isHydrogen = if case .heldPH = system.exchange { true } else { false }
    let total = isHydrogen ? system.totalHydrogen - point.exchanged : system.totalCarbon + point.exchanged
    let dissolved = isHydrogen ? sums.hydrogen : sums.carbon
    var rest = total - dissolved
    var scale =
      abs(isHydrogen ? system.totalHydrogen : system.totalCarbon) + abs(point.exchanged)
      + (isHydrogen ? sums.absoluteHydrogen : sums.absoluteCarbon)
    for (place, mineral) in present.enumerated() {
      let part = system.minerals[mineral]
      let count = isHydrogen ? part.hydrogen : part.carbon
      rest -= count * point.minerals[mineral]
      scale += abs(count * point.minerals[mineral])
      equations[exchangeColumn, system.count + place] = count * system.capacity[mineral]
    }
    equations[exchangeColumn, exchangeColumn] = isHydrogen ? 1 : -1
    equations.right[exchangeColumn] = rest
    error = max(error, abs(rest) / max(scale, 1e-300))
  }

  /// The point after Newton's step, shortened where it is long; nil when the equations are singular.
  mutating func step() -> EquilibriumPoint? {
    guard equations.solve() else { return nil }
    let right = equations.right
    var largest = abs(right[waterColumn]) * 4
    for index in 0..<system.count { largest = max(largest, abs(right[index])) }
    largest = max(largest, 3 * abs(right[strengthColumn]) / max(point.ionicStrength, 1e-9))
    let share = min(1, 2 / max(largest, 1e-300))
    var next = point
    for index in 0..<system.count { next.unknowns[index] += share * right[index] }
    for (place, mineral) in present.enumerated() {
      next.minerals[mineral] += share * right[system.count + place] * system.capacity[mineral]
    }
    next.waterMass *= Natural.exponential(share * right[waterColumn])
    next.ionicStrength = max(next.ionicStrength + share * right[strengthColumn], 0.1 * point.ionicStrength)
    next.lnWater = min(max(next.lnWater + share * right[activityColumn], -0.7), 0)
    if !isClosed { next.exchanged += share * right[exchangeColumn] }
    return next
  }
}
