extension KernelPlan {
  /// Jacobian and right-hand sides: residuals, and the columns of √I and ln a_w.
  @inline(__always)
  func assemble(kinetic: Bool) {
    jacobianRows.apply(to: scratch.molality, into: scratch.jacobian)
    let matrix = scratch.matrix
    let sums = scratch.jacobian
    for place in 0..<unknowns { matrix[place] = sums[place] + scratch.balance[Int(absolute[place])] }
    for entry in unknowns..<(unknowns &+ couplings) { matrix[entry] = sums[entry] }
    let charged = sums + unknowns + couplings
    let neutral = charged + unknowns
    let watery = neutral + unknowns
    for place in 0..<unknowns { scratch.right[3 &* place &+ 2] = watery[place] }
    if kinetic {
      for mineral in 0..<minerals {
        let slope = scratch.slope[mineral]
        for pair in Int(pairStart[mineral])..<Int(pairStart[mineral &+ 1]) {
          let position = Int(pairPosition[pair])
          matrix[position] = multiplyAdd(pairWeight[pair], slope, matrix[position])
        }
        let exponents = mineralExponent + mineral &* unknowns
        let wetSlope = saturationRows.water[mineral] * slope
        for place in 0..<unknowns {
          let wet = scratch.right + 3 &* place + 2
          wet.pointee = multiplyAdd(exponents[place], wetSlope, wet.pointee)
        }
      }
    }
    let root = scratch.rootStrength[0]
    let inverse = 1 / (1 + root)
    let chargedSlope = (inverse * inverse - 0.6 * root) * davies
    let neutralSlope = root * (-0.2 * Natural.ln10)
    scratch.chargedSlope[0] = chargedSlope
    scratch.neutralSlope[0] = neutralSlope
    for place in 0..<unknowns {
      let right = scratch.right + 3 &* place
      right[0] = scratch.residual[place]
      right[1] = multiplyAdd(chargedSlope, charged[place], neutralSlope * neutral[place])
    }
  }

  /// Symmetric factorisation L D Lᵀ over the entries that can be non-zero, with the right-hand sides carried along.
  @inline(__always)
  func factorise() {
    let matrix = scratch.matrix
    let factor = scratch.factor
    let lower = matrix + unknowns
    var change = 0
    for column in 0..<unknowns {
      let inverse = 1 / greater(matrix[column], Lanes(repeating: 1e-300))
      scratch.pivot[column] = inverse
      let first = Int(columnStart[column])
      let own = scratch.right + 3 &* column
      let (a, b, c) = (own[0], own[1], own[2])
      for entry in first..<Int(columnStart[column &+ 1]) {
        let scaled = -lower[entry] * inverse
        factor[entry] = scaled
        for other in first...entry {
          let position = Int(target[change])
          matrix[position] = multiplyAdd(scaled, lower[other], matrix[position])
          change &+= 1
        }
        let below = scratch.right + 3 &* Int(columnRow[entry])
        below[0] = multiplyAdd(scaled, a, below[0])
        below[1] = multiplyAdd(scaled, b, below[1])
        below[2] = multiplyAdd(scaled, c, below[2])
      }
    }
  }

  /// Changes of √I and ln a_w that belong to the step in `scratch.right`.
  struct Border {
    var root: Lanes
    var water: Lanes
  }

  /// Solves for the step of the unknowns (left in the first right-hand side), √I and ln a_w.
  @inline(__always)
  func solveBordered(apart: LaneMask, relaxation: Double) -> Border {
    let factor = scratch.factor
    var column = unknowns &- 1
    while column >= 0 {
      let own = scratch.right + 3 &* column
      let pivot = scratch.pivot[column]
      var (a, b, c) = (own[0] * pivot, own[1] * pivot, own[2] * pivot)
      for entry in Int(columnStart[column])..<Int(columnStart[column &+ 1]) {
        let below = scratch.right + 3 &* Int(columnRow[entry])
        a = multiplyAdd(factor[entry], below[0], a)
        b = multiplyAdd(factor[entry], below[1], b)
        c = multiplyAdd(factor[entry], below[2], c)
      }
      own[0] = a
      own[1] = b
      own[2] = c
      column &-= 1
    }
    var border = eliminateBorder()
    let strength = scratch.strength[0]
    let root = scratch.rootStrength[0]
    let excess = scratch.strengthResidual[0]
    // From far below the ionic strength grows faster with √I than I itself, and Newton's step points away.
    let astray = (magnitude(excess) .> 0.1 * strength) .& (excess * border.root .< 0)
    if any(apart .| astray) {
      // Far from balance the molalities say little about the ionic strength: it follows them slowly.
      border.root.replace(with: relaxation * (strength / root - root), where: apart .| astray)
      border.water.replace(with: scratch.waterResidual[0] / scratch.table[waterEntry], where: apart)
    }
    for place in 0..<unknowns {
      let right = scratch.right + 3 &* place
      let coupled = multiplyAdd(right[1], border.root, right[2] * border.water)
      right[0] -= coupled.replacing(with: 0, where: apart)
    }
    return border
  }

  /// The two equations that remain for √I and ln a_w once the unknowns are eliminated.
  @inline(__always)
  func eliminateBorder() -> Border {
    let charged = scratch.jacobian + unknowns + couplings
    let watery = charged + 3 &* unknowns
    var (d0, d1, d2) = (Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0))
    var (t0, t1, t2) = (Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0))
    for place in 0..<unknowns {
      let right = scratch.right + 3 &* place
      let charge = charged[place]
      let total = scratch.balance[place]
      d0 = multiplyAdd(charge, right[0], d0)
      d1 = multiplyAdd(charge, right[1], d1)
      d2 = multiplyAdd(charge, right[2], d2)
      t0 = multiplyAdd(total, right[0], t0)
      t1 = multiplyAdd(total, right[1], t1)
      t2 = multiplyAdd(total, right[2], t2)
    }
    let chargedSlope = scratch.chargedSlope[0]
    let root = scratch.rootStrength[0]
    let strength = scratch.strength[0]
    let a11 = multiplyAdd(-0.5, d1, chargedSlope * scratch.fourth[0] - 2 * root)
    let a12 = multiplyAdd(-0.5, d2, watery[0])
    let b1 = multiplyAdd(-0.5, d0, -scratch.strengthResidual[0])
    let spread = multiplyAdd(chargedSlope, 2 * strength, scratch.neutralSlope[0] * scratch.balance[unknowns])
    let a21 = -0.017 * (spread - t1)
    let a22 = -0.017 * (watery[1] - t2) - scratch.table[waterEntry]
    let b2 = multiplyAdd(0.017, t0, -scratch.waterResidual[0])
    let inverse = 1 / (a11 * a22 - a12 * a21)
    var border = Border(root: (b1 * a22 - a12 * b2) * inverse, water: (a11 * b2 - a21 * b1) * inverse)
    let held =
      (root .>= Lanes(repeating: KernelPlan.rootStrengthLimit)) .& (scratch.strengthResidual[0] .> 0)
    if any(held) {
      border.root.replace(with: 0, where: held)
      border.water.replace(with: b2 / a22, where: held)
    }
    return border
  }
}
