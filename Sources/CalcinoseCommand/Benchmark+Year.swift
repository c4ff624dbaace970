import ArgumentParser
import Calcinose
import Foundation
import Outputs

extension Benchmark {
  /// `calcinose benchmark year`: a year of tissue that calcifies.
  struct Year: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Times a simulated year of tissue that calcifies, with full chemistry.",
      discussion: """
        A cube of muscle, 0.25 mm³ at 10 µm where nothing else is said, with capillaries every 120 µm. From day 1 on \
        the tissue around one in four of them is damaged, apatite forms there, grows and closes its voxels. Times are \
        wall times.

        With --quick only the first days are run; the year is then the time they took, and for the days that are \
        left the time per day of the last third of the part.

        To see what the length of steps does to the deposited mass, run it again with a shorter --longest-h and a \
        smaller --tolerance.

        EXAMPLES
          calcinose benchmark year --quick
          calcinose benchmark year --grid 24 --longest-h 2.4 --tolerance 0.0004
        """)

    @Option(help: ArgumentHelp("Voxels of 10 µm along each side.", valueName: "n"))
    var grid = 63

    @Option(help: ArgumentHelp("Simulated time.", valueName: "days"))
    var days = 365.25

    @Flag(help: "Run the first 30 days and extrapolate.")
    var quick = false

    @Option(name: .customLong("longest-h"), help: ArgumentHelp("The longest step.", valueName: "hours"))
    var longest = 24.0

    @Option(help: ArgumentHelp("Relative error of the deposit that a step may add.", valueName: "error"))
    var tolerance = 0.004

    @OptionGroup var threads: Threads

    @Option(help: "table or json.")
    var format = Benchmark.Format.table

    private static let quickDays = 30.0

    func validate() throws {
      if !(12...1000).contains(grid) {
        throw ValidationError("--grid must be from 12 to 1000 (got \(grid))")
      }
      if !(days > 0 && days <= 366) {
        throw ValidationError("--days must be above 0 and at most 366 (got \(days))")
      }
      if !(longest > 0 && longest <= 240) {
        throw ValidationError("--longest-h must be above 0 and at most 240 (got \(longest))")
      }
      if !(tolerance > 0 && tolerance <= 1) {
        throw ValidationError("--tolerance must be above 0 and at most 1 (got \(tolerance))")
      }
    }

    func run() throws {
      var benchmark = try YearBenchmark(
        side: grid, longestHours: longest, tolerance: tolerance, threads: threads.count)
      let part = quick ? min(Year.quickDays, days) : days
      let line = ProgressLine(to: part * 86400)
      var last = 0.0
      let result = try benchmark.run(days: part) { day in
        line.update(time: day * 86400, step: (day - last) * 86400)
        last = day
      }
      line.finish()
      let year = result.seconds + max(0, days - result.days) * result.secondsPerDayAtEnd
      try StandardStream.write(
        format == .json ? json(benchmark, result, year) : table(benchmark, result, year))
    }

    private func table(_ benchmark: YearBenchmark, _ result: YearBenchmark.Result, _ year: Double) -> String {
      let solves = Double(benchmark.voxels * benchmark.solutes)
      var text = "\(grid)³ voxels of 10 µm, \(benchmark.solutes) solutes, \(threads.count) threads\n"
      text += String(
        format: """
          %.2f days in %.1f s: %d steps, %d refused, %.1f iterations per solute and step, %.2f ns per voxel, solute \
          and step; in the last third %.3f s per day

          """, result.days, result.seconds, result.steps, result.refused,
        Double(result.iterations) / Double((result.steps + result.refused) * benchmark.solutes),
        result.transport / Double(result.steps + result.refused) / solves * 1e9, result.secondsPerDayAtEnd)
      text += String(
        format: "transport %.1f s, growth %.1f s, speciation %.1f s, nucleation %.1f s\n", result.transport,
        result.minerals, result.speciation, result.nucleation)
      text += String(format: "%.6f µg of mineral in %d voxels\n", result.mass, result.activeVoxels)
      text += String(
        format: "%.2f days: %.1f s%@\n", days, year,
        result.days < days
          ? String(format: ", of which %.2f days were run and the rest is extrapolated", result.days) : "")
      return text
    }

    private func json(_ benchmark: YearBenchmark, _ result: YearBenchmark.Result, _ year: Double) throws
      -> String
    {
      let values: [String: Any] = [
        "grid": grid, "solutes": benchmark.solutes, "threads": threads.count, "longest_h": longest,
        "tolerance": tolerance, "days_run": result.days, "seconds_run": result.seconds,
        "days": days, "seconds": year, "is_extrapolated": result.days < days,
        "seconds_per_day_in_last_third": result.secondsPerDayAtEnd, "steps": result.steps,
        "refused_steps": result.refused, "solver_iterations": result.iterations,
        "transport_s": result.transport, "minerals_s": result.minerals, "speciation_s": result.speciation,
        "nucleation_s": result.nucleation, "mineral_ug": result.mass, "active_voxels": result.activeVoxels,
      ]
      let data = try JSONSerialization.data(withJSONObject: values, options: [.prettyPrinted, .sortedKeys])
      return String(decoding: data, as: UTF8.self) + "\n"
    }
  }
}
