import Benchmark
import Calcinose

/// One implicit step of diffusion through heterogeneous tissue, by grid and number of solutes; one step of chemistry
/// in 8000 voxels.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .peakMemoryResident], warmupIterations: 1, maxDuration: .seconds(5),
    maxIterations: 200)
  for side in [32, 64, 128] {
    for solutes in [1, 8] {
      Benchmark("diffusion \(side)^3, \(solutes) \(solutes == 1 ? "solute" : "solutes")") { benchmark in
        let sample = DiffusionSample(side: side, solutes: solutes, threads: 1)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(try sample.step()) }
        benchmark.stopMeasurement()
      }
    }
  }
  for isGrowing in [false, true] {
    Benchmark("chemistry 8000 voxels, \(isGrowing ? "apatite growing" : "speciation only")") { benchmark in
      let sample = try ReactionSample(isGrowing: isGrowing)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for _ in 0..<1000 { blackHole(sample.step()) }
      }
      benchmark.stopMeasurement()
    }
  }
}
