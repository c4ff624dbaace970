/// A bundle of neighbouring lines: along x with the rows turned, along the columns of a plane, or along z.
struct LineBundle {
  /// Voxels per line, and the distance in storage from one to the next.
  let count, stride: Int
  /// Lines side by side, a multiple of eight.
  let width: Int
  /// Conductances to the lower neighbour [1/µm²], φ or weights, and what is to be spread: from the first voxel of the
  /// first line on.
  let faces, weights, rest: UnsafePointer<Double>
  /// 2/(D·Δt) [1/µm²], by which the weights are multiplied instead of dividing all conductances.
  let scale: Double
  /// The sides at both ends; the faces of the first line begin at `face`.
  let low, high: LineSide
  let face: Int
}

/// The loops of a line solve over the width of a bundle.
///
/// Two vectors go together and share a division, 1/a = b/(ab): a machine divides far more slowly than it multiplies.
extension LineKernels {
  /// Solves a bundle of lines, (w + ½ΔtY) u = rest, for v = ½DΔt u, and calls `settle` with the place of each vector after the first
  /// voxel of the first line, its line, and what is then still to be spread, rest − ½Δt Y u.
  ///
  /// `weigh` hands out the weights of a row of voxels where they are not simply `bundle.weights`, through `scratch.row`.
  @inline(__always)
  static func solve(
    _ bundle: LineBundle, _ scratch: LineScratch.Pointers,
    weigh: (_ place: Int) -> UnsafePointer<Double>,
    settle: (_ place: Int, _ line: Int, _ rest: Vector) -> Void
  ) {
    let (count, stride, width) = (bundle.count, bundle.stride, bundle.width)
    var (place, entry) = (0, 0)
    for i in 0..<count {
      var weights = weigh(place)
      if i == 0 { weights = held(bundle.low, bundle, weights, scratch) }
      if i == count - 1 { weights = held(bundle.high, bundle, weights, scratch) }
      eliminate(bundle, place, entry, weights: weights, scratch)
      place &+= stride
      entry &+= width
    }
    substitute(
      bundle, scratch, factor: { _, entry in load(scratch.factors, entry) },
      conductance: { _, place in load(bundle.faces, place) }, settle: settle)
  }

  /// The way back from the last voxel to the first: the changes, and what each voxel has left after their fluxes, each
  /// added on one side of a face and taken off on the other.
  ///
  /// - Parameters:
  ///   - factor: what a voxel takes of the change of the next one, by its number on the line and place in scratch.
  ///   - conductance: of the face before a voxel, by its number on the line and place in the grid.
  ///   - settle: receives place in the grid, line of the bundle, and what is left.
  @inline(__always)
  static func substitute(
    _ bundle: LineBundle, _ scratch: LineScratch.Pointers,
    factor: (_ number: Int, _ entry: Int) -> Vector, conductance: (_ number: Int, _ place: Int) -> Vector,
    settle: (_ place: Int, _ line: Int, _ rest: Vector) -> Void
  ) {
    let (count, stride, width) = (bundle.count, bundle.stride, bundle.width)
    for x in Swift.stride(from: 0, to: width, by: 8) {
      var place = (count - 1) &* stride &+ x
      var entry = (count - 1) &* width &+ x
      var change = load(scratch.sides, entry)
      var part = load(bundle.rest, place) - holding(bundle.high, bundle, x) * change
      for number in Swift.stride(from: count - 2, through: 0, by: -1) {
        let after = place
        place &-= stride
        entry &-= width
        let current = add(load(scratch.sides, entry), factor(number, entry), times: change)
        let flux = conductance(number &+ 1, after) * (change - current)
        settle(after, x, part - flux)
        part = load(bundle.rest, place) + flux
        change = current
      }
      settle(x, x, part - holding(bundle.low, bundle, x) * change)
    }
  }

  /// The elimination in one row of voxels.
  @inline(__always)
  private static func eliminate(
    _ bundle: LineBundle, _ place: Int, _ entry: Int, weights: UnsafePointer<Double>,
    _ scratch: LineScratch.Pointers
  ) {
    let (faces, next, rest) = (
      bundle.faces + place, bundle.faces + place + bundle.stride, bundle.rest + place
    )
    let (factors, sides) = (scratch.factors + entry, scratch.sides + entry)
    let (lastFactors, lastSides) = (
      UnsafePointer(factors - bundle.width), UnsafePointer(sides - bundle.width)
    )
    let scale = Vector(repeating: bundle.scale)
    var x = 0
    while x &+ 16 <= bundle.width {
      let (face, face2) = (load(faces, x), load(faces, x &+ 8))
      let (toNext, toNext2) = (load(next, x), load(next, x &+ 8))
      let own = add(toNext, load(weights, x), times: scale)
      let own2 = add(toNext2, load(weights, x &+ 8), times: scale)
      let pivot = add(own, face, times: 1 - load(lastFactors, x))
      let pivot2 = add(own2, face2, times: 1 - load(lastFactors, x &+ 8))
      let both = 1 / (pivot * pivot2)
      let (inverse, inverse2) = (both * pivot2, both * pivot)
      store(toNext * inverse, factors, x)
      store(toNext2 * inverse2, factors, x &+ 8)
      store(add(load(rest, x), face, times: load(lastSides, x)) * inverse, sides, x)
      store(add(load(rest, x &+ 8), face2, times: load(lastSides, x &+ 8)) * inverse2, sides, x &+ 8)
      x &+= 16
    }
    if x < bundle.width {
      let (face, toNext) = (load(faces, x), load(next, x))
      let own = add(toNext, load(weights, x), times: scale)
      let inverse = 1 / add(own, face, times: 1 - load(lastFactors, x))
      store(toNext * inverse, factors, x)
      store(add(load(rest, x), face, times: load(lastSides, x)) * inverse, sides, x)
    }
  }

  /// Weights with what a held side adds to the diagonal.
  private static func held(
    _ side: LineSide, _ bundle: LineBundle, _ weights: UnsafePointer<Double>, _ scratch: LineScratch.Pointers
  ) -> UnsafePointer<Double> {
    if side.hold == 0 { return weights }
    for x in Swift.stride(from: 0, to: bundle.width, by: 8) {
      store(load(weights, x) + holding(side, bundle, x) / bundle.scale, scratch.row, x)
    }
    return UnsafePointer(scratch.row)
  }

  /// The conductances of a held side for eight lines.
  @inline(__always)
  static func holding(_ side: LineSide, _ bundle: LineBundle, _ x: Int) -> Vector {
    side.hold == 0 ? Vector() : load(side.faces, bundle.face + x)
  }
}
