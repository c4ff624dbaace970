/// The table of bad scenarios; positions count in `ReferenceScenario.text`.
extension BadScenario {
  static let all: [BadScenario] = document + grid + tissue + chemistry + seeds + course + outputs + library
}
