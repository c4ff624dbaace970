import Foundation
import Testing

@Suite(.serialized) struct RunTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder)
    try folder.write(TinyScenario.text(), to: "tiny.json")
  }

  /// A run on one thread, since other tests use the cores too.
  private func run(_ arguments: String...) throws -> Program.Ending {
    try program.start(["run"] + arguments + ["--threads", "1"]).ending()
  }

  /// Whether a table ends with a line break and has as many cells in each row as in its header.
  private func isWhole(_ name: String) throws -> Bool {
    let text = try folder.text(of: name)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let cells = lines[0].count { $0 == "," }
    return text.hasSuffix("\n") && lines.dropLast().allSatisfy { line in line.count { $0 == "," } == cells }
  }

  private func record(in name: String) throws -> [String: Any] {
    let data = Data(try folder.text(of: "\(name)/run.json").utf8)
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  @Test func aRunWritesWholeTablesAndItsRecord() throws {
    let ending = try run("tiny.json", "--seed", "7")
    #expect(ending.code == 0, "\(ending.errors)")
    let names = try folder.names(in: "out/tiny")
    #expect(names.contains("timeseries.csv") && names.contains("conservation.csv"))
    for name in names where name.hasSuffix(".csv") { #expect(try isWhole("out/tiny/\(name)")) }
    // At 0, every 6 h and at the end of 2 d: 9 rows below the header.
    #expect(try folder.text(of: "out/tiny/timeseries.csv").split(separator: "\n").count == 10)
    let record = try record(in: "out/tiny")
    #expect(record["status"] as? String == "done")
    #expect(record["seed"] as? Int == 7)
    #expect(record["threads"] as? Int == 1)
    #expect(ending.output.contains("out/tiny/timeseries.csv"))
  }

  @Test func anExistingFolderIsReplacedOnlyWithForce() throws {
    #expect(try run("tiny.json", "--output", "results").code == 0)
    try folder.write("mine", to: "results/notes.txt")
    let before = try folder.names(in: "results").map { try folder.text(of: "results/\($0)") }
    let refused = try run("tiny.json", "--output", "results", "--seed", "2")
    #expect(refused.code == 64)
    #expect(
      refused.errorLines.last
        == "calcinose: error: output folder results is not empty; choose another with --output or replace "
        + "an earlier run with --force")
    #expect(try folder.names(in: "results").map { try folder.text(of: "results/\($0)") } == before)
    let replaced = try run("tiny.json", "--output", "results", "--seed", "2", "--force")
    #expect(replaced.code == 0)
    #expect(try record(in: "results")["seed"] as? Int == 2)
    #expect(try folder.text(of: "results/notes.txt") == "mine")
  }

  @Test func aFolderThatCannotBeMadeIsBadInput() throws {
    let ending = try run("tiny.json", "--output", "tiny.json")
    #expect(ending.code == 64)
    #expect(
      ending.errorLines.last == "calcinose: error: output folder tiny.json exists and is not a folder")
    let device = try run("tiny.json", "--output", "/proc/calcinose")
    #expect(device.code == 64)
    #expect(device.errorLines.last?.hasPrefix("calcinose: error: cannot create /proc/calcinose: ") == true)
  }

  @Test func untilEndsTheRunEarlier() throws {
    let ending = try run("tiny.json", "--until", "9h")
    #expect(ending.code == 0)
    // 0, 6 h and the end.
    let rows = try folder.text(of: "out/tiny/timeseries.csv").split(separator: "\n").dropFirst()
    #expect(rows.map { $0.split(separator: ",")[0] } == ["0.0", "0.25", "0.375"])
    let late = try run("tiny.json", "--until", "3d", "--output", "late")
    #expect(late.code == 64)
    #expect(
      late.errors
        == "calcinose: error: --until must be at most the scenario's duration_d, 2 d (got 3d); a longer run "
        + "needs --set duration_d=3\n")
    #expect(!folder.has("late"))
  }

  @Test func aDryRunTellsTheSizeAndWritesNothing() throws {
    let ending = try run("tiny.json", "--dry-run")
    #expect(ending.code == 0)
    #expect(ending.output.contains("120"))
    for word in ["voxels", "solutes", "memory", "time"] { #expect(ending.output.contains(word)) }
    #expect(!folder.has("out"))
  }

  @Test func aPipeSeesNoProgressAndQuietSaysNothing() throws {
    let loud = try run("tiny.json")
    for text in [loud.output, loud.errors] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
    #expect(loud.errorLines.allSatisfy { $0.hasPrefix("calcinose: ") })
    let quiet = try run("tiny.json", "--force", "--quiet")
    #expect(quiet.code == 0)
    #expect(quiet.output == "" && quiet.errors == "")
  }

  @Test func interruptionLeavesWholeFilesAndEndsWith130() throws {
    try folder.write(TinyScenario.text(voxels: "[48, 48]", days: "30000", hours: "24"), to: "long.json")
    for (number, name) in [(SIGINT, "by-int"), (SIGTERM, "by-term")] {
      let process = try program.start(["run", "long.json", "--output", name, "--threads", "1"])
      while process.isRunning, try !folder.has("\(name)/timeseries.csv") || rows(of: name) < 3 {
        Thread.sleep(forTimeInterval: 0.02)
      }
      process.signal(number)
      let ending = try process.ending()
      #expect(ending.code == 130, "\(ending.errors)")
      for table in ["timeseries.csv", "conservation.csv"] { #expect(try isWhole("\(name)/\(table)")) }
      #expect(try record(in: name)["status"] as? String == "interrupted")
      #expect(ending.output.contains("interrupted"))
    }
  }

  private func rows(of name: String) throws -> Int {
    try folder.text(of: "\(name)/timeseries.csv").count { $0 == "\n" }
  }

  @Test func aDiskThatFillsUpFailsTheRunAndNamesFileAndRemains() throws {
    // A file may hold 4 blocks of 512 or 1024 bytes: less than 81 rows need.
    try folder.write(TinyScenario.text(days: "20"), to: "tiny.json")
    let ending = try program.shell("ulimit -f 4; exec \"$CALCINOSE\" run tiny.json --threads 1")
    #expect(ending.code == 1)
    #expect(
      ending.errorLines.contains {
        $0.hasPrefix("calcinose: error: cannot write out/tiny/") && $0.hasSuffix("File too large")
      }, "\(ending.errors)")
    #expect(try isWhole("out/tiny/timeseries.csv"))
    #expect(ending.errors.contains("kept"))
  }
}
