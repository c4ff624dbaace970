/// What is wrong with a fluid that is to be speciated.
package enum SolutionFault: Sendable, Equatable {
  /// A total of hydrogen, which other keys fix.
  case hydrogenTotal
  /// A total of water, the solvent.
  case waterTotal
  /// A total of carbonate beside a pH and a pressure that fix it.
  case carbonateTotal
  /// A key that means something only in an equilibrium.
  case onlyWithMode
  /// A key that the mode leaves without meaning.
  case notInMode(String)
  /// A number that contradicts another key, which makes it `value`.
  case disagreement(with: String, value: Double, got: String)
  /// A mineral made of components that are nowhere.
  case lacksComponents([String])

  /// What is wrong, after the path.
  var predicate: String {
    switch self {
    case .hydrogenTotal: "is no total: pH, initial_pH or total_H_mol fixes hydrogen; leave it out"
    case .waterTotal: "is no total: totals are per kg of water; leave it out"
    case .carbonateTotal: "follows from pH and the CO2 pressure; leave it out, or the pressure"
    case .onlyWithMode: "goes only with \"mode\""
    case .notInMode(let mode): "does not go with \"mode\": \"\(mode)\""
    case .disagreement(let other, let value, let got):
      "must agree with \(other), which makes it \(value) (got \(got))"
    case .lacksComponents(let ids):
      "needs \(ScenarioError.conjunction(ids)), which neither the totals nor another phase hold"
    }
  }
}

/// Why a `PATH=START:END:COUNT` cannot be followed.
package enum VariationFault: Sendable, Equatable {
  case malformed
  /// A path that is no number of a solution.
  case unknownPath(String, nearest: String?, known: [String])
  /// A count of points that is not from 1 to `limit`.
  case count(String, limit: Int)
  /// Logarithmic spacing between ends that are not both positive.
  case logarithmOfEnds

  /// The sentence after the origin.
  var message: String {
    switch self {
    case .malformed:
      "must be PATH=START:END:COUNT or PATH=START:END:COUNT:log, for example pH=6.8:7.6:9"
    case .unknownPath(let path, let nearest, let known):
      "\(TextPreview.shortened(path)) is no number that can be varied"
        + ScenarioError.hint(nearest, list: known, label: "known")
    case .count(let got, let limit): "COUNT must be a whole number from 1 to \(limit) (got \(got))"
    case .logarithmOfEnds: "START and END must be > 0 for log spacing"
    }
  }
}
