import Foundation

/// The built program, driven as users drive it: as a process of its own.
struct Program {
  /// How a process ended and what it said.
  struct Ending {
    /// Its exit code; 128 + n after signal n.
    let code: Int32
    let output: String
    let errors: String
    /// Lines of standard error.
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  /// Folder that the process works in.
  let folder: TemporaryFolder

  /// `calcinose` beside the tests, or in the release folder of the package.
  static let path: String = {
    let bundles = CommandLine.arguments.filter { $0.contains(".xctest") } + [Bundle.main.bundlePath]
    var candidates: [String] = []
    for bundle in bundles {
      var url = URL(fileURLWithPath: bundle)
      while url.pathComponents.count > 1 {
        url.deleteLastPathComponent()
        candidates.append(url.appendingPathComponent("calcinose").path)
      }
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    candidates.append(package.appendingPathComponent(".build/release/calcinose").path)
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) && !isFolder($0) }
      ?? "calcinose-was-not-built"
  }()

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Runs the program to its end.
  func run(_ arguments: String...) throws -> Ending {
    try start(arguments).ending()
  }

  /// Runs a line of the shell, in which `$CALCINOSE` is the program.
  func shell(_ line: String) throws -> Ending {
    try start(["-c", line], executable: "/bin/sh").ending()
  }

  /// Starts the program.
  func start(_ arguments: [String], executable: String = Program.path) throws -> Started {
    try Started(executable, arguments, in: folder)
  }

  /// A process that runs.
  final class Started {
    private let process = Process()
    private let output, errors: URL

    init(_ executable: String, _ arguments: [String], in folder: TemporaryFolder) throws {
      let name = UUID().uuidString
      output = folder.streams.appendingPathComponent(name + ".out")
      errors = folder.streams.appendingPathComponent(name + ".err")
      for url in [output, errors] { try Data().write(to: url) }
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
      process.currentDirectoryURL = folder.url
      process.environment = ProcessInfo.processInfo.environment.merging(["CALCINOSE": Program.path]) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
    }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// Sends a signal.
    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for the end.
    func ending() throws -> Ending {
      process.waitUntilExit()
      let signalled = process.terminationReason == .uncaughtSignal
      return Ending(
        code: process.terminationStatus + (signalled ? 128 : 0),
        output: try String(contentsOf: output, encoding: .utf8),
        errors: try String(contentsOf: errors, encoding: .utf8))
    }
  }
}

/// A folder that vanishes with its last user.
final class TemporaryFolder {
  /// The folder to work in.
  let url: URL
  /// Where the streams of processes are kept.
  let streams: URL
  private let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("calcinose-\(UUID().uuidString)")
    url = root.appendingPathComponent("work")
    streams = root.appendingPathComponent("streams")
    for folder in [url, streams] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// Writes a text file.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  /// Reads a text file.
  func text(of name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  /// Names of the files and folders in a folder below, sorted.
  func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent(name).path).sorted()
  }

  /// Whether there is something of this name.
  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
  }
}
