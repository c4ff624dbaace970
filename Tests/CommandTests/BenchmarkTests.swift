import Foundation
import Testing

@Suite struct BenchmarkTests {
  @Test func theDiffusionBenchmarkReportsSpeedAndError() throws {
    let program = Program(folder: try TemporaryFolder())
    let arguments = ["--grid", "16x12x8", "--solutes", "2", "--repeats", "2", "--threads", "2"]
    let table = try program.start(["benchmark", "diffusion"] + arguments).ending()
    #expect(table.code == 0, "\(table.errors)")
    #expect(table.output.contains("16x12x8"))
    let json = try program.start(["benchmark", "diffusion", "--format", "json"] + arguments).ending()
    let values = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    for key in ["ns_per_voxel_solute_step", "gigabytes_per_s", "triad_fraction", "relative_error"] {
      #expect((values?[key] as? Double ?? -1) > 0, "\(key)")
      #expect((values?["line_" + key] as? Double ?? -1) > 0, "\(key)")
    }
    #expect(values?["line_heterogeneous_iterations"] as? Double == 1)
    let line = ["benchmark", "diffusion", "--method", "line", "--format", "json"]
    let alone = try program.start(line + arguments).ending()
    let one = try JSONSerialization.jsonObject(with: Data(alone.output.utf8)) as? [String: Any]
    #expect(one?["iterations"] == nil && one?["line_iterations"] as? Double == 1)
  }
}

extension BenchmarkTests {
  @Test(arguments: ["core", "metals", "all"], ["--warm", "--cold"])
  func theChemistryBenchmarkReportsSpeedAndResidual(components: String, start: String) throws {
    let program = Program(folder: try TemporaryFolder())
    let arguments = [
      "--solutions", "100", "--components", components, start, "--threads", "2", "--repeats", "2",
    ]
    let table = try program.start(["benchmark", "chemistry"] + arguments).ending()
    #expect(table.code == 0, "\(table.errors)")
    #expect(table.output.contains("worst residual"))
    let json = try program.start(["benchmark", "chemistry", "--format", "json"] + arguments).ending()
    let values = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    for acidity in ["held_pH", "free_pH", "fixed_pCO2"] {
      let result = try #require(values?[acidity] as? [String: Double])
      #expect((result["ns_per_solution_core"] ?? -1) > 0)
      // The kernel's tolerance, and a few roundings of the sums formed anew.
      #expect((result["worst_residual"] ?? 1) < 1.1e-12)
      #expect(result["restarts_per_million"] == 0)
    }
  }
}

extension BenchmarkTests {
  @Test func aLongStepIsAskedForAndTwoRunsAgree() throws {
    let program = Program(folder: try TemporaryFolder())
    let arguments = [
      "benchmark", "diffusion", "--grid", "12", "--solutes", "1", "--repeats", "1", "--step", "1e4",
      "--format",
      "json",
    ]
    let sums = try ["1", "2"].map { threads in
      let run = try program.start(arguments + ["--threads", threads]).ending()
      let values = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      return try #require(values?["heterogeneous_checksum"] as? Double)
    }
    #expect(sums[0] == sums[1] && sums[0] > 0)
    let refused = try program.start(["benchmark", "diffusion", "--step", "-1"]).ending()
    #expect(refused.code == 64)
  }

  @Test func theYearBenchmarkTellsWhatItHasExtrapolated() throws {
    let program = Program(folder: try TemporaryFolder())
    let year = ["benchmark", "year", "--grid", "12", "--threads", "2"]
    let run = try program.start(year + ["--quick", "--days", "40", "--format", "json"]).ending()
    let values = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(values?["is_extrapolated"] as? Bool == true && values?["days"] as? Double == 40)
    #expect((values?["days_run"] as? Double ?? 0) >= 30 && (values?["days_run"] as? Double ?? 99) < 32)
    #expect((values?["mineral_ug"] as? Double ?? 0) > 0)
    #expect((values?["seconds"] as? Double ?? 0) > (values?["seconds_run"] as? Double ?? 1e9))
    let refused = try program.start(["benchmark", "year", "--grid", "5"]).ending()
    #expect(refused.code == 64)
  }

  @Test func theMineralBenchmarkTellsIdleFromActive() throws {
    let program = Program(folder: try TemporaryFolder())
    let arguments = ["--grid", "8", "--share", "0.2", "--threads", "2", "--repeats", "2"]
    let table = try program.start(["benchmark", "minerals"] + arguments).ending()
    #expect(table.code == 0, "\(table.errors)")
    #expect(table.output.contains("chemistry over"))
    let json = try program.start(["benchmark", "minerals", "--format", "json"] + arguments).ending()
    let values = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let idle = try #require(values?["idle"] as? [String: Double])
    let active = try #require(values?["deposits"] as? [String: Double])
    #expect(idle["active_voxels"] == 0 && (active["active_voxels"] ?? 0) > 0)
    #expect((active["minerals_ns_per_active_voxel_round"] ?? 0) > 0 && (active["rounds"] ?? 0) >= 2)
    #expect((idle["transport_ns_per_voxel_solute_step"] ?? 0) > 0)
  }
}

extension BenchmarkTests {
  @Test func theCellBenchmarkReportsEveryNumberOfCells() throws {
    let program = Program(folder: try TemporaryFolder())
    let arguments = ["--counts", "500,2000", "--relaxing", "2", "--threads", "2", "--repeats", "2"]
    let table = try program.start(["benchmark", "cells"] + arguments).ending()
    #expect(table.code == 0, "\(table.errors)")
    #expect(table.output.contains("mechanics and movement"))
    let json = try program.start(["benchmark", "cells", "--format", "json"] + arguments).ending()
    let values = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let rows = try #require(values?["results"] as? [[String: Double]])
    #expect(rows.map { $0["cells"] } == [500, 2000])
    for row in rows {
      for key in ["mechanics_and_movement_ns", "decide_ns", "exchange_ns", "all_ns"] {
        #expect((row[key] ?? 0) > 0, "\(key)")
      }
    }
    let bad = try program.start(["benchmark", "cells", "--counts", "10,x"]).ending()
    #expect(bad.code == 64 && bad.errors.contains("--counts must be whole numbers"))
  }

  @Test func theSignalBenchmarkReportsEverySheet() throws {
    let program = Program(folder: try TemporaryFolder())
    let arguments = ["--sides", "10,20", "--signals", "3", "--threads", "2", "--repeats", "2"]
    let json = try program.start(["benchmark", "signals", "--format", "json"] + arguments).ending()
    #expect(json.code == 0, "\(json.errors)")
    let values = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let rows = try #require(values?["results"] as? [[String: Double]])
    #expect(rows.map { $0["side"] } == [10, 20])
    for row in rows {
      #expect((row["ns_per_voxel_signal_step"] ?? 0) > 0 && (row["lowest"] ?? -1) >= 0)
    }
    let bad = try program.start(["benchmark", "signals", "--sides", "1"]).ending()
    #expect(bad.code == 64 && bad.errors.contains("--sides must be whole numbers from 2 to 10000 (got 1)"))
  }
}
