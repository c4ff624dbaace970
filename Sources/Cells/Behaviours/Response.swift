/// What a cell senses.
package enum Stimulus: Equatable, Sendable {
  /// Concentration of a signal at the cell [mM].
  case signal(Int)
  /// Mineral taken up, over what the cell can hold.
  case load
  /// Sum of the squared relative overlaps with its neighbours.
  case pressure
  /// 1 while the cell lies at mineral too large for it, else 0.
  case frustration
  /// The largest of load, frustration, pathogens and caseum: mineral in any size, inside or at the cell, what lives in it, and
  /// what those that died of it have left.
  case burden
  /// Collagen at the cell, as mass per volume of tissue [mg/mL].
  case collagen
  /// Crystals of any mineral and size in the cell's voxel, as number per volume of tissue [1/µm³].
  case crystals
  /// Concentration of a dissolved substance at the cell [mM]: its place among those that cells sense.
  case solute(Int)
  /// Pathogens inside the cell, over what it bears.
  case pathogens
  /// Pathogens outside at the cell, as number per volume of tissue [1/µm³].
  case antigen
  /// Caseum at the cell, as volume per volume of tissue.
  case caseum
}

/// A factor on a rate: `none + (full − none)·sⁿ/(hⁿ + sⁿ)`, Hill's law between no stimulus and a full one
/// (A. V. Hill, J. Physiol. 40 (1910) iv–vii).
package struct Response: Equatable, Sendable {
  /// What the rate answers to.
  package let stimulus: Stimulus
  /// Stimulus of half the answer, in the unit of the stimulus.
  package let half: Double
  /// Hill's exponent, 1 to 8.
  package let exponent: Int
  /// Factor without the stimulus, and with a very strong one.
  package let none, full: Double

  /// A factor from `none` to `full`, half-way at `half`.
  package init(to stimulus: Stimulus, half: Double, exponent: Int = 1, none: Double = 0, full: Double = 1) {
    precondition(
      half > 0 && (1...8).contains(exponent) && none >= 0 && full >= 0, "a response of Hill's form")
    self.stimulus = stimulus
    self.half = half
    self.exponent = exponent
    self.none = none
    self.full = full
  }

  /// The factor at `level` of the stimulus; a level below zero counts as zero.
  package func factor(at level: Double) -> Double {
    let ratio = max(level, 0) / half
    var power = ratio
    for _ in 1..<exponent { power *= ratio }
    return none + (full - none) * (power.isFinite ? power / (1 + power) : 1)
  }
}

/// A rate and all that changes it: the factors multiply.
package struct Rate: Equatable, Sendable {
  /// The rate with all factors at 1.
  package let base: Double
  /// The factors.
  package let responses: [Response]

  /// `base` times the product of `responses`.
  package init(_ base: Double, _ responses: [Response] = []) {
    precondition(base >= 0, "a rate is not negative")
    self.base = base
    self.responses = responses
  }
}
