/// Solves for equilibrium with the minerals that are present, to round-off, by Newton's method on all unknowns at
/// once, and corrects which minerals those are.
struct Assemblage {
  /// The problem in numbers.
  let system: EquilibriumSystem
  /// Where the iteration stands.
  var point: EquilibriumPoint
  /// Indices of the minerals that are present.
  private(set) var present: [Int]
  /// Newton steps taken.
  private(set) var iterations = 0
  /// Worst balance error relative to its absolute terms, or worst |ln Ω| of a present mineral, of the last point.
  private(set) var remaining = Double.infinity

  /// Balances close to this part of the sum of their absolute terms.
  static let closure = 1e-13
  /// Largest number of exchanges of minerals.
  private static let longestSearch = 60

  /// Takes the minerals that an interior point holds to be present.
  init(system: EquilibriumSystem, point: EquilibriumPoint) {
    self.system = system
    self.point = point
    let saturation = system.saturation(at: point)
    let share = point.minerals.indices.map { point.minerals[$0] / system.capacity[$0] }
    let candidates = share.indices.filter { share[$0] > -saturation[$0] }.sorted { share[$0] > share[$1] }
    present = []
    for candidate in candidates where composition(of: candidate) == nil { present.append(candidate) }
    leaveAbsent()
  }

  /// Solves, and exchanges minerals until none is negative and none is supersaturated; false when that fails.
  mutating func solve() -> Bool {
    var tried: Set<[Int]> = []
    for _ in 0..<Self.longestSearch {
      guard newton() else { return false }
      if let negative = mostNegative() {
        present.removeAll { $0 == negative }
      } else if let supersaturated = mostSupersaturated() {
        if let composition = composition(of: supersaturated) {
          guard let displaced = displaced(by: composition) else { return false }
          present.removeAll { $0 == displaced }
        }
        present.append(supersaturated)
      } else {
        for mineral in present { point.minerals[mineral] = max(point.minerals[mineral], 0) }
        return true
      }
      leaveAbsent()
      guard tried.insert(present.sorted()).inserted else { return false }
    }
    return false
  }

  private mutating func leaveAbsent() {
    for mineral in point.minerals.indices where !present.contains(mineral) { point.minerals[mineral] = 0 }
  }

  private func mostNegative() -> Int? {
    let worst = present.min { share(of: $0) < share(of: $1) }
    return worst.flatMap { share(of: $0) < -1e-13 ? $0 : nil }
  }

  private func share(of mineral: Int) -> Double { point.minerals[mineral] / system.capacity[mineral] }

  private func mostSupersaturated() -> Int? {
    let saturation = system.saturation(at: point)
    let absent = saturation.indices.filter { !present.contains($0) }
    let worst = absent.max { saturation[$0] < saturation[$1] }
    return worst.flatMap { saturation[$0] > 10 * rounding(of: $0) ? $0 : nil }
  }

  /// What round-off leaves of ln Ω of a mineral.
  private func rounding(of mineral: Int) -> Double {
    let part = system.minerals[mineral]
    var sum = abs(part.constant)
    for index in 0..<system.count { sum += abs(part.exponents[index] * point.unknowns[index]) }
    return 4e-16 * sum
  }

  /// A mineral as a sum of present ones, one coefficient each; nil when it is independent of them.
  private func composition(of mineral: Int) -> [Double]? {
    if present.isEmpty { return nil }
    var equations = LinearEquations(count: present.count)
    for (row, first) in present.enumerated() {
      for (column, second) in present.enumerated() { equations[row, column] = product(first, second) }
      equations.right[row] = product(first, mineral)
    }
    guard equations.solve() else { return nil }
    var rest = system.minerals[mineral].exponents
    for (coefficient, other) in zip(equations.right, present) {
      for index in rest.indices { rest[index] -= coefficient * system.minerals[other].exponents[index] }
    }
    return rest.allSatisfy { abs($0) < 1e-9 } ? equations.right : nil
  }

  private func product(_ first: Int, _ second: Int) -> Double {
    zip(system.minerals[first].exponents, system.minerals[second].exponents).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The present mineral that is used up first when another one, composed of present ones, grows.
  private func displaced(by composition: [Double]) -> Int? {
    let growing = present.indices.filter { composition[$0] > 1e-12 }
    return growing.min {
      point.minerals[present[$0]] / composition[$0] < point.minerals[present[$1]] / composition[$1]
    }.map { present[$0] }
  }

  /// Newton's iteration with the present minerals saturated; false when it does not settle.
  private mutating func newton() -> Bool {
    var best = Double.infinity
    var idle = 0
    for _ in 0..<200 {
      var equations = EquilibriumEquations(system: system, point: point, present: present)
      remaining = equations.error
      // At round-off the error stops falling.
      if remaining < best {
        best = remaining
        idle = 0
      } else {
        idle += 1
      }
      if remaining <= Self.closure || (remaining <= 1e-12 && idle > 2) { return true }
      guard remaining.isFinite, let next = equations.step() else { return false }
      point = next
      iterations += 1
    }
    return false
  }
}
