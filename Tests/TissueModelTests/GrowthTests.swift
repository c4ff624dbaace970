import Fields
import Parallelism
import Testing
import TissueModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct CapillaryBedTests {
  private let extent = SIMD3<Double>(600, 600, 200)

  private func bed(tortuosity: Double = 1, irregularity: Double = 0) -> CapillaryBed {
    CapillaryBed(
      axis: 2, density: 400e-6, tortuosity: tortuosity, irregularity: irregularity, step: 10)
  }

  /// 400 per mm² on 0.36 mm² are 144; those of a lattice whose cells the edges divide may differ by one per cell along
  /// half of the edge: 4 · 600/53.7/2 ≈ 22.
  @Test(arguments: [UInt64(1), 2, 3])
  func thereAreAsManyAsAskedFor(seed: UInt64) {
    let axes = bed(irregularity: 0.3).axes(in: extent, stream: RandomStream(seed: seed, purpose: 7))
    #expect(abs(axes.count - 144) <= 22)
    #expect(
      axes == bed(irregularity: 0.3).axes(in: extent, stream: RandomStream(seed: seed, purpose: 7)))
    #expect(
      axes
        != bed(irregularity: 0.3).axes(in: extent, stream: RandomStream(seed: seed + 9, purpose: 7))
    )
  }

  /// In a hexagonal lattice the mean distance to the nearest line is that of a hexagon's points from its middle,
  /// s (1/3 + ln 3/4), with s the side of a hexagon of the area 1/N: s² = 2/(3√3 N).
  @Test func theMeanDistanceToARegularBedIsThatOfAHexagon() {
    let axes = bed().axes(in: extent, stream: RandomStream(seed: 4, purpose: 7))
    let side = (2 / (3 * 3.0.squareRoot() * 400e-6)).squareRoot()
    let expected = side * (1.0 / 3 + log(3.0) / 4)
    // Points well inside, so that none misses a neighbour beyond the edge, on a raster of 3 µm: many cells of 53.7 µm.
    var sum = 0.0
    var number = 0
    for x in stride(from: 100.0, to: 500, by: 3) {
      for y in stride(from: 100.0, to: 500, by: 3) {
        var nearest = Double.infinity
        for axis in axes {
          let offset = axis.points[0] - SIMD3(x, y, 0)
          nearest = min(nearest, offset.x * offset.x + offset.y * offset.y)
        }
        sum += nearest.squareRoot()
        number += 1
      }
    }
    // 400 µm hold 7.4 or 8.6 cells: a part of a cell at the edge, 1 in 8, may be off by half of the mean in one of two
    // directions that average.
    let mean = sum / Double(number)
    #expect(abs(mean - expected) <= expected / 32)
  }

  @Test(arguments: [1.05, 1.2, 1.6])
  func everyCapillaryHasItsTortuosity(tortuosity: Double) {
    let axes = bed(tortuosity: tortuosity).axes(
      in: extent, stream: RandomStream(seed: 1, purpose: 7))
    // Sixty halvings of the amplitude leave nothing but round-off.
    for axis in axes { #expect(abs(axis.length / 200 - tortuosity) < 1e-9) }
  }

  @Test func aBedIsKeptToItsTissue() {
    let line = Polyline([SIMD3(0, 0, 0), SIMD3(100, 0, 0)])
    let parts = line.parts(where: { $0.x < 30 || $0.x > 62 }, longest: 5)
    // Pieces of 5 µm count by their middle: to 30, and from 60.
    #expect(parts.count == 2)
    #expect(abs(parts[0].length - 30) < 1e-12 && abs(parts[1].length - 40) < 1e-12)
    #expect(line.parts(where: { _ in true }, longest: 1000) == [line])
  }
}

@Suite struct ArteriolarTreeTests {
  private let tree = ArteriolarTree(
    root: SIMD3(0, 0, 0), fork: SIMD3(0, 0, 300), radius: 20, smallestRadius: 5, slenderness: 15,
    asymmetry: 0.5)

  @Test func radiiFollowMurraysLaw() {
    let branches = tree.branches(stream: RandomStream(seed: 1, purpose: 8))
    #expect(branches.count > 20)
    for (place, parent) in branches.enumerated() {
      let children = branches.filter { $0.parent == place }
      #expect(children.allSatisfy { $0.start == parent.end && $0.radius >= 5 })
      guard children.count == 2 else { continue }
      let cubes = children.reduce(0) { $0 + $1.radius * $1.radius * $1.radius }
      let cube = parent.radius * parent.radius * parent.radius
      #expect(abs(cubes / cube - 1) < 1e-14)
      #expect(children[1].radius >= 0.5 * children[0].radius)
    }
  }

  /// Two equal branches of Murray's law leave at 37.5° each: cos θ = 2^(-1/3).
  @Test func equalBranchesLeaveAtTheirAngle() {
    let child = 20 / cbrt(2.0)
    #expect(
      abs(ArteriolarTree.cosine(parent: 20, child: child, other: child) - 1 / cbrt(2.0)) < 1e-14)
    let even = ArteriolarTree(
      root: SIMD3(0, 0, 0), fork: SIMD3(0, 0, 100), radius: 20, smallestRadius: 9.9,
      slenderness: 10, asymmetry: 1)
    let branches = even.branches(stream: RandomStream(seed: 2, purpose: 8))
    // 20, two of 15.9, four of 12.6, eight of 10.
    #expect(branches.count == 15)
    let heading = (branches[1].end - branches[1].start) / (10 * branches[1].radius)
    #expect(abs(heading.z - 1 / cbrt(2.0)) < 1e-12)
  }

  @Test func theSameSeedGivesTheSameTree() {
    let first = tree.branches(stream: RandomStream(seed: 1, purpose: 8))
    #expect(first == tree.branches(stream: RandomStream(seed: 1, purpose: 8)))
    #expect(first != tree.branches(stream: RandomStream(seed: 2, purpose: 8)))
  }
}
