import Foundation

/// Reads scenario files.
package enum ScenarioFile {
  /// Longest file that is read [bytes].
  package static let longest = 16_000_000

  /// Reads and validates a file.
  /// - Parameters:
  ///   - path: the file, as the user named it.
  ///   - settings: `path=value` of the command line, applied in order before reading.
  ///   - memory: memory that the run may use [bytes], nil for no check.
  /// - Throws: `ScenarioProblems` with everything that is wrong.
  package static func load(
    path: String, settings: [Setting] = [], memory: Double? = nil
  ) throws(ScenarioProblems) -> Scenario {
    let bytes = try bytes(of: path, kind: .scenario)
    return try Scenario.read(bytes: bytes, file: path, settings: settings, memory: memory)
  }

  /// Reads the bytes of an input file.
  /// - Throws: `ScenarioProblems` when there is no such file, or it cannot be read.
  static func bytes(
    of path: String, kind: ScenarioError.FileKind, limit: Int = longest
  ) throws(ScenarioProblems) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw problem(.missing(nearest: neighbour(of: path)), path)
    }
    if isDirectory.boolValue { throw problem(.isDirectory(kind), path) }
    guard let handle = FileHandle(forReadingAtPath: path) else { throw problem(.permissionDenied, path) }
    return try bytes(from: handle, named: path, kind: kind, limit: limit)
  }

  /// Reads an open file to its end and closes it.
  /// - Throws: `ScenarioProblems` when it cannot be read or is longer than `limit`.
  static func bytes(
    from handle: FileHandle, named path: String, kind: ScenarioError.FileKind, limit: Int = longest
  ) throws(ScenarioProblems) -> [UInt8] {
    do {
      var data = Data()
      while data.count <= limit {
        guard let part = try handle.read(upToCount: limit + 1 - data.count), !part.isEmpty else { break }
        data += part
      }
      try handle.close()
      guard data.count <= limit else { throw problem(.tooLarge(limit: limit, kind), path) }
      return Array(data)
    } catch let error as ScenarioProblems {
      throw error
    } catch {
      throw problem(.unreadable(reason: Self.reason(of: error)), path)
    }
  }

  private static func problem(_ fault: ScenarioError.FileFault, _ path: String) -> ScenarioProblems {
    ScenarioProblems([
      ScenarioError(origin: .file(path), position: nil, path: .root, fault: .file(fault))
    ])
  }

  /// The words of the system for a failed read.
  private static func reason(of error: any Error) -> String {
    let facts = error as NSError
    let cause = facts.userInfo[NSUnderlyingErrorKey] as? NSError ?? facts
    return cause.domain == NSPOSIXErrorDomain
      ? unsafe String(cString: strerror(Int32(cause.code)))
      : facts.localizedDescription
  }

  /// A file in the same folder with nearly this name, named like `path`.
  private static func neighbour(of path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let name = NearestName.of(url.lastPathComponent, among: names.sorted()) else { return nil }
    let prefix = path.hasSuffix(url.lastPathComponent) ? path.dropLast(url.lastPathComponent.count) : ""
    return prefix + name
  }
}

extension Scenario {
  /// Reads and validates a text.
  /// - Parameters:
  ///   - text: JSON.
  ///   - file: name for messages.
  ///   - settings: `path=value` of the command line, applied in order before reading.
  ///   - memory: memory that the run may use [bytes], nil for no check.
  /// - Throws: `ScenarioProblems` with everything that is wrong.
  package static func read(
    text: String, file: String, settings: [Setting] = [], memory: Double? = nil
  ) throws(ScenarioProblems) -> Scenario {
    try read(bytes: Array(text.utf8), file: file, settings: settings, memory: memory)
  }

  static func read(
    bytes: [UInt8], file: String, settings: [Setting], memory: Double?
  ) throws(ScenarioProblems) -> Scenario {
    let document = StrictJSON.parse(bytes: bytes, origin: .file(file))
    let log = ReadingLog()
    for problem in document.problems { log.report(problem) }
    guard var root = document.root else { throw ScenarioProblems(log.problems) }
    for setting in settings {
      do {
        root = try root.setting(setting)
      } catch {
        log.report(error)
      }
    }
    if ScenarioReader.reportsOtherVersion(root, log: log) { throw ScenarioProblems(log.problems) }
    let (library, values, problems) = Library.reading(overrides: root["library"])
    for problem in problems { log.report(problem) }
    // Names are looked up in the embedded records where the scenario's own are broken, so that a broken
    // record is not reported again at every name.
    let reader = ScenarioReader(
      library: problems.isEmpty ? library : EmbeddedLibrary.records.library,
      mergedLibrary: Library.merged(with: problems.isEmpty ? root["library"] : nil), log: log, memory: memory,
      folder: file.contains("/") ? String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]) : "")
    guard var scenario = reader.scenario(root, file: file), log.problems.isEmpty else {
      throw ScenarioProblems(log.problems)
    }
    do {
      let listed = scenario.components.map(\.id)
      for quantity in try scenario.plasma.divideMetals(with: scenario.library, listing: listed) {
        log.record(quantity)
      }
    } catch {
      throw ScenarioProblems([
        ScenarioError(
          origin: .file(file), position: root["plasma"]?.position, path: JSONPath.root.appending("plasma"),
          fault: .noEquilibrium(error))
      ])
    }
    let used = scenario.used(of: values, over: log.quantities)
    scenario.quantities = log.quantities + used
    scenario.notes = log.notes
    return scenario
  }
}
