import Chemistry
import ScenarioFormat
import Testing

/// The library's healthy adult and its variations.
enum TestPlasma {
  /// Blood of the healthy adult, all metals included, changed.
  static func plasma(_ change: (inout BloodPlasma) -> Void = { _ in }) throws -> BloodPlasma {
    let record = try #require(try Library.embedded().plasma("human_adult"))
    var plasma = record.bloodPlasma(metals: ProteinBinding.metals)
    change(&plasma)
    return plasma
  }

  /// The library's proteins.
  static func proteins() throws -> ProteinBinding { try #require(try Library.embedded().proteins).binding }

  /// The changed blood of the healthy adult in equilibrium with its proteins.
  static func equilibrium(_ change: (inout BloodPlasma) -> Void = { _ in }) throws -> PlasmaEquilibrium {
    try proteins().equilibrium(of: plasma(change), table: TestLibrary.table())
  }

  /// Portions of a metal in the changed blood of the healthy adult.
  static func portions(
    of metal: String, _ change: (inout BloodPlasma) -> Void = { _ in }
  ) throws -> PlasmaEquilibrium.Portions {
    try #require(try equilibrium(change).portions[metal])
  }

  /// Free ion per litre of plasma water [mmol/L], which an electrode in undiluted plasma shows.
  static func ionised(_ metal: String, _ change: (inout BloodPlasma) -> Void = { _ in }) throws -> Double {
    try portions(of: metal, change).ionised * 1000 / plasma(change).waterFraction
  }
}
