import Foundation

/// A Swift file of the package, as text.
struct SourceFile: Sendable {
  /// Path below the package: `Sources/Fields/Grid.swift`.
  let path: String
  let text: String

  /// The folder below `Sources` or `Tests`, which is the target.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

  /// The root of the package, found from the place of this file.
  static let packageRoot: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/")
  }()

  /// Every Swift file below `folder` of the package, in order of path.
  static func all(in folder: String) throws -> [SourceFile] {
    let root = packageRoot + "/" + folder
    guard let paths = FileManager.default.enumerator(atPath: root) else { throw CocoaError(.fileNoSuchFile) }
    return try paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      SourceFile(
        path: folder + "/" + $0, text: try String(contentsOfFile: root + "/" + $0, encoding: .utf8))
    }
  }

  /// The lines without comments and without the text of string literals, numbered from 1.
  var code: [(number: Int, line: String)] {
    var depthOfComment = 0
    var insideLongString = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
      (number + 1, Self.code(of: String(line), &depthOfComment, &insideLongString))
    }
  }

  private static func code(of line: String, _ comment: inout Int, _ longString: inout Bool) -> String {
    var result = ""
    var rest = Substring(line)
    var insideString = false
    while let first = rest.first {
      if comment > 0 {
        if rest.hasPrefix("*/") {
          comment -= 1
        } else if rest.hasPrefix("/*") {
          comment += 1
        } else {
          rest.removeFirst()
          continue
        }
        rest.removeFirst(2)
      } else if rest.hasPrefix("\"\"\"") {
        longString.toggle()
        rest.removeFirst(3)
      } else if longString {
        rest.removeFirst()
      } else if insideString {
        if rest.hasPrefix("\\\\") || rest.hasPrefix("\\\"") { rest.removeFirst() }
        if first == "\"" { insideString = false }
        rest.removeFirst()
      } else if rest.hasPrefix("//") {
        break
      } else if rest.hasPrefix("/*") {
        comment += 1
        rest.removeFirst(2)
      } else {
        if first == "\"" { insideString = true } else { result.append(first) }
        rest.removeFirst()
      }
    }
    return result
  }
}
