import Fields

/// Finds the tube whose wall is nearest to a point, in a tree of bounding boxes.
struct NearestWall {
  /// Everything within a distance of an axis.
  struct Tube {
    let axis: Polyline
    let radius: Double
  }

  /// A box around the axes of some tubes, and either its two halves or those tubes.
  fileprivate struct Node {
    var low: SIMD3<Double>
    var high: SIMD3<Double>
    var thickest: Double
    var tubes: Range<Int>
    var halves: (Int, Int)?
  }

  private let tubes: [Tube]
  private let order: [Int]
  private let nodes: [Node]

  /// Most tubes in a box that is not divided.
  private static let fewest = 4

  init(_ tubes: [Tube]) {
    self.tubes = tubes
    var order = Array(tubes.indices)
    var nodes: [Node] = []
    if !tubes.isEmpty { _ = Self.divide(&order, 0..<tubes.count, tubes, &nodes) }
    self.order = order
    self.nodes = nodes
  }

  /// Makes the node of a range of tubes, and those below it; returns its place.
  private static func divide(
    _ order: inout [Int], _ range: Range<Int>, _ tubes: [Tube], _ nodes: inout [Node]
  ) -> Int {
    var low = SIMD3(repeating: Double.infinity)
    var high = -low
    var thickest = 0.0
    for index in order[range] {
      for point in tubes[index].axis.points {
        low = pointwiseMin(low, point)
        high = pointwiseMax(high, point)
      }
      thickest = max(thickest, tubes[index].radius)
    }
    let place = nodes.count
    nodes.append(Node(low: low, high: high, thickest: thickest, tubes: range, halves: nil))
    guard range.count > fewest else { return place }
    let size = high - low
    let axis = size.x >= size.y ? (size.x >= size.z ? 0 : 2) : (size.y >= size.z ? 1 : 2)
    func middle(_ index: Int) -> Double {
      let points = tubes[index].axis.points
      return points[0][axis] + points[points.count - 1][axis]
    }
    // Places break ties, so that the order does not depend on the sorting.
    order[range].sort { (middle($0), $0) < (middle($1), $1) }
    let half = range.lowerBound + range.count / 2
    let first = divide(&order, range.lowerBound..<half, tubes, &nodes)
    let second = divide(&order, half..<range.upperBound, tubes, &nodes)
    nodes[place].halves = (first, second)
    return place
  }

  /// The distance to the nearest wall, negative inside a tube [µm], and the tube's place; infinite without tubes.
  ///
  /// - Parameter guess: a tube that may be the nearest: the nearer it is, the fewer others are looked at.
  func distance(to point: SIMD3<Double>, guess: Int?) -> (distance: Double, place: Int?) {
    var best = Double.infinity
    var nearest: Int?
    func look(at index: Int) {
      let distance = tubes[index].axis.distance(to: point) - tubes[index].radius
      if distance < best {
        best = distance
        nearest = index
      }
    }
    func descend(_ place: Int) {
      let node = nodes[place]
      guard node.couldHold(nearerThan: best, to: point) else { return }
      guard let (first, second) = node.halves else {
        for index in order[node.tubes] where index != guess { look(at: index) }
        return
      }
      let isFirst = nodes[first].squaredDistance(to: point) <= nodes[second].squaredDistance(to: point)
      descend(isFirst ? first : second)
      descend(isFirst ? second : first)
    }
    if let guess { look(at: guess) }
    if !nodes.isEmpty { descend(0) }
    return (best, nearest)
  }
}

extension NearestWall.Node {
  /// Square of the distance from a point to the box [µm²].
  fileprivate func squaredDistance(to point: SIMD3<Double>) -> Double {
    squaredLength(point - pointwiseMin(pointwiseMax(point, low), high))
  }

  /// Whether a wall in the box could be nearer than `best`: no place of an axis is nearer than the box.
  fileprivate func couldHold(nearerThan best: Double, to point: SIMD3<Double>) -> Bool {
    let reach = best + thickest
    return reach > 0 && squaredDistance(to: point) < reach * reach
  }
}
