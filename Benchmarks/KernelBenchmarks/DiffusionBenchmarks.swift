import Benchmark
import Calcinose

/// One implicit step of diffusion through heterogeneous tissue, by grid and number of solutes.
///
/// Throughput counts voxels times solutes, so that 1/throughput is the time per voxel, solute and step.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], warmupIterations: 1, maxDuration: .seconds(5),
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
}
