/// The loops of a line solve, (w + ½ΔtY) u = rest for v = ½DΔt u, in a form without cancellation: with the factor f of the
/// last voxel the pivot is w + g(1 − f) + g′, a sum of positive numbers.
extension LineKernels {
  /// The way from the first voxel to the last: factors and right-hand sides.
  static func eliminate(_ bundle: LineBundle, _ group: LineGroup, _ scratch: LineScratch.Pointers) {
    if bundle.isUniform { return eliminateUniform(bundle, scratch) }
    let (parts, solutes, width) = (bundle.parts, bundle.solutes, bundle.width)
    let (faceStride, restPlaces) = (bundle.facePlaces.voxel, bundle.restPlaces)
    for number in 0..<bundle.count {
      let faces = bundle.faces + number &* faceStride
      let rest = bundle.rest + number &* restPlaces.voxel
      var (weights, places) = (bundle.weights + number &* bundle.weightPlaces.voxel, bundle.weightPlaces)
      if number == 0 || number == bundle.count - 1, group.isHeld(bundle.axis) {
        hold(bundle, group, number, weights, scratch)
        (weights, places) = (UnsafePointer(scratch.held), bundle.packed)
      }
      let (factors, sides) = (scratch.factors + number &* width, scratch.sides + number &* width)
      let (lastFactors, lastSides) = (UnsafePointer(factors - width), UnsafePointer(sides - width))
      var entry = 0
      for part in 0..<parts {
        let face = load(faces, part &* bundle.facePlaces.part)
        let toNext = load(faces, part &* bundle.facePlaces.part &+ faceStride)
        for solute in 0..<solutes {
          let weight = load(weights, part &* places.part &+ solute &* places.solute)
          let own = add(
            toNext, weight, times: Vector(repeating: scratch.scales[bundle.firstSolute &+ solute]))
          let inverse = inverse(add(own, face, times: 1 - load(lastFactors, entry)))
          store(toNext * inverse, factors, entry)
          let side = load(rest, part &* restPlaces.part &+ solute &* restPlaces.solute)
          store(add(side, face, times: load(lastSides, entry)) * inverse, sides, entry)
          entry &+= 8
        }
      }
    }
  }

  /// The same where the elimination is known.
  private static func eliminateUniform(_ bundle: LineBundle, _ scratch: LineScratch.Pointers) {
    let (places, width, line) = (bundle.restPlaces, bundle.width, bundle.line)
    for part in 0..<bundle.parts {
      for solute in 0..<bundle.solutes {
        let rest = bundle.rest + (part &* places.part &+ solute &* places.solute)
        let room = (bundle.firstSolute &+ solute) &* line.room
        let (inverses, lower) = (line.inverses + room, line.lower + room)
        let sides = scratch.sides + (part &* bundle.solutes &+ solute) &* 8
        var last = Vector()
        for number in 0..<bundle.count {
          let own = load(rest, number &* places.voxel) * inverses[number]
          last = add(own, last, times: Vector(repeating: lower[number]))
          store(last, sides, number &* width)
        }
      }
    }
  }

  /// Puts down the weights of a voxel at the end of the lines with what held sides add to the diagonal.
  private static func hold(
    _ bundle: LineBundle, _ group: LineGroup, _ number: Int, _ weights: UnsafePointer<Double>,
    _ scratch: LineScratch.Pointers
  ) {
    var entry = 0
    for part in 0..<bundle.parts {
      for solute in 0..<bundle.solutes {
        var weight = load(
          weights, part &* bundle.weightPlaces.part &+ solute &* bundle.weightPlaces.solute)
        let scale = scratch.scales[bundle.firstSolute &+ solute]
        if number == 0 { weight += holding(bundle, group, isLow: true, solute, part) / scale }
        if number == bundle.count - 1 { weight += holding(bundle, group, isLow: false, solute, part) / scale }
        store(weight, scratch.held, entry)
        entry &+= 8
      }
    }
  }

  /// The conductances of a held side for a vector of lines, or zero.
  @inline(__always)
  static func holding(
    _ bundle: LineBundle, _ group: LineGroup, isLow: Bool, _ solute: Int, _ part: Int
  ) -> Vector {
    group.holding(
      2 &* bundle.axis &+ (isLow ? 0 : 1), bundle.firstSolute &+ solute, bundle.sideFace &+ part &* 8)
  }

  /// The way back from the last voxel to the first: puts down what each voxel has still to spread, rest − ½Δt Y u, in the
  /// place of rest. Each flux is added on one side of a face and taken off on the other.
  static func substitute(_ bundle: LineBundle, _ group: LineGroup, _ scratch: LineScratch.Pointers) {
    for part in 0..<bundle.parts {
      for solute in 0..<bundle.solutes {
        let way = WayBack(bundle, group, scratch, part, solute)
        var (change, left) = way.begin()
        for number in stride(from: bundle.count - 2, through: 0, by: -1) {
          let (next, flux) = way.step(number, change)
          store(left - flux, way.rest, (number &+ 1) &* way.voxel)
          left = load(way.rest, number &* way.voxel) + flux
          change = next
        }
        store(way.end(change, left), way.rest, 0)
      }
    }
  }

  /// The way back along the last axis: moves `concentration`, which lies as rest does, by what each voxel has left over
  /// its weight, and leaves the least and the greatest new value of each line in scratch, `[part][solute][8]`.
  ///
  /// - Parameter inverses: 1/w, from the first voxel of the first line on, at `places`.
  static func move(
    _ bundle: LineBundle, _ group: LineGroup, _ scratch: LineScratch.Pointers,
    _ concentration: UnsafeMutablePointer<Double>, inverses: UnsafePointer<Double>, _ places: LinePlaces
  ) {
    for part in 0..<bundle.parts {
      for solute in 0..<bundle.solutes {
        let way = WayBack(bundle, group, scratch, part, solute)
        let inverses = inverses + (part &* places.part &+ solute &* places.solute)
        let c = concentration + (part &* bundle.restPlaces.part &+ solute &* bundle.restPlaces.solute)
        var (change, left) = way.begin()
        var (least, greatest) = (Vector(repeating: .infinity), Vector(repeating: -.infinity))
        for number in stride(from: bundle.count - 2, through: 0, by: -1) {
          let (next, flux) = way.step(number, change)
          let place = (number &+ 1) &* way.voxel
          let inverse = load(inverses, (number &+ 1) &* places.voxel)
          let value = add(load(c, place), left - flux, times: inverse)
          store(value, c, place)
          (least, greatest) = (smaller(least, value), larger(greatest, value))
          left = load(way.rest, number &* way.voxel) + flux
          change = next
        }
        let value = add(load(c, 0), way.end(change, left), times: load(inverses, 0))
        store(value, c, 0)
        let entry = (part &* bundle.solutes &+ solute) &* 8
        store(smaller(least, value), scratch.least, entry)
        store(larger(greatest, value), scratch.greatest, entry)
      }
    }
  }
}

/// The way back along eight lines of one solute.
private struct WayBack {
  /// What is to be spread, with the distance from a voxel to the next.
  let rest: UnsafeMutablePointer<Double>
  let voxel: Int
  private let count, width, faceStride: Int
  private let faces, factors, sides, lineFaces, lineFactors: UnsafePointer<Double>
  private let isUniform: Bool
  /// Conductances of the two sides where they are held, else zero.
  private let low, high: Vector

  @inline(__always)
  init(
    _ bundle: LineBundle, _ group: LineGroup, _ scratch: LineScratch.Pointers, _ part: Int, _ solute: Int
  ) {
    let entry = (part &* bundle.solutes &+ solute) &* 8
    rest = bundle.rest + (part &* bundle.restPlaces.part &+ solute &* bundle.restPlaces.solute)
    (voxel, count, width) = (bundle.restPlaces.voxel, bundle.count, bundle.width)
    (factors, sides) = (UnsafePointer(scratch.factors + entry), UnsafePointer(scratch.sides + entry))
    (faces, faceStride) = (bundle.faces + part &* bundle.facePlaces.part, bundle.facePlaces.voxel)
    lineFaces = UnsafePointer(bundle.line.faces)
    lineFactors = UnsafePointer(bundle.line.factors + (bundle.firstSolute &+ solute) &* bundle.line.room)
    isUniform = bundle.isUniform
    let isHeld = group.isHeld(bundle.axis)
    low = isHeld ? LineKernels.holding(bundle, group, isLow: true, solute, part) : Vector()
    high = isHeld ? LineKernels.holding(bundle, group, isLow: false, solute, part) : Vector()
  }

  /// The last voxel's change, and what it has left beside what goes to its neighbour.
  @inline(__always)
  func begin() -> (change: Vector, left: Vector) {
    let change = load(sides, (count &- 1) &* width)
    return (change, load(rest, (count &- 1) &* voxel) - high * change)
  }

  /// A voxel's change, and the flux to it from the voxel after it with the change `after`.
  @inline(__always)
  func step(_ number: Int, _ after: Vector) -> (change: Vector, flux: Vector) {
    let (factor, conductance) =
      isUniform
      ? (Vector(repeating: lineFactors[number]), Vector(repeating: lineFaces[number &+ 1]))
      : (load(factors, number &* width), load(faces, (number &+ 1) &* faceStride))
    let change = add(load(sides, number &* width), factor, times: after)
    return (change, conductance * (after - change))
  }

  /// What the first voxel has left.
  @inline(__always)
  func end(_ change: Vector, _ left: Vector) -> Vector { left - low * change }
}
