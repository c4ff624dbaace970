extension KernelPlan {
  /// Reciprocals and products of the table.
  @inline(__always)
  func evaluateTable() {
    let table = scratch.table
    for index in 0..<reciprocalCount {
      let pair = reciprocals + 2 &* index
      table[Int(pair[0])] = 1 / table[Int(pair[1])]
    }
    for index in 0..<productCount {
      let triple = products + 3 &* index
      table[Int(triple[0])] = table[Int(triple[1])] * table[Int(triple[2])]
    }
  }

  /// Molalities of all species and the sums over them that the balances need.
  @inline(__always)
  func evaluateSpecies() {
    evaluateTable()
    let table = scratch.table
    let molality = scratch.molality
    for species in 0..<speciesCount {
      let pair = factors + 2 &* species
      molality[species] = table[Int(pair[0])] * constants[species] * table[Int(pair[1])]
    }
    sharedRows.apply(to: molality, into: molality + speciesCount)
    balanceRows.apply(to: molality, into: scratch.balance)
    let classes = scratch.balance + unknowns
    var particles = classes[0]
    var (strength, fourth) = (Lanes(repeating: 0), Lanes(repeating: 0))
    for index in 1..<chargeClasses {
      let square = squaredCharges[index]
      particles += classes[index]
      strength = multiplyAdd(0.5 * square, classes[index], strength)
      fourth = multiplyAdd(0.5 * square * square, classes[index], fourth)
    }
    scratch.particles[0] = particles
    scratch.strength[0] = strength
    scratch.fourth[0] = fourth
  }

  /// Inverse activity coefficients of a unit charge and of a neutral species at √I (Davies: ln γ =
  /// −A ln 10 z² (√I/(1 + √I) − 0.3 I), neutral: 0.1 I ln 10).
  @inline(__always)
  func evaluateCoefficients() {
    let root = scratch.rootStrength[0]
    scratch.table[chargedEntry] = exponential((root / (1 + root) - 0.3 * root * root) * davies)
    scratch.table[neutralEntry] = exponential(-0.1 * Natural.ln10 * root * root)
  }

  /// A linear function of the unknowns in the current state; ln a_w is in `scratch.logWater`.
  @inline(__always)
  func evaluate(_ rows: LogarithmicRows, _ row: Int) -> Lanes {
    var sum = multiplyAdd(rows.water[row], scratch.logWater[0], Lanes(repeating: rows.constant[row]))
    for entry in Int(rows.start[row])..<Int(rows.start[row &+ 1]) {
      sum = multiplyAdd(rows.exponent[entry], scratch.u[Int(rows.place[entry])], sum)
    }
    return sum
  }

  /// Change of a linear function in Newton's step.
  @inline(__always)
  func change(_ rows: LogarithmicRows, _ row: Int, border: Border) -> Lanes {
    var sum = rows.water[row] * border.water
    for entry in Int(rows.start[row])..<Int(rows.start[row &+ 1]) {
      sum = multiplyAdd(rows.exponent[entry], scratch.right[3 &* Int(rows.place[entry])], sum)
    }
    return sum
  }

  /// Mineral formed in the step and its slope in ln Ω, both per kg of water; ln Ω is that of the crystals' curved
  /// surface.
  @inline(__always)
  func evaluateMinerals() {
    scratch.logWater[0] = logarithm(scratch.table[waterEntry])
    for mineral in 0..<minerals {
      let saturation = evaluate(saturationRows, mineral) - scratch.curvatureShift[mineral]
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
      let growth = greater(length * signedPower, -scratch.radius[mineral])
      scratch.growth[mineral] = growth
      // Growth by the sums over the sizes; dissolution shrinks them all in proportion.
      let surface = scratch.surface[mineral]
      let second = scratch.shrinkingLength[mineral].replacing(with: scratch.length[mineral], where: grows)
      let third = scratch.shrinkingNumber[mineral].replacing(with: scratch.number[mineral], where: grows)
      scratch.uptake[mineral] = growth * (surface + growth * (second + growth * third))
      // Nothing is left to change where all is dissolved, however the sums round.
      let rate = (surface + growth * (2 * second + 3 * growth * third))
        .replacing(with: 0, where: growth .<= -scratch.radius[mineral])
      let slope = rate * (length * powerSlope * ratio * inverseRoot)
      scratch.slope[mineral] = slope
    }
  }

  /// What the balances look like in each lane.
  struct Balances {
    /// All balances closed.
    var closed: LaneMask
    /// Some balance is off by more than a third.
    var far: LaneMask
    /// Some balance is not a number.
    var lost: LaneMask
  }

  /// Residuals of the balances, and whether they are closed.
  @inline(__always)
  func evaluateResiduals(kinetic: Bool) -> Balances {
    var open = LaneMask(repeating: false)
    var far = LaneMask(repeating: false)
    var total = Lanes(repeating: 0)
    for place in 0..<unknowns {
      let (residual, scale) = residual(place, kinetic: kinetic)
      scratch.residual[place] = residual
      let size = magnitude(residual)
      open = open .| (size .> KernelPlan.balanceTolerance * scale)
      far = far .| (size .> 0.3 * scale)
      total += residual
    }
    // A sum with a number that is none is none.
    let lost = total .!= total
    let strength = scratch.strength[0]
    let root = scratch.rootStrength[0]
    let strengthResidual = strength - root * root
    scratch.strengthResidual[0] = strengthResidual
    let held = (root .>= Lanes(repeating: KernelPlan.rootStrengthLimit)) .& (strengthResidual .> 0)
    let water = scratch.table[waterEntry]
    let activity = greater(1 - 0.017 * scratch.particles[0], Lanes(repeating: KernelPlan.leastWater))
    let waterResidual = activity - water
    scratch.waterResidual[0] = waterResidual
    open =
      open .| (magnitude(waterResidual) .> 1e-13) .| lost
      .| ((magnitude(strengthResidual) .> 1e-12 * strength) .& .!held)
    return Balances(closed: .!open, far: far, lost: lost)
  }

  /// What a balance lacks and the sum of its absolute terms [mol/kg].
  @inline(__always)
  private func residual(_ place: Int, kinetic: Bool) -> (residual: Lanes, scale: Lanes) {
    var residual = scratch.total[place] - scratch.balance[place]
    var scale = scratch.balance[Int(absolute[place])]
    if kinetic {
      for mineral in 0..<minerals {
        let taken = mineralExponent[mineral &* unknowns &+ place] * scratch.uptake[mineral]
        residual -= taken
        scale += magnitude(taken)
      }
    }
    return (residual, scale)
  }

  /// Worst balance error of a lane relative to the sum of its absolute terms; infinite where it is no number.
  func remaining(lane: Int, kinetic: Bool) -> Double {
    var worst = 0.0
    for place in 0..<unknowns {
      let (residual, scale) = residual(place, kinetic: kinetic)
      let error = residual[lane].magnitude / scale[lane]
      worst = error.isNaN ? .infinity : Swift.max(worst, error)
    }
    return worst
  }
}
