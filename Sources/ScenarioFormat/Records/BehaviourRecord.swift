/// A behaviour of a kind of cell as the library has it; names of signals and kinds are not looked up yet.
package enum BehaviourRecord: Sendable {
  /// Speed [µm/min] and mean time of a run [min].
  case walk(speed: RateRecord, persistence: Quantity)
  /// Attractant, dissociation constant of its receptor [nM], difference of occupancy of half the bias.
  case chemotaxis(signal: String, dissociation: Quantity, halfDifference: Quantity)
  /// Signal and molecules per second.
  case secretion(signal: String, RateRecord)
  /// Signal, molecules per second at most, concentration of half of that [nM].
  case uptake(signal: String, RateRecord, half: Quantity)
  /// Rate of regaining the kind's volume [1/h].
  case growth(Quantity)
  /// Mean lifetime [d], the kind of body that is left, and what is given off at once.
  case death(RateRecord, DeathRecord)
  /// Deaths of another kind [1/d]: of what the cell has taken up, or of its surroundings.
  case necrosis(RateRecord, DeathRecord)
  /// Departures [1/d].
  case departure(RateRecord)
  /// Divisions [1/d].
  case division(RateRecord)
  /// The kind that it becomes, and changes [1/d].
  case change(kind: String, RateRecord)
  /// Cells through the wall [1/(mm² d)], and when the first ones come [d].
  case recruitment(RateRecord, begin: Quantity?)
  /// Crystals [1/h], number of half the rate [1/mm³], largest radius [µm], capacity [µm³].
  case phagocytosis(RateRecord, halfNumber: Quantity, largestRadius: Quantity, capacity: Quantity)
  /// The kind that comes of it, and attempts [1/d].
  case fusion(product: String, RateRecord)
  /// The kind of body that is taken, and attempts [1/h].
  case efferocytosis(body: String, RateRecord)
  /// pH of the phagolysosome.
  case digestion(pH: Quantity, surfaceRatio: Quantity?)
  /// The kind that it becomes, kinds that present, whether they must hold mineral, and attempts [1/h].
  case recognition(kind: String, presenters: [String], needs: AntigenNeed, RateRecord)
  /// Collagen [pg/d] and the most of it [mg/mL].
  case collagenLaying(RateRecord, largest: Quantity)
  /// Tissue that is cleared of collagen [µm³/d].
  case collagenRemoval(RateRecord)
  /// Membrane of matrix vesicles [µm²/d].
  case vesicleRelease(RateRecord)
  /// Pathogens [1/h], number of half the rate [1/mm³], capacity, and growth inside over the pathogen's own.
  case ingestion(RateRecord, halfNumber: Quantity, capacity: Quantity, growth: Quantity?)
  /// Share of the pathogens inside that is killed [1/d].
  case intracellularKilling(RateRecord)
  /// Deaths of what lives inside the cell [1/d].
  case bursting(RateRecord, DeathRecord)
  /// Kinds that are killed where they hold pathogens, attempts [1/h], and what is left of the killed.
  case cytotoxicity(targets: [String], RateRecord, DeathRecord)
}

/// What a cell must hold to present antigen.
package enum AntigenNeed: Sendable {
  case nothing, mineralOrPathogens, pathogens
}

extension AntigenNeed {
  init(_ keys: ObjectReader) {
    let mineral = keys.optional("needs_mineral")?.boolean() ?? true
    let pathogens = keys.optional("needs_pathogens")?.boolean() ?? false
    self = pathogens ? .pathogens : mineral ? .mineralOrPathogens : .nothing
  }
}

/// What is left of a dead cell.
package struct DeathRecord: Sendable {
  /// Kind of the body, nil where the cell vanishes.
  package var body: String?
  /// Signals that are given off at once, and molecules of each for every nucleus.
  package var releases: [(signal: String, molecules: Quantity)]
  /// Membranes that lie bare afterwards, for every nucleus [µm²]; nil where the cell does not burst.
  package var debris: Quantity?
  /// Share of the pathogens inside that come out alive; nil for all.
  package var survivingPathogens: Quantity?
  /// Volume that stays as caseum where there are pathogens, for every nucleus [µm³]; nil for none.
  package var caseum: Quantity?

  /// All numbers.
  var quantities: [Quantity] {
    releases.map(\.molecules) + [debris, survivingPathogens, caseum].compactMap(\.self)
  }
}

extension DeathRecord {
  init(_ keys: ObjectReader) {
    body = keys.optional("leaves")?.string(allowsEmpty: false)
    releases =
      keys.optional("releases")?.entries {
        (signal: $0, molecules: $1.quantity("molecules", .from(0, to: 1e12), unit: "1"))
      } ?? []
    debris = keys.optional("debris_um2")?.quantity(.notNegative, unit: "um2")
    survivingPathogens = keys.optional("surviving_pathogens")?.quantity(.fraction, unit: "1")
    caseum = keys.optional("caseum_um3")?.quantity(.notNegative, unit: "um3")
  }
}

extension BehaviourRecord {
  /// All behaviours of an object, in the order of the laws.
  static func list(_ keys: ObjectReader) -> [BehaviourRecord] {
    func each(_ key: String, _ body: (String, ObjectReader) -> BehaviourRecord) -> [BehaviourRecord] {
      keys.optional(key)?.entries(body) ?? []
    }
    func one(_ key: String, _ body: (ObjectReader) -> BehaviourRecord) -> [BehaviourRecord] {
      keys.optional(key).flatMap { $0.object(body) }.map { [$0] } ?? []
    }
    var list = one("walk") {
      .walk(
        speed: RateRecord($0, "speed_um_per_min", .from(0, to: 1000), unit: "um/min"),
        persistence: $0.quantity("persistence_min", .positive, unit: "min"))
    }
    list += each("chemotaxis") {
      .chemotaxis(
        signal: $0, dissociation: $1.quantity("dissociation_nM", .positive, unit: "nM"),
        halfDifference: $1.quantity("half_difference", .positiveFraction, unit: "1"))
    }
    list += each("secretion") { .secretion(signal: $0, RateRecord($1, "molecules_per_s", unit: "1/s")) }
    list += each("uptake") {
      .uptake(
        signal: $0, RateRecord($1, "maximum_molecules_per_s", unit: "1/s"),
        half: $1.quantity("half_nM", .positive, unit: "nM"))
    }
    list += one("growth") { .growth($0.quantity("per_h", .from(0, to: 10), unit: "1/h")) }
    list += one("death") { .death(RateRecord($0, "lifetime_d", .positive, unit: "d"), DeathRecord($0)) }
    list += one("necrosis") { .necrosis(RateRecord($0, "per_d", unit: "1/d"), DeathRecord($0)) }
    list += one("departure") { .departure(RateRecord($0, "per_d", unit: "1/d")) }
    list += one("division") { .division(RateRecord($0, "per_d", unit: "1/d")) }
    list += each("change") { .change(kind: $0, RateRecord($1, "per_d", unit: "1/d")) }
    list += one("recruitment") {
      .recruitment(
        RateRecord($0, "per_mm2_d", unit: "1/(mm2 d)"),
        begin: $0.optional("from_d")?.quantity(.from(0, to: 36525), unit: "d"))
    }
    list += one("phagocytosis") {
      .phagocytosis(
        RateRecord($0, "crystals_per_h", unit: "1/h"),
        halfNumber: $0.quantity("half_number_per_mm3", .positive, unit: "1/mm3"),
        largestRadius: $0.quantity("largest_radius_um", .positive, unit: "um"),
        capacity: $0.quantity("capacity_um3", .positive, unit: "um3"))
    }
    list += one("digestion") {
      .digestion(
        pH: $0.quantity("pH", .from(1, to: 10), unit: "1"),
        surfaceRatio: $0.optional("surface_ratio")?.quantity(.from(1, to: 1e4), unit: "1"))
    }
    list += one("fusion") { .fusion(product: $0.string("into"), RateRecord($0, "per_d", unit: "1/d")) }
    list += each("efferocytosis") { .efferocytosis(body: $0, RateRecord($1, "per_h", unit: "1/h")) }
    list += each("recognition") {
      .recognition(
        kind: $0, presenters: names("presenters", "presenters", $1),
        needs: AntigenNeed($1),
        RateRecord($1, "per_h", unit: "1/h"))
    }
    return list + matrix(one) + infection(one)
  }

  /// What the behaviours do to pathogens.
  private static func infection(
    _ one: (String, (ObjectReader) -> BehaviourRecord) -> [BehaviourRecord]
  ) -> [BehaviourRecord] {
    var list = one("ingestion") {
      .ingestion(
        RateRecord($0, "pathogens_per_h", unit: "1/h"),
        halfNumber: $0.quantity("half_number_per_mm3", .positive, unit: "1/mm3"),
        capacity: $0.quantity("capacity", .from(1, to: 1e6), unit: "1"),
        growth: $0.optional("growth")?.quantity(.from(0, to: 10), unit: "1"))
    }
    list += one("intracellular_killing") { .intracellularKilling(RateRecord($0, "per_d", unit: "1/d")) }
    list += one("bursting") { .bursting(RateRecord($0, "per_d", unit: "1/d"), DeathRecord($0)) }
    list += one("cytotoxicity") {
      .cytotoxicity(
        targets: names("targets", "kinds that are killed", $0), RateRecord($0, "per_h", unit: "1/h"),
        DeathRecord($0))
    }
    return list
  }

  /// What the behaviours do to the matrix.
  private static func matrix(
    _ one: (String, (ObjectReader) -> BehaviourRecord) -> [BehaviourRecord]
  ) -> [BehaviourRecord] {
    var list = one("collagen_laying") {
      .collagenLaying(
        RateRecord($0, "pg_per_d", unit: "pg/d"),
        largest: $0.quantity("largest_mg_per_mL", .above(0, upTo: 1400), unit: "mg/mL"))
    }
    list += one("collagen_removal") { .collagenRemoval(RateRecord($0, "um3_per_d", unit: "um3/d")) }
    list += one("vesicle_release") { .vesicleRelease(RateRecord($0, "um2_per_d", unit: "um2/d")) }
    return list
  }

  /// At least one kind of cell.
  private static func names(_ key: String, _ noun: String, _ keys: ObjectReader) -> [String] {
    keys.required(key, "an array of kinds of cell")?.elements(noun, count: 1...Int.max)
      .map { $0.string(allowsEmpty: false) } ?? []
  }

  /// The rate, where the behaviour has one that answers to stimuli.
  package var rate: RateRecord? {
    switch self {
    case .chemotaxis, .growth, .digestion: nil
    case .walk(let rate, _), .secretion(_, let rate), .uptake(_, let rate, _), .death(let rate, _),
      .necrosis(let rate, _), .departure(let rate), .division(let rate), .change(_, let rate),
      .recruitment(let rate, _), .phagocytosis(let rate, _, _, _), .fusion(_, let rate),
      .efferocytosis(_, let rate), .recognition(_, _, _, let rate), .collagenLaying(let rate, _),
      .collagenRemoval(let rate), .vesicleRelease(let rate), .ingestion(let rate, _, _, _),
      .intracellularKilling(let rate), .bursting(let rate, _), .cytotoxicity(_, let rate, _):
      rate
    }
  }

  /// All numbers.
  package var quantities: [Quantity] {
    let own: [Quantity] =
      switch self {
      case .walk(_, let persistence): [persistence]
      case .chemotaxis(_, let dissociation, let halfDifference): [dissociation, halfDifference]
      case .uptake(_, _, let half): [half]
      case .growth(let rate): [rate]
      case .digestion(let pH, let surfaceRatio): [pH, surfaceRatio].compactMap(\.self)
      case .death(_, let record), .necrosis(_, let record), .bursting(_, let record),
        .cytotoxicity(_, _, let record):
        record.quantities
      case .recruitment(_, let begin): [begin].compactMap(\.self)
      case .ingestion(_, let number, let capacity, let growth):
        [number, capacity] + [growth].compactMap(\.self)
      case .collagenLaying(_, let largest): [largest]
      case .phagocytosis(_, let number, let radius, let capacity): [number, radius, capacity]
      default: []
      }
    let responses = (rate?.responses ?? []).flatMap { [$0.half, $0.none, $0.full].compactMap(\.self) }
    return own + (rate.map { [$0.value] } ?? []) + responses
  }
}
