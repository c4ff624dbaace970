// The inner loops of the chemistry. Every operation is element-wise over the eight lanes, so that a voxel's
// result cannot depend on its neighbours; loops run over counts and pointers only and allocate nothing.

extension KernelPlan {
  /// Relative balance error at which a lane is done.
  static var balanceTolerance: Double { 1e-12 }
  /// Traces below this total [mol/kg] are solved as this total.
  static var traceTotal: Double { 1e-18 }
  /// Newton steps before a lane is given up.
  static var maximumIterations: Int { 400 }
  /// Newton steps after which the ionic strength is relaxed instead of solved for with the rest.
  static var coupledIterations: Int { 40 }
  /// √I beyond which that happens [(mol/kg)^½]: Davies' ln γ has its minimum at 0.73.
  static var turningRoot: Double { 0.6 }
  /// Ionic strength at which activity coefficients stop to change [mol/kg]: far beyond the 0.5 to which Davies'
  /// equation holds, where a warning is given; its exponential growth would leave no solution further up.
  static var highestIonicStrength: Double { 4 }
  /// √I there [(mol/kg)^½].
  static var rootStrengthLimit: Double { 2 }

  /// Relative step up to which activities are multiplied instead of moved by their logarithm.
  static var smallStep: Double { 1.0 / 64 }
  /// Step of the fastest molality after which the balances are closed to 10⁻¹² without another look.
  static var finishingStep: Double { 1e-6 }
  /// The same of an unknown where minerals react, whose uptake is then taken as linear.
  static var finishingKineticStep: Double { 1e-10 }
  /// Least activity of water that the iteration passes through.
  static var leastWater: Double { 0.5 }

  /// Solves a block; see `ReactionKernel.solve(lanes:)`.
  func solve(lanes: Int, block: ReactionBlock) -> KernelReport {
    let active = KernelPlan.firstLanes(lanes)
    let kinetic = load(block, active: active)
    var cold = setUp(block, active: active)
    var iterations = 0
    var settled = LaneMask(repeating: false)
    if any(cold) {
      // Dissolution is catalysed by the acidity at the step's start, which a cold lane has yet to find.
      descend(lanes: cold)
      settled = newton(active: cold, kinetic: false, iterations: &iterations)
      cold = cold .& .!settled
    }
    if kinetic { prepareKinetics(block) }
    settled = newton(active: active, kinetic: kinetic, iterations: &iterations)
    var restarts = 0
    let failed = active .& .!settled
    if any(failed) {
      for lane in 0..<8 where failed[lane] { restarts += 1 }
      guessCold(failed)
      descend(lanes: failed)
      _ = newton(active: failed, kinetic: false, iterations: &iterations)
      settled = settled .| newton(active: failed, kinetic: kinetic, iterations: &iterations)
    }
    store(block, kinetic: kinetic)
    return report(
      active: active, settled: settled, kinetic: kinetic, iterations: iterations, restarts: restarts)
  }

  /// A mask of the first lanes.
  private static func firstLanes(_ count: Int) -> LaneMask {
    SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7) .< Lanes(repeating: Double(count))
  }

  /// Brings the totals to mol per kg of water; returns whether any crystal reacts in this step.
  private func load(_ block: ReactionBlock, active: LaneMask) -> Bool {
    let perTissue = Lanes(repeating: 1) / (block.fluidFraction[0] * millimolarPerMolal)
    scratch.perTissue[0] = perTissue
    for place in 0..<unknowns {
      var total = block.amount[Int(order[place])] * perTissue
      if isPositive[place] { total = greater(total, Lanes(repeating: KernelPlan.traceTotal)) }
      scratch.total[place] = total.replacing(with: Lanes(repeating: KernelPlan.traceTotal), where: .!active)
    }
    guard block.timeStep > 0 else { return false }
    for mineral in 0..<minerals where any((block.crystals[mineral] .> 0) .& active) { return true }
    return false
  }

  /// Takes the start values; returns the lanes that have none.
  private func setUp(_ block: ReactionBlock, active: LaneMask) -> LaneMask {
    var given = LaneMask(repeating: true)
    var molalities = Lanes(repeating: 0)
    for place in 0..<unknowns {
      let u = block.logActivity[Int(order[place])]
      given = given .& (u .== u)
      scratch.u[place] = u
      molalities += magnitude(scratch.total[place])
    }
    let strength = block.ionicStrength[0]
    let guess = guessedStrength()
    let start = strength.replacing(with: guess, where: .!(strength .> 0))
    scratch.rootStrength[0] = squareRoot(lesser(start, Lanes(repeating: 1)))
    scratch.table[waterEntry] = 1 - 0.017 * lesser(molalities, Lanes(repeating: 2))
    let cold = .!given
    if any(cold) { guessCold(cold) } else { evaluateCoefficients() }
    for place in 0..<unknowns { scratch.table[place] = exponential(scratch.u[place]) }
    return cold .& active
  }

  /// Ionic strength as if every total were one ion of at most two charges, beside the ions of held pH [mol/kg].
  private func guessedStrength() -> Lanes {
    var sum = Lanes(repeating: coldStrength)
    for place in 0..<unknowns {
      sum = multiplyAdd(0.5 * coldCharge[place], magnitude(scratch.total[place]), sum)
    }
    return lesser(sum, Lanes(repeating: 0.5))
  }

  /// Guesses the unknowns of some lanes: each total spread over its free ion and protonated forms.
  private func guessCold(_ lanes: LaneMask) {
    for place in 0..<unknowns {
      let constant = Lanes(repeating: coldConstant[place])
      let guess = place == acidPlace ? constant : logarithm(magnitude(scratch.total[place])) - constant
      move(place, to: guess, where: lanes)
    }
    scratch.rootStrength[0].replace(with: squareRoot(guessedStrength()), where: lanes)
    evaluateCoefficients()
  }

  /// Lengths that a surface would grow or dissolve in the step at unit drive [µm], [mineral].
  private func prepareKinetics(_ block: ReactionBlock) {
    let step = block.timeStep
    let lnAcidity = acidityLogarithm()
    for mineral in 0..<minerals {
      let radius = block.radius[mineral]
      let scale = scratch.perTissue[0] * sphere[mineral]
      let surface = 3 * block.squareSum[mineral] * scale
      let inverse = (1 / radius).replacing(with: 0, where: .!(radius .> 0))
      scratch.radius[mineral] = radius
      scratch.curvatureShift[mineral] = block.curvatureShift[mineral]
      scratch.surface[mineral] = surface
      scratch.length[mineral] = 3 * block.radiusSum[mineral] * scale
      scratch.number[mineral] = block.crystals[mineral] * scale
      scratch.shrinkingLength[mineral] = surface * inverse
      scratch.shrinkingNumber[mineral] = surface * inverse * inverse * (1.0 / 3)
      scratch.growthLength[mineral] = block.rateFactor[mineral] * (growthSpeed[mineral] * step)
      var speed = Lanes(repeating: 0)
      for term in Int(termStart[mineral])..<Int(termStart[mineral + 1]) {
        let catalysis = exponential(termOrder[term] * lnAcidity)
        speed = multiplyAdd(termSpeed[term], catalysis, speed)
      }
      scratch.dissolutionLength[mineral] = block.dissolutionFactor[mineral] * (speed * step)
    }
  }

  /// ln a_H of the current state.
  private func acidityLogarithm() -> Lanes {
    scratch.logWater[0] = logarithm(scratch.table[waterEntry])
    return evaluate(acidityRow, 0)
  }

  /// Writes the results into the block.
  private func store(_ block: ReactionBlock, kinetic: Bool) {
    let perTissue = scratch.perTissue[0]
    block.acidity[0] = acidityLogarithm() * (-1 / Natural.ln10)
    block.logWaterActivity[0] = scratch.logWater[0]
    let root = scratch.rootStrength[0]
    let beyond = root .>= Lanes(repeating: KernelPlan.rootStrengthLimit)
    if isOpen || kinetic || any(beyond) {
      evaluateSpecies()
      carbonateRow.apply(to: scratch.molality, into: block.carbonate)
      block.carbonate[0] *= millimolarPerMolal
    } else {
      evaluateTable()
      block.carbonate[0] =
        carbonatePlace < 0 ? Lanes(repeating: 0) : scratch.total[carbonatePlace] * millimolarPerMolal
    }
    if kinetic { evaluateMinerals() }
    let table = scratch.table
    for place in 0..<unknowns {
      let entry = Int(order[place])
      block.logActivity[entry] = scratch.u[place]
      let ion = freeIon + 3 &* place
      let scale = constants[Int(ion[0])] * millimolarPerMolal
      block.freeIon[entry] = table[Int(ion[1])] * scale * table[Int(ion[2])]
    }
    for mineral in 0..<minerals {
      block.saturation[mineral] = evaluate(saturationRows, mineral)
      let none = Lanes(repeating: 0)
      block.uptake[mineral] = kinetic ? scratch.accepted[mineral] / perTissue : none
      block.surfaceShift[mineral] = kinetic ? scratch.growth[mineral] : none
      block.uptakeSlope[mineral] = kinetic ? scratch.slope[mineral] / perTissue : none
    }
    for phase in minerals..<saturationRows.count {
      block.phaseSaturation[phase &- minerals] = evaluate(saturationRows, phase)
    }
    block.ionicStrength[0] = (root * root).replacing(with: scratch.strength[0], where: beyond)
  }

  /// Sums up how the block went.
  private func report(
    active: LaneMask, settled: LaneMask, kinetic: Bool, iterations: Int, restarts: Int
  ) -> KernelReport {
    var report = KernelReport(iterations: iterations, restarts: restarts, unsettledLanes: 0, remaining: 0)
    let failed = active .& .!settled
    if any(failed) {
      for lane in 0..<8 where failed[lane] {
        report.unsettledLanes |= 1 << UInt8(lane)
        report.remaining = Swift.max(report.remaining, remaining(lane: lane, kinetic: kinetic))
      }
    }
    return report
  }

  /// Square root, lane by lane.
  @inline(__always)
  private func squareRoot(_ x: Lanes) -> Lanes {
    var root = x
    for lane in 0..<8 { root[lane] = x[lane].squareRoot() }
    return root
  }
}
