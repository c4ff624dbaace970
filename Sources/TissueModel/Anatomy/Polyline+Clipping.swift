extension Polyline {
  /// Total length inside the box from the origin to `extent` [µm].
  package func length(within extent: SIMD3<Double>) -> Double {
    zip(points, points.dropFirst()).reduce(0) { sum, segment in
      let whole = squaredLength(segment.1 - segment.0).squareRoot()
      guard let inside = Self.share(from: segment.0, to: segment.1, within: extent) else {
        return sum
      }
      return sum + whole * (inside.upperBound - inside.lowerBound)
    }
  }

  /// The parts inside the box from the origin to `extent` [µm], in order; none where all of it lies outside.
  package func clipped(to extent: SIMD3<Double>) -> [Polyline] {
    var parts: [[SIMD3<Double>]] = []
    var isOpen = false
    for (start, end) in zip(points, points.dropFirst()) {
      guard let inside = Self.share(from: start, to: end, within: extent),
        inside.upperBound > inside.lowerBound
      else {
        isOpen = false
        continue
      }
      // Ends that are not cut stay the same to the last bit.
      let first = inside.lowerBound > 0 ? start + (end - start) * inside.lowerBound : start
      let last = inside.upperBound < 1 ? start + (end - start) * inside.upperBound : end
      if isOpen, inside.lowerBound == 0 {
        parts[parts.count - 1].append(last)
      } else {
        parts.append([first, last])
      }
      isOpen = inside.upperBound == 1
    }
    return parts.map(Polyline.init)
  }

  /// The share of a segment inside the box, from 0 at its start to 1 at its end; nil where it misses the box.
  static func share(
    from start: SIMD3<Double>, to end: SIMD3<Double>, within extent: SIMD3<Double>
  ) -> ClosedRange<Double>? {
    var enters = 0.0
    var leaves = 1.0
    let step = end - start
    for axis in 0..<3 {
      guard step[axis] != 0 else {
        guard (0...extent[axis]).contains(start[axis]) else { return nil }
        continue
      }
      let low = -start[axis] / step[axis]
      let high = (extent[axis] - start[axis]) / step[axis]
      enters = max(enters, min(low, high))
      leaves = min(leaves, max(low, high))
    }
    return enters <= leaves ? enters...leaves : nil
  }
}
