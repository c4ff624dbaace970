extension KernelPlan {
  /// Jacobian and right-hand sides: residuals, and the columns of √I and ln a_w.
  @inline(__always)
  func assemble(kinetic: Bool) {
    apply(jacobianRows, into: scratch.jacobian)
    let jacobian = scratch.jacobian
    let charged = jacobian + unknowns &* (unknowns &+ 1) / 2
    let neutral = charged + unknowns
    let watery = neutral + unknowns
    if kinetic {
      for mineral in 0..<minerals {
        let exponents = mineralExponent + mineral &* unknowns
        let slope = scratch.slope[mineral]
        for row in 0..<unknowns where exponents[row] != 0 {
          let scaled = exponents[row] * slope
          let entries = jacobian + row &* (row &+ 1) / 2
          for column in 0...row { entries[column] = multiplyAdd(exponents[column], scaled, entries[column]) }
          watery[row] = multiplyAdd(mineralWater[mineral], scaled, watery[row])
        }
      }
    }
    let root = scratch.rootStrength[0]
    let inverse = 1 / (1 + root)
    let chargedSlope = (inverse * inverse - 0.6 * root) * davies
    let neutralSlope = root * (-0.2 * Natural.ln10)
    scratch.chargedSlope[0] = chargedSlope
    scratch.neutralSlope[0] = neutralSlope
    let right = scratch.right
    for place in 0..<unknowns {
      right[place] = scratch.residual[place]
      right[unknowns &+ place] = multiplyAdd(chargedSlope, charged[place], neutralSlope * neutral[place])
      right[2 &* unknowns &+ place] = watery[place]
    }
  }

  /// Symmetric factorisation L D Lᵀ in place, by columns, over the entries that can be non-zero.
  @inline(__always)
  func factorise() {
    let jacobian = scratch.jacobian
    for column in 0..<unknowns {
      let diagonal = jacobian[column &* (column &+ 3) / 2]
      let inverse = 1 / greater(diagonal, Lanes(repeating: 1e-300))
      scratch.pivot[column] = inverse
      let first = Int(columnStart[column])
      var entry = Int(columnStart[column &+ 1]) &- 1
      while entry >= first {
        let row = Int(columnRow[entry])
        let base = jacobian + row &* (row &+ 1) / 2
        let scaled = base[column] * inverse
        for other in first...entry {
          let left = Int(columnRow[other])
          base[left] = multiplyAdd(-scaled, jacobian[left &* (left &+ 1) / 2 &+ column], base[left])
        }
        base[column] = scaled
        entry &-= 1
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
    let right = scratch.right
    let jacobian = scratch.jacobian
    let second = right + unknowns
    let third = second + unknowns
    for column in 0..<unknowns {
      let (a, b, c) = (-right[column], -second[column], -third[column])
      for entry in Int(columnStart[column])..<Int(columnStart[column &+ 1]) {
        let row = Int(columnRow[entry])
        let factor = jacobian[row &* (row &+ 1) / 2 &+ column]
        right[row] = multiplyAdd(factor, a, right[row])
        second[row] = multiplyAdd(factor, b, second[row])
        third[row] = multiplyAdd(factor, c, third[row])
      }
    }
    var column = unknowns &- 1
    while column >= 0 {
      let pivot = scratch.pivot[column]
      var (a, b, c) = (right[column] * pivot, second[column] * pivot, third[column] * pivot)
      for entry in Int(columnStart[column])..<Int(columnStart[column &+ 1]) {
        let row = Int(columnRow[entry])
        let factor = -jacobian[row &* (row &+ 1) / 2 &+ column]
        a = multiplyAdd(factor, right[row], a)
        b = multiplyAdd(factor, second[row], b)
        c = multiplyAdd(factor, third[row], c)
      }
      right[column] = a
      second[column] = b
      third[column] = c
      column &-= 1
    }
    var border = eliminateBorder()
    // Far from balance the molalities say little about the ionic strength: it follows them slowly.
    let strength = scratch.balance[2 &* unknowns &+ 1]
    let root = scratch.rootStrength[0]
    border.root.replace(with: relaxation * (strength / root - root), where: apart)
    border.water.replace(with: scratch.waterResidual[0], where: apart)
    for place in 0..<unknowns {
      let coupled = multiplyAdd(second[place], border.root, third[place] * border.water)
      right[place] -= coupled.replacing(with: 0, where: apart)
    }
    return border
  }

  /// The two equations that remain for √I and ln a_w once the unknowns are eliminated.
  @inline(__always)
  func eliminateBorder() -> Border {
    let right = scratch.right
    let charged = scratch.jacobian + unknowns &* (unknowns &+ 1) / 2
    let sums = charged + 3 &* unknowns
    var (d0, d1, d2) = (Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0))
    var (t0, t1, t2) = (Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0))
    for place in 0..<unknowns {
      let half = 0.5 * charged[place]
      let total = scratch.balance[place]
      d0 = multiplyAdd(half, right[place], d0)
      d1 = multiplyAdd(half, right[unknowns &+ place], d1)
      d2 = multiplyAdd(half, right[2 &* unknowns &+ place], d2)
      t0 = multiplyAdd(total, right[place], t0)
      t1 = multiplyAdd(total, right[unknowns &+ place], t1)
      t2 = multiplyAdd(total, right[2 &* unknowns &+ place], t2)
    }
    let chargedSlope = scratch.chargedSlope[0]
    let root = scratch.rootStrength[0]
    let strength = scratch.balance[2 &* unknowns &+ 1]
    let a11 = chargedSlope * sums[0] - d1 - 2 * root
    let a12 = sums[1] - d2
    let b1 = -scratch.strengthResidual[0] - d0
    let weight = 0.017 / scratch.waterActivity[0]
    let spread = multiplyAdd(chargedSlope, 2 * strength, scratch.neutralSlope[0] * sums[2])
    let a21 = -weight * (spread - t1)
    let a22 = -weight * (sums[3] - t2) - 1
    let b2 = multiplyAdd(weight, t0, -scratch.waterResidual[0])
    let inverse = 1 / (a11 * a22 - a12 * a21)
    var border = Border(root: (b1 * a22 - a12 * b2) * inverse, water: (a11 * b2 - a21 * b1) * inverse)
    let limit = Lanes(repeating: KernelPlan.rootStrengthLimit)
    let held = (root .>= limit) .& (scratch.strengthResidual[0] .> 0)
    border.root.replace(with: 0, where: held)
    border.water.replace(with: b2 / a22, where: held)
    return border
  }
}
