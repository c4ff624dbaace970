import Fields
import Parallelism
import Testing
import TissueModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct WallCutTests {
  private static func areas(_ vessel: Vessel, on grid: Grid) -> [Double] {
    var areas = [Double](repeating: 0, count: grid.storageCount)
    WallCut(grid: grid).cut(vessel) { areas[$0.voxel] += $0.area }
    return areas
  }

  /// The length of the arcs of a circle in a square, by the angles at which it crosses the lines of the grid.
  private static func arc(_ radius: Double, around centre: SIMD2<Double>, inSquare x: Int, _ y: Int)
    -> Double
  {
    var angles = [0.0, 2 * Double.pi]
    for line in -40...40 {
      let across = (Double(line) - centre.x) / radius
      if abs(across) < 1 { angles += [acos(across), 2 * Double.pi - acos(across)] }
      let up = (Double(line) - centre.y) / radius
      if abs(up) < 1 {
        let angle = asin(up)
        angles += [angle < 0 ? angle + 2 * Double.pi : angle, Double.pi - angle]
      }
    }
    angles.sort()
    return zip(angles, angles.dropFirst()).reduce(0) { sum, pair in
      let middle = (pair.0 + pair.1) / 2
      let place = centre + SIMD2(cos(middle), sin(middle)) * radius
      let isInside = Int(place.x.rounded(.down)) == x && Int(place.y.rounded(.down)) == y
      return sum + (isInside ? radius * (pair.1 - pair.0) : 0)
    }
  }

  /// A vessel four voxels across, along an axis of the grid: in every voxel the area is within 1 % of a face of the
  /// exact cut. Two of the 256 strips to a voxel's side may be divided by its edges: 1/128.
  @Test(arguments: [SIMD2(8.0, 8.0), SIMD2(8.5, 8.5), SIMD2(8.13, 7.71), SIMD2(7.999, 8.4)])
  func theAreaInEachVoxelIsThatOfTheExactCut(centre: SIMD2<Double>) {
    let grid = Grid(nx: 16, ny: 16, nz: 3, spacing: (1, 1, 1))
    let axis = Polyline([SIMD3(centre.x, centre.y, 0), SIMD3(centre.x, centre.y, 3)])
    let areas = Self.areas(
      Vessel(id: "v", kind: "arteriole", axis: axis, radius: 2, permeability: 1), on: grid)
    for x in 0..<16 {
      for y in 0..<16 {
        let exact = Self.arc(2, around: centre, inSquare: x, y)
        for z in 0..<3 { #expect(abs(areas[grid.index(x: x, y: y, z: z)] - exact) <= 1 / 128.0) }
      }
    }
  }

  /// Random vessels, some of them leaving the grid: the areas add up to 2πrL of what lies inside, and none is negative.
  @Test func areasAddUpForRandomVessels() {
    let stream = RandomStream(seed: 5, purpose: 1)
    let grid = Grid(nx: 20, ny: 13, nz: 9, spacing: (5, 7, 11))
    for number in 0..<60 {
      let points = (0..<4).map { corner in
        let (x, y) = stream.uniformPair(index: number, tick: 2 * corner)
        let z = stream.uniform(index: number, tick: 2 * corner + 1)
        return grid.extent * (SIMD3(x, y, z) * 1.4 - 0.2)
      }
      let radius = 0.5 + 12 * stream.uniform(index: number, tick: 100)
      let axis = Polyline(points)
      let areas = Self.areas(
        Vessel(id: "v", kind: "venule", axis: axis, radius: radius, permeability: 1), on: grid)
      let expected = 2 * Double.pi * radius * axis.length(within: grid.extent)
      // About 10⁵ shares, each rounded once: 10⁵ · 2⁻⁵³.
      #expect(abs(areas.reduce(0, +) - expected) <= 2e-11 * expected, "vessel \(number)")
      #expect(areas.allSatisfy { $0 >= 0 })
    }
  }

  /// A segment is divided among the voxels it passes without a gap, in order.
  @Test func aSegmentIsDividedWithoutAGap() {
    let stream = RandomStream(seed: 9, purpose: 2)
    let grid = Grid(nx: 7, ny: 5, nz: 4, spacing: (3, 2, 4))
    for number in 0..<400 {
      func corner(_ tick: Int) -> SIMD3<Double> {
        let (x, y) = stream.uniformPair(index: number, tick: tick)
        // Every other number is a whole one, so that corners lie on faces and edges.
        let point = SIMD3(x, y, stream.uniform(index: number, tick: tick + 1)) * 24 - 4
        return number % 2 == 0
          ? point : SIMD3(point.x.rounded(), point.y.rounded(), point.z.rounded())
      }
      let (start, end) = (corner(0), corner(2))
      guard start != end else { continue }
      var last: Double?
      var sum = 0.0
      grid.forEachVoxel(from: start, to: end) { x, y, z, share in
        #expect(grid.contains(x: x, y: y, z: z))
        if let last { #expect(last == share.lowerBound) }
        last = share.upperBound
        sum += share.upperBound - share.lowerBound
        // Its middle lies in the voxel, up to round-off.
        let middle = start + (end - start) * ((share.lowerBound + share.upperBound) / 2)
        let centre = grid.centre(x: x, y: y, z: z)
        let halves: [Double] = [1.5, 1, 2]
        for axis in 0..<3 {
          let offset = abs(middle[axis] - centre[axis])
          #expect(offset <= halves[axis] + 1e-9)
        }
      }
      let length = Polyline([start, end]).length
      let inside = Polyline([start, end]).length(within: grid.extent)
      #expect(abs(sum * length - inside) <= 1e-12 * length)
    }
  }
}
