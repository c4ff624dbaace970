import Chemistry

/// A mineral as the library has it.
package struct MineralRecord: Sendable {
  /// Identifier: `HAP`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Formula of the unit that all numbers refer to.
  package var formula: String
  /// Released (> 0) and consumed (< 0) in its dissolution.
  package var stoichiometry: [StoichiometryTerm]
  /// log10 of the solubility product.
  package var logK: LogKRecord
  /// Molar mass of the formula unit [g/mol].
  package var molarMass: Quantity
  /// Density [g/cm³].
  package var density: Quantity
  /// Rates, nil for minerals that are only looked up.
  package var kinetics: MineralKineticsRecord?
  /// The mineral of which this record is another published constant; nil for most.
  package var alternativeOf: String?
}

/// Rates of a mineral.
package struct MineralKineticsRecord: Sendable {
  /// k (Ω^(1/root) − 1)^order.
  package struct Growth: Sendable {
    /// Rate constant [mol/(m² s)]: at the reference temperature where there is one, else at 37 °C.
    package var rateConstant: Quantity
    /// Activation energy [kJ/mol], nil where the constant is taken for all temperatures.
    package var activationEnergy: Quantity?
    /// Temperature that the constant is given for [°C]; there if the activation energy is.
    package var referenceTemperature: Quantity?
    /// Divisor of ln Ω.
    package var root: Quantity
    /// Power of the supersaturation.
    package var order: Quantity
  }

  /// One additive term of dissolution, k a(H+)^n exp(−E/RT).
  package struct DissolutionTerm: Sendable {
    /// Name of the term: `acid`, `neutral`.
    package var name: String
    /// Prefactor [mol/(m² s)].
    package var rateConstant: Quantity
    /// Power of the proton activity.
    package var protonOrder: Quantity
  }

  /// Σ terms · (1 − Ω^(1/root))^order.
  package struct Dissolution: Sendable {
    /// Divisor of ln Ω.
    package var root: Quantity
    /// Power of the undersaturation.
    package var order: Quantity
    /// Activation energy of all terms [kJ/mol].
    package var activationEnergy: Quantity
    /// Additive terms.
    package var terms: [DissolutionTerm]
  }

  /// Classical nucleation on surfaces.
  package struct Nucleation: Sendable {
    /// Energy of the surface between mineral and water [mJ/m²].
    package var interfacialEnergy: Quantity
    /// Prefactor per site area [1/(m² s)].
    package var heterogeneousPrefactor: Quantity
    /// Prefactor per volume [1/(m³ s)], nil if the mineral does not form in free fluid.
    package var homogeneousPrefactor: Quantity?
    /// Contact angle on each kind of site that tissues or causes offer [°], in the order of the record.
    package var contactAngles: [(site: String, angle: Quantity)]
    /// Contact angle on crystals of other minerals [°].
    package var crystalAngles: [(mineral: String, angle: Quantity)]
  }

  /// A Langmuir inhibitor, 1 − θ K c/(1 + K c).
  package struct Inhibitor: Sendable {
    /// What of a component inhibits.
    package enum Form: String, Sendable, CaseIterable {
      /// The free ion.
      case free
      /// All dissolved forms.
      case total
    }
    /// Id of a component, or of an inhibitor that a scenario may hold.
    package var inhibitor: String
    /// Which forms of a component count.
    package var form: Form
    /// Affinity [L/mol].
    package var affinity: Quantity
    /// Largest share θ of the sites that it blocks, nil for all.
    package var largestShare: Quantity?
    /// What it slows, in the order of the record.
    package var processes: [LangmuirInhibition.Process]
  }

  /// Growth law.
  package var growth: Growth
  /// Dissolution law.
  package var dissolution: Dissolution
  /// Nucleation law, nil for a mineral that never nucleates.
  package var nucleation: Nucleation?
  /// What slows growth, nucleation or dissolution.
  package var inhibition: [Inhibitor]
}

extension MineralRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    formula = keys.string("formula")
    stoichiometry = keys.required("stoichiometry", "an object of numbers")?.stoichiometry() ?? []
    logK =
      keys.required("log_k", "a number or an object")?.logK()
      ?? .unread
    molarMass = keys.quantity("molar_mass_g_per_mol", .positive, unit: "g/mol")
    density = keys.quantity("density_g_per_cm3", .between(0, and: 25), unit: "g/cm3")
    kinetics = keys.optional("kinetics")?.object { MineralKineticsRecord($0) }
    alternativeOf = keys.optional("alternative_of")?.string(allowsEmpty: false)
    _ = keys.optional("group")
    _ = keys.optional("note")
    _ = keys.optional("alternatives")
  }
}

extension MineralKineticsRecord {
  init(_ keys: ObjectReader) {
    let nothing = Quantity(.nan, unit: "", source: "", confidence: .low)
    growth =
      keys.required("growth", "an object")?.object { Growth($0) }
      ?? Growth(rateConstant: nothing, root: nothing, order: nothing)
    dissolution =
      keys.required("dissolution", "an object")?.object { Dissolution($0) }
      ?? Dissolution(root: nothing, order: nothing, activationEnergy: nothing, terms: [])
    nucleation = keys.optional("nucleation")?.object { Nucleation($0) }
    inhibition =
      keys.optional("inhibition")?.entries { inhibitor, keys in
        Inhibitor(
          inhibitor: inhibitor,
          form: keys.required("of", "\"free\" or \"total\"")?.word(Inhibitor.Form.self) ?? .total,
          affinity: keys.quantity("affinity_L_per_mol", .notNegative, unit: "L/mol"),
          largestShare: keys.optional("largest_share")?.quantity(.positiveFraction, unit: "1"),
          processes: keys.optional("acts_on")?.processes() ?? [.growth, .nucleation])
      } ?? []
    _ = keys.optional("note")
  }
}

extension NodeReader {
  /// The processes that an inhibitor slows, each once.
  fileprivate func processes() -> [LangmuirInhibition.Process] {
    var names = UniqueNames(kind: "process")
    return elements("words", count: 1...Int.max).compactMap { entry in
      entry.word(LangmuirInhibition.Process.self).flatMap { names.add($0.rawValue, entry) ? $0 : nil }
    }
  }
}

extension MineralKineticsRecord.Growth {
  init(_ keys: ObjectReader) {
    rateConstant = keys.quantity("rate_constant_mol_per_m2_s", .positive, unit: "mol/(m2 s)")
    let (energy, reference) = ("activation_energy_kJ_per_mol", "reference_temperature_C")
    if keys.optional(energy) != nil || keys.optional(reference) != nil {
      activationEnergy = keys.quantity(energy, .from(0, to: 300), unit: "kJ/mol")
      referenceTemperature = keys.quantity(reference, .from(0, to: 50), unit: "C")
    }
    root = keys.quantity("root", .positive, unit: "1")
    order = keys.quantity("order", .from(1, to: 10), unit: "1")
  }
}

extension MineralKineticsRecord.Dissolution {
  init(_ keys: ObjectReader) {
    root = keys.quantity("root", .positive, unit: "1")
    order = keys.quantity("order", .from(1, to: 10), unit: "1")
    activationEnergy = keys.quantity("activation_energy_kJ_per_mol", .from(0, to: 300), unit: "kJ/mol")
    terms =
      keys.required("terms", "an object of terms")?.entries { name, keys in
        MineralKineticsRecord.DissolutionTerm(
          name: name,
          rateConstant: keys.quantity("rate_constant_mol_per_m2_s", .positive, unit: "mol/(m2 s)"),
          protonOrder: keys.quantity("proton_order", .from(-2, to: 2), unit: "1"))
      } ?? []
  }
}

extension MineralKineticsRecord.Nucleation {
  init(_ keys: ObjectReader) {
    interfacialEnergy = keys.quantity("interfacial_energy_mJ_per_m2", .positive, unit: "mJ/m2")
    heterogeneousPrefactor = keys.quantity("heterogeneous_prefactor_per_m2_s", .notNegative, unit: "1/(m2 s)")
    homogeneousPrefactor = keys.optional("homogeneous_prefactor_per_m3_s")?
      .quantity(.notNegative, unit: "1/(m3 s)")
    contactAngles =
      keys.required("contact_angle_deg", "an object of angles")?
      .quantities(.from(0, to: 180), unit: "deg").map { (site: $0.key, angle: $0.quantity) }
      ?? []
    crystalAngles =
      keys.optional("contact_angle_on_crystals_deg")?.quantities(.from(0, to: 180), unit: "deg")
      .map { (mineral: $0.key, angle: $0.quantity) } ?? []
  }
}
