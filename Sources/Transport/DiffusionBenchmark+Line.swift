import Fields

extension DiffusionBenchmark {
  /// Bytes that a pass of the line solver moves per voxel and solute, where caches keep nothing from one sweep to the
  /// next: c is read twice and written once, what is left to spread written (which fetches it first) and read, and in
  /// heterogeneous tissue six arrays of coefficients are read once for a group of solutes.
  package func bytesPerPass(isHeterogeneous: Bool) -> Double {
    let group = min(solutes, LineSolver.groupSize)
    return 6 * 8 + (isHeterogeneous ? 6 * 8 / Double(group) : 0)
  }

  /// The same as `run(isHeterogeneous:triad:)` with the line solver.
  /// - Throws: `TransportError` when a number has no meaning.
  package func runLine(isHeterogeneous: Bool, triad: Double) throws -> Result {
    let tissue = FieldSet(grid: grid, count: 1)
    let fluid = tissue.pointer(0)
    let state = start(isHeterogeneous: isHeterogeneous, fluid: fluid)
    let unsplit = DiffusionSolver(grid: grid, workers: workers)
    unsplit.setConductivity(fluid, walls: .none)
    let solver = LineSolver(unsplit: unsplit)
    solver.setCapacity(fluid)
    let list = (0..<solutes).map { solute in
      LineSolute(
        name: "benchmark", diffusivity: DiffusionBenchmark.diffusivity, concentration: state.pointer(solute))
    }
    let step = isHeterogeneous ? 0.3 * DiffusionBenchmark.timeStep : DiffusionBenchmark.timeStep
    var times: [Double] = []
    var passes = 0
    for _ in 0..<(repeats + 1) {
      times.append(
        try DiffusionBenchmark.seconds { passes += try solver.advance(list, over: step).passes })
    }
    let median = times.dropFirst().sorted()[repeats / 2]
    let values = Double(grid.voxelCount * solutes)
    let perStep = Double(passes) / Double((repeats + 1) * solutes)
    let bandwidth = perStep * bytesPerPass(isHeterogeneous: isHeterogeneous) * values / median * 1e-9
    return Result(
      nanoseconds: median / values * 1e9, iterations: perStep, gigabytesPerSecond: bandwidth,
      triadFraction: bandwidth / triad,
      relativeError: isHeterogeneous ? nil : error(of: state, time: Double(repeats + 1) * step))
  }
}
