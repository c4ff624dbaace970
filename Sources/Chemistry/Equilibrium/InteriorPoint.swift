/// Finds which minerals are present, by a primal-dual interior-point method.
///
/// At given ionic strength and water the balances are the gradient of the convex function
/// Φ(u) = Σ N_s(u) − Σ T_j uⱼ, and equilibrium is its minimum where no mineral is supersaturated:
/// s_p = −ln Ω_p ≥ 0, with the minerals' amounts n_p ≥ 0 as multipliers and n_p s_p = 0 (Karpov et al. 1997,
/// Am. J. Sci. 297:767, on convexity; Wächter & Biegler 2006, Math. Program. 106:25, on the method). Here
/// n_p s_p = μ c_p with the mineral's capacity c_p and μ → 0, each level the minimum of the barrier function
/// Φ − μ Σ c_p ln s_p, which is convex as well: steps along the primal-dual direction, shortened until the slope
/// has fallen, always get there. Ionic strength, water and exchange follow between the levels.
struct InteriorPoint {
  /// The problem in numbers.
  let system: EquilibriumSystem
  /// Where the iteration stands.
  var point: EquilibriumPoint
  /// Steps taken.
  private(set) var iterations = 0
  /// What has passed the walls [mol], when it is to stay as it is; nil lets it follow the balances.
  var heldExchange: Double?

  /// Starts at a point whose minerals are still to be guessed.
  init(system: EquilibriumSystem, point: EquilibriumPoint) {
    self.system = system
    self.point = point
  }

  /// Smallest barrier; minerals are then told apart by n/c against s, which meet at its root, 3·10⁻⁵.
  private static let lastBarrier = 1e-9

  /// Runs down the barrier. The point is then close to equilibrium, as far as round-off of ln Ω allows.
  mutating func run() {
    relieve(keeping: [Double](repeating: 0.7, count: system.minerals.count))
    var barrier = system.minerals.isEmpty ? Self.lastBarrier : 0.1
    setMinerals(barrier)
    while true {
      let isLast = barrier <= Self.lastBarrier
      minimise(barrier, tolerance: isLast ? 1e-3 : 1e-2)
      for _ in 0..<(isLast ? 40 : 1) {
        let before = point
        follow()
        if isLast {
          minimise(barrier, tolerance: 1e-3)
          if change(since: before) < 1e-4 { return }
        }
      }
      if isLast { return }
      barrier = max(barrier * 0.1, Self.lastBarrier)
    }
  }

  /// Lowers the activity of the scarcest component of supersaturated minerals until every s is at least a given
  /// share of what it was.
  private mutating func relieve(keeping slack: [Double]) {
    for _ in 0..<4 * system.minerals.count + 1 {
      let saturation = system.saturation(at: point)
      guard
        let worst = saturation.indices.max(by: { saturation[$0] + slack[$0] < saturation[$1] + slack[$1] }),
        saturation[worst] + slack[worst] > 1e-14
      else { return }
      let exponents = system.minerals[worst].exponents
      var scarcest: Int?
      for index in exponents.indices where exponents[index] > 0 && system.system.basis[index].isPositive {
        let share = system.totals[index] / exponents[index]
        if let other = scarcest, share >= system.totals[other] / exponents[other] { continue }
        scarcest = index
      }
      guard let scarcest else { return }
      point.unknowns[scarcest] -= (saturation[worst] + slack[worst]) / exponents[scarcest]
    }
  }

  private mutating func setMinerals(_ barrier: Double) {
    let saturation = system.saturation(at: point)
    point.minerals = saturation.indices.map { barrier * system.capacity[$0] / max(-saturation[$0], 1e-12) }
  }

  /// Updates ionic strength, water and exchange; minerals stay undersaturated.
  private mutating func follow() {
    let slack = system.saturation(at: point).map { max(-$0, 1e-12) }
    point = system.settled(point, sums: system.sums(at: point))
    if let heldExchange { point.exchanged = heldExchange }
    let after = system.saturation(at: point)
    if zip(after, slack).contains(where: { -$0 < 0.1 * $1 }) { relieve(keeping: slack.map { 0.1 * $0 }) }
  }

  private func change(since before: EquilibriumPoint) -> Double {
    let strength = abs(point.ionicStrength - before.ionicStrength) / max(before.ionicStrength, 1e-9)
    let water = abs(point.lnWater - before.lnWater) + abs(point.waterMass / before.waterMass - 1)
    return max(strength, water)
  }

  /// The negative slope of the barrier function by basis entry, and the sum of its absolute terms.
  private func slope(
    at point: EquilibriumPoint, sums: EquilibriumSums, saturation: [Double], barrier: Double
  ) -> (value: [Double], scale: [Double]) {
    var value = sums.dissolved
    var scale = sums.absolute
    for index in 0..<system.count {
      let total = system.total(index, exchanged: point.exchanged)
      value[index] = total - value[index]
      scale[index] += abs(total)
    }
    for (place, mineral) in system.minerals.enumerated() {
      let amount = barrier * system.capacity[place] / -saturation[place]
      for index in 0..<system.count {
        value[index] -= mineral.exponents[index] * amount
        scale[index] += abs(mineral.exponents[index]) * amount
      }
    }
    return (value, scale)
  }

  /// Newton's iteration at one level.
  private mutating func minimise(_ barrier: Double, tolerance: Double) {
    var best = Double.infinity
    var idle = 0
    while idle < 12 {
      let sums = system.sums(at: point)
      let saturation = system.saturation(at: point)
      let slope = slope(at: point, sums: sums, saturation: saturation, barrier: barrier)
      let worst = zip(slope.value, slope.scale).reduce(0) { max($0, abs($1.0) / $1.1) }
      if worst <= tolerance { return }
      // Near the end round-off of s forbids more.
      idle = worst < 0.9 * best ? 0 : idle + 1
      best = min(best, worst)
      guard let step = direction(sums: sums, saturation: saturation, slope: slope.value, barrier: barrier)
      else { return }
      iterations += 1
      guard advance(along: step, saturation: saturation, slope: slope.value, barrier: barrier) else { return }
    }
  }

  /// The primal-dual direction: [basis entry] and then [mineral], nil when the equations are singular.
  private func direction(
    sums: EquilibriumSums, saturation: [Double], slope: [Double], barrier: Double
  ) -> [Double]? {
    let count = system.count
    var equations = LinearEquations(count: count + system.minerals.count)
    for (item, amount) in zip(system.species, sums.amounts) {
      for row in 0..<count where item.exponents[row] != 0 {
        for column in 0..<count {
          equations[row, column] += item.exponents[row] * item.exponents[column] * amount
        }
      }
    }
    for index in 0..<count {
      equations.right[index] = system.total(index, exchanged: point.exchanged) - sums.dissolved[index]
    }
    var curvature = (0..<count).map { equations[$0, $0] }
    for (place, mineral) in system.minerals.enumerated() {
      // The unknown of a mineral is its change over its capacity.
      let capacity = system.capacity[place]
      let amount = point.minerals[place]
      let slack = -saturation[place]
      for index in 0..<count {
        equations[index, count + place] = mineral.exponents[index] * capacity
        equations[count + place, index] = mineral.exponents[index]
        equations.right[index] -= mineral.exponents[index] * amount
        curvature[index] += mineral.exponents[index] * mineral.exponents[index] * amount / slack
      }
      equations[count + place, count + place] = -slack * capacity / amount
      equations.right[count + place] = slack - barrier * capacity / amount
    }
    // More curvature where exponentials make Newton's step far too long; it vanishes towards the minimum.
    for index in 0..<count {
      var longest = 2.0
      let total = system.total(index, exchanged: point.exchanged)
      if system.system.basis[index].isPositive && total > sums.dissolved[index] {
        longest = max(longest, Natural.logarithm(total / max(sums.dissolved[index], 1e-290)))
      }
      equations[index, index] += max(0, abs(slope[index]) / longest - curvature[index])
    }
    return equations.solve() ? equations.right : nil
  }

  /// Moves along a direction as far as the minerals stay undersaturated and the slope falls; false when round-off
  /// forbids any step.
  private mutating func advance(
    along step: [Double], saturation: [Double], slope: [Double], barrier: Double
  ) -> Bool {
    let count = system.count
    var longest = 1.0
    for (place, mineral) in system.minerals.enumerated() {
      var change = 0.0
      for index in 0..<count { change += mineral.exponents[index] * step[index] }
      if change > 0 { longest = min(longest, 0.99 * -saturation[place] / change) }
    }
    let largest = step.prefix(count).reduce(0) { max($0, abs($1)) }
    var share = min(longest, 30 / max(largest, 1e-300))
    let descent = zip(slope, step).reduce(0) { $0 + $1.0 * $1.1 }
    for _ in 0..<60 {
      var trial = point
      for index in 0..<count { trial.unknowns[index] += share * step[index] }
      let after = system.saturation(at: trial)
      let slopeThere = self.slope(
        at: trial, sums: system.sums(at: trial), saturation: after, barrier: barrier
      ).value
      let rest = zip(slopeThere, step).reduce(0) { $0 + $1.0 * $1.1 }
      if after.allSatisfy({ $0 < 0 }) && rest >= -0.25 * abs(descent) {
        moveMinerals(in: &trial, along: step, after: after, barrier: barrier)
        point = trial
        return true
      }
      share *= 0.4
    }
    return false
  }

  /// Moves the minerals' own step, kept positive and within bounds around μ c / s.
  private func moveMinerals(
    in trial: inout EquilibriumPoint, along step: [Double], after: [Double], barrier: Double
  ) {
    for place in system.minerals.indices {
      let amount = trial.minerals[place]
      let moved = max(amount + step[system.count + place] * system.capacity[place], 0.01 * amount)
      let centre = barrier * system.capacity[place] / -after[place]
      trial.minerals[place] = min(max(moved, centre * 1e-8), centre * 1e8)
    }
  }
}
