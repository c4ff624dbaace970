/// The elimination along one axis of uniform tissue: the same for all lines, and made once per pass.
struct UniformLine {
  /// Conductances to the lower neighbour [1/µm²], one more than voxels; zero at both ends.
  let faces: UnsafeMutablePointer<Double>
  /// Inverse pivots [µm²], and what of the next voxel's change a voxel takes on.
  let inverses, factors: UnsafeMutablePointer<Double>

  /// Numbers to store for a line of `count` voxels.
  static func room(_ count: Int) -> Int { 3 * count + 1 }

  /// Room for a line of `count` voxels at `block`.
  init(count: Int, at block: UnsafeMutablePointer<Double>) {
    faces = block
    inverses = block + count + 1
    factors = block + 2 * count + 1
  }

  /// Eliminates along `count` voxels of weight `weight`, already multiplied by `LineBundle.scale`, with faces of
  /// `conductance`; `low` and `high` are what sides add.
  func eliminate(count: Int, conductance: Double, weight: Double, low: Double, high: Double) {
    var factor = 0.0
    faces[0] = 0
    for i in 0..<count {
      let next = i < count - 1 ? conductance : 0
      var pivot = weight + faces[i] * (1 - factor) + next
      if i == 0 { pivot += low }
      if i == count - 1 { pivot += high }
      inverses[i] = 1 / pivot
      factor = next * inverses[i]
      factors[i] = factor
      faces[i + 1] = next
    }
  }
}

extension LineKernels {
  /// The same as `solve(_:_:weigh:settle:)` in uniform tissue.
  @inline(__always)
  static func solve(
    _ bundle: LineBundle, _ line: UniformLine, _ scratch: LineScratch.Pointers,
    settle: (_ place: Int, _ line: Int, _ rest: Vector) -> Void
  ) {
    let (count, stride, width) = (bundle.count, bundle.stride, bundle.width)
    var (place, entry) = (0, 0)
    for i in 0..<count {
      let (rest, sides) = (bundle.rest + place, scratch.sides + entry)
      let last = UnsafePointer(sides - width)
      let (own, before) = (line.inverses[i], line.inverses[i] * line.faces[i])
      var x = 0
      while x < width {
        store(add(load(rest, x) * own, load(last, x), times: Vector(repeating: before)), sides, x)
        x &+= 8
      }
      place &+= stride
      entry &+= width
    }
    substitute(
      bundle, scratch, factor: { number, _ in Vector(repeating: line.factors[number]) },
      conductance: { number, _ in Vector(repeating: line.faces[number]) }, settle: settle)
  }
}
