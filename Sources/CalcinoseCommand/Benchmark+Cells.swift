import ArgumentParser
import Calcinose
import Foundation

extension Benchmark {
  /// `calcinose benchmark cells`: the parts of a step of crowded cells.
  struct Cells: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Times a step of crowded cells: mechanics and movement, decisions, exchange of signals.",
      discussion: """
        Macrophages of the library at random in a cube that they fill to a given share, with all twelve signals. Places \
        relax before the clock is read. Times are medians over the steps.

        EXAMPLES
          calcinose benchmark cells
          calcinose benchmark cells --counts 10000,100000 --threads 1 --format json
        """)

    @Option(help: ArgumentHelp("Numbers of cells, separated by commas.", valueName: "n,n"))
    var counts = "10000,100000,1000000"

    @Option(help: ArgumentHelp("Share of the volume that the cells fill.", valueName: "share"))
    var filling = 0.6

    @Option(help: ArgumentHelp("Steps before the clock is read.", valueName: "n"))
    var relaxing = 40

    @OptionGroup var threads: Threads

    @OptionGroup var repeats: Repeats

    @Option(help: "table or json.")
    var format = Benchmark.Format.table

    func validate() throws {
      _ = try numbers()
      if !(filling > 0 && filling <= 1) {
        throw ValidationError("--filling must be above 0 and at most 1 (got \(filling))")
      }
      if relaxing < 0 { throw ValidationError("--relaxing must be at least 0 (got \(relaxing))") }
    }

    private func numbers() throws -> [Int] {
      try Benchmark.numbers(in: counts, of: "--counts", within: 1...100_000_000)
    }

    func run() throws {
      var results: [(count: Int, result: CellBenchmark.Result)] = []
      for count in try numbers() {
        var benchmark = try CellBenchmark(count: count, filling: filling, threads: threads.count)
        results.append((count, benchmark.run(steps: repeats.count, relaxing: relaxing)))
      }
      try StandardStream.write(format == .json ? json(results) : table(results))
    }

    private func table(_ results: [(count: Int, result: CellBenchmark.Result)]) -> String {
      var text =
        "\(threads.count) threads, median of \(repeats.count) steps of 7.5 s; ns of wall time per cell and step\n"
      text += "     cells  mechanics and movement  decide  exchange     all  pressure\n"
      for (count, result) in results {
        text += String(
          format: "%10d  %22.1f  %6.1f  %8.1f  %6.1f  %8.3f\n", count, result.arrange, result.decide,
          result.exchange, result.all, result.pressure)
      }
      return text
    }

    private func json(_ results: [(count: Int, result: CellBenchmark.Result)]) throws -> String {
      let rows = results.map { count, result in
        [
          "cells": Double(count), "mechanics_and_movement_ns": result.arrange, "decide_ns": result.decide,
          "exchange_ns": result.exchange, "all_ns": result.all, "pressure": result.pressure,
        ]
      }
      let values: [String: Any] = [
        "threads": threads.count, "repeats": repeats.count, "filling": filling, "results": rows,
      ]
      let data = try JSONSerialization.data(withJSONObject: values, options: [.prettyPrinted, .sortedKeys])
      return String(decoding: data, as: UTF8.self) + "\n"
    }
  }
}
