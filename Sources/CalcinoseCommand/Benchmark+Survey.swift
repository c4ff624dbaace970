import Foundation
import Transport

extension Benchmark.Diffusion {
  /// Sizes of the survey.
  private static let sizes = ["64", "128", "200", "256", "2000x2000x1"].compactMap(GridSize.init(argument:))
  /// Voxels times solutes up to which the survey times the unsplit solver, which takes minutes beyond.
  private static let most = 20_000_000

  /// Times one combination after the other and writes a line as soon as it is known.
  func runSurvey() throws {
    try StandardStream.write(
      "grid         solutes  threads  solver, tissue             D·Δt/h²  ns/(voxel solute step)  iterations    "
        + "GB/s  of triad\n")
    for size in Self.sizes {
      for count in Array(Set([1, threads.count])).sorted() {
        for solutes in [1, 8, 16] { try survey(size, solutes: solutes, threads: count) }
      }
    }
  }

  private func survey(_ size: GridSize, solutes: Int, threads: Int) throws {
    var benchmark = DiffusionBenchmark(
      nx: size.nx, ny: size.ny, nz: size.nz, solutes: solutes, threads: threads, repeats: repeats.count)
    let triad = benchmark.triad()
    for isHeterogeneous in [false, true] {
      let tissue = isHeterogeneous ? "heterogeneous" : "even"
      let step = isHeterogeneous ? 3.0 : 10
      benchmark.step = step
      let result = try benchmark.runLine(isHeterogeneous: isHeterogeneous, triad: triad)
      try write(size, solutes, threads, "line, " + tissue, step, result)
      guard size.nx * size.ny * size.nz * solutes <= Self.most else { continue }
      for step in [10, 1e4] {
        benchmark.step = step
        let result = try benchmark.run(isHeterogeneous: isHeterogeneous, triad: triad)
        try write(size, solutes, threads, "multigrid, " + tissue, step, result)
      }
    }
  }

  private func write(
    _ size: GridSize, _ solutes: Int, _ threads: Int, _ name: String, _ step: Double,
    _ result: DiffusionBenchmark.Result
  ) throws {
    var text = size.description.padding(toLength: 13, withPad: " ", startingAt: 0)
    text += String(format: "%7d  %7d  ", solutes, threads)
    text += name.padding(toLength: 25, withPad: " ", startingAt: 0)
    text += String(
      format: "%9g  %22.2f  %10.1f  %6.1f  %7.0f%%\n", step, result.nanoseconds, result.iterations,
      result.gigabytesPerSecond, result.triadFraction * 100)
    try StandardStream.write(text)
  }
}
