extension KernelPlan {
  /// Newton's iteration on the active lanes; returns those whose balances closed.
  func newton(active: LaneMask, kinetic: Bool, iterations: inout Int) -> LaneMask {
    var running = active
    var settled = LaneMask(repeating: false)
    if kinetic {
      for mineral in 0..<minerals { scratch.accepted[mineral].replace(with: 0, where: active) }
    }
    for iteration in 0...KernelPlan.maximumIterations {
      evaluateSpecies()
      if kinetic { evaluateMinerals() }
      let state = evaluateResiduals(kinetic: kinetic)
      let closed = running .& state.closed
      if kinetic {
        for mineral in 0..<minerals {
          scratch.accepted[mineral].replace(with: scratch.uptake[mineral], where: closed)
        }
      }
      settled = settled .| closed
      running = running .& .!closed
      if !any(running) || iteration == KernelPlan.maximumIterations { break }
      iterations += 1
      assemble(kinetic: kinetic)
      factorise()
      // Where Davies' equation turns round (beyond 0.5 mol/kg) the coupled step may cycle: relax in the end.
      let late = iteration > KernelPlan.coupledIterations
      let far = late ? LaneMask(repeating: true) : state.far
      let border = solveBordered(far: far, relaxation: late ? 0.04 : 0.25)
      let change = largestChange(border)
      if kinetic {
        let tiny = running .& (change .<= 1e-10)
        if any(tiny) {
          acceptLinearised(tiny, border: border)
          settled = settled .| tiny
        }
        advance(running: running, change: change, border: border)
        running = running .& .!tiny
      } else {
        advance(running: running, change: change, border: border)
      }
    }
    return settled
  }

  /// Lowers the activities of cold lanes until no positive balance holds more than a few times its total:
  /// from there Newton's steps, damped as in `advance`, climb quickly.
  func descend(lanes: LaneMask) {
    for _ in 0..<40 {
      evaluateSpecies()
      var moving = LaneMask(repeating: false)
      for place in 0..<unknowns where isPositive[place] {
        let ratio = scratch.balance[place] / scratch.total[place]
        let high = lanes .& (ratio .> 3)
        moving = moving .| high
        let lowered = scratch.u[place] - 0.5 * Chemistry.logarithm(lesser(ratio, Lanes(repeating: 1e300)))
        scratch.u[place].replace(with: lowered, where: high)
      }
      if !any(moving) { break }
    }
  }

  /// Powers of the activities, molalities of all species, balances.
  @inline(__always)
  private func evaluateSpecies() {
    let factor = scratch.factor
    for variable in 0..<(unknowns + 3) {
      let place = Int(direct[variable])
      if place < 0 { continue }
      let value = exponential(logarithm(ofVariable: variable))
      factor[place] = value
      let reciprocal = Int(inverse[variable])
      if reciprocal >= 0 { factor[reciprocal] = 1 / value }
    }
    for product in 0..<productCount {
      let entry = products + 3 * product
      factor[Int(entry[0])] = factor[Int(entry[1])] * factor[Int(entry[2])]
    }
    let molality = scratch.molality
    var next = Int(factorStart[0])
    for species in 0..<speciesCount {
      var value = Lanes(repeating: constants[species])
      let end = Int(factorStart[species &+ 1])
      while next < end {
        value *= factor[Int(factorIndex[next])]
        next &+= 1
      }
      molality[species] = value
    }
    apply(balanceRows, into: scratch.balance)
  }

  /// Value whose whole powers multiply the constants: unknowns, ln a_w, −ln γ of a unit charge, −ln γ of a
  /// neutral species (Davies: ln γ = −A ln 10 z² (√I/(1 + √I) − 0.3 I), neutral: 0.1 I ln 10).
  @inline(__always)
  private func logarithm(ofVariable variable: Int) -> Lanes {
    if variable < unknowns { return scratch.u[variable] }
    if variable == unknowns { return scratch.water[0] }
    let root = scratch.rootStrength[0]
    if variable == unknowns + 1 { return (root / (1 + root) - 0.3 * root * root) * davies }
    return -0.1 * Natural.ln10 * root * root
  }

  /// Applies sparse rows to the molalities.
  @inline(__always)
  private func apply(_ rows: Rows, into result: UnsafeMutablePointer<Lanes>) {
    let molality = scratch.molality
    var next = 0
    for row in 0..<rows.count {
      let end = Int(rows.start[row &+ 1])
      var sum = Lanes(repeating: 0)
      while next < end {
        sum = multiplyAdd(rows.value[next], molality[Int(rows.index[next])], sum)
        next &+= 1
      }
      result[row] = sum
    }
  }

  /// Mineral formed in the step and its slope in ln Ω, both per kg of water.
  @inline(__always)
  private func evaluateMinerals() {
    for mineral in 0..<minerals {
      let saturation = saturationLogarithm(mineral)
      scratch.saturation[mineral] = saturation
      let grows = saturation .> 0
      // Above saturation σ = Ω^(1/root) − 1, below it 1 − Ω^(1/root), both ≥ 0.
      let inverseRoot = Lanes(repeating: dissolutionInverseRoot[mineral])
        .replacing(with: growthInverseRoot[mineral], where: grows)
      let ratio = exponential(lesser(saturation * inverseRoot, Lanes(repeating: 100)))
      let drive = magnitude(ratio - 1)
      let length = scratch.dissolutionLength[mineral]
        .replacing(with: scratch.growthLength[mineral], where: grows)
      var power = drive
      var powerSlope = Lanes(repeating: 1)
      if growthOrder[mineral] != 1 || dissolutionOrder[mineral] != 1 {
        let order = Lanes(repeating: dissolutionOrder[mineral])
          .replacing(with: growthOrder[mineral], where: grows)
        let base = greater(drive, Lanes(repeating: 1e-300))
        let reduced = exponential((order - 1) * KernelPlan.naturalLogarithm(base))
        power = drive * reduced
        powerSlope = order * reduced
      }
      let signedPower = power.replacing(with: -power, where: .!grows)
      let radius = scratch.radius[mineral]
      let growth = greater(length * signedPower, -radius)
      let final = radius + growth
      let number = scratch.crystalVolume[mineral]
      scratch.uptake[mineral] = number * (growth * (3 * (radius * final) + growth * growth))
      let slope = 3 * number * (final * final) * (length * powerSlope * ratio * inverseRoot)
      scratch.slope[mineral] = slope
    }
  }

  /// ln of positive numbers.
  @inline(__always)
  private static func naturalLogarithm(_ x: Lanes) -> Lanes { Chemistry.logarithm(x) }

  /// What the balances look like in each lane.
  private struct Balances {
    /// All balances closed.
    var closed: LaneMask
    /// Some balance is off by more than a third.
    var far: LaneMask
  }

  /// Residuals of the balances, and whether they are closed.
  @inline(__always)
  private func evaluateResiduals(kinetic: Bool) -> Balances {
    var worst = Lanes(repeating: 0)
    for place in 0..<unknowns {
      var residual = scratch.total[place] - scratch.balance[place]
      var scale = scratch.balance[unknowns &+ place]
      if kinetic {
        for mineral in 0..<minerals {
          let taken = mineralExponent[mineral &* unknowns &+ place] * scratch.uptake[mineral]
          residual -= taken
          scale += magnitude(taken)
        }
      }
      scratch.residual[place] = residual
      worst = greater(worst, magnitude(residual) / scale)
      // A lane whose numbers are not numbers never settles.
      worst = worst.replacing(with: Lanes(repeating: .infinity), where: residual .!= residual)
    }
    scratch.remaining[0] = worst
    let strength = scratch.balance[2 &* unknowns &+ 1]
    let root = scratch.rootStrength[0]
    let limit = Lanes(repeating: KernelPlan.rootStrengthLimit)
    let strengthResidual = strength - root * root
    scratch.strengthResidual[0] = strengthResidual
    let strengthClosed =
      (magnitude(strengthResidual) .<= 1e-12 * strength) .| ((root .>= limit) .& (strengthResidual .> 0))
    let activity = greater(1 - 0.017 * scratch.balance[2 &* unknowns], Lanes(repeating: 0.5))
    let waterResidual = Chemistry.logarithm(activity) - scratch.water[0]
    scratch.waterResidual[0] = waterResidual
    scratch.waterActivity[0] = activity
    let closed =
      (worst .<= KernelPlan.balanceTolerance) .& strengthClosed .& (magnitude(waterResidual) .<= 1e-13)
    return Balances(closed: closed, far: worst .> 0.3)
  }

  /// Jacobian and right-hand sides: residuals, and the columns of √I and ln a_w.
  @inline(__always)
  private func assemble(kinetic: Bool) {
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
  private func factorise() {
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
  private func solveBordered(far: LaneMask, relaxation: Double) -> Border {
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
    border.root.replace(with: relaxation * (strength / root - root), where: far)
    border.water.replace(with: scratch.waterResidual[0], where: far)
    for place in 0..<unknowns {
      let coupled = multiplyAdd(second[place], border.root, third[place] * border.water)
      right[place] -= coupled.replacing(with: 0, where: far)
    }
    return border
  }

  /// The two equations that remain for √I and ln a_w once the unknowns are eliminated.
  @inline(__always)
  private func eliminateBorder() -> Border {
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

  /// Largest change of any unknown in the step.
  @inline(__always)
  private func largestChange(_ border: Border) -> Lanes {
    var largest = greater(magnitude(border.root), magnitude(border.water))
    for place in 0..<unknowns { largest = greater(largest, magnitude(scratch.right[place])) }
    return largest
  }

  /// Takes ξ linear in a last, tiny step: a mineral may be so fast that the rounding of ln Ω alone moves ξ by
  /// more than the tolerance.
  @inline(__always)
  private func acceptLinearised(_ lanes: LaneMask, border: Border) {
    for mineral in 0..<minerals {
      var change = mineralWater[mineral] * border.water
      let exponents = mineralExponent + mineral &* unknowns
      for place in 0..<unknowns { change = multiplyAdd(exponents[place], scratch.right[place], change) }
      let radius = scratch.radius[mineral]
      let content = scratch.crystalVolume[mineral] * (radius * (radius * radius))
      let taken = greater(multiplyAdd(scratch.slope[mineral], change, scratch.uptake[mineral]), -content)
      scratch.accepted[mineral].replace(with: taken, where: lanes)
    }
  }

  /// Moves the running lanes.
  ///
  /// A sum of exponentials along a direction in which some species would grow by a factor e^d decreases for sure
  /// up to ln(1 + d)/d of Newton's step (Bach 2010, Electron. J. Statist. 4:384, generalised self-concordance);
  /// for a single species that is the exact solution.
  @inline(__always)
  private func advance(running: LaneMask, change: Lanes, border: Border) {
    let large = running .& (change .> 0.01)
    var share = Lanes(repeating: 1)
    if any(large) {
      let growth = largestGrowth()
      let damping = Chemistry.logarithm(1 + lesser(growth, Lanes(repeating: 1e30))) / growth
      share.replace(with: damping, where: large .& (growth .> 1e-3))
    }
    for place in 0..<unknowns {
      let moved = multiplyAdd(share, scratch.right[place], scratch.u[place])
      let bounded = greater(lesser(moved, Lanes(repeating: 100)), Lanes(repeating: -300))
      scratch.u[place].replace(with: bounded, where: running)
    }
    let root = scratch.rootStrength[0]
    let moved = lesser(
      greater(multiplyAdd(share, border.root, root), 0.5 * root),
      lesser(2 * root, Lanes(repeating: KernelPlan.rootStrengthLimit)))
    scratch.rootStrength[0].replace(with: moved, where: running)
    let water = lesser(multiplyAdd(share, border.water, scratch.water[0]), Lanes(repeating: 0))
    scratch.water[0].replace(with: greater(water, Lanes(repeating: -0.6)), where: running)
  }

  /// Largest growth of ln m of any species in Newton's full step.
  @inline(__always)
  private func largestGrowth() -> Lanes {
    var largest = Lanes(repeating: 0)
    for species in 0..<speciesCount {
      var growth = Lanes(repeating: 0)
      for entry in Int(exponentRows.start[species])..<Int(exponentRows.start[species &+ 1]) {
        growth = multiplyAdd(exponentRows.value[entry], scratch.right[Int(exponentRows.index[entry])], growth)
      }
      largest = greater(largest, growth)
    }
    return largest
  }
}
