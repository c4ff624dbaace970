import ArgumentParser
import Foundation
import Transport

/// `calcinose benchmark`: what this machine makes of the kernels.
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times the kernels beside the memory bandwidth measured in the same process.",
    discussion: """
      EXAMPLES
        calcinose benchmark diffusion
        calcinose benchmark diffusion --grid 128 --threads 1
        calcinose benchmark chemistry --components all
        calcinose benchmark minerals --grid 100
      """,
    subcommands: [Diffusion.self, Chemistry.self, Minerals.self], defaultSubcommand: Diffusion.self)

  /// How figures are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }
}

extension Benchmark {
  /// `calcinose benchmark diffusion`: implicit steps on the grid.
  struct Diffusion: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Times implicit diffusion steps, and compares them with an exact solution.",
      discussion: """
        The case is the decay of a cosine in a closed box with D·Δt/h² = 10, solved to 1e-8: once with the same \
        diffusivity everywhere, once in tissue whose conductivity jumps tenfold every four voxels. Times are \
        medians over the steps; the triad a = b + s·c is measured in the same process on the same threads. On a \
        shared machine trust ratios, not single figures.

        EXAMPLES
          calcinose benchmark diffusion
          calcinose benchmark diffusion --grid 200x100x50 --solutes 8 --threads 1 --format json
        """)

    @Option(help: ArgumentHelp("Voxels: N for a cube, or NXxNYxNZ.", valueName: "size"))
    var grid = GridSize(argument: "96")!

    @Option(help: ArgumentHelp("Solutes per step.", valueName: "n"))
    var solutes = 4

    @OptionGroup var threads: Threads

    @OptionGroup var repeats: Repeats

    @Option(help: "table or json.")
    var format = Benchmark.Format.table

    func validate() throws {
      if !(1...64).contains(solutes) {
        throw ValidationError("--solutes must be from 1 to 64 (got \(solutes))")
      }
    }

    func run() throws {
      let benchmark = DiffusionBenchmark(
        nx: grid.nx, ny: grid.ny, nz: grid.nz, solutes: solutes, threads: threads.count,
        repeats: repeats.count)
      let triad = benchmark.triad()
      let even = try benchmark.run(isHeterogeneous: false, triad: triad)
      let uneven = try benchmark.run(isHeterogeneous: true, triad: triad)
      try StandardStream.write(
        format == .json ? json(triad, even, uneven) : table(triad, even, uneven))
    }

    private func table(
      _ triad: Double, _ even: DiffusionBenchmark.Result, _ uneven: DiffusionBenchmark.Result
    ) -> String {
      var text =
        "\(grid) voxels, \(solutes) solutes, \(threads.count) threads, median of \(repeats.count) steps; "
        + "triad \(String(format: "%.1f", triad)) GB/s\n"
      text += "tissue         ns/(voxel solute step)  iterations    GB/s  of triad  relative error\n"
      for (name, result) in [("even", even), ("heterogeneous", uneven)] {
        let error = result.relativeError.map { String(format: "%.2e", $0) } ?? "-"
        text += name.padding(toLength: 13, withPad: " ", startingAt: 0)
        text += String(
          format: "  %22.2f  %10.1f  %6.1f  %7.0f%%", result.nanoseconds, result.iterations,
          result.gigabytesPerSecond, result.triadFraction * 100)
        text += "  " + String(repeating: " ", count: max(0, 14 - error.count)) + error + "\n"
      }
      return text
    }

    private func json(
      _ triad: Double, _ even: DiffusionBenchmark.Result, _ uneven: DiffusionBenchmark.Result
    ) throws -> String {
      var values: [String: Any] = [
        "grid": "\(grid)", "solutes": solutes, "threads": threads.count, "repeats": repeats.count,
        "triad_gigabytes_per_s": triad,
      ]
      for (prefix, result) in [("", even), ("heterogeneous_", uneven)] {
        values[prefix + "ns_per_voxel_solute_step"] = result.nanoseconds
        values[prefix + "iterations"] = result.iterations
        values[prefix + "gigabytes_per_s"] = result.gigabytesPerSecond
        values[prefix + "triad_fraction"] = result.triadFraction
        if let error = result.relativeError { values[prefix + "relative_error"] = error }
      }
      let data = try JSONSerialization.data(withJSONObject: values, options: [.prettyPrinted, .sortedKeys])
      return String(decoding: data, as: UTF8.self) + "\n"
    }
  }
}
