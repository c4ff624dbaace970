/// Where an iteration towards equilibrium stands.
struct EquilibriumPoint {
  /// ln activities of the basis.
  var unknowns: [Double]
  /// Minerals [mol].
  var minerals: [Double]
  /// Ionic strength [mol/kg].
  var ionicStrength: Double
  /// ln of the activity of water.
  var lnWater: Double
  /// Water [kg].
  var waterMass: Double
  /// What has passed the walls [mol]: NaOH (HCl counts negative), or carbon dioxide taken up.
  var exchanged: Double
}

/// Sums over the species at a point.
struct EquilibriumSums {
  /// Amount of each species [mol].
  var amounts: [Double]
  /// Dissolved part of each balance, and the sum of its absolute terms [mol].
  var dissolved, absolute: [Double]
  /// Σ N and ½ Σ z² N [mol].
  var sum, strength: Double
  /// What the species carry [mol].
  var hydrogen, carbon, water: Double
  /// Sums of the absolute terms of hydrogen and carbon [mol].
  var absoluteHydrogen, absoluteCarbon: Double
}

extension EquilibriumSystem {
  /// ln Ω of each mineral at a point.
  func saturation(at point: EquilibriumPoint) -> [Double] {
    minerals.map { mineral in
      var sum = mineral.constant + mineral.waterPower * point.lnWater
      for index in 0..<count { sum += mineral.exponents[index] * point.unknowns[index] }
      return sum
    }
  }

  /// Amounts and sums at a point.
  func sums(at point: EquilibriumPoint) -> EquilibriumSums {
    var result = EquilibriumSums(
      amounts: [], dissolved: [Double](repeating: 0, count: count),
      absolute: [Double](repeating: 0, count: count), sum: 0, strength: 0, hydrogen: 0, carbon: 0, water: 0,
      absoluteHydrogen: 0, absoluteCarbon: 0)
    result.amounts.reserveCapacity(species.count)
    for item in species {
      var ln = item.constant + item.waterPower * point.lnWater
      for index in 0..<count { ln += item.exponents[index] * point.unknowns[index] }
      ln -= lnActivityCoefficient(charge: item.charge, ionicStrength: point.ionicStrength).value
      let amount = point.waterMass * Natural.exponential(min(ln, 300))
      result.amounts.append(amount)
      for index in 0..<count where item.exponents[index] != 0 {
        result.dissolved[index] += item.exponents[index] * amount
        result.absolute[index] += abs(item.exponents[index]) * amount
      }
      result.sum += amount
      result.strength += 0.5 * item.charge * item.charge * amount
      result.hydrogen += item.hydrogen * amount
      result.carbon += item.carbon * amount
      result.water += item.water * amount
      result.absoluteHydrogen += abs(item.hydrogen) * amount
      result.absoluteCarbon += abs(item.carbon) * amount
    }
    return result
  }

  /// The point with ionic strength, water and exchange as its species and minerals make them.
  func settled(_ point: EquilibriumPoint, sums: EquilibriumSums) -> EquilibriumPoint {
    var next = point
    let strength = sums.strength / point.waterMass
    next.ionicStrength = min(max(strength, 0.3 * point.ionicStrength), 3 * point.ionicStrength + 1e-9)
    next.lnWater = Natural.logarithm(max(1 - Self.waterLowering * sums.sum / point.waterMass, 0.5))
    var hydrogen = totalHydrogen - sums.hydrogen
    var carbon = -totalCarbon + sums.carbon
    var water = totalWater - sums.water
    for (mineral, amount) in zip(minerals, point.minerals) {
      hydrogen -= mineral.hydrogen * amount
      carbon += mineral.carbon * amount
      water -= mineral.water * amount
    }
    switch exchange {
    case .closed: next.exchanged = 0
    case .heldPH:
      next.exchanged = hydrogen
      water += max(hydrogen, 0)
    case .open:
      next.exchanged = carbon
      water -= carbon
    }
    let mass = water * Self.waterMolarMass
    next.waterMass = min(max(mass, 0.5 * point.waterMass), 2 * point.waterMass)
    return next
  }
}
