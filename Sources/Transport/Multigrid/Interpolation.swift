import CVectors

/// Interpolation between a level and the next coarser one, with weights from the couplings.
///
/// Every second voxel along each axis is also a voxel of the coarser level. Voxels between two of those take the mean
/// weighted by their couplings, voxels between four and eight follow in turn, so that no value crosses a wall
/// (J. E. Dendy, J. Comput. Phys. 48 (1982) 366–386). A coarse voxel (j, k, l) has eight children (2j+a, 2k+b, 2l+c);
/// the weights of a child's parents (j+α, k+β, l+γ), α ≤ a and so on, are stored at (j, k, l) of the coarser layout:
/// arrays 0–1 for x edges (α), 2–3 for y edges (β), 4–5 for z edges (γ), 6–9 for faces in x and y (α + 2β), 10–13 in x
/// and z (α + 2γ), 14–17 in y and z (β + 2γ), 18–25 for centres (α + 2β + 4γ).
enum Interpolation {
  /// Adds the interpolated coarse values `e` to `x`, in the children of the coarse plane `plane`.
  static func prolong(
    _ e: UnsafePointer<Float>, plane: Int, _ coarse: MultigridLevel, _ fine: MultigridLevel,
    addingTo x: UnsafeMutablePointer<Float>
  ) {
    let (row, layer, pitch) = (coarse.rowStride, coarse.planeStride, fine.weightPitch)
    let w = UnsafePointer(fine.weights)
    for k in 0..<coarse.rows {
      let start = plane * layer + k * row
      let target = 2 * plane * fine.planeStride + 2 * k * fine.rowStride
      let hasRow = 2 * k + 1 < fine.rows
      let hasPlane = 2 * plane + 1 < fine.planes
      for j in stride(from: 0, to: row, by: 16) where 2 * j < fine.rowStride {
        let i = start + j
        let hasSecondHalf = 2 * j + 16 < fine.rowStride
        @inline(__always) func weight(_ array: Int) -> SingleVector { load(w, array * pitch + i) }
        @inline(__always) func put(_ even: SingleVector, _ odd: SingleVector, _ place: Int) {
          store(load(x, place) + cv_interleave_low(even, odd), x, place)
          if hasSecondHalf { store(load(x, place + 16) + cv_interleave_high(even, odd), x, place + 16) }
        }
        let (a0, a1) = (load(e, i), load(e, i + 1))
        put(a0, add(weight(0) * a0, weight(1), times: a1), target + 2 * j)
        let (b0, b1) = (load(e, i + row), load(e, i + row + 1))
        if hasRow {
          let even = add(weight(2) * a0, weight(3), times: b0)
          var odd = add(weight(6) * a0, weight(7), times: a1)
          odd = add(odd, weight(8), times: b0)
          odd = add(odd, weight(9), times: b1)
          put(even, odd, target + fine.rowStride + 2 * j)
        }
        if !hasPlane { continue }
        let (c0, c1) = (load(e, i + layer), load(e, i + layer + 1))
        var odd = add(weight(10) * a0, weight(11), times: a1)
        odd = add(odd, weight(12), times: c0)
        odd = add(odd, weight(13), times: c1)
        put(add(weight(4) * a0, weight(5), times: c0), odd, target + fine.planeStride + 2 * j)
        if !hasRow { continue }
        let (d0, d1) = (load(e, i + layer + row), load(e, i + layer + row + 1))
        var even = add(weight(14) * a0, weight(15), times: b0)
        even = add(even, weight(16), times: c0)
        even = add(even, weight(17), times: d0)
        odd = add(weight(18) * a0, weight(19), times: a1)
        odd = add(odd, weight(20), times: b0)
        odd = add(odd, weight(21), times: b1)
        odd = add(odd, weight(22), times: c0)
        odd = add(odd, weight(23), times: c1)
        odd = add(odd, weight(24), times: d0)
        odd = add(odd, weight(25), times: d1)
        put(even, odd, target + fine.planeStride + fine.rowStride + 2 * j)
      }
    }
  }

  /// The transpose: sums `r` of the children into the coarse plane `plane`, handing each vector and its place to `put`.
  @inline(__always)
  static func restrict(
    _ r: UnsafePointer<Float>, plane: Int, _ coarse: MultigridLevel, _ fine: MultigridLevel,
    _ put: (_ value: SingleVector, _ place: Int) -> Void
  ) {
    let (row, layer, pitch) = (coarse.rowStride, coarse.planeStride, fine.weightPitch)
    let w = UnsafePointer(fine.weights)
    for k in 0..<coarse.rows {
      let start = plane * layer + k * row
      let source = 2 * plane * fine.planeStride + 2 * k * fine.rowStride
      for j in stride(from: 0, to: row, by: 16) {
        let i = start + j
        var sum = loadEverySecond(r, source + 2 * j)
        /// Children in the fine row (y, z) next to the coarse voxel's own: weights of the even ones, then of the odd.
        @inline(__always) func gather(_ y: Int, _ z: Int, even: Int, odd: Int) {
          let place = source + 2 * j + y * fine.rowStride + z * fine.planeStride
          let parent = i + (y < 0 ? -row : 0) + (z < 0 ? -layer : 0)
          if even >= 0 { sum = add(sum, load(w, even * pitch + parent), times: loadEverySecond(r, place)) }
          sum = add(sum, load(w, odd * pitch + parent), times: loadEverySecond(r, place + 1))
          sum = add(sum, load(w, (odd + 1) * pitch + parent - 1), times: loadEverySecond(r, place - 1))
        }
        gather(0, 0, even: -1, odd: 0)
        gather(1, 0, even: 2, odd: 6)
        gather(-1, 0, even: 3, odd: 8)
        gather(0, 1, even: 4, odd: 10)
        gather(0, -1, even: 5, odd: 12)
        gather(1, 1, even: 14, odd: 18)
        gather(-1, 1, even: 15, odd: 20)
        gather(1, -1, even: 16, odd: 22)
        gather(-1, -1, even: 17, odd: 24)
        put(j + 16 <= coarse.nx ? sum : masked(sum, lanes: coarse.nx - j), i)
      }
    }
  }
}
