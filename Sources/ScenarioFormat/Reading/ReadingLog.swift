/// What a reading has found: problems and resolved values. One log belongs to one reading.
package final class ReadingLog {
  /// All problems so far.
  package private(set) var problems: [ScenarioError] = []
  /// All resolved values so far, in the order of reading.
  package private(set) var quantities: [ResolvedQuantity] = []

  /// What became of vessels and images on the way to the grid, one sentence each.
  package private(set) var notes: [String] = []

  /// Makes an empty log.
  package init() {}

  /// Notes a problem.
  package func report(_ problem: ScenarioError) {
    problems.append(problem)
  }

  /// Notes a resolved value.
  package func record(_ quantity: ResolvedQuantity) {
    quantities.append(quantity)
  }

  /// Notes something that the user should know and that is no problem.
  package func note(_ sentence: String) {
    notes.append(sentence)
  }

  /// Whether a problem was reported at or below a path.
  package func hasProblem(inside path: JSONPath) -> Bool {
    problems.contains { $0.path.isInside(path) }
  }
}
