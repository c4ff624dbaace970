/// What changes a rate of a cell's behaviour, as the library has it: Hill's law in one stimulus.
package struct ResponseRecord: Sendable {
  /// The stimulus: a signal, a component of the fluid, or one of ``states``.
  package var stimulus: String
  /// Whether the stimulus is a component.
  package var isSolute: Bool
  /// Stimulus of half the answer: [nM] for a signal, [mM] for a component, [mg/mL] for collagen, [1/mm³] for crystals and
  /// antigen, else a plain number.
  package var half: Quantity
  /// Hill's exponent.
  package var exponent: Int
  /// Factor without the stimulus and with a strong one; nil for 0 and 1.
  package var none, full: Quantity?

  /// Stimuli that are no signals: mineral taken up over capacity, crowding, mineral that is too large, the largest of load,
  /// frustration, pathogens and caseum, collagen, crystals of any size, and those of an infection.
  package static let states = ["load", "pressure", "frustration", "burden", collagen, crystals] + infection
  /// Pathogens inside over what the cell bears, pathogens outside, caseum: without an infection there are none.
  static let infection = ["pathogens", antigen, "caseum"]
  /// Those among them that have a unit.
  static let (collagen, crystals, antigen) = ("collagen", "crystals", "antigen")

  /// Whether it leaves the rate as it is in a run without infection.
  var needsInfection: Bool {
    ResponseRecord.infection.contains(stimulus) && (none?.value ?? 0) == 1
  }
}

extension ResponseRecord {
  init(_ stimulus: String, _ keys: ObjectReader) {
    self.stimulus = stimulus
    isSolute = !ResponseRecord.states.contains(stimulus) && keys.keys.contains("half_mM")
    half =
      if stimulus == ResponseRecord.collagen {
        keys.quantity("half_mg_per_mL", .positive, unit: "mg/mL")
      } else if stimulus == ResponseRecord.crystals || stimulus == ResponseRecord.antigen {
        keys.quantity("half_per_mm3", .positive, unit: "1/mm3")
      } else if isSolute {
        keys.quantity("half_mM", .positive, unit: "mM")
      } else if ResponseRecord.states.contains(stimulus) {
        keys.quantity("half", .positive, unit: "1")
      } else {
        keys.quantity("half_nM", .positive, unit: "nM")
      }
    exponent = keys.optional("exponent").map { $0.integer(1...8) ?? 1 } ?? 1
    none = keys.optional("none")?.quantity(.from(0, to: 1000), unit: "1")
    full = keys.optional("full")?.quantity(.from(0, to: 1000), unit: "1")
  }
}

/// A rate of a cell's behaviour and what changes it.
package struct RateRecord: Sendable {
  /// The rate, or the mean time whose reciprocal it is, in the unit of its key.
  package var value: Quantity
  /// What changes it; the factors multiply.
  package var responses: [ResponseRecord]
}

extension RateRecord {
  /// Rates in the units of the format: no cell comes near the upper end, at which whatever can happen happens at once.
  private static let usual = NumberRange.from(0, to: 1e9)

  init(_ keys: ObjectReader, _ key: String, _ range: NumberRange? = nil, unit: String) {
    value = keys.quantity(key, range ?? Self.usual, unit: unit)
    responses = keys.optional("responses")?.entries { ResponseRecord($0, $1) } ?? []
  }
}
