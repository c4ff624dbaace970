/// Finds what must pass the walls where it cannot simply follow the balances: a chloride that precipitates takes
/// base along, so that the acid which brings chloride overshoots ever more.
///
/// The amount that the balances ask for falls as the amount that is given rises; they meet once, and bisection
/// finds where.
struct TitrantSearch {
  /// The problem in numbers.
  let system: EquilibriumSystem
  /// Where each trial starts.
  let first: EquilibriumPoint

  /// The point where both amounts agree, to a billionth of what was searched, and the steps taken.
  func run() -> (point: EquilibriumPoint, iterations: Int) {
    var iterations = 0
    var point = first
    /// What the balances ask for beyond what is given.
    func excess(_ exchange: Double) -> Double {
      var start = first
      start.exchanged = exchange
      var interior = InteriorPoint(system: system, point: start)
      interior.heldExchange = exchange
      interior.run()
      iterations += interior.iterations
      point = interior.point
      return system.settled(point, sums: system.sums(at: point)).exchanged - exchange
    }
    let middle = excess(0)
    var low = min(middle, 0)
    var high = max(middle, 0)
    var width = max(abs(middle), 1e-9)
    // The root lies beyond the end whose excess has not yet changed sign.
    for _ in 0..<40 where middle > 0 && excess(high) > 0 {
      low = high
      width *= 2
      high += width
    }
    for _ in 0..<40 where middle < 0 && excess(low) < 0 {
      high = low
      width *= 2
      low -= width
    }
    let tolerance = 1e-9 * max(abs(low), abs(high))
    for _ in 0..<50 where high - low > tolerance {
      let centre = 0.5 * (low + high)
      if excess(centre) > 0 { low = centre } else { high = centre }
    }
    return (point, iterations)
  }
}
