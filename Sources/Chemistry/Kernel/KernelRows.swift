/// The sums over species that the balances and their Jacobian need, as dense rows.
struct KernelRows {
  /// See `KernelPlan.balanceRows`.
  private(set) var balance: [[Double]] = []
  /// See `KernelPlan.squaredCharges`.
  let squaredCharges: [Double]
  /// See `KernelPlan.absolute`.
  private(set) var absolute: [Int32] = []
  /// See `KernelPlan.jacobianRows`.
  private(set) var jacobian: [[Double]] = []

  /// Writes the rows of a system; `weights[species][place]` in elimination order.
  init(system: AqueousSystem, weights: [[Double]], elimination: Elimination) {
    let species = system.species
    let count = elimination.order.count
    let squares = species.map { Double($0.charge * $0.charge) }
    squaredCharges = Set(squares).union([0]).sorted()
    let neutral = species.map { $0.charge == 0 ? 1.0 : 0 }
    let water = species.map(\.activity.water)
    func row(_ coefficient: (Int) -> Double) -> [Double] { species.indices.map(coefficient) }

    for place in 0..<count { balance.append(row { weights[$0][place] }) }
    for square in squaredCharges { balance.append(row { squares[$0] == square ? 1 : 0 }) }
    for place in 0..<count {
      if system.basis[elimination.order[place]].isPositive {
        absolute.append(Int32(place))
      } else {
        absolute.append(Int32(balance.count))
        balance.append(row { weights[$0][place].magnitude })
      }
    }

    for place in 0..<count {
      jacobian.append(row { weights[$0][place] * weights[$0][place] - weights[$0][place].magnitude })
    }
    for column in 0..<count {
      for entry in elimination.columnStart[column]..<elimination.columnStart[column + 1] {
        let other = Int(elimination.columnRow[Int(entry)])
        jacobian.append(row { weights[$0][other] * weights[$0][column] })
      }
    }
    for place in 0..<count { jacobian.append(row { weights[$0][place] * squares[$0] }) }
    for place in 0..<count { jacobian.append(row { weights[$0][place] * neutral[$0] }) }
    for place in 0..<count { jacobian.append(row { weights[$0][place] * water[$0] }) }
    jacobian.append(row { 0.5 * squares[$0] * water[$0] })
    jacobian.append(row { water[$0] })
  }
}
