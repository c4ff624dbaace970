/// A fluid, and the minerals that may dissolve into it or precipitate from it until neither happens.
package struct EquilibriumProblem: Equatable, Sendable {
  /// What passes the walls of the vessel while the minerals react.
  package enum Exchange: Equatable, Sendable {
    /// Nothing does; pH is free.
    case closed
    /// NaOH or HCl, as much as holds this pH; their sodium or chloride stays in the fluid.
    case heldPH(Double)
    /// Carbon dioxide at a partial pressure [mmHg]; pH is free.
    case open(pCO2_mmHg: Double)
  }

  /// What is known of the acidity of the fluid before anything reacts.
  package enum Start: Equatable, Sendable {
    /// Its pH.
    case pH(Double)
    /// Its total hydrogen (the proton condition, H₂O not counted) [mol].
    case totalHydrogen(Double)
  }

  /// Temperature [K].
  package var temperature: Double
  /// What passes the walls.
  package var exchange: Exchange
  /// Acidity of the start.
  package var start: Start
  /// Totals of the start by component [mol/kg of water]; components at zero take no part.
  package var totals: [String: Double]
  /// Water of the start [kg].
  package var waterMass: Double
  /// Minerals that may be there, with the amount at the start [mol]; all others are suppressed.
  package var minerals: [String: Double]

  /// Makes a problem from what is known of it.
  package init(
    temperature: Double, exchange: Exchange, start: Start, totals: [String: Double],
    minerals: [String: Double], waterMass: Double = 1
  ) {
    self.temperature = temperature
    self.exchange = exchange
    self.start = start
    self.totals = totals
    self.minerals = minerals
    self.waterMass = waterMass
  }
}

/// Fluid and minerals in equilibrium.
package struct Equilibrium: Equatable, Sendable {
  /// What was added to hold a pH.
  package struct Titrant: Equatable, Sendable {
    /// `NaOH` or `HCl`.
    package let formula: String
    /// Amount that was added [mol], not negative.
    package let amount: Double
  }

  /// The fluid before anything reacted.
  package let start: SpeciatedSolution
  /// The fluid at the end; its totals [mol/kg] refer to the water of the end.
  package let solution: SpeciatedSolution
  /// Water at the end [kg]: reactions, minerals and titrant take and give it.
  package let waterMass: Double
  /// Amount of each allowed mineral at the end [mol].
  package let minerals: [String: Double]
  /// What each allowed mineral has gained [mol].
  package let changes: [String: Double]
  /// What was added to hold pH; nil where pH was free.
  package let titrant: Titrant?
  /// Carbon dioxide that the fluid took up [mol], negative when it gave some off; nil where it was closed.
  package let carbonDioxideUptake: Double?
  /// Worst error of a balance relative to the sum of its absolute terms.
  package let balanceError: Double

  /// Σ z m over the whole fluid [eq].
  package var charge: Double { solution.chargeBalance * waterMass }
}
