import Foundation

/// The folder that holds the results of one run.
///
/// Its `run.json` is written last, by an atomic rename: a folder with it holds a run that ended, a folder
/// without it does not.
package final class OutputFolder {
  /// Where the folder is.
  package let path: String
  private var tables: [(name: String, table: CSVTable)] = []
  private var names: [String] = []

  /// Name of the record that ends a run.
  package static let recordName = "run.json"

  /// Creates the folder with its parents, or takes over an empty one.
  ///
  /// - Parameter force: takes over a folder that is not empty. Then the files listed in its `run.json`, and
  ///   `run.json` itself, are removed; all others stay.
  /// - Throws: `OutputError`; then nothing has been removed.
  package init(path: String, force: Bool = false) throws {
    self.path = path
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if exists, !isFolder.boolValue { throw OutputError.notAFolder(path: path) }
    if !exists { try Self.create(path) }
    let content = try Self.content(of: path)
    if !content.isEmpty, !force { throw OutputError.folderNotEmpty(path: path) }
    let earlier = content.contains(Self.recordName) ? try Self.earlierFiles(in: path) : []
    try WholeFile.replace(path + "/" + Self.probeName) { _ in }
    guard unsafe unlink(path + "/" + Self.probeName) == 0 else {
      throw OutputError.refused(.remove, path + "/" + Self.probeName)
    }
    if content.contains(Self.recordName) { try Self.removeRun(earlier, from: path) }
  }

  /// Where a file called `name` (which may contain folders) lies; creates those folders and lists the file.
  ///
  /// - Throws: `OutputError`.
  package func addFile(_ name: String) throws -> String {
    precondition(Self.isBelow(name), "files of a run lie in its folder")
    let parent = name.split(separator: "/").dropLast().joined(separator: "/")
    if !parent.isEmpty { try Self.create(path + "/" + parent) }
    if !names.contains(name) { names.append(name) }
    return path + "/" + name
  }

  /// Begins a table called `name` and lists it.
  ///
  /// - Throws: `OutputError`.
  package func addTable(_ name: String, columns: [CSVColumn]) throws -> CSVTable {
    let table = try CSVTable(creating: addFile(name), columns: columns)
    tables.append((name, table))
    return table
  }

  /// The files so far, in the order in which they were begun.
  package var files: [RunRecord.File] {
    names.map { name in
      let table = tables.last { $0.name == name }?.table
      let size = (try? FileManager.default.attributesOfItem(atPath: path + "/" + name))?[.size]
      return RunRecord.File(
        name: name, bytes: table?.length ?? (size as? Int) ?? (size as? NSNumber)?.intValue ?? 0,
        rows: table?.rowCount)
    }
  }

  /// Closes the tables and writes `run.json`, completed with the list of files and the time of the end.
  ///
  /// - Throws: `OutputError`; then there is no `run.json`.
  package func finish(_ record: RunRecord, at end: Date = Date()) throws {
    for (_, table) in tables { try table.close() }
    var record = record
    record.files = files
    record.finished = end
    record.wallTime = end.timeIntervalSince(record.started)
    let json = try record.json()
    try WholeFile.replace(path + "/" + Self.recordName, durable: true) { try $0.append(json) }
  }

  /// Closes the tables after a failure, and records it as far as that can be written.
  package func finish(_ record: RunRecord, after error: any Error) {
    var record = record
    record.status = .failed
    record.error = "\(error)"
    try? finish(record)
  }

  private static let probeName = ".calcinose-probe"

  private static func create(_ path: String) throws {
    var parent = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      parent += (parent.isEmpty || parent == "/" ? "" : "/") + part
      if unsafe mkdir(parent, 0o777) != 0, errno != EEXIST, errno != EISDIR {
        throw OutputError.refused(.create, path)
      }
    }
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { throw OutputError.refused(.create, path: path, code: ENOTDIR) }
  }

  private static func content(of path: String) throws -> [String] {
    guard let content = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw OutputError.refused(.read, path: path, code: EACCES)
    }
    return content
  }

  /// Names of the files that the record in `path` lists.
  private static func earlierFiles(in path: String) throws -> [String] {
    let place = path + "/" + recordName
    guard let data = FileManager.default.contents(atPath: place),
      let record = try? RunRecord(json: [UInt8](data)), record.program == RunRecord.programName,
      record.files.allSatisfy({ isBelow($0.name) })
    else { throw OutputError.unreadableRecord(path: place) }
    return record.files.map(\.name)
  }

  /// Removes the record first, so that what is left of a run is never taken for whole.
  private static func removeRun(_ files: [String], from path: String) throws {
    for name in [recordName] + files {
      guard unsafe unlink(path + "/" + name) == 0 || errno == ENOENT || errno == ENOTDIR else {
        throw OutputError.refused(.remove, path + "/" + name)
      }
    }
    for name in files {
      var parts = name.split(separator: "/").dropLast()
      while !parts.isEmpty {
        guard unsafe rmdir(path + "/" + parts.joined(separator: "/")) == 0 else { break }
        parts = parts.dropLast()
      }
    }
  }

  /// Whether `name` stays below the folder it is taken from.
  private static func isBelow(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }
}
