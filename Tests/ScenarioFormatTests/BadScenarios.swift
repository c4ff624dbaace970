/// The table of bad scenarios; positions count in `ReferenceScenario.text`.
extension BadScenario {
  static let all: [BadScenario] =
    document + grid + tissue + networks + chemistry + inhibitors + seeds + course + flow + outputs
    + library + cells + infections
}
