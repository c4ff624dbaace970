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
      running = running .& .!closed
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
      if kinetic {
        let tiny = running .& .!apart .& (change .<= 1e-10)
        if any(tiny) {
          acceptLinearised(tiny, border: border)
          settled = settled .| tiny
        }
        advance(running: running, change: change, border: border, kinetic: true)
        running = running .& .!tiny
      } else {
        advance(running: running, change: change, border: border, kinetic: false)
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
        let lowered = scratch.u[place] - 0.5 * logarithm(lesser(ratio, Lanes(repeating: 1e300)))
        scratch.u[place].replace(with: lowered, where: high)
      }
      if !any(moving) { break }
    }
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
        moving = moving .| high
        let held = lesser(ratio, Lanes(repeating: 1e300))
        let shrunk = exponential(logarithm(held) * (-1 / (3 * growthOrder[mineral])))
        let drive =
          exponential(lesser(scratch.saturation[mineral] * growthInverseRoot[mineral], Lanes(repeating: 100)))
          - 1
        let aim = logarithm(1 + drive * shrunk) / growthInverseRoot[mineral]
        let drop = scratch.saturation[mineral] - aim
        for place in 0..<unknowns where exponents[place] != 0 {
          let lowered = scratch.u[place] - drop * (exponents[place] / squares)
          scratch.u[place].replace(with: lowered, where: high)
        }
      }
      if !any(moving) { break }
      evaluateSpecies()
      evaluateMinerals()
    }
  }

  /// Moves the running lanes.
  ///
  /// A sum of exponentials along a direction in which some species would grow by a factor e^d decreases for sure
  /// up to ln(1 + d)/d of Newton's step (Bach 2010, Electron. J. Statist. 4:384, generalised self-concordance);
  /// for a single species that is the exact solution.
  @inline(__always)
  func advance(running: LaneMask, change: Lanes, border: Border, kinetic: Bool) {
    let large = running .& (change .> 0.01)
    var share = Lanes(repeating: 1)
    if any(large) {
      let growth = largestGrowth(border, kinetic: kinetic)
      let damping = logarithm(1 + lesser(growth, Lanes(repeating: 1e30))) / growth
      share.replace(with: damping, where: large .& (growth .> 1e-3))
    }
    if kinetic { share = stopAtSaturation(share, border: border) }
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
    scratch.water[0].replace(with: greater(water, Lanes(repeating: -0.7)), where: running)
  }

  /// Shortens a step that would carry a reacting mineral through saturation, so that it ends just before: growth
  /// and dissolution may differ by orders of magnitude in slope, and neither tells where the other balances.
  @inline(__always)
  func stopAtSaturation(_ share: Lanes, border: Border) -> Lanes {
    var result = share
    for mineral in 0..<minerals {
      var change = mineralWater[mineral] * border.water
      let exponents = mineralExponent + mineral &* unknowns
      for place in 0..<unknowns { change = multiplyAdd(exponents[place], scratch.right[place], change) }
      let start = scratch.saturation[mineral]
      let reacts = scratch.crystalVolume[mineral] .> 0
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
      for entry in Int(exponentRows.start[species])..<Int(exponentRows.start[species &+ 1]) {
        growth = multiplyAdd(exponentRows.value[entry], scratch.right[Int(exponentRows.index[entry])], growth)
      }
      largest = greater(largest, growth)
    }
    guard kinetic else { return largest }
    for mineral in 0..<minerals {
      var end = scratch.saturation[mineral] + mineralWater[mineral] * border.water
      let exponents = mineralExponent + mineral &* unknowns
      for place in 0..<unknowns { end = multiplyAdd(exponents[place], scratch.right[place], end) }
      let start = greater(scratch.saturation[mineral], Lanes(repeating: 0))
      let growth = (end - start) * (3 * growthOrder[mineral] * growthInverseRoot[mineral])
      let reacts = scratch.crystalVolume[mineral] .> 0
      largest.replace(with: greater(largest, growth), where: reacts)
    }
    return largest
  }

  /// Largest change of any unknown in the step.
  @inline(__always)
  func largestChange(_ border: Border) -> Lanes {
    var largest = greater(magnitude(border.root), magnitude(border.water))
    for place in 0..<unknowns { largest = greater(largest, magnitude(scratch.right[place])) }
    return largest
  }

  /// Takes ξ linear in a last, tiny step: a mineral may be so fast that the rounding of ln Ω alone moves ξ by
  /// more than the tolerance.
  @inline(__always)
  func acceptLinearised(_ lanes: LaneMask, border: Border) {
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
}
