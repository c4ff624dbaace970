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
    }
  }
}
