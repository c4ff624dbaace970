/// Computes the weights of `Interpolation` for the children of one coarse plane, from the couplings of the finer level.
///
/// Edges first, then faces, then centres: each stage uses the weights of the one before, also those of the next plane.
struct InterpolationWeights {
  let fine: MultigridLevel
  let coarse: MultigridLevel.Shape

  /// Weights of edges along x, y and z.
  func findEdges(_ plane: Int) {
    for axis in 0..<3 {
      forEachVector(plane, oddAlong: axis == 0 ? [1, 0, 0] : axis == 1 ? [0, 1, 0] : [0, 0, 1]) {
        child, place, lanes in
        let low = coupling(across: axis, -1, at: child)
        let high = coupling(across: axis, 1, at: child)
        let scale = reciprocal(low + high)
        put(low * scale, 2 * axis, place, lanes)
        put(high * scale, 2 * axis + 1, place, lanes)
      }
    }
  }

  /// Weights of faces in x and y, x and z, y and z.
  func findFaces(_ plane: Int) {
    for (face, axes) in [(0, 1), (0, 2), (1, 2)].enumerated() {
      var odd = SIMD3(0, 0, 0)
      odd[axes.0] = 1
      odd[axes.1] = 1
      forEachVector(plane, oddAlong: odd) { child, place, lanes in
        var corner = (SingleVector(), SingleVector(), SingleVector(), SingleVector())
        var sum = SingleVector()
        for side in 0..<2 {
          /// The edge on this side of the face along one axis runs along the other.
          let first = coupling(across: axes.0, 2 * side - 1, and: axes.1, 0, at: child)
          let alongSecond = place + side * step(axes.0)
          let second = coupling(across: axes.0, 0, and: axes.1, 2 * side - 1, at: child)
          let alongFirst = place + side * step(axes.1)
          sum += first + second
          let (firstLow, firstHigh) = (
            first * weight(2 * axes.1, alongSecond), first * weight(2 * axes.1 + 1, alongSecond)
          )
          let (secondLow, secondHigh) = (
            second * weight(2 * axes.0, alongFirst), second * weight(2 * axes.0 + 1, alongFirst)
          )
          if side == 0 {
            corner.0 += firstLow + secondLow
            corner.2 += firstHigh
            corner.1 += secondHigh
          } else {
            corner.1 += firstLow
            corner.3 += firstHigh + secondHigh
            corner.2 += secondLow
          }
        }
        let diagonal = (
          coupling(across: axes.0, -1, and: axes.1, -1, at: child),
          coupling(across: axes.0, 1, and: axes.1, -1, at: child),
          coupling(across: axes.0, -1, and: axes.1, 1, at: child),
          coupling(across: axes.0, 1, and: axes.1, 1, at: child)
        )
        let scale = reciprocal(sum + (diagonal.0 + diagonal.1) + (diagonal.2 + diagonal.3))
        put((corner.0 + diagonal.0) * scale, 6 + 4 * face, place, lanes)
        put((corner.1 + diagonal.1) * scale, 7 + 4 * face, place, lanes)
        put((corner.2 + diagonal.2) * scale, 8 + 4 * face, place, lanes)
        put((corner.3 + diagonal.3) * scale, 9 + 4 * face, place, lanes)
      }
    }
  }

  /// Weights of centres.
  func findCentres(_ plane: Int) {
    forEachVector(plane, oddAlong: [1, 1, 1]) { child, place, lanes in
      var sum = SingleVector()
      for z in -1...1 {
        for y in -1...1 {
          for x in -1...1 where x != 0 || y != 0 || z != 0 { sum += coupling(x, y, z, at: child) }
        }
      }
      let scale = reciprocal(sum)
      for parent in 0..<8 {
        let shift = SIMD3(parent & 1, parent >> 1 & 1, parent >> 2)
        let side = 2 &* shift &- 1
        var value = coupling(side.x, side.y, side.z, at: child)
        for axis in 0..<3 {
          var one = SIMD3(0, 0, 0)
          one[axis] = side[axis]
          let two = side &- one
          /// The face on this side across `axis`, of the other two axes, and the edge along `axis` on the other two sides.
          let (face, corner) = [
            (14, shift.y + 2 * shift.z), (10, shift.x + 2 * shift.z), (6, shift.x + 2 * shift.y),
          ][axis]
          let beside = place + shift[axis] * step(axis)
          value = add(value, coupling(one.x, one.y, one.z, at: child), times: weight(face + corner, beside))
          let along = place + (0..<3).reduce(0) { $1 == axis ? $0 : $0 + shift[$1] * step($1) }
          value = add(
            value, coupling(two.x, two.y, two.z, at: child), times: weight(2 * axis + shift[axis], along))
        }
        put(value * scale, 18 + parent, place, lanes)
      }
    }
  }

  /// Calls `body` with the place of the first child, the place of the weights and the number of children that exist.
  @inline(__always)
  private func forEachVector(
    _ plane: Int, oddAlong odd: SIMD3<Int>, _ body: (_ child: Int, _ place: Int, _ lanes: Int) -> Void
  ) {
    let z = 2 * plane + odd.z
    if z >= fine.planes { return }
    for row in 0..<coarse.rows where 2 * row + odd.y < fine.rows {
      let start = z * fine.planeStride + (2 * row + odd.y) * fine.rowStride + odd.x
      for j in stride(from: 0, to: coarse.rowStride, by: 16) {
        body(
          start + 2 * j, plane * coarse.planeStride + row * coarse.rowStride + j,
          (fine.nx + 1 - odd.x) / 2 - j)
      }
    }
  }

  /// The coupling of sixteen children, two apart, with their neighbours at (x, y, z).
  @inline(__always)
  private func coupling(_ x: Int, _ y: Int, _ z: Int, at child: Int) -> SingleVector {
    let isLower = z < 0 || (z == 0 && (y < 0 || (y == 0 && x < 0)))
    let place = isLower ? child : child + fine.step(x, y, z)
    let array: Int
    if fine.isFinest {
      if abs(x) + abs(y) + abs(z) != 1 { return SingleVector() }
      array = x != 0 ? 0 : y != 0 ? 1 : 2
    } else {
      array = isLower ? MultigridLevel.lowerNeighbour(x, y, z) : MultigridLevel.lowerNeighbour(-x, -y, -z)
    }
    let value = loadEverySecond(fine.couplings + array * fine.pitch, place)
    return value.replacing(with: 0, where: value .< 0)
  }

  /// The coupling towards one side along an axis, summed over the nine neighbours there.
  private func coupling(across axis: Int, _ side: Int, at child: Int) -> SingleVector {
    var result = SingleVector()
    for first in -1...1 {
      for second in -1...1 {
        switch axis {
        case 0: result += coupling(side, first, second, at: child)
        case 1: result += coupling(first, side, second, at: child)
        default: result += coupling(first, second, side, at: child)
        }
      }
    }
    return result
  }

  /// The coupling at a place in the plane of two axes, summed over the three neighbours along the third.
  private func coupling(across axis: Int, _ side: Int, and other: Int, _ place: Int, at child: Int)
    -> SingleVector
  {
    var offset = SIMD3(0, 0, 0)
    offset[axis] = side
    offset[other] = place
    var result = SingleVector()
    for third in -1...1 {
      offset[3 - axis - other] = third
      result += coupling(offset.x, offset.y, offset.z, at: child)
    }
    return result
  }

  @inline(__always)
  private func step(_ axis: Int) -> Int {
    axis == 0 ? 1 : axis == 1 ? coarse.rowStride : coarse.planeStride
  }

  @inline(__always)
  private func weight(_ array: Int, _ place: Int) -> SingleVector {
    load(fine.weights + array * fine.weightPitch, place)
  }

  @inline(__always)
  private func put(_ value: SingleVector, _ array: Int, _ place: Int, _ lanes: Int) {
    store(lanes < 16 ? masked(value, lanes: lanes) : value, fine.weights + array * fine.weightPitch, place)
  }
}
