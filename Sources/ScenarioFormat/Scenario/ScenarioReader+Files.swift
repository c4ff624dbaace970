import Foundation
import ImageCodecs

extension ScenarioReader {
  /// A file that the scenario names, relative to the scenario's own folder.
  struct NamedFile {
    /// The name in the scenario.
    let name: String
    /// What it holds.
    let bytes: [UInt8]
    /// Where the name stands.
    let reader: NodeReader

    /// Whether the name ends with one of these, in letters of any size.
    func ends(with endings: String...) -> Bool {
      endings.contains { name.lowercased().hasSuffix($0) }
    }
  }

  /// Reads a file; nil with a problem. Its length and check sum are recorded, so that two runs can be compared.
  func file(_ reader: NodeReader, kind: ScenarioError.FileKind) -> NamedFile? {
    let name = reader.string(allowsEmpty: false)
    guard !name.isEmpty else { return nil }
    let path = name.hasPrefix("/") || folder.isEmpty ? name : folder + "/" + name
    do {
      let bytes = try ScenarioFile.bytes(of: path, kind: kind, limit: ImportLimit.bytes)
      let digits = String(Checksum.crc32(of: bytes), radix: 16)
      log.record(
        ResolvedQuantity(
          location: reader.path, value: name, unit: "",
          source: "\(bytes.count) bytes, CRC-32 " + String(repeating: "0", count: 8 - digits.count)
            + digits,
          confidence: .given))
      return NamedFile(name: name, bytes: bytes, reader: reader)
    } catch {
      for problem in error.errors {
        guard case .file(var fault) = problem.fault else { continue }
        if case .missing(let nearest?) = fault, nearest.hasPrefix(folder + "/"), path != name {
          fault = .missing(nearest: String(nearest.dropFirst(folder.count + 1)))
        }
        reader.report(.reference(file: name, fault))
      }
      return nil
    }
  }

  /// Calls `read` and reports what it throws.
  func imported<Value>(
    _ file: NamedFile, _ read: (_ bytes: [UInt8]) throws(ImportError) -> Value
  ) -> Value? {
    do {
      return try read(file.bytes)
    } catch {
      file.reader.report(.imported(file: file.name, error))
      return nil
    }
  }
}
