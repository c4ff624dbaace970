/// Inhibitors that are no components of the fluid: proteins and drugs, the same everywhere, whose concentrations are
/// held. Part of the state, so that what gives or takes them changes them in one place.
package struct HeldInhibitors: Equatable, Sendable {
  /// Identifiers in the library.
  package let ids: [String]
  /// Concentration of each in interstitial water [mM].
  package var concentrations: [Double]

  /// Inhibitors with their concentrations in interstitial water [mM].
  package init(_ inhibitors: [(id: String, concentration: Double)]) {
    ids = inhibitors.map(\.id)
    concentrations = inhibitors.map(\.concentration)
  }

  /// No inhibitors.
  package static let none = HeldInhibitors([])

  /// Index of an inhibitor by id.
  package func index(of id: String) -> Int? { ids.firstIndex(of: id) }
}
