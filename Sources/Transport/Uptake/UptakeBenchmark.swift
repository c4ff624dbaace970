import Fields
import Parallelism

/// Times looks of many cells at many signals in a sheet: what cells give off and take up spreads and decays.
///
/// A tenth of the voxels hold a cell, which gives off at a rate of its own or takes up, at up to a hundred times what the
/// voxel holds per step; every step one cell in twenty has moved. D·Δt/h² of healthy tissue lies between 5 and 15, the
/// decay over a step between 0.1 and 1; in every hundredth voxel mineral has left a third of the pore.
package struct UptakeBenchmark {
  /// What was measured.
  package struct Result: Equatable, Sendable {
    /// Time per voxel, signal and step, median over the steps [ns].
    package let nanoseconds: Double
    /// Sweeps per signal and step, mean.
    package let sweeps: Double
    /// Time of the same steps with the multigrid solver, and what it needs to get ready for a new conductivity [ns].
    package let multigrid, preparation: Double
    /// Time to take over a new conductivity, per voxel [ns].
    package let conductivity: Double
    /// The lowest amount over the highest of a signal.
    package let lowest: Double
    /// Largest difference of books and amounts over the turnover of a signal.
    package let imbalance: Double
  }

  private static let spacing = 20.0
  private static let timeStep = 480.0
  private static let fluid = 0.2

  private let grid: Grid
  private let signals, repeats: Int
  private let workers: Workers
  private let tissue, amounts, concentrations, sources, uptakes, work: FieldSet
  private var cells: [(place: Int, signal: Int, rate: Double)] = []
  private var random = UptakeBenchmark.Generator(state: 1)

  /// A benchmark of `repeats` timed steps of `signals` signals in a sheet of `side` × `side` voxels.
  package init(side: Int, signals: Int, threads: Int, repeats: Int) {
    let h = UptakeBenchmark.spacing
    grid = Grid(nx: side, ny: side, nz: 1, spacing: (h, h, h))
    self.signals = signals
    self.repeats = repeats
    workers = Workers(count: threads)
    tissue = FieldSet(grid: grid, count: 2)
    amounts = FieldSet(grid: grid, count: signals)
    concentrations = FieldSet(grid: grid, count: signals)
    sources = FieldSet(grid: grid, count: signals)
    uptakes = FieldSet(grid: grid, count: signals)
    work = FieldSet(grid: grid, count: 2)
    for y in 0..<side {
      for x in 0..<side {
        let voxel = grid.index(x: x, y: y, z: 0)
        let isNarrow = random.next() < 0.01
        tissue[0, voxel] = UptakeBenchmark.fluid * (isNarrow ? 0.33 : 1)
        tissue[1, voxel] = UptakeBenchmark.fluid * (isNarrow ? 0.15 : 1)
        if random.next() < 0.1 {
          cells.append((voxel, Int(random.next() * Double(signals)), random.next() * 2 - 1))
        }
      }
    }
  }

  /// Runs the steps.
  /// - Throws: `TransportError` when a step does not arrive.
  package mutating func run() throws -> Result {
    let diffusion = DiffusionSolver(grid: grid, workers: workers)
    let solver = UptakeSolver(unsplit: diffusion)
    let (fluid, kappa, volume) = (tissue.pointer(0), tissue.pointer(1), grid.voxelVolume)
    let perVoxel = 1e9 / Double(grid.voxelCount)
    let conductivity = DiffusionBenchmark.seconds {
      diffusion.setConductivity(kappa, walls: .none)
      solver.takeConductivity()
    }
    var times: [Double] = []
    var sweeps = 0
    var books = [(net: Double, turnover: Double)](repeating: (0, 0), count: signals)
    for _ in 0..<(repeats + 10) {
      move()
      var time = 0.0
      for signal in 0..<signals {
        let problem = problem(signal)
        concentrate(problem)
        var report = UptakeReport(given: 0, taken: 0, decayed: 0, sweeps: 0, iterations: 0)
        time += try DiffusionBenchmark.seconds { report = try solver.advance(problem) }
        sweeps += report.sweeps
        books[signal].net += report.given - report.taken - report.decayed
        books[signal].turnover += report.given + report.taken + report.decayed
      }
      times.append(time)
    }
    var (lowest, imbalance) = (0.0, 0.0)
    for signal in 0..<signals {
      let values = amounts.values(of: signal)
      lowest = min(lowest, (values.min() ?? 0) / max(values.max() ?? 1, .leastNormalMagnitude))
      let sum = OrderedSum.compensated(values, count: values.count) * volume
      imbalance = max(imbalance, abs(sum - books[signal].net) / books[signal].turnover)
    }
    let preparation = try DiffusionBenchmark.seconds {
      _ = try solveByMultigrid(0, diffusion, fluid)
    }
    var others: [Double] = []
    for _ in 0..<repeats {
      move()
      var time = 0.0
      for signal in 0..<signals { time += try solveByMultigrid(signal, diffusion, fluid) }
      others.append(time)
    }
    let scale = perVoxel / Double(signals)
    return Result(
      nanoseconds: UptakeBenchmark.median(times) * scale,
      sweeps: Double(sweeps) / Double(times.count * signals),
      multigrid: UptakeBenchmark.median(others) * scale, preparation: preparation * perVoxel,
      conductivity: conductivity * perVoxel, lowest: lowest, imbalance: imbalance)
  }

  private static func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

  private func problem(_ signal: Int) -> UptakeProblem {
    let place = signals > 1 ? Double(signal) / Double(signals - 1) : 0.5
    let (h, step) = (UptakeBenchmark.spacing, UptakeBenchmark.timeStep)
    return UptakeProblem(
      name: "benchmark", diffusivity: (5 + 10 * place) * h * h / step, timeStep: step,
      decay: (1 - 0.9 * place) / step, tolerance: 1e-6, capacity: tissue.pointer(0),
      amount: amounts.pointer(signal), concentration: concentrations.pointer(signal),
      source: sources.pointer(signal), uptake: uptakes.pointer(signal))
  }

  /// A step by multigrid, of which nothing but the time is kept.
  private func solveByMultigrid(
    _ signal: Int, _ diffusion: DiffusionSolver, _ fluid: UnsafeMutablePointer<Double>
  ) throws -> Double {
    let problem = problem(signal)
    concentrate(problem)
    let (sink, rate) = (work.pointer(0), work.pointer(1))
    let step = UptakeBenchmark.timeStep
    return try DiffusionBenchmark.seconds {
      for voxel in 0..<grid.storageCount {
        sink[voxel] = problem.uptake[voxel] + problem.decay * fluid[voxel]
      }
      let equation = DiffusionProblem(
        name: "benchmark", diffusivity: problem.diffusivity, timeStep: step, capacity: fluid,
        amount: problem.amount, loss: sink, source: problem.source, tolerance: problem.tolerance)
      _ = try diffusion.solve(equation, concentration: problem.concentration)
      _ = diffusion.netTransport(
        of: problem.concentration, diffusivity: problem.diffusivity, sides: .closed, into: rate)
      let c = problem.concentration
      for voxel in 0..<grid.storageCount {
        problem.amount[voxel] += step * (rate[voxel] + problem.source[voxel] - sink[voxel] * c[voxel])
      }
    }
  }

  private func concentrate(_ problem: UptakeProblem) {
    for voxel in 0..<grid.storageCount where problem.capacity[voxel] > 0 {
      problem.concentration[voxel] = problem.amount[voxel] / problem.capacity[voxel]
    }
  }

  /// Moves some cells, and lets all give and take.
  private mutating func move() {
    for signal in 0..<signals {
      sources.pointer(signal).update(repeating: 0, count: grid.storageCount)
      uptakes.pointer(signal).update(repeating: 0, count: grid.storageCount)
    }
    for number in cells.indices {
      if random.next() < 0.05 {
        let (x, y, _) = grid.coordinates(of: cells[number].place)
        let (newX, newY) = (x + Int(random.next() * 3) - 1, y + Int(random.next() * 3) - 1)
        if grid.contains(x: newX, y: newY, z: 0) {
          cells[number].place = grid.index(x: newX, y: newY, z: 0)
        }
      }
      let (place, signal, rate) = cells[number]
      if rate > 0 {
        sources[signal, place] += 1e-12 * rate
      } else {
        uptakes[signal, place] -= 100 * UptakeBenchmark.fluid / UptakeBenchmark.timeStep * rate
      }
    }
  }

  /// A linear congruential generator: the benchmark is the same everywhere.
  private struct Generator {
    var state: UInt64

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
  }
}
