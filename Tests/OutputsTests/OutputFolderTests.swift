import Foundation
import Outputs
import Testing

@Suite struct OutputFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var record: RunRecord {
    RunRecord(
      version: "0.1.0", seed: 7, threads: 2, scenarioName: "block", scenarioText: "{ \"seed\": 7 }\n",
      scenario: .object(["seed": .integer(7), "voxel_um": .number(0.1), "title": .string("a / b")]),
      started: Date(timeIntervalSince1970: 1_700_000_000))
  }

  /// A finished run with two tables, one in a subfolder, next to a file that is not the run's.
  private func finishedRun() throws -> String {
    let path = folder.path + "/out/block"
    let output = try OutputFolder(path: path)
    let table = try output.addTable("t.csv", columns: [CSVColumn("x")])
    try table.append([.number(1)])
    _ = try output.addTable("fields/u.csv", columns: [CSVColumn("x")])
    try output.finish(record, at: Date(timeIntervalSince1970: 1_700_000_002.5))
    try folder.write("mine", to: "out/block/notes.txt")
    return path
  }

  @Test func aFinishedRunIsRecordedWithItsFiles() throws {
    let path = try finishedRun()
    let read = try RunRecord(json: Array(Data(contentsOf: URL(fileURLWithPath: path + "/run.json"))))
    #expect(read.files.map(\.name) == ["t.csv", "fields/u.csv"])
    #expect(read.files.map(\.rows) == [1, 0])
    #expect(read.files.map(\.bytes) == [6, 2])
    #expect(read.status == .done)
    #expect(read.wallTime == 2.5)
    #expect(read.scenario == record.scenario)
    #expect(read.scenarioText == record.scenarioText)
    #expect(read.seed == 7 && read.threads == 2 && read.version == "0.1.0")
    #expect(read.machine == .current && read.machine.logicalCores > 0 && !read.machine.processor.isEmpty)
    #expect(try folder.text("out/block/run.json").contains("\"started\" : \"2023-11-14T22:13:20Z\""))
    #expect(try folder.text("out/block/run.json").contains("\"wall_time_s\" : 2.5"))
  }

  @Test func anEarlierRunIsNotTouchedWithoutForce() throws {
    let path = try finishedRun()
    let before = try folder.text("out/block/run.json")
    let error = #expect(throws: OutputError.self) { try OutputFolder(path: path) }
    #expect(
      error?.description
        == "output folder \(path) is not empty; choose another with --output or replace an earlier run with --force"
    )
    #expect(try folder.text("out/block/run.json") == before)
  }

  @Test func forceRemovesTheFilesOfTheEarlierRunAndNothingElse() throws {
    let path = try finishedRun()
    _ = try OutputFolder(path: path, force: true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["notes.txt"])
    #expect(try folder.text("out/block/notes.txt") == "mine")
  }

  @Test func anEmptyFolderIsTakenOver() throws {
    _ = try OutputFolder(path: folder.path)
    #expect(try folder.content().isEmpty)
  }

  @Test func aFileInThePlaceOfTheFolderIsRefused() throws {
    try folder.write("", to: "file")
    let path = folder.path + "/file"
    let error = #expect(throws: OutputError.self) { try OutputFolder(path: path, force: true) }
    #expect(error?.description == "output folder \(path) exists and is not a folder")
    let below = #expect(throws: OutputError.self) { try OutputFolder(path: path + "/out") }
    #expect(below?.description == "cannot create \(path)/out: Not a directory")
  }

  #if os(Linux)
    @Test func aFolderThatCannotBeWrittenIsRefused() {
      let below = #expect(throws: OutputError.self) { try OutputFolder(path: "/proc/out/block") }
      #expect(below?.description == "cannot create /proc/out/block: No such file or directory")
      let inside = #expect(throws: OutputError.self) {
        try OutputFolder(path: "/proc/self/task", force: true)
      }
      guard case .refused(.create, let path, _) = inside else {
        Issue.record("expected a refusal, got \(String(describing: inside))")
        return
      }
      #expect(path.hasPrefix("/proc/self/task/"))
    }
  #endif

  @Test(arguments: ["{", "{}", "[1]", #"{ "program": "another" }"#])
  func forceRefusesARecordThatIsNotARuns(text: String) throws {
    try folder.write(text, to: "run.json")
    try folder.write("mine", to: "t.csv")
    let error = #expect(throws: OutputError.self) { try OutputFolder(path: folder.path, force: true) }
    let place = folder.path + "/run.json"
    #expect(
      error?.description
        == "\(place) is not the record of a run, so --force cannot tell which files to replace; remove it first"
    )
    #expect(try folder.content() == ["run.json", "t.csv"])
  }

  @Test func aRecordThatListsFilesOutsideIsRefused() throws {
    let path = try finishedRun()
    let record = try folder.text("out/block/run.json").replacingOccurrences(of: "t.csv", with: "../../t.csv")
    try folder.write(record, to: "out/block/run.json")
    #expect(throws: OutputError.unreadableRecord(path: path + "/run.json")) {
      try OutputFolder(path: path, force: true)
    }
  }

  @Test func aRunWithoutItsEndHasNoRecord() throws {
    let path = folder.path + "/out"
    let output = try OutputFolder(path: path)
    _ = try output.addTable("t.csv", columns: [CSVColumn("x")])
    #expect(try folder.content() == ["out"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["t.csv"])
  }

  @Test func aFailedRunSaysSo() throws {
    let output = try OutputFolder(path: folder.path + "/out")
    var failed = record
    failed.status = .failed
    failed.error = "Ca in voxel (1, 2, 3): the balance did not converge"
    failed.summary = ["deposits": .integer(0), "mean_SI": .number(.nan)]
    try output.finish(failed)
    let json = try JSONValue(parsing: folder.text("out/run.json"))
    #expect(json["status"] == .string("failed"))
    #expect(json["error"] == .string("Ca in voxel (1, 2, 3): the balance did not converge"))
    #expect(json["summary"] == .object(["deposits": .integer(0), "mean_SI": .null]))
  }

  @Test func aFailingReplacementLeavesTheOldFileAndNoOther() throws {
    struct Stop: Error {}
    try folder.write("old", to: "f")
    #expect(throws: Stop.self) {
      try WholeFile.replace(folder.path + "/f") { file in
        try file.append(Array("new".utf8))
        throw Stop()
      }
    }
    #expect(try folder.text("f") == "old")
    #expect(try folder.content() == ["f"])
  }
}
