import Parallelism

/// The three sweeps of a pass, each along one axis, for all solutes of a group together.
extension LineSolver {
  /// From c to what is left to spread between planes, in one slab.
  func spread(
    _ slab: Int, _ group: LineGroup, _ scratch: LineScratch.Pointers,
    _ found: UnsafeMutablePointer<LineStatistics>
  ) {
    let rows = tissue.rows(of: slab)
    let (stride, slabStride) = (lattice.rowStride, slabStride(group))
    for first in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: rowsAtOnce(group)) {
      let last = min(first + rowsAtOnce(group), rows.upperBound)
      for row in first..<last {
        for solute in 0..<group.solutes {
          let place = (row - rows.lowerBound) * slabStride + solute * stride
          let (system, rest) = (systems[solute], scratch.slab + place)
          LineKernels.start(row: row, system, group, into: rest, &found[solute])
          if group.hasLoss || system.hasSource {
            LineKernels.react(
              row: row, system, group, into: rest, weights: scratch.weights + place, &found[solute])
          }
        }
      }
      solveRows(slab, first, last, group, scratch)
    }
    if lattice.rows > 1 || group.isHeld(1) { solveColumns(rows, group, scratch) }
    for row in rows {
      for solute in 0..<group.solutes {
        let from = scratch.slab + ((row - rows.lowerBound) * slabStride + solute * stride)
        let target = rest.pointer(solute) + row * stride
        for x in Swift.stride(from: 0, to: stride, by: 8) { store(load(from, x), target, x) }
      }
    }
  }

  /// Rows that are turned together.
  private func rowsAtOnce(_ group: LineGroup) -> Int { parts(of: group) * LineTissue.blockRows }

  /// Distance of rows in a slab `[row][solute][x]`; a multiple of the page would drive rows from the caches by each other.
  private func slabStride(_ group: LineGroup) -> Int {
    group.solutes * lattice.rowStride + LineScratch.slabPadding
  }

  /// Solves rows of a slab along x, in place.
  private func solveRows(
    _ slab: Int, _ first: Int, _ last: Int, _ group: LineGroup, _ scratch: LineScratch.Pointers
  ) {
    let (stride, solutes, rows) = (lattice.rowStride, group.solutes, LineTissue.blockRows)
    let slabStride = slabStride(group)
    let local = first - slab * tissue.rowsPerSlab
    let parts = (last - first + rows - 1) / rows
    let packed = LinePlaces(voxel: parts * solutes * 8, part: solutes * 8, solute: 8)
    let hasWeights = group.hasLoss
    for row in (last - first)..<(parts * rows) {
      let place = (local + row) * slabStride
      (scratch.slab + place).update(repeating: 0, count: solutes * stride)
      if hasWeights { (scratch.weights + place).update(repeating: 1, count: solutes * stride) }
    }
    forEachSquare(local, parts, group) { place, entry in
      turn(scratch.slab + place, from: slabStride, into: scratch.rest + entry, to: packed.voxel)
      if hasWeights {
        turn(
          scratch.weights + place, from: slabStride, into: scratch.bundleWeights + entry,
          to: packed.voxel)
      }
    }
    if !group.isUniform { turnCoefficients(first, parts, group, scratch) }
    let coefficients = LinePlaces(voxel: parts * rows, part: rows, solute: 0)
    let bundle = LineBundle(
      count: lattice.nx, parts: parts, firstSolute: 0, solutes: solutes, faces: scratch.faces,
      facePlaces: coefficients,
      weights: hasWeights ? scratch.bundleWeights : scratch.capacity,
      weightPlaces: hasWeights ? packed : coefficients, rest: scratch.rest, restPlaces: packed,
      line: uniformLine(0), isUniform: group.isUniform, axis: 0, sideFace: first)
    LineKernels.eliminate(bundle, group, scratch)
    LineKernels.substitute(bundle, group, scratch)
    forEachSquare(local, parts, group) { place, entry in
      turn(scratch.rest + entry, from: packed.voxel, into: scratch.slab + place, to: slabStride)
    }
  }

  /// Turns the faces along x and φ of some blocks of rows.
  private func turnCoefficients(
    _ first: Int, _ parts: Int, _ group: LineGroup, _ scratch: LineScratch.Pointers
  ) {
    let (stride, rows) = (lattice.rowStride, LineTissue.blockRows)
    for part in 0..<parts {
      for x in Swift.stride(from: 0, to: stride, by: 8) {
        let place = (first + part * rows) * stride + x
        let entry = (x * parts + part) * rows
        turn(group.tissue.x + place, from: stride, into: scratch.faces + entry, to: parts * rows)
        if group.hasLoss { continue }
        turn(group.tissue.capacity + place, from: stride, into: scratch.capacity + entry, to: parts * rows)
      }
    }
    // Beyond the last voxel nothing is coupled.
    for part in 0..<parts { store(Vector(), scratch.faces, (stride * parts + part) * rows) }
  }

  /// Calls `body` with the first place in the slab and in the bundle of each eight by eight numbers of some rows.
  @inline(__always)
  private func forEachSquare(
    _ local: Int, _ parts: Int, _ group: LineGroup, _ body: (_ place: Int, _ entry: Int) -> Void
  ) {
    let (stride, slabStride, solutes) = (lattice.rowStride, slabStride(group), group.solutes)
    for part in 0..<parts {
      for solute in 0..<solutes {
        let place = (local + part * LineTissue.blockRows) * slabStride + solute * stride
        let entry = (part * solutes + solute) * 8
        for x in Swift.stride(from: 0, to: stride, by: 8) {
          body(place + x, entry + x * parts * solutes * 8)
        }
      }
    }
  }

  /// Solves the columns of a slab between rows, in place.
  private func solveColumns(_ rows: Range<Int>, _ group: LineGroup, _ scratch: LineScratch.Pointers) {
    let (lines, stride, solutes) = (lattice.rows, lattice.rowStride, group.solutes)
    let slabStride = slabStride(group)
    let local = LinePlaces(voxel: slabStride, part: 8, solute: stride)
    let coefficients = LinePlaces(voxel: stride, part: 8, solute: 0)
    let lineStep = parts(of: group) * 8
    for first in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: lines) {
      let place = (first - rows.lowerBound) * slabStride
      for x in Swift.stride(from: 0, to: stride, by: lineStep) {
        let start = first * stride + x
        let bundle = LineBundle(
          count: lines, parts: min(lineStep, stride - x) / 8, firstSolute: 0, solutes: solutes,
          faces: group.tissue.row + start, facePlaces: coefficients,
          weights: group.hasLoss
            ? UnsafePointer(scratch.weights + place + x) : group.tissue.capacity + start,
          weightPlaces: group.hasLoss ? local : coefficients, rest: scratch.slab + place + x,
          restPlaces: local, line: uniformLine(1), isUniform: group.isUniform, axis: 1,
          sideFace: first / lines * stride + x)
        LineKernels.eliminate(bundle, group, scratch)
        LineKernels.substitute(bundle, group, scratch)
      }
    }
  }

  /// Solves lines between planes, from column `x` of a row on, and moves c.
  func finish(
    row: Int, x: Int, _ group: LineGroup, _ scratch: LineScratch.Pointers,
    _ found: UnsafeMutablePointer<LineStatistics>
  ) {
    let start = row * lattice.rowStride + x
    let parts = min(LineSolver.width, lattice.rowStride - x) / 8
    let (line, places) = (uniformLine(2), LinePlaces(voxel: parts * 8, part: 8, solute: 0))
    if group.isUniform {
      store(Vector(repeating: 1 / group.uniform.capacity), scratch.inverseCapacity, 0)
    } else {
      gather(start, parts, group, scratch)
    }
    for solute in 0..<group.solutes {
      collect(UnsafePointer(systems[solute].concentration) + start, parts, into: scratch.concentration)
      collect(UnsafePointer(rest.pointer(solute)) + start, parts, into: scratch.rest)
      if group.hasLoss { weigh(start, parts, systems[solute], scratch) }
      let bundle = LineBundle(
        count: lattice.planes, parts: parts, firstSolute: solute, solutes: 1, faces: scratch.faces,
        facePlaces: places, weights: group.hasLoss ? scratch.bundleWeights : scratch.capacity,
        weightPlaces: places, rest: scratch.rest, restPlaces: places, line: line, isUniform: group.isUniform,
        axis: 2, sideFace: start)
      LineKernels.eliminate(bundle, group, scratch)
      LineKernels.move(
        bundle, group, scratch, scratch.concentration,
        inverses: group.hasLoss ? scratch.inverses : scratch.inverseCapacity,
        group.isUniform ? LinePlaces(voxel: 0, part: 0, solute: 0) : places)
      scatter(parts, to: systems[solute].concentration + start, scratch)
      for lane in 0..<min(parts * 8, lattice.nx - x) {
        found[solute].leastAfter = min(found[solute].leastAfter, scratch.least[lane])
        found[solute].greatestAfter = max(found[solute].greatestAfter, scratch.greatest[lane])
      }
    }
  }

  /// Planes between one that is worked on and one that is asked for.
  private static let planesAhead = 4

  /// Brings together the faces and φ of lines between planes: planes lie so far apart that numbers left where they are
  /// would drive each other from the caches.
  private func gather(_ start: Int, _ parts: Int, _ group: LineGroup, _ scratch: LineScratch.Pointers) {
    collect(group.tissue.plane + start, parts, into: scratch.faces)
    collect(group.tissue.capacity + start, parts, into: scratch.capacity)
    // Beyond the last plane nothing is coupled.
    for part in 0..<parts { store(Vector(), scratch.faces, (lattice.planes * parts + part) * 8) }
    if group.hasLoss { return }
    for entry in stride(from: 0, to: lattice.planes * parts * 8, by: 8) {
      store(inverse(load(scratch.capacity, entry)), scratch.inverseCapacity, entry)
    }
  }

  /// Copies `parts` vectors of each plane from `field` on.
  private func collect(
    _ field: UnsafePointer<Double>, _ parts: Int, into target: UnsafeMutablePointer<Double>
  ) {
    let (stride, ahead) = (lattice.planeStride, LineSolver.planesAhead &* lattice.planeStride)
    var entry = 0
    for plane in 0..<lattice.planes {
      for place in Swift.stride(from: plane &* stride, to: plane &* stride &+ parts &* 8, by: 8) {
        prefetch(field, place &+ ahead)
        store(load(field, place), target, entry)
        entry &+= 8
      }
    }
  }

  /// Puts the new c of lines between planes into its field.
  private func scatter(_ parts: Int, to field: UnsafeMutablePointer<Double>, _ scratch: LineScratch.Pointers)
  {
    var entry = 0
    for plane in 0..<lattice.planes {
      let place = plane &* lattice.planeStride
      for place in stride(from: place, to: place &+ parts &* 8, by: 8) {
        store(load(scratch.concentration, entry), field, place)
        entry &+= 8
      }
    }
  }

  /// Weights of lines between planes where there is a loss, and their inverses.
  private func weigh(_ start: Int, _ parts: Int, _ system: LineSystem, _ scratch: LineScratch.Pointers) {
    var entry = 0
    for plane in 0..<lattice.planes {
      let place = start &+ plane &* lattice.planeStride
      for place in stride(from: place, to: place &+ parts &* 8, by: 8) {
        let capacity = load(scratch.capacity, entry)
        let weight = system.hasLoss ? system.weight(capacity, load(system.loss, place)) : capacity
        store(weight, scratch.bundleWeights, entry)
        store(inverse(weight), scratch.inverses, entry)
        entry &+= 8
      }
    }
  }
}
