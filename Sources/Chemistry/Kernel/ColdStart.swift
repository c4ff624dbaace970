extension KernelPlan {
  /// Numbers from which a solution without a start value is guessed.
  struct ColdGuess {
    /// ln of the summed constants of the species that hold one unknown alone, [basis entry].
    var constants: [Double]
    /// Squared charge that the first guess of the ionic strength gives each total, [basis entry].
    var charges: [Double]
    /// See `KernelPlan.coldStrength`.
    var strength: Double
    /// Basis entry that carries the acidity; nil where pH is held.
    var acid: Int?
  }

  /// ln a_H that a cold start assumes where the acidity is an unknown (pH 7.4).
  static let coldAcidity = -7.4 * Natural.ln10

  /// Prepares the guess: each total distributed over its free ion and its protonated forms.
  static func coldGuess(system: AqueousSystem) -> ColdGuess {
    let acid = system.basis.firstIndex { $0.id == Component.alkalinity || $0.id == Component.hydrogen }
    let acidValue = system.index(of: Component.alkalinity) == nil ? coldAcidity : -coldAcidity
    var sums = [Double](repeating: 0, count: system.basis.count)
    var charges = [Double](repeating: 0, count: system.basis.count)
    for species in system.species {
      let exponents = species.activity.exponents
      let held = exponents.indices.filter { exponents[$0] != 0 && $0 != acid }
      guard held.count == 1, let entry = held.first, exponents[entry] == 1 else { continue }
      let protons = acid.map { exponents[$0] * acidValue } ?? 0
      sums[entry] += Natural.exponential(species.activity.constant + protons)
    }
    for (entry, item) in system.basis.enumerated() where entry != acid {
      let charge = system.components.first { $0.id == item.id }?.charge ?? 0
      charges[entry] = min(Double(charge * charge), 4)
    }
    var constants = sums.map { $0 > 0 ? Natural.logarithm($0) : 0 }
    if let acid {
      constants[acid] = acidValue
      charges[acid] = 1
    }
    // Half the ions of neutral water, at the least.
    let still = system.species.filter { $0.activity.exponents.allSatisfy { $0 == 0 } }
    let strength = still.reduce(1e-7) {
      $0 + 0.5 * Double($1.charge * $1.charge) * Natural.exponential($1.activity.constant)
    }
    return ColdGuess(constants: constants, charges: charges, strength: strength, acid: acid)
  }
}
