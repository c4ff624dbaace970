import Foundation

/// Why results could not be written; the sentence for people is its `description`.
package enum OutputError: Error, Equatable, Sendable {
  /// What was being done to a file or folder.
  package enum Action: String, Equatable, Sendable {
    case create, write, read, remove, rename
  }

  /// The output folder holds files and replacing them was not allowed.
  case folderNotEmpty(path: String)
  /// The output path is something other than a folder.
  case notAFolder(path: String)
  /// The earlier `run.json` in the folder cannot be understood, so nobody knows which files are the run's.
  case unreadableRecord(path: String)
  /// The operating system refused; `code` is its errno.
  case refused(Action, path: String, code: Int32)

  /// The refusal that errno tells about right now.
  static func refused(_ action: Action, _ path: String) -> OutputError {
    .refused(action, path: path, code: errno)
  }
}

extension OutputError: CustomStringConvertible {
  /// One sentence for a log or a terminal.
  package var description: String {
    switch self {
    case .folderNotEmpty(let path):
      "output folder \(path) is not empty; choose another with --output or replace an earlier run with --force"
    case .notAFolder(let path):
      "output folder \(path) exists and is not a folder"
    case .unreadableRecord(let path):
      "\(path) is not the record of a run, so --force cannot tell which files to replace; remove it first"
    case .refused(let action, let path, let code):
      "cannot \(action.rawValue) \(path): \(Self.reason(of: code))"
    }
  }

  /// The operating system's words for an errno.
  private static func reason(of code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
