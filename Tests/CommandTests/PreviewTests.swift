import Foundation
import Testing

@Suite(.serialized) struct PreviewTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder)
    try folder.write(TinyScenario.text(), to: "tiny.json")
  }

  @Test func aPreviewWritesPicturesFieldsTablesAndItsRecord() throws {
    let ending = try program.run("preview", "tiny.json")
    #expect(ending.code == 0 && ending.errors == "", "\(ending.errors)")
    #expect(
      try folder.names(in: "out/tiny-preview") == [
        "run.json", "slice-z0000.png", "tissue.vti", "tissues.csv", "vessel_distance.csv",
        "vessels.csv",
      ])
    let picture = try Data(
      contentsOf: folder.url.appendingPathComponent("out/tiny-preview/slice-z0000.png"))
    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    // 12 · 10 voxels of 10 µm around one capillary of 3 µm, which is thinner than a third of a voxel.
    #expect(ending.output.hasPrefix("120 voxels, 0.00012 mm³:\n  skeletal_muscle  120 (100 %)\n"))
    #expect(ending.output.contains("Vessels: 0.01 mm, 83.33 mm/mm³, walls 1.571 mm²/mm³."))
    #expect(ending.output.contains("1 of 1 pieces have a radius below a third of a voxel"))
    let record =
      try JSONSerialization.jsonObject(
        with: Data(try folder.text(of: "out/tiny-preview/run.json").utf8)) as? [String: Any]
    #expect(record?["status"] as? String == "done")
    #expect(((record?["summary"] as? [String: Any])?["skeletal_muscle_voxels"] as? Int) == 120)
  }

  @Test func anExistingFolderIsReplacedOnlyWithForce() throws {
    #expect(try program.run("preview", "tiny.json", "--output", "look").code == 0)
    try folder.write("mine", to: "look/notes.txt")
    let refused = try program.run("preview", "tiny.json", "--output", "look")
    #expect(refused.code == 64)
    #expect(
      refused.errors
        == "calcinose: error: output folder look is not empty; choose another with --output or replace an "
        + "earlier run with --force\n")
    let replaced = try program.run("preview", "tiny.json", "--output", "look", "--force", "--quiet")
    #expect(replaced.code == 0 && replaced.output == "")
    #expect(try folder.text(of: "look/notes.txt") == "mine")
  }

  @Test func aBadScenarioIsRefusedAndNothingIsWritten() throws {
    try folder.write(TinyScenario.text(radius: "-3"), to: "bad.json")
    let ending = try program.run("preview", "bad.json")
    #expect(ending.code == 64)
    #expect(
      ending.errors == "bad.json:7:73: error: tissue.vessels[0].radius_um must be > 0 (got -3)\n")
    #expect(!folder.has("out"))
  }
}
