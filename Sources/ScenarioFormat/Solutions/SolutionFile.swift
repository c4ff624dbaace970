import Chemistry
import Foundation

/// Reads files that hold one solution or an array of them.
package enum SolutionFile {
  /// Reads a file, or standard input when the path is `-`.
  ///
  /// - Parameters:
  ///   - path: the file, as the user named it.
  ///   - variation: a quantity that takes several values in each solution, nil for none.
  /// - Throws: `ScenarioProblems` with everything that is wrong.
  package static func load(
    path: String, variation: Variation? = nil
  ) throws(ScenarioProblems) -> [SolutionCase] {
    let bytes =
      path == "-"
      ? try ScenarioFile.bytes(from: .standardInput, named: "<stdin>", kind: .solutions)
      : try ScenarioFile.bytes(of: path, kind: .solutions)
    return try read(bytes: bytes, file: path == "-" ? "<stdin>" : path, variation: variation)
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: JSON.
  ///   - file: name for messages.
  ///   - variation: a quantity that takes several values in each solution, nil for none.
  /// - Throws: `ScenarioProblems` with everything that is wrong.
  package static func read(
    text: String, file: String, variation: Variation? = nil
  ) throws(ScenarioProblems) -> [SolutionCase] {
    try read(bytes: Array(text.utf8), file: file, variation: variation)
  }

  private static func read(
    bytes: [UInt8], file: String, variation: Variation?
  ) throws(ScenarioProblems) -> [SolutionCase] {
    let origin = JSONOrigin.file(file)
    let document = StrictJSON.parse(bytes: bytes, origin: origin)
    var problems = document.problems.map(named)
    guard let root = document.root else { throw ScenarioProblems(problems) }
    let library = try Library.embedded()
    var cases: [SolutionCase] = []
    var nodes = [(root, JSONPath.root)]
    if let elements = root.elements {
      nodes = elements.enumerated().map { ($1, JSONPath.root.appending($0)) }
      if elements.isEmpty { problems.append(notSolutions(root)) }
    } else if root.members == nil {
      problems.append(notSolutions(root))
      nodes = []
    }
    for (index, (node, path)) in nodes.enumerated() {
      // One bad value of a curve says enough.
      for value in variation?.values.map(Optional.some) ?? [nil] {
        let log = ReadingLog()
        let reader = SolutionReader(library: library, log: log)
        do {
          let varied = try variation.flatMap { curve throws(ScenarioError) in
            try value.map { number throws(ScenarioError) in try curve.applied(number, to: node) }
          }
          let solution = reader.solution(
            NodeReader(varied ?? node, path: path, log: log), position: index + 1)
          if var solution, log.problems.isEmpty {
            solution.varied = value
            cases.append(solution)
            continue
          }
        } catch {
          problems.append(error)
        }
        problems += log.problems
        break
      }
    }
    guard problems.isEmpty else { throw ScenarioProblems(problems) }
    return cases
  }

  private static func notSolutions(_ root: JSONNode) -> ScenarioError {
    ScenarioError(
      origin: root.origin, position: root.position, path: .root,
      fault: .wrongType(expected: "a solution or an array of at least one", got: TextPreview.of(root)))
  }

  /// An empty file, in words that do not speak of scenarios.
  private static func named(_ problem: ScenarioError) -> ScenarioError {
    guard problem.fault == .syntax(.empty) else { return problem }
    var problem = problem
    problem.fault = .wrongType(expected: "a solution or an array of at least one", got: "an empty file")
    return problem
  }
}
