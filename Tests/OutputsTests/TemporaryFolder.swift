import Foundation

/// A folder for one test, removed with the instance.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "calcinose-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The content of a file below the folder.
  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  /// Writes a file below the folder.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  /// Names of everything in the folder, in order.
  func content() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}
