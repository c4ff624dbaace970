import ArgumentParser
import Foundation
import Transport

extension Benchmark {
  /// `calcinose benchmark signals`: steps of signals that cells give off and take up.
  struct Signals: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Times steps of signals that cells give off and take up in a sheet.",
      discussion: """
        A tenth of the voxels of 20 µm hold a cell that gives off one of the signals or takes it up, a hundred times what is \
        there per step at most; every step one in twenty moves. D·Δt/h² is 5 to 15. Beside it the same steps by the \
        multigrid solver, and what both need to get ready for a new conductivity, per voxel. Times are medians.

        EXAMPLES
          calcinose benchmark signals
          calcinose benchmark signals --sides 50,200,400,1000 --threads 1 --format json
        """)

    @Option(help: ArgumentHelp("Voxels along each side of sheets, separated by commas.", valueName: "n,n"))
    var sides = "50,200,400"

    @Option(help: ArgumentHelp("Signals.", valueName: "n"))
    var signals = 12

    @OptionGroup var threads: Threads

    @OptionGroup var repeats: Repeats

    @Option(help: "table or json.")
    var format = Benchmark.Format.table

    func validate() throws {
      _ = try numbers()
      if !(1...64).contains(signals) {
        throw ValidationError("--signals must be from 1 to 64 (got \(signals))")
      }
    }

    private func numbers() throws -> [Int] {
      try Benchmark.numbers(in: sides, of: "--sides", within: 2...10_000)
    }

    func run() throws {
      var results: [(side: Int, result: UptakeBenchmark.Result)] = []
      for side in try numbers() {
        var benchmark = UptakeBenchmark(
          side: side, signals: signals, threads: threads.count, repeats: repeats.count)
        results.append((side, try benchmark.run()))
      }
      try StandardStream.write(format == .json ? json(results) : table(results))
    }

    private func table(_ results: [(side: Int, result: UptakeBenchmark.Result)]) -> String {
      var text =
        "\(signals) signals, \(threads.count) threads, median of \(repeats.count) steps; ns of wall time per voxel, signal and step\n"
      text +=
        "sheet        step  sweeps  multigrid  new conductivity: step  multigrid    lowest/highest  books\n"
      for (side, result) in results {
        text += String(
          format: "%5d²  %9.1f  %6.1f  %9.1f  %22.1f  %9.1f  %16.1e  %5.0e\n", side, result.nanoseconds,
          result.sweeps, result.multigrid, result.conductivity, result.preparation, result.lowest,
          result.imbalance)
      }
      return text
    }

    private func json(_ results: [(side: Int, result: UptakeBenchmark.Result)]) throws -> String {
      let rows = results.map { side, result in
        [
          "side": Double(side), "ns_per_voxel_signal_step": result.nanoseconds, "sweeps": result.sweeps,
          "multigrid_ns_per_voxel_signal_step": result.multigrid,
          "conductivity_ns_per_voxel": result.conductivity,
          "multigrid_conductivity_ns_per_voxel": result.preparation, "lowest": result.lowest,
          "imbalance": result.imbalance,
        ]
      }
      let values: [String: Any] = [
        "signals": signals, "threads": threads.count, "repeats": repeats.count, "results": rows,
      ]
      let data = try JSONSerialization.data(withJSONObject: values, options: [.prettyPrinted, .sortedKeys])
      return String(decoding: data, as: UTF8.self) + "\n"
    }
  }
}
