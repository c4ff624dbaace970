import CEmbeddedFiles

/// The library files that are embedded in the program.
package enum EmbeddedLibrary {
  /// The text of one file.
  package struct File: Sendable {
    /// Name of the file: `minerals.json`, `tissues/skin.json`.
    package var name: String
    /// Its bytes.
    package var bytes: [UInt8]

    /// A file that the compiler has put into the program.
    init(_ file: cef_file) {
      // Name and bytes are constants of the program.
      name = unsafe String(cString: file.name)
      bytes = unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
  }

  /// All files, one section each, save tissues, one file per organ, and cells, one file per kind.
  package static let files: [File] = (0..<cef_library_count).map { unsafe File(cef_library[$0]) }

  /// The JSON schema of scenarios.
  static let scenarioSchema = unsafe File(cef_scenario_schema)

  /// The records of all files.
  static let records: Library.Reading = {
    let log = ReadingLog()
    let library = Library.read(Library.merged(with: nil), log: log)
    return (library, log.quantities, log.problems)
  }()

  /// All sections in one object, those of several files joined.
  static let document: StrictJSON.Document = {
    let documents = files.map { StrictJSON.parse(bytes: $0.bytes, origin: .library($0.name)) }
    let empty = JSONNode(.object([]), position: nil, origin: .library("library"))
    let merged = documents.compactMap(\.root).reduce(empty) { $1.merged(over: $0) }
    return StrictJSON.Document(
      root: JSONNode(.object(merged.members ?? []), position: nil, origin: .library("library")),
      problems: documents.flatMap(\.problems))
  }()
}
