/// Density-based clusters of points, found with boxes as long as the distance of neighbours.
struct Clusters {
  private let points: [SIMD3<Double>]
  private let distance: Double
  /// Places of the points in order of their boxes, and the first of each box.
  private var order: [Int]
  private var boxes: [SIMD3<Int32>: Range<Int>] = [:]
  private var parents: [Int]

  /// Points whose neighbours lie within `distance` [µm].
  init(_ points: [SIMD3<Double>], distance: Double) {
    self.points = points
    self.distance = distance
    parents = Array(points.indices)
    let keys = points.map { Clusters.box($0, distance) }
    order = points.indices.sorted { a, b in
      let (x, y) = (keys[a], keys[b])
      return (x.z, x.y, x.x, Int32(truncatingIfNeeded: a)) < (y.z, y.y, y.x, Int32(truncatingIfNeeded: b))
    }
    var first = 0
    for i in order.indices where i + 1 == order.count || keys[order[i + 1]] != keys[order[i]] {
      boxes[keys[order[i]]] = first..<(i + 1)
      first = i + 1
    }
  }

  /// For each point the first dense point of its cluster, −1 where it belongs to none. A point that is not dense and lies
  /// near two clusters belongs to that of its nearest dense neighbour.
  mutating func labels(neighbours: Int) -> [Int] {
    let isDense = points.indices.map { point in
      var count = 0
      visit(point) { _, _ in count += 1 }
      return count >= neighbours
    }
    for point in points.indices where isDense[point] {
      var joined: [Int] = []
      visit(point) { other, _ in if other < point && isDense[other] { joined.append(other) } }
      for other in joined { join(point, other) }
    }
    return points.indices.map { point in
      if isDense[point] { return root(point) }
      var best = -1
      var shortest = Double.infinity
      visit(point) { other, square in
        if isDense[other], square < shortest || (square == shortest && other < best) {
          (best, shortest) = (other, square)
        }
      }
      return best < 0 ? -1 : root(best)
    }
  }

  /// Calls `body` with each neighbour of a point and the squared distance.
  private func visit(_ point: Int, _ body: (_ other: Int, _ square: Double) -> Void) {
    let centre = Clusters.box(points[point], distance)
    for z in -1...1 {
      for y in -1...1 {
        for x in -1...1 {
          guard let range = boxes[centre &+ SIMD3(Int32(x), Int32(y), Int32(z))] else { continue }
          for i in range where order[i] != point {
            let way = points[order[i]] - points[point]
            let square = (way * way).sum()
            if square <= distance * distance { body(order[i], square) }
          }
        }
      }
    }
  }

  /// The lowest point of a cluster so far.
  private func root(_ point: Int) -> Int {
    var place = point
    while parents[place] != place { place = parents[place] }
    return place
  }

  private mutating func join(_ a: Int, _ b: Int) {
    let (x, y) = (root(a), root(b))
    let low = min(x, y)
    // What was passed on the way points to the lowest at once.
    for start in [a, b] {
      var place = start
      while parents[place] != place {
        let next = parents[place]
        parents[place] = low
        place = next
      }
    }
    parents[max(x, y)] = low
  }

  private static func box(_ point: SIMD3<Double>, _ distance: Double) -> SIMD3<Int32> {
    SIMD3<Int32>(truncatingIfNeeded: SIMD3<Int>((point / distance).rounded(.down)))
  }
}
