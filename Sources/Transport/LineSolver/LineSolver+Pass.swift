import Parallelism

extension LineSolver {
  /// Pass number `number` of `passes` of a group of solutes.
  func pass(
    _ solutes: [LineSolute], from first: Int, to last: Int, step: Double, number: Int, of passes: Int
  ) throws {
    systemCount = last - first
    for place in 0..<systemCount {
      prepare(solutes[first + place], place, step: step, isFirst: number == 0, share: 1 / Double(passes))
    }
    for i in 0..<(LineSolver.groupSize * workers.count) { statistics[i] = LineStatistics() }
    workers.run(UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())) { solver, worker in
      Unmanaged<LineSolver>.fromOpaque(solver).takeUnretainedValue().work(worker)
    }
    for place in 0..<systemCount where !LineSolver.isSound(collected(place)) {
      throw fault(in: solutes[first + place])
    }
    for place in 0..<systemCount { limit(place, collected(place)) }
  }

  /// What all workers found out about the solute number `place` of the group.
  func collected(_ place: Int) -> LineStatistics {
    var result = LineStatistics()
    for worker in 0..<workers.count {
      let part = statistics[worker * LineSolver.groupSize + place]
      result.leastBefore = min(result.leastBefore, part.leastBefore)
      result.greatestBefore = max(result.greatestBefore, part.greatestBefore)
      result.leastAfter = min(result.leastAfter, part.leastAfter)
      result.greatestAfter = max(result.greatestAfter, part.greatestAfter)
      result.leastSource = min(result.leastSource, part.leastSource)
      result.greatestSource = max(result.greatestSource, part.greatestSource)
      result.poison += part.poison
      result.hasNegativeLoss = result.hasNegativeLoss || part.hasNegativeLoss
    }
    return result
  }

  static func isSound(_ found: LineStatistics) -> Bool {
    found.poison == 0 && !found.hasNegativeLoss
  }

  /// Puts down what a solute brings to a pass, and its elimination in uniform tissue.
  private func prepare(_ solute: LineSolute, _ place: Int, step: Double, isFirst: Bool, share: Double) {
    let own = sides + 6 * place
    var hasOpenSide = false
    for number in 0..<6 {
      let faces = UnsafePointer(tissue.sides[number].pointer)
      var side = LineSide(faces: faces)
      switch lattice.boundary(number, of: solute.sides) {
      case .closed: break
      case .value(let value):
        side.hold = solute.diffusivity * step
        side.value = value
      case .flux(let flux): side.inflow = flux * step / lattice.spacing(across: number)
      }
      hasOpenSide = hasOpenSide || side.isOpen
      (own + number).initialize(to: side)
    }
    let nothing = UnsafePointer(solute.concentration)
    let system = LineSystem(
      concentration: solute.concentration, mean: solute.mean ?? solute.concentration,
      hasMean: solute.mean != nil, isFirst: isFirst, share: share, loss: solute.loss ?? nothing,
      source: solute.source ?? nothing,
      hasLoss: solute.loss != nil, hasSource: solute.source != nil, step: step,
      reach: solute.diffusivity * step, sides: UnsafePointer(own), hasOpenSide: hasOpenSide)
    (systems + place).initialize(to: system)
    guard let uniform = tissue.uniform else { return }
    for axis in 0..<3 {
      func held(_ side: Int) -> Double { own[side].hold != 0 ? own[side].faces[0] : 0 }
      uniformLine(axis).eliminate(
        place, conductance: axis == 0 ? uniform.x : axis == 1 ? uniform.row : uniform.plane,
        weight: uniform.capacity * system.scale, low: held(2 * axis), high: held(2 * axis + 1))
    }
  }

  /// The elimination of uniform tissue along an axis.
  func uniformLine(_ axis: Int) -> UniformLine {
    var block = uniformLines.pointer
    for before in 0..<axis {
      block += UniformLine.room(lattice.count(along: before), solutes: LineSolver.groupSize)
    }
    return UniformLine(count: lattice.count(along: axis), at: block)
  }

  /// The group at hand, as the kernels see it.
  private func group() -> LineGroup {
    var (hasLoss, holds) = (false, (false, false, false))
    for place in 0..<systemCount {
      let (system, sides) = (systems[place], systems[place].sides)
      hasLoss = hasLoss || system.hasLoss
      holds.0 = holds.0 || sides[0].hold != 0 || sides[1].hold != 0
      holds.1 = holds.1 || sides[2].hold != 0 || sides[3].hold != 0
      holds.2 = holds.2 || sides[4].hold != 0 || sides[5].hold != 0
    }
    return LineGroup(
      lattice: lattice, tissue: tissue.pointers, solutes: systemCount, systems: UnsafePointer(systems),
      isUniformTissue: tissue.uniform != nil,
      uniform: tissue.uniform ?? LineTissue.Uniform(capacity: 1, x: 0, row: 0, plane: 0),
      uniformRow: UnsafePointer(uniformRow.pointer), hasLoss: hasLoss, holds: holds)
  }

  /// The share of a worker in a pass: slabs along x and the rows' columns, then bundles along z.
  private func work(_ worker: Int) {
    let (scratch, group) = (scratch[worker].pointers, group())
    let found = statistics + worker * LineSolver.groupSize
    for place in 0..<systemCount { scratch.scales[place] = systems[place].scale }
    for slab in workers.planes(of: worker, among: tissue.slabs) { spread(slab, group, scratch, found) }
    workers.meet()
    let isSound = (0..<systemCount).allSatisfy { LineSolver.isSound(collected($0)) }
    // Nobody may add to what was found before all have read it.
    workers.meet()
    if !isSound { return }
    let lines = LineSolver.width
    let bundles = (lattice.rowStride + lines - 1) / lines
    for unit in workers.planes(of: worker, among: lattice.rows * bundles) {
      finish(row: unit / bundles, x: unit % bundles * lines, group, scratch, found)
    }
  }

  /// Vectors of lines that go side by side.
  func parts(of group: LineGroup) -> Int { max(LineSolver.width / 8 / group.solutes, 1) }
}
