import Fields
import Parallelism
import Testing
import TissueModel

@Suite struct TissueMixtureTests {
  private let types = [
    AnatomyTests.type("fat", fluid: 0.1), AnatomyTests.type("muscle", fluid: 0.3, bed: 2e-3),
    AnatomyTests.type("vessel_lumen", fluid: 1e-3), AnatomyTests.type("perineurium", fluid: 0.2),
    AnatomyTests.type("endoneurium", fluid: 0.4),
  ]

  private func anatomy(
    _ paint: @escaping (SIMD3<Double>) -> String, nerves: [Nerve] = [], count: Int = 12
  ) -> Anatomy {
    let grid = Grid(nx: count, ny: count, nz: count, spacing: (10, 10, 10))
    return Anatomy(
      grid: grid, types: types, paint: paint, vessels: [], nerves: nerves, capillaryBed: true)
  }

  /// The sum of fluid over voxels tells the volume of muscle: fluid is 0.1 + 0.2 per share of muscle.
  private func muscleVolume(_ anatomy: Anatomy) -> Double {
    var sum = 0.0
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      sum += (anatomy.healthyFluid[voxel] - 0.1) / 0.2 * 1000
    }
    return sum
  }

  @Test func aFlatBoundaryDividesVoxelsByVolume() {
    // 42.5 µm: a quarter of the fifth plane is fat; four samples along the side show quarters exactly.
    let divided = anatomy { $0.z < 42.5 ? "fat" : "muscle" }
    let voxel = divided.grid.index(x: 3, y: 3, z: 4)
    #expect(abs(divided.healthyFluid[voxel] - 0.25) < 1e-15, "0.25 · 0.1 + 0.75 · 0.3")
    #expect(divided.bedExchange[voxel] == 0.75 * 2e-3)
    #expect(divided.type(at: voxel).id == "muscle", "a voxel counts as the tissue of its centre")
    // κ is the mean by volume, and both tissues have λ = 1.5.
    #expect(abs(divided.squaredTortuosity[voxel] - 2.25) < 1e-14)
    let volume: Double = 120 * 120 * 77.5
    #expect(abs(muscleVolume(divided) - volume) < 1e-6)
    let aligned = anatomy { $0.z < 40 ? "fat" : "muscle" }
    #expect(aligned.healthyFluid[voxel] == 0.3, "a boundary along a face divides nothing")
  }

  /// Random spheres, ellipsoids, cylinders, boxes and tubes: the volume of muscle is that of the shape.
  ///
  /// Each of N voxels at the surface is sampled at 64 points; the error of one is below 1/8 of a voxel, of either sign, so
  /// that the sum is off by about √N/8 voxels; N is about the surface over a face.
  @Test func volumesAreConservedForRandomShapes() {
    let stream = RandomStream(seed: 3, purpose: 3)
    for number in 0..<20 {
      let (a, b) = stream.uniformPair(index: number, tick: 0)
      let (c, size) = stream.uniformPair(index: number, tick: 1)
      let centre = SIMD3(45 + 30 * a, 45 + 30 * b, 45 + 30 * c)
      let radius = 20 + 20 * size
      let sphere = 4 / 3 * Double.pi * radius * radius * radius
      let cases: [(Shape, volume: Double, surface: Double)] = [
        (.sphere(centre: centre, radius: radius), sphere, 4 * Double.pi * radius * radius),
        (
          .ellipsoid(centre: centre, radii: SIMD3(radius, radius * 0.6, radius * 0.8)),
          sphere * 0.48,
          4 * Double.pi * radius * radius
        ),
        (
          .box(low: centre - 15, high: centre + SIMD3(12, 9, 20)), 27 * 24 * 35,
          2 * (27 * 24 + 27 * 35 + 24 * 35)
        ),
        (
          .cylinder(
            from: centre - SIMD3(0, 0, 30), to: centre + SIMD3(0, 0, 30), radius: radius / 2),
          Double.pi * radius * radius / 4 * 60, Double.pi * radius * (60 + radius / 2)
        ),
        (
          .tube(
            axis: Polyline([centre - SIMD3(20, 0, 0), centre + SIMD3(20, 0, 0)]), radius: radius / 2
          ),
          Double.pi * radius * radius / 4 * 40 + sphere / 8, Double.pi * radius * (40 + radius)
        ),
      ]
      let (shape, volume, surface) = cases[number % cases.count]
      let painted = anatomy { shape.contains($0) ? "muscle" : "fat" }
      let allowed = (surface / 100).squareRoot() / 8 * 1000 * 3
      #expect(abs(muscleVolume(painted) - volume) <= allowed, "\(shape)")
    }
  }

  @Test func sharesDrawnOverOthersAddUpToOne() {
    let grid = Grid(nx: 3, ny: 3, nz: 3, spacing: (10, 10, 10))
    let base = [TissueFill.Share(type: 0, share: 0.3), TissueFill.Share(type: 1, share: 0.7)]
    for radius in stride(from: 1.0, to: 20, by: 1.3) {
      let shape = Shape.sphere(centre: SIMD3(15, 15, 15), radius: radius)
      let drawn = TissueFill.drawn(over: base, at: SIMD3(15, 15, 15), of: grid) {
        shape.contains($0) ? 1 : nil
      }
      let merged = TissueFill.merged(drawn)
      #expect(abs(merged.reduce(0) { $0 + $1.share } - 1) < 1e-15)
      #expect(merged.allSatisfy { $0.share > 0 })
    }
  }

  @Test func aNerveTakesItsVolume() {
    let axis = Polyline([SIMD3(60, 60, 0), SIMD3(60, 60, 120)])
    let nerve = Nerve(id: "n", axis: axis, radius: 40, perineurium: 8, permeability: 0.015)
    let drawn = anatomy({ _ in "fat" }, nerves: [nerve])
    var fluid = 0.0
    Anatomy.forEachVoxel(of: drawn.grid) { voxel, _ in fluid += drawn.healthyFluid[voxel] * 1000 }
    let whole = Double.pi * 40 * 40 * 120
    let inner = Double.pi * 32 * 32 * 120
    let block = 1_728_000.0
    let expected = 0.1 * (block - whole) + 0.2 * (whole - inner) + 0.4 * inner
    // 25 voxels of each plane lie at either surface; all planes are alike, so that errors of 1/8 · √50 voxels of a plane,
    // times the difference in fluid of 0.2, add up over 12 planes.
    let allowed: Double = 12 * 0.2 * 1000 * 50.0.squareRoot() / 8
    #expect(abs(fluid - expected) <= allowed)
  }

  @Test func piecesOfOneNerveAreOneNerve() {
    func piece(_ from: Double, _ to: Double) -> Nerve {
      Nerve(
        id: "n", axis: Polyline([SIMD3(60, 60, from), SIMD3(60, 60, to)]), radius: 30,
        perineurium: 8,
        permeability: 0.015)
    }
    let drawn = anatomy({ _ in "fat" }, nerves: [piece(0, 55), piece(55, 120)])
    #expect(Set(drawn.nerveIndex) == [-1, 0])
  }
}
