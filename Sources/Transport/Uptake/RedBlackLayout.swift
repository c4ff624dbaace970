import CVectors

/// How numbers are stored when voxels are coloured like a chessboard: red where x + row + plane is even, else black.
///
/// Each row is two halves, first its voxels at even x, then those at odd x, so that voxels of one colour lie side by side
/// and fill vectors. Neighbours in other rows and planes have the same place in their half; at least one number at the
/// end of each half belongs to no voxel and stays zero.
struct RedBlackLayout {
  let lattice: Lattice
  /// Numbers in half a row, a multiple of sixteen.
  let half: Int

  init(_ lattice: Lattice) {
    self.lattice = lattice
    half = (lattice.rowStride / 2 + 1 + 15) / 16 * 16
  }

  /// Distance in storage from one row and from one plane to the next.
  var rowStride: Int { 2 * half }
  var planeStride: Int { 2 * half * lattice.rows }

  /// Numbers per array, without margins.
  var storageCount: Int { planeStride * lattice.planes }

  /// Numbers at both ends: kernels look one plane and one vector further.
  var margin: Int { planeStride + rowStride + 64 }

  /// Numbers of half a row that belong to voxels.
  var used: Int { (lattice.nx + 1) / 2 }

  /// Place of the first number of a row.
  @inline(__always)
  func start(_ plane: Int, _ row: Int) -> Int { plane * planeStride + row * rowStride }
}

/// The arrays of a correction by red and black half-sweeps, in single precision, divided by the diffusivity.
struct RedBlackSystem {
  let layout: RedBlackLayout
  /// Conductances to the neighbour at lower x, in the row and in the plane before [1/µm²].
  let x, row, plane: UnsafeMutablePointer<Float>
  /// One over the diagonal; zero where there is no voxel, or nothing in it.
  let inverse: UnsafeMutablePointer<Float>
  /// Right-hand side and unknown.
  let rhs, unknown: UnsafeMutablePointer<Float>

  /// Moves the voxels of one colour in a plane towards where they balance, `factor` times the way.
  func relax(_ plane: Int, colour: Int, factor: Float) {
    if layout.lattice.rows == 1 {
      relax(plane, colour: colour, SingleVector(repeating: factor), hasRows: false)
    } else {
      relax(plane, colour: colour, SingleVector(repeating: factor), hasRows: true)
    }
  }

  @inline(__always)
  private func relax(_ number: Int, colour: Int, _ factor: SingleVector, hasRows: Bool) {
    let (half, across, ahead, used) = (layout.half, layout.rowStride, layout.planeStride, layout.used)
    let (x, row, plane) = (UnsafePointer(x), UnsafePointer(row), UnsafePointer(plane))
    for line in 0..<layout.lattice.rows {
      let side = (number + line + colour) & 1
      let start = layout.start(number, line)
      let (mine, other) = (start + side * half, start + (1 - side) * half + side)
      let (here, next) = (unknown + mine, UnsafePointer(unknown + other))
      let (low, high) = (x + mine, x + other)
      let (before, after) = (UnsafePointer(here - ahead), UnsafePointer(here + ahead))
      let (toBefore, toAfter) = (plane + mine, plane + (mine + ahead))
      let (rhs, inverse) = (UnsafePointer(rhs + mine), UnsafePointer(inverse + mine))
      // Sums of places cannot overflow: nothing is lost with the checks.
      var j = 0
      while j < used {
        var below = add(load(rhs, j), load(low, j), times: load(next, j &- 1))
        var above = load(high, j) * load(next, j)
        if hasRows {
          let place = mine &+ j
          below = add(below, load(row, place), times: load(here, j &- across))
          above = add(above, load(row, place &+ across), times: load(here, j &+ across))
        }
        below = add(below, load(toBefore, j), times: load(before, j))
        above = add(above, load(toAfter, j), times: load(after, j))
        let old = load(UnsafePointer(here), j)
        let step = (below + above) * load(inverse, j) - old
        store(add(old, factor, times: step), here, j)
        j &+= 16
      }
    }
  }

  /// Puts a plane of double precision into an array of the layout, as `form` makes it from the eight numbers at a place.
  @inline(__always)
  func split(
    _ plane: Int, into target: UnsafeMutablePointer<Float>, _ form: (_ place: Int) -> Vector
  ) {
    let lattice = layout.lattice
    for row in 0..<lattice.rows {
      let (source, start) = (plane * lattice.planeStride + row * lattice.rowStride, layout.start(plane, row))
      for x in stride(from: 0, to: lattice.rowStride, by: 16) {
        let second = x + 8 < lattice.rowStride ? form(source + x + 8) : Vector()
        put(cv_join(cv_narrow(form(source + x)), cv_narrow(second)), target, start + x / 2)
      }
    }
  }

  @inline(__always)
  private func put(_ numbers: SingleVector, _ target: UnsafeMutablePointer<Float>, _ place: Int) {
    cv_store_float8(cv_even_places(numbers), target + place)
    cv_store_float8(cv_odd_places(numbers), target + place + layout.half)
  }

  /// Fills in a plane of right-hand side and diagonal, as `form` makes them from the eight numbers at a place, and takes
  /// the first half-sweep: red voxels balance alone, black ones are empty.
  @inline(__always)
  func begin(_ plane: Int, _ form: (_ place: Int) -> (rhs: Vector, diagonal: Vector)) {
    let lattice = layout.lattice
    for row in 0..<lattice.rows {
      let (source, start) = (plane * lattice.planeStride + row * lattice.rowStride, layout.start(plane, row))
      let red = ((plane + row) & 1) * layout.half
      for x in stride(from: 0, to: lattice.rowStride, by: 16) {
        let first = form(source + x)
        let second = x + 8 < lattice.rowStride ? form(source + x + 8) : (Vector(), Vector())
        let right = cv_join(cv_narrow(first.rhs), cv_narrow(second.0))
        let inverses = reciprocal(cv_join(cv_narrow(first.diagonal), cv_narrow(second.1)))
        let place = start + x / 2
        put(right, rhs, place)
        put(inverses, inverse, place)
        let alone = right * inverses
        cv_store_float8(
          red == 0 ? cv_even_places(alone) : cv_odd_places(alone), unknown + place + red)
        cv_store_float8(SIMD8<Float>(), unknown + place + layout.half - red)
      }
    }
  }

  /// Adds the unknown of a plane, times `scale`, to numbers in double precision.
  func merge(_ plane: Int, scale: Double, into solution: UnsafeMutablePointer<Double>) {
    let (lattice, scale) = (layout.lattice, Vector(repeating: scale))
    for row in 0..<lattice.rows {
      let (target, start) = (plane * lattice.planeStride + row * lattice.rowStride, layout.start(plane, row))
      for x in stride(from: 0, to: lattice.rowStride, by: 16) {
        let place = start + x / 2
        let both = cv_interleave(
          cv_load_float8(unknown + place), cv_load_float8(unknown + place + layout.half))
        store(
          add(load(solution, target + x), cv_widen(cv_low_half(both)), times: scale), solution, target + x)
        if x + 8 < lattice.rowStride {
          let i = target + x + 8
          store(add(load(solution, i), cv_widen(cv_high_half(both)), times: scale), solution, i)
        }
      }
    }
  }
}
