import Foundation

/// A file that only grows, and whose length after any failure is the length after the last whole append.
package final class AppendingFile {
  /// Where the file is.
  package let path: String
  /// Bytes written so far.
  package private(set) var length = 0
  private var descriptor: Int32

  /// Creates the file, or empties it when it exists.
  ///
  /// - Throws: `OutputError`.
  package init(creating path: String) throws {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputError.refused(.create, path) }
  }

  deinit { if descriptor >= 0 { _ = Foundation.close(descriptor) } }

  /// Appends `bytes` with one write(2); when the system takes a part only and then refuses the rest (a full
  /// disk), cuts the file back so that no part of `bytes` stays.
  ///
  /// - Throws: `OutputError`.
  package func append(_ bytes: [UInt8]) throws {
    precondition(descriptor >= 0, "the file is closed")
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Foundation.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let refusal = OutputError.refused(.write, path)
        _ = ftruncate(descriptor, off_t(length))
        throw refusal
      }
      written += count
    }
    length += bytes.count
  }

  /// Waits until the content is on the disk.
  ///
  /// - Throws: `OutputError`.
  package func synchronize() throws {
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw OutputError.refused(.write, path) }
  }

  /// Closes the file; further calls do nothing.
  ///
  /// - Throws: `OutputError` when the system reports a write that failed late.
  package func close() throws {
    guard descriptor >= 0 else { return }
    let closing = descriptor
    descriptor = -1
    guard Foundation.close(closing) == 0 || errno == EINTR else { throw OutputError.refused(.write, path) }
  }
}

/// Files that are replaced as a whole: readers see the old content or the new, never a part.
package enum WholeFile {
  /// Writes `path` through a temporary neighbour and a rename.
  ///
  /// - Parameter durable: waits for the disk before the rename, so that not even a crash of the machine leaves
  ///   a file without its content.
  /// - Throws: `OutputError`, or what `body` throws; then nothing is left behind.
  package static func replace(
    _ path: String, durable: Bool = false, _ body: (AppendingFile) throws -> Void
  ) throws {
    let temporary = path + ".partial"
    let file = try AppendingFile(creating: temporary)
    do {
      try body(file)
      if durable { try file.synchronize() }
      try file.close()
      guard unsafe rename(temporary, path) == 0 else { throw OutputError.refused(.rename, temporary) }
    } catch {
      _ = unsafe unlink(temporary)
      throw named(error, path, insteadOf: temporary)
    }
  }

  /// The same refusal, told about the file that people know.
  private static func named(_ error: any Error, _ path: String, insteadOf temporary: String) -> any Error {
    guard case OutputError.refused(let action, temporary, let code) = error else { return error }
    return OutputError.refused(action == .rename ? .write : action, path: path, code: code)
  }
}
