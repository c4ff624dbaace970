import ArgumentParser
import Calcinose
import Foundation

extension Benchmark {
  /// `calcinose benchmark minerals`: the parts of a step in tissue with and without deposits.
  struct Minerals: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Times transport, minerals, speciation and nucleation in tissue with and without deposits.",
      discussion: """
        A cube of dermis at normal blood values in steps of an hour: first without mineral, where nothing happens, then \
        with growing apatite in a share of its voxels. Times are wall times over the timed steps; the share compares \
        minerals, speciation and nucleation together with the transport of ten solutes.

        EXAMPLES
          calcinose benchmark minerals
          calcinose benchmark minerals --grid 100 --share 0.05 --threads 2 --format json
        """)

    @Option(help: ArgumentHelp("Voxels along each side.", valueName: "n"))
    var grid = 48

    @Option(help: ArgumentHelp("Share of voxels that hold mineral.", valueName: "share"))
    var share = 0.05

    @OptionGroup var threads: Threads

    @OptionGroup var repeats: Repeats

    @Option(help: "table or json.")
    var format = Benchmark.Format.table

    func validate() throws {
      if !(2...1000).contains(grid) { throw ValidationError("--grid must be from 2 to 1000 (got \(grid))") }
      if !(share > 0 && share <= 1) {
        throw ValidationError("--share must be above 0 and at most 1 (got \(share))")
      }
    }

    func run() throws {
      var results: [(name: String, result: MineralBenchmark.Result)] = []
      var solutes = 0
      for (name, share) in [("idle", 0), ("deposits", share)] {
        var benchmark = try MineralBenchmark(side: grid, share: share, threads: threads.count)
        solutes = benchmark.solutes
        results.append((name, try benchmark.run(steps: repeats.count)))
      }
      try StandardStream.write(format == .json ? json(results, solutes) : table(results, solutes))
    }

    private func table(_ results: [(name: String, result: MineralBenchmark.Result)], _ solutes: Int) -> String
    {
      var text =
        "\(grid)³ voxels, \(solutes) solutes, \(threads.count) threads, \(repeats.count) steps of an hour; ns of wall time\n"
      text +=
        "tissue      active  rounds  transport/  speciation/  nucleation/  minerals/       chemistry over\n"
      text +=
        "            voxels          voxel solute  voxel        voxel        active round  ten solutes\n"
      for (name, result) in results {
        text += name.padding(toLength: 8, withPad: " ", startingAt: 0)
        text += String(
          format: "  %8d  %6.1f  %12.1f  %11.1f  %11.1f  %12.0f  %14.2f\n", result.active, result.rounds,
          result.transport, result.speciation, result.nucleation, result.minerals, result.chemistryShare)
      }
      return text
    }

    private func json(_ results: [(name: String, result: MineralBenchmark.Result)], _ solutes: Int) throws
      -> String
    {
      var values: [String: Any] = [
        "grid": grid, "solutes": solutes, "threads": threads.count, "repeats": repeats.count, "share": share,
      ]
      for (name, result) in results {
        values[name] = [
          "active_voxels": Double(result.active), "rounds": result.rounds,
          "transport_ns_per_voxel_solute_step": result.transport,
          "speciation_ns_per_voxel_step": result.speciation,
          "nucleation_ns_per_voxel_step": result.nucleation,
          "minerals_ns_per_active_voxel_round": result.minerals,
          "chemistry_over_ten_solutes_transport": result.chemistryShare,
        ]
      }
      let data = try JSONSerialization.data(withJSONObject: values, options: [.prettyPrinted, .sortedKeys])
      return String(decoding: data, as: UTF8.self) + "\n"
    }
  }
}
