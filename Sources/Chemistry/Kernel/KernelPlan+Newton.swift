extension KernelPlan {
  /// Newton's iteration on the active lanes; returns those whose balances closed.
  func newton(active: LaneMask, kinetic: Bool, iterations: inout Int) -> LaneMask {
    var running = active
    var settled = LaneMask(repeating: false)
    if kinetic {
      for mineral in 0..<minerals { scratch.accepted[mineral].replace(with: 0, where: active) }
    }
    let finishing = kinetic ? KernelPlan.finishingKineticStep : KernelPlan.finishingStep / steepness
    for iteration in 0...KernelPlan.maximumIterations {
      evaluateSpecies()
      if kinetic {
        evaluateMinerals()
        if iteration == 0 { relieve(lanes: running) }
      }
      let state = evaluateResiduals(kinetic: kinetic)
      let closed = running .& state.closed
      if kinetic {
        for mineral in 0..<minerals {
          scratch.accepted[mineral].replace(with: scratch.uptake[mineral], where: closed)
        }
      }
      settled = settled .| closed
      running = running .& .!(state.closed .| state.lost)
      if !any(running) || iteration == KernelPlan.maximumIterations { break }
      iterations += 1
      assemble(kinetic: kinetic)
      factorise()
      // Where Davies' equation turns round (beyond 0.5 mol/kg) the coupled step may cycle: relax in the end.
      let late = iteration > KernelPlan.coupledIterations
      let turned = LaneMask(repeating: late) .& (scratch.rootStrength[0] .> KernelPlan.turningRoot)
      let apart = state.far .| turned
      let border = solveBordered(apart: apart, relaxation: late ? 0.04 : 0.25)
      let change = largestChange(border)
      // A step δ leaves balances open by less than (steepness · δ)²/2.
      let still = magnitude(border.root) .<= KernelPlan.finishingStep * scratch.rootStrength[0]
      let last = running .& .!apart .& still .& (change .<= finishing)
      if kinetic && any(last) { acceptLinearised(last, border: border) }
      settled = settled .| last
      advance(running: running, change: change, border: border, kinetic: kinetic)
      running = running .& .!last
      if !any(running) { break }
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
        if !any(high) { continue }
        moving = moving .| high
        let lowered = scratch.u[place] - 0.5 * logarithm(lesser(ratio, Lanes(repeating: 1e300)))
        move(place, to: lowered, where: high)
      }
      if !any(moving) { break }
    }
  }

  /// Sets an unknown and its activity in some lanes.
  @inline(__always)
  func move(_ place: Int, to value: Lanes, where lanes: LaneMask) {
    scratch.u[place].replace(with: value, where: lanes)
    scratch.table[place].replace(with: exponential(value), where: lanes)
  }

  /// Lowers the supersaturation of lanes in which a mineral would grow far more than the fluid holds: Newton's
  /// steps come down from there slowly, but climb quickly.
  func relieve(lanes: LaneMask) {
    for _ in 0..<20 {
      var moving = LaneMask(repeating: false)
      for mineral in 0..<minerals {
        let exponents = mineralExponent + mineral &* unknowns
        var ratio = Lanes(repeating: 1)
        var squares = 0.0
        for place in 0..<unknowns {
          squares += exponents[place] * exponents[place]
          guard isPositive[place] && exponents[place] > 0 else { continue }
          ratio = greater(ratio, exponents[place] * scratch.uptake[mineral] / scratch.total[place])
        }
        // ξ grows at most as σ^(3·order); near saturation it is linear in ln Ω and Newton needs no help.
        let high = lanes .& (ratio .> 3) .& (scratch.saturation[mineral] .> 0)
        if !any(high) { continue }
        moving = moving .| high
        let held = lesser(ratio, Lanes(repeating: 1e300))
        let shrunk = exponential(logarithm(held) * (-1 / (3 * growthOrder[mineral])))
        let drive =
          exponential(lesser(scratch.saturation[mineral] * growthInverseRoot[mineral], Lanes(repeating: 100)))
          - 1
        let aim = logarithm(1 + drive * shrunk) / growthInverseRoot[mineral]
        let drop = scratch.saturation[mineral] - aim
        for place in 0..<unknowns where exponents[place] != 0 {
          move(place, to: scratch.u[place] - drop * (exponents[place] / squares), where: high)
        }
      }
      if !any(moving) { break }
      evaluateSpecies()
      evaluateMinerals()
    }
  }

  /// Moves the running lanes.
  ///
  /// Small steps multiply the activities by 1 + δ, which is exact where a balance is one free ion. Large ones move
  /// their logarithms, shortened: a sum of exponentials along a direction in which some species would grow by a
  /// factor e^d decreases for sure up to ln(1 + d)/d of Newton's step (Bach 2010, Electron. J. Statist. 4:384,
  /// generalised self-concordance); for a single species that is the exact solution.
  @inline(__always)
  func advance(running: LaneMask, change: Lanes, border: Border, kinetic: Bool) {
    let large = running .& (change .> KernelPlan.smallStep)
    let isLarge = any(large)
    var share = Lanes(repeating: 1)
    if isLarge {
      let growth = largestGrowth(border, kinetic: kinetic)
      let damping = logarithm(1 + lesser(growth, Lanes(repeating: 1e30))) / growth
      share.replace(with: damping, where: large .& (growth .> 1e-3))
    }
    if kinetic { share = stopAtSaturation(share, border: border) }
    let resting = .!running
    share.replace(with: 0, where: resting)
    for place in 0..<unknowns {
      // Zero times a step that is not a number is not zero: resting lanes take none.
      let step = (share * scratch.right[3 &* place]).replacing(with: 0, where: resting)
      let start = scratch.u[place]
      let activity = scratch.table[place]
      var moved = start + logarithmOfOnePlus(step)
      var movedActivity = multiplyAdd(activity, step, activity)
      if isLarge {
        let bounded = greater(lesser(start + step, Lanes(repeating: 100)), Lanes(repeating: -300))
        moved.replace(with: bounded, where: large)
        movedActivity.replace(with: exponential(bounded), where: large)
      }
      scratch.u[place] = moved
      scratch.table[place] = movedActivity
    }
    let root = scratch.rootStrength[0]
    let moved = lesser(
      greater(multiplyAdd(share, border.root, root), 0.5 * root),
      lesser(2 * root, Lanes(repeating: KernelPlan.rootStrengthLimit)))
    scratch.rootStrength[0].replace(with: moved, where: running)
    evaluateCoefficients()
    let water = scratch.table[waterEntry]
    let drier = lesser(multiplyAdd(share * border.water, water, water), Lanes(repeating: 1))
    scratch.table[waterEntry].replace(
      with: greater(drier, Lanes(repeating: KernelPlan.leastWater)), where: running)
  }

  /// Shortens a step that would carry a reacting mineral through saturation, so that it ends just before: growth
  /// and dissolution may differ by orders of magnitude in slope, and neither tells where the other balances.
  @inline(__always)
  func stopAtSaturation(_ share: Lanes, border: Border) -> Lanes {
    var result = share
    for mineral in 0..<minerals {
      let change = change(saturationRows, mineral, border: border)
      let start = scratch.saturation[mineral]
      let reacts = scratch.surface[mineral] .> 0
      let crosses = reacts .& (start * (start + share * change) .< 0) .& (magnitude(start) .> 1e-7)
      result.replace(with: lesser(result, -0.9999 * start / change), where: crosses)
    }
    return result
  }

  /// Largest growth of ln m of any species, or of ln ξ of any growing mineral, in Newton's full step.
  @inline(__always)
  func largestGrowth(_ border: Border, kinetic: Bool) -> Lanes {
    var largest = Lanes(repeating: 0)
    for species in 0..<speciesCount {
      var growth = Lanes(repeating: 0)
      for entry in Int(speciesRows.start[species])..<Int(speciesRows.start[species &+ 1]) {
        let step = scratch.right[3 &* Int(speciesRows.place[entry])]
        growth = multiplyAdd(speciesRows.exponent[entry], step, growth)
      }
      largest = greater(largest, growth)
    }
    guard kinetic else { return largest }
    for mineral in 0..<minerals {
      let end = scratch.saturation[mineral] + change(saturationRows, mineral, border: border)
      let start = greater(scratch.saturation[mineral], Lanes(repeating: 0))
      let growth = (end - start) * (3 * growthOrder[mineral] * growthInverseRoot[mineral])
      let reacts = scratch.surface[mineral] .> 0
      largest.replace(with: greater(largest, growth), where: reacts)
    }
    return largest
  }

  /// Largest change of any unknown in the step.
  @inline(__always)
  func largestChange(_ border: Border) -> Lanes {
    var largest = greater(magnitude(border.root), magnitude(border.water))
    for place in 0..<unknowns { largest = greater(largest, magnitude(scratch.right[3 &* place])) }
    return largest
  }

  /// Takes ξ linear in a last, tiny step: a mineral may be so fast that the rounding of ln Ω alone moves ξ by
  /// more than the tolerance.
  @inline(__always)
  func acceptLinearised(_ lanes: LaneMask, border: Border) {
    for mineral in 0..<minerals {
      let change = change(saturationRows, mineral, border: border)
      let content = scratch.surface[mineral] * scratch.radius[mineral] * (1.0 / 3)
      let taken = greater(multiplyAdd(scratch.slope[mineral], change, scratch.uptake[mineral]), -content)
      scratch.accepted[mineral].replace(with: taken, where: lanes)
    }
  }
}
