import Foundation

/// The program's own streams: results on standard output, all else on standard error.
enum StandardStream {
  /// Writes `text` to standard output, unbuffered; a reader that has left a pipe is no error.
  ///
  /// - Throws: `CommandFailure` when the system refuses, for example on a full disk.
  static func write(_ text: String) throws {
    guard send(text, to: STDOUT_FILENO) else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure.run("cannot write to standard output: \(reason)")
    }
  }

  /// Writes one line to standard error.
  static func log(_ line: String) {
    _ = send(line + "\n", to: STDERR_FILENO)
  }

  private static func send(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return errno == EPIPE
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
