import Parallelism

extension LineSolver {
  /// One pass of a group of solutes.
  func pass(_ solutes: [LineSolute], from first: Int, to last: Int, step: Double) throws {
    systemCount = last - first
    for place in 0..<systemCount {
      (systems + place).initialize(to: system(of: solutes[first + place], place, step: step))
    }
    for i in 0..<(LineSolver.groupSize * workers.count) { statistics[i] = LineStatistics() }
    workers.run(UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())) { solver, worker in
      Unmanaged<LineSolver>.fromOpaque(solver).takeUnretainedValue().work(worker)
    }
    for place in 0..<systemCount {
      let found = collected(place)
      if !LineSolver.isSound(found) { throw fault(in: solutes[first + place]) }
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

  private func system(of solute: LineSolute, _ place: Int, step: Double) -> LineSystem {
    let boundaries = lattice.boundaries(solute.sides)
    func side(_ number: Int) -> LineSide {
      let faces = UnsafePointer(tissue.sides[number].pointer)
      switch boundaries[number] {
      case .closed: return LineSide(faces: faces)
      case .value(let value): return LineSide(hold: solute.diffusivity * step, value: value, faces: faces)
      case .flux(let flux):
        return LineSide(inflow: flux * step / lattice.spacing(across: number), faces: faces)
      }
    }
    let nothing = UnsafePointer(solute.concentration)
    let reach = solute.diffusivity * step
    let scale = 2 / max(reach, LineSolver.leastReach)
    let uniform = tissue.uniform ?? LineTissue.Uniform(capacity: 1, x: 0, row: 0, plane: 0)
    let counts = [lattice.nx, lattice.rows, lattice.planes]
    var block = uniformLines.pointer + place * counts.reduce(0) { $0 + UniformLine.room($1) }
    func line(_ axis: Int, _ conductance: Double) -> UniformLine {
      let line = UniformLine(count: counts[axis], at: block)
      block += UniformLine.room(counts[axis])
      func held(_ side: Int) -> Double {
        if case .value = boundaries[side] { tissue.sides[side].pointer[0] } else { 0 }
      }
      line.eliminate(
        count: counts[axis], conductance: conductance, weight: uniform.capacity * scale, low: held(2 * axis),
        high: held(2 * axis + 1))
      return line
    }
    return LineSystem(
      lattice: lattice, tissue: tissue.pointers, concentration: solute.concentration,
      rest: rest.pointer(place),
      loss: solute.loss ?? nothing, source: solute.source ?? nothing, hasLoss: solute.loss != nil,
      hasSource: solute.source != nil, step: step, reach: reach, isUniform: tissue.uniform != nil,
      uniform: uniform,
      xLine: line(0, uniform.x), rowLine: line(1, uniform.row), planeLine: line(2, uniform.plane),
      scale: scale, xLow: side(0),
      xHigh: side(1), rowLow: side(2), rowHigh: side(3), planeLow: side(4), planeHigh: side(5))
  }

  /// The share of a worker in a pass: slabs along x and the rows' columns, then bundles along z.
  private func work(_ worker: Int) {
    let scratch = scratch[worker].pointers
    let found = statistics + worker * LineSolver.groupSize
    for slab in workers.planes(of: worker, among: tissue.slabs) {
      for place in 0..<systemCount { spread(slab, systems[place], scratch, &found[place]) }
    }
    workers.meet()
    for place in 0..<systemCount where !LineSolver.isSound(collected(place)) { return }
    let bundles = (lattice.rowStride + LineSolver.width - 1) / LineSolver.width
    for unit in workers.planes(of: worker, among: lattice.rows * bundles) {
      let x = unit % bundles * LineSolver.width
      for place in 0..<systemCount {
        finish(row: unit / bundles, x: x, systems[place], scratch, &found[place])
      }
    }
  }

  /// From c to what is left to spread between planes, in one slab.
  private func spread(
    _ slab: Int, _ system: LineSystem, _ scratch: LineScratch.Pointers, _ found: inout LineStatistics
  ) {
    let rows = tissue.rows(of: slab)
    let stride = lattice.rowStride
    for row in rows {
      let place = (row - rows.lowerBound) * stride
      let (rest, weights) = (scratch.slab + place, scratch.weights + place)
      if system.isUniform {
        LineKernels.start(row: row, into: rest, system, isUniform: true, &found)
      } else {
        LineKernels.start(row: row, into: rest, system, isUniform: false, &found)
      }
      if system.hasLoss || system.hasSource {
        LineKernels.react(row: row, into: rest, weights: weights, system, &found)
      }
    }
    for block in 0..<tissue.blocksPerSlab { solveRows(slab, block, rows, system, scratch) }
    if lattice.rows == 1 && !(system.rowLow.isOpen || system.rowHigh.isOpen) {
      for row in rows {
        (system.rest + row * stride).update(
          from: scratch.slab + (row - rows.lowerBound) * stride, count: stride)
      }
      return
    }
    let lines = lattice.rows
    for first in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: lines) {
      let (start, local) = (first * stride, (first - rows.lowerBound) * stride)
      for x in Swift.stride(from: 0, to: stride, by: LineSolver.width) {
        let bundle = LineBundle(
          count: lines, stride: stride, width: min(LineSolver.width, stride - x),
          faces: system.tissue.row + start + x,
          weights: system.hasLoss
            ? UnsafePointer(scratch.weights + local + x) : system.tissue.capacity + start + x,
          rest: scratch.slab + local + x, scale: system.scale, low: system.rowLow, high: system.rowHigh,
          face: first / lines * stride + x)
        let target = system.rest + start + x
        if system.isUniform && !system.hasLoss {
          LineKernels.solve(bundle, system.rowLine, scratch) { place, _, rest in stream(rest, target, place) }
        } else {
          LineKernels.solve(
            bundle, scratch, weigh: { bundle.weights + $0 },
            settle: { place, _, rest in stream(rest, target, place) })
        }
      }
    }
  }

  /// Solves a block of rows of a slab along x, in place.
  private func solveRows(
    _ slab: Int, _ block: Int, _ rows: Range<Int>, _ system: LineSystem, _ scratch: LineScratch.Pointers
  ) {
    let (stride, width) = (lattice.rowStride, LineTissue.blockRows)
    let first = rows.lowerBound + block * width
    let count = min(width, rows.upperBound - first)
    let rest = scratch.slab + block * width * stride
    let weights = scratch.weights + block * width * stride
    var c = UnsafePointer(system.concentration + first * stride)
    if count < width {
      scratch.rows.update(from: c, count: count * stride)
      c = UnsafePointer(scratch.rows)
      (rest + count * stride).update(repeating: 0, count: (width - count) * stride)
      (scratch.rows + count * stride).update(repeating: 0, count: (width - count) * stride)
      (weights + count * stride).update(repeating: 1, count: (width - count) * stride)
    }
    for row in Swift.stride(from: 0, to: width, by: 8) {
      for x in Swift.stride(from: row * stride, to: (row + 1) * stride, by: 8) {
        let place = (x - row * stride) * width + row
        turn(c + x, from: stride, into: scratch.concentration + place, to: width)
        turn(rest + x, from: stride, into: scratch.rest + place, to: width)
        if system.hasLoss { turn(weights + x, from: stride, into: scratch.turnedWeights + place, to: width) }
      }
    }
    let turned = (slab * tissue.blocksPerSlab + block) * tissue.blockStride
    let faces = system.tissue.turnedFaces + turned
    let isUniform = system.isUniform && !system.hasLoss
    if isUniform {
      LineKernels.addRowFluxes(faces: system.xLine.faces, face: first, scratch, system, isUniform: true)
    } else {
      LineKernels.addRowFluxes(faces: faces, face: first, scratch, system, isUniform: false)
    }
    let bundle = LineBundle(
      count: lattice.nx, stride: width, width: width, faces: faces,
      weights: system.hasLoss
        ? UnsafePointer(scratch.turnedWeights) : system.tissue.turnedCapacity + turned,
      rest: scratch.rest, scale: system.scale, low: system.xLow, high: system.xHigh, face: first)
    let target = scratch.rest
    if isUniform {
      LineKernels.solve(bundle, system.xLine, scratch) { place, _, rest in store(rest, target, place) }
    } else {
      LineKernels.solve(
        bundle, scratch, weigh: { bundle.weights + $0 },
        settle: { place, _, rest in store(rest, target, place) })
    }
    for row in Swift.stride(from: 0, to: width, by: 8) {
      for x in Swift.stride(from: row * stride, to: (row + 1) * stride, by: 8) {
        turn(scratch.rest + (x - row * stride) * width + row, from: width, into: rest + x, to: stride)
      }
    }
  }

  /// Solves a bundle between planes and moves c.
  private func finish(
    row: Int, x: Int, _ system: LineSystem, _ scratch: LineScratch.Pointers, _ found: inout LineStatistics
  ) {
    let lattice = lattice
    let start = row * lattice.rowStride + x
    let bundle = LineBundle(
      count: lattice.planes, stride: lattice.planeStride, width: min(LineSolver.width, lattice.rowStride - x),
      faces: system.tissue.plane + start, weights: system.tissue.capacity + start, rest: system.rest + start,
      scale: system.scale, low: system.planeLow, high: system.planeHigh, face: start)
    let (c, inverse) = (system.concentration + start, system.tissue.inverse + start)
    var (least, greatest) = (Vector(repeating: found.leastAfter), Vector(repeating: found.greatestAfter))
    if system.hasLoss {
      let loss = system.loss + start
      LineKernels.solve(
        bundle, scratch,
        weigh: { place in
          for line in Swift.stride(from: 0, to: bundle.width, by: 8) {
            store(
              system.weight(load(bundle.weights + place, line), load(loss + place, line)), scratch.row, line)
          }
          return UnsafePointer(scratch.row)
        },
        settle: { place, line, rest in
          let weight = system.weight(load(bundle.weights, place), load(loss, place))
          let new = load(c, place) + rest / weight
          store(new, c, place)
          let valid = LineKernels.inside(new, at: x + line, of: lattice)
          least = smaller(least, valid)
          greatest = larger(greatest, valid)
        })
    } else if system.isUniform {
      let inverse = Vector(repeating: 1 / system.uniform.capacity)
      LineKernels.solve(bundle, system.planeLine, scratch) { place, line, rest in
        let new = add(load(c, place), rest, times: inverse)
        store(new, c, place)
        let valid = LineKernels.inside(new, at: x + line, of: lattice)
        least = smaller(least, valid)
        greatest = larger(greatest, valid)
      }
    } else {
      LineKernels.solve(
        bundle, scratch, weigh: { bundle.weights + $0 },
        settle: { place, line, rest in
          let new = add(load(c, place), rest, times: load(inverse, place))
          store(new, c, place)
          let valid = LineKernels.inside(new, at: x + line, of: lattice)
          least = smaller(least, valid)
          greatest = larger(greatest, valid)
        })
    }
    found.leastAfter = -largest(0 - least)
    found.greatestAfter = largest(greatest)
  }
}
