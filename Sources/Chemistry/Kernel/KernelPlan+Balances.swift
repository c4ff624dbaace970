extension KernelPlan {
  /// Powers of the activities, molalities of all species, balances.
  @inline(__always)
  func evaluateSpecies() {
    let factor = scratch.factor
    for variable in 0..<(unknowns + 3) {
      let place = Int(direct[variable])
      if place < 0 { continue }
      let value = exponential(exponent(ofVariable: variable))
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
  func exponent(ofVariable variable: Int) -> Lanes {
    if variable < unknowns { return scratch.u[variable] }
    if variable == unknowns { return scratch.water[0] }
    let root = scratch.rootStrength[0]
    if variable == unknowns + 1 { return (root / (1 + root) - 0.3 * root * root) * davies }
    return -0.1 * Natural.ln10 * root * root
  }

  /// Applies sparse rows to the molalities.
  @inline(__always)
  func apply(_ rows: Rows, into result: UnsafeMutablePointer<Lanes>) {
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
  func evaluateMinerals() {
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
        let reduced = exponential((order - 1) * logarithm(base))
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

  /// What the balances look like in each lane.
  struct Balances {
    /// All balances closed.
    var closed: LaneMask
    /// Some balance is off by more than a third.
    var far: LaneMask
  }

  /// Residuals of the balances, and whether they are closed.
  @inline(__always)
  func evaluateResiduals(kinetic: Bool) -> Balances {
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
    let waterResidual = logarithm(activity) - scratch.water[0]
    scratch.waterResidual[0] = waterResidual
    scratch.waterActivity[0] = activity
    let closed =
      (worst .<= KernelPlan.balanceTolerance) .& strengthClosed .& (magnitude(waterResidual) .<= 1e-13)
    return Balances(closed: closed, far: worst .> 0.3)
  }
}
