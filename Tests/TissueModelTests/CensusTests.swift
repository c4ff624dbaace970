import Parallelism
import Testing
import TissueModel

@Suite struct CensusTests {
  @Test func aLineIsClippedWhereItLeavesTheBox() {
    let box = SIMD3<Double>(10, 10, 10)
    let line = Polyline([
      SIMD3(-5, 5, 5), SIMD3(5, 5, 5), SIMD3(5, 15, 5), SIMD3(8, 15, 5), SIMD3(8, 5, 5),
    ])
    // 5 inside of the first piece, 5 of the second, none of the third, 5 of the fourth: halves and whole numbers.
    #expect(line.length(within: box) == 15)
    #expect(
      line.clipped(to: box) == [
        Polyline([SIMD3(0, 5, 5), SIMD3(5, 5, 5), SIMD3(5, 10, 5)]),
        Polyline([SIMD3(8, 10, 5), SIMD3(8, 5, 5)]),
      ])
    let inside = Polyline([SIMD3(1, 1, 1), SIMD3(0.1, 9.7, 3)])
    #expect(inside.clipped(to: box) == [inside])
    #expect(Polyline([SIMD3(-1, 0, 0), SIMD3(-1, 9, 9)]).clipped(to: box) == [])
    #expect(
      Polyline([SIMD3(-1, -3, 5), SIMD3(3, -1, 5)]).clipped(to: box) == [], "it passes by a corner")
  }

  @Test func piecesOfOneVesselAreCountedTogether() {
    func piece(_ points: [SIMD3<Double>], radius: Double) -> Vessel {
      Vessel(id: "tree", kind: "arteriole", axis: Polyline(points), radius: radius, permeability: 1)
    }
    let anatomy = AnatomyTests.anatomy(vessels: [
      piece([SIMD3(80, 80, -40), SIMD3(80, 80, 60)], radius: 8),
      piece([SIMD3(80, 80, 60), SIMD3(80, 80, 160)], radius: 3),
    ])
    let census = Census(anatomy)
    #expect(census.vessels.count == 1)
    #expect(census.vessels[0].pieces == 2 && census.vessels[0].lineSources == 1)
    #expect(census.vessels[0].length == 160)
    let area = 2 * Double.pi * (8 * 60 + 3 * 100)
    #expect(abs(census.vessels[0].wallArea - area) < 1e-9)
    #expect(abs(census.vesselLengthDensity - 160 / 4.096e6) < 1e-15)
    #expect(census.tissues.map(\.id).sorted() == ["fat", "muscle", "vessel_lumen"])
    #expect(census.tissues.reduce(0) { $0 + $1.voxels } == 4096)
  }

  /// Around a straight line of radius r along z, the voxels of each plane lie at the same known distances.
  @Test func theHistogramHoldsEveryVoxelOutsideTheLumen() {
    let axis = Polyline([SIMD3(85, 85, 0), SIMD3(85, 85, 160)])
    let vessel = Vessel(id: "v", kind: "capillary", axis: axis, radius: 3, permeability: 1)
    let anatomy = AnatomyTests.anatomy(vessels: [vessel])
    let histogram = DistanceHistogram(anatomy)
    #expect(histogram.width == 10)
    #expect(histogram.counts.reduce(0, +) == 4096)
    // The voxel of the axis itself and its four neighbours at 10 − 3 µm; then those at 11.14, 17 and 19.36 µm.
    #expect(histogram.counts[0] == 16 * 5)
    #expect(histogram.counts[1] == 16 * 16)
    #expect(histogram.longest == (2 * 80.0 * 80).squareRoot() - 3)
    var sum = 0.0
    for x in 0..<16 {
      for y in 0..<16 {
        let square = Double((x - 8) * (x - 8) + (y - 8) * (y - 8)) * 100
        sum += max(square.squareRoot() - 3, 0) / 256
      }
    }
    #expect(abs((histogram.mean ?? 0) - sum) < 1e-12 * sum * 4096)
  }
}

@Suite struct NearestWallTests {
  /// Two hundred random tubes: each voxel's distance is that of the nearest of all, looked at one by one.
  @Test func theNearestOfManyIsFound() {
    let stream = RandomStream(seed: 11, purpose: 4)
    let vessels = (0..<200).map { number in
      func corner(_ tick: Int) -> SIMD3<Double> {
        let (x, y) = stream.uniformPair(index: number, tick: tick)
        return SIMD3(x, y, stream.uniform(index: number, tick: tick + 1)) * 160
      }
      let start = corner(0)
      return Vessel(
        id: "v", kind: "capillary", axis: Polyline([start, start * 0.8 + corner(2) * 0.2]),
        radius: 0.5 + 2 * stream.uniform(index: number, tick: 9), permeability: 1)
    }
    let anatomy = AnatomyTests.anatomy(vessels: vessels)
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, centre in
      var nearest = Double.infinity
      for vessel in vessels { nearest = min(nearest, vessel.axis.distance(to: centre) - vessel.radius) }
      #expect(anatomy.vesselDistance[voxel] == max(nearest, 0))
    }
  }
}
