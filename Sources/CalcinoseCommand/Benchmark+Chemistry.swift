import ArgumentParser
import Calcinose
import Foundation

extension ChemistryBenchmark.Components: ExpressibleByArgument {}

extension Benchmark {
  /// `calcinose benchmark chemistry`: speciation of many solutions.
  struct Chemistry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Times the speciation of many solutions, and measures how well their balances close.",
      discussion: """
        Interstitial fluid at 37 °C, every total different by up to a fifth from solution to solution, with \
        activities and all saturation indices: at held pH, in a closed fluid whose pH is free, and open to carbon \
        dioxide as in tissue. Warm solutions start from their own last state with all totals moved by 0.1 %, cold \
        ones from nothing. Times are medians over the repeats, per solution and core; the residual is the worst \
        error of any balance relative to the sum of its absolute terms.

        EXAMPLES
          calcinose benchmark chemistry
          calcinose benchmark chemistry --components all --cold --threads 1 --format json
        """)

    @Option(help: ArgumentHelp("Solutions.", valueName: "n"))
    var solutions = 20_000

    @Option(help: "core, metals or all.")
    var components = ChemistryBenchmark.Components.core

    @Flag(help: "Whether solutions start from their last state or from nothing.")
    var start = Start.warm

    @OptionGroup var threads: Threads

    @OptionGroup var repeats: Repeats

    @Option(help: "table or json.")
    var format = Benchmark.Format.table

    /// Where solutions start.
    enum Start: String, EnumerableFlag {
      case warm, cold
    }

    func validate() throws {
      if !(1...100_000_000).contains(solutions) {
        throw ValidationError("--solutions must be from 1 to 100000000 (got \(solutions))")
      }
    }

    func run() throws {
      let benchmark = try ChemistryBenchmark(
        solutions: solutions, components: components, isCold: start == .cold, threads: threads.count,
        repeats: repeats.count)
      let results = try ChemistryBenchmark.Acidity.allCases.map(benchmark.run)
      let solved = benchmark.solutions
      try StandardStream.write(format == .json ? json(results, of: solved) : table(results, of: solved))
    }

    private func table(_ results: [ChemistryBenchmark.Result], of solutions: Int) -> String {
      var text = ""
      if let first = results.first {
        text +=
          "\(solutions) solutions, \(components.rawValue): \(first.components) components, "
          + "\(first.complexes) complexes, \(first.minerals) minerals; \(start.rawValue), \(threads.count) "
          + "threads, median of \(repeats.count)\n"
      }
      text += "acidity     ns/(solution core)  iterations  restarts/10^6  worst residual\n"
      for result in results {
        text += result.acidity.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
        text += String(
          format: "  %18.1f  %10.2f  %13.1f  %14.1e\n", result.nanoseconds, result.iterations,
          result.restartsPerMillion, result.worstResidual)
      }
      return text
    }

    private func json(_ results: [ChemistryBenchmark.Result], of solutions: Int) throws -> String {
      var values: [String: Any] = [
        "solutions": solutions, "components": components.rawValue, "start": start.rawValue,
        "threads": threads.count, "repeats": repeats.count,
      ]
      for result in results {
        values[result.acidity.rawValue] = [
          "ns_per_solution_core": result.nanoseconds, "iterations": result.iterations,
          "restarts_per_million": result.restartsPerMillion, "worst_residual": result.worstResidual,
          "components": Double(result.components), "complexes": Double(result.complexes),
          "minerals": Double(result.minerals),
        ]
      }
      let data = try JSONSerialization.data(withJSONObject: values, options: [.prettyPrinted, .sortedKeys])
      return String(decoding: data, as: UTF8.self) + "\n"
    }
  }
}
