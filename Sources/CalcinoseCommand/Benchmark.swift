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
        calcinose benchmark signals --threads 1
        calcinose benchmark year --quick
      """,
    subcommands: [Diffusion.self, Chemistry.self, Minerals.self, Cells.self, Signals.self, Year.self],
    defaultSubcommand: Diffusion.self)

  /// The whole numbers of a list with commas.
  static func numbers(in list: String, of option: String, within range: ClosedRange<Int>) throws -> [Int] {
    let parts = list.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }.filter(range.contains)
    guard numbers.count == parts.count else {
      throw ValidationError(
        "\(option) must be whole numbers from \(range.lowerBound) to \(range.upperBound) (got \(list))")
    }
    return numbers
  }

  /// Which solvers of diffusion are timed.
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case line, multigrid, all
  }

  /// How figures are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }
}
