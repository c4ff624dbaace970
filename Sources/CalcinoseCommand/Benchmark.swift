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
        calcinose benchmark cells --threads 1
        calcinose benchmark year --quick
      """,
    subcommands: [Diffusion.self, Chemistry.self, Minerals.self, Cells.self, Year.self],
    defaultSubcommand: Diffusion.self)

  /// Which solvers of diffusion are timed.
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case line, multigrid, all
  }

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
        The case is the decay of a cosine in a closed box with D·Δt/h² = 10: once with the same diffusivity \
        everywhere, once in tissue whose conductivity jumps tenfold every four voxels. Multigrid solves the \
        unsplit step to 1e-8; line is the second-order solver for short steps, in jumping tissue with \
        D·Δt/h² = 3, and its iterations are passes. Times are medians over the steps; the triad a = b + s·c is measured in the same process on the same threads. On a \
        shared machine trust ratios, not single figures.

        EXAMPLES
          calcinose benchmark diffusion
          calcinose benchmark diffusion --method line --grid 128 --solutes 8
          calcinose benchmark diffusion --grid 200x100x50 --solutes 8 --threads 1 --format json
        """)

    @Option(help: ArgumentHelp("Voxels: N for a cube, or NXxNYxNZ.", valueName: "size"))
    var grid = GridSize(argument: "96")!

    @Option(help: ArgumentHelp("Solutes per step.", valueName: "n"))
    var solutes = 4

    @OptionGroup var threads: Threads

    @OptionGroup var repeats: Repeats

    @Option(help: "line (short steps), multigrid (long steps) or all.")
    var method = Benchmark.Method.all

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
      var rows: [Row] = []
      for isHeterogeneous in [false, true] {
        let tissue = isHeterogeneous ? "heterogeneous" : "even"
        let prefix = isHeterogeneous ? "heterogeneous_" : ""
        if method != .line {
          let result = try benchmark.run(isHeterogeneous: isHeterogeneous, triad: triad)
          rows.append(Row(name: "multigrid, " + tissue, prefix: prefix, result: result))
        }
        if method != .multigrid {
          let result = try benchmark.runLine(isHeterogeneous: isHeterogeneous, triad: triad)
          rows.append(Row(name: "line, " + tissue, prefix: "line_" + prefix, result: result))
        }
      }
      try StandardStream.write(format == .json ? json(triad, rows) : table(triad, rows))
    }

    /// What one solver made of one tissue: its name in the table, and what its keys in JSON begin with.
    private struct Row {
      let name, prefix: String
      let result: DiffusionBenchmark.Result
    }

    private func table(_ triad: Double, _ rows: [Row]) -> String {
      var text =
        "\(grid) voxels, \(solutes) solutes, \(threads.count) threads, median of \(repeats.count) steps; "
        + "triad \(String(format: "%.1f", triad)) GB/s\n"
      text +=
        "solver, tissue            ns/(voxel solute step)  iterations    GB/s  of triad  relative error\n"
      for row in rows.sorted(by: { $0.name < $1.name }) {
        let result = row.result
        let error = result.relativeError.map { String(format: "%.2e", $0) } ?? "-"
        text += row.name.padding(toLength: 24, withPad: " ", startingAt: 0)
        text += String(
          format: "  %22.2f  %10.1f  %6.1f  %7.0f%%", result.nanoseconds, result.iterations,
          result.gigabytesPerSecond, result.triadFraction * 100)
        text += "  " + String(repeating: " ", count: max(0, 14 - error.count)) + error + "\n"
      }
      return text
    }

    private func json(_ triad: Double, _ rows: [Row]) throws -> String {
      var values: [String: Any] = [
        "grid": "\(grid)", "solutes": solutes, "threads": threads.count, "repeats": repeats.count,
        "triad_gigabytes_per_s": triad,
      ]
      for row in rows {
        let (prefix, result) = (row.prefix, row.result)
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
