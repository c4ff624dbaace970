/// The rules of the house, as functions from a file to its offences.
enum Rules {
  /// Modules of the package and of others that each target may import: the arrows of the design.
  static let allowedImports: [String: Set<String>] = [
    "NumericalMethods": ["CGSL"],
    "ImageCodecs": ["CPNG", "CZlib"],
    "Parallelism": [],
    "Fields": ["Parallelism"],
    "Transport": ["Fields", "Parallelism", "CVectors"],
    "Chemistry": ["NumericalMethods"],
    "Cells": ["Fields", "Parallelism", "CVectors"],
    "TissueModel": ["Transport", "Fields", "Chemistry", "Cells", "Parallelism"],
    "Outputs": ["TissueModel", "Chemistry", "Cells", "Fields", "ImageCodecs", "Foundation"],
    "ScenarioFormat": [
      "CEmbeddedFiles", "Outputs", "TissueModel", "Chemistry", "Cells", "Fields", "Parallelism",
      "ImageCodecs",
      "Foundation",
    ],
    "Calcinose": [
      "ScenarioFormat", "Outputs", "TissueModel", "Chemistry", "Cells", "Transport", "Fields", "Parallelism",
      "Foundation",
    ],
    "CalcinoseCommand": [
      "Calcinose", "ScenarioFormat", "Outputs", "TissueModel", "Chemistry", "Transport", "Fields",
      "Parallelism", "ArgumentParser", "Foundation",
    ],
  ]

  /// The C library and the standard library's own modules are free to all.
  static let freeImports: Set<String> = ["Swift", "Glibc", "Darwin", "Musl", "Synchronization"]

  /// Longest file [lines].
  static let lengthLimit = 400

  /// Imports of `file` beyond its target's list.
  static func refusedImports(in file: SourceFile) -> [String] {
    guard let allowed = allowedImports[file.target] else {
      return ["\(file.path): the target \(file.target) has no list of imports"]
    }
    return file.code.compactMap { number, line in
      guard let module = importedModule(line), !allowed.contains(module), !freeImports.contains(module)
      else { return nil }
      return "\(file.path):\(number): \(file.target) must not import \(module)"
    }
  }

  /// The module that a line imports, nil when it imports none.
  static func importedModule(_ line: String) -> String? {
    let words = line.split(whereSeparator: { " \t;".contains($0) }).map(String.init)
    guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
      words[..<place].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
    else { return nil }
    let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
    let name =
      kinds.contains(words[place + 1]) && place + 2 < words.count ? words[place + 2] : words[place + 1]
    return String(name.prefix { $0 != "." })
  }

  private static let accessLevels: Set = ["public", "package", "internal", "private", "fileprivate"]

  /// Calls that print, exit or crash, which only the command may do.
  static func refusedCalls(in file: SourceFile) -> [String] {
    guard file.target != "CalcinoseCommand" else { return [] }
    let refused = ["print", "debugPrint", "dump", "exit", "_exit", "abort", "fatalError", "assertionFailure"]
    return file.code.flatMap { number, line in
      refused.filter { calls(of: $0, in: line) }.map { "\(file.path):\(number): no \($0)( below the command" }
    }

    func calls(of name: String, in line: String) -> Bool {
      var rest = Substring(line)
      var before: Character = " "
      while !rest.isEmpty {
        let isWord = before.isLetter || before.isNumber || before == "_" || before == "."
        if !isWord, rest.hasPrefix(name + "(") { return true }
        before = rest.removeFirst()
      }
      return false
    }
  }

  /// Words in code or comments that do not belong there.
  static func refusedWords(in file: SourceFile) -> [String] {
    let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "try" + "!"]
    return file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      number, line in
      words.filter { line.contains($0) }.map { "\(file.path):\(number + 1): \($0)" }
    }
  }

  /// A file that is too long.
  static func refusedLength(of file: SourceFile) -> [String] {
    file.lineCount > lengthLimit ? ["\(file.path): \(file.lineCount) lines, at most \(lengthLimit)"] : []
  }

  /// A file called after nothing in particular.
  static func refusedName(of file: SourceFile) -> [String] {
    let name = file.path.split(separator: "/").last.map(String.init) ?? ""
    return ["Util", "Common", "Manager", "Helper"].filter { name.contains($0) }.map {
      "\(file.path): no \($0)"
    }
  }

  /// Types outside all others that bear the name of a module, which would hide the module's other names.
  static func typesNamedAsModules(in file: SourceFile) -> [String] {
    file.code.filter { $0.line.first?.isWhitespace == false }.flatMap { number, line -> [String] in
      let words = line.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }).map(String.init)
      return zip(words, words.dropFirst()).compactMap { keyword, name in
        ["struct", "class", "enum", "actor", "protocol", "typealias"].contains(keyword)
          && allowedImports[name] != nil ? "\(file.path):\(number): a type named as the module \(name)" : nil
      }
    }
  }
}
