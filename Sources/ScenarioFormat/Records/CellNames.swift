import Cells
import TissueModel

/// Turns records of kinds into the model's kinds: names into places, data units into µm, s and mM.
struct CellNames {
  /// Ids of all kinds, of all signals and of the solutes that kinds answer to, in their order.
  let kinds, signals, solutes: [String]
  /// Whether there is an infection; without one, what deals with it is left out.
  var hasInfection = true

  private static let minute = 60.0
  private static let hour = 3600.0
  private static let day = 86400.0
  /// 1 nM in mM.
  private static let nanomolar = 1e-6
  /// 1 mm³ and 1 mm² in µm³ and µm².
  private static let (cubicMillimetre, squareMillimetre) = (1e9, 1e6)

  /// The kind of a record whose names are all known.
  func kind(of record: CellRecord) -> CellKind {
    CellKind(
      id: record.id, name: record.name, radius: record.radius.value,
      repulsion: record.repulsion.value / CellNames.minute,
      adhesion: record.adhesion.value / CellNames.minute,
      behaviours: record.behaviours.filter { hasInfection || !$0.needsInfection }.map(behaviour))
  }

  private func place(_ name: String, in names: [String]) -> Int {
    guard let place = names.firstIndex(of: name) else { preconditionFailure("\(name) was not looked up") }
    return place
  }

  private func behaviour(_ record: BehaviourRecord) -> Behaviour {
    typealias Names = CellNames
    return switch record {
    case .walk(let speed, let persistence):
      .walk(
        Walk(
          speed: speed.value.value / Names.minute, persistence: persistence.value * Names.minute,
          responses: responses(speed)))
    case .chemotaxis(let signal, let dissociation, let halfDifference):
      .chemotaxis(
        Chemotaxis(
          signal: place(signal, in: signals), dissociation: dissociation.value * Names.nanomolar,
          halfDifference: halfDifference.value))
    case .secretion(let signal, let rate):
      .secretion(
        Secretion(
          signal: place(signal, in: signals), rate: self.rate(rate, per: Secretion.moleculesPerAttomole)))
    case .uptake(let signal, let rate, let half):
      .uptake(
        Uptake(
          signal: place(signal, in: signals), maximum: self.rate(rate, per: Secretion.moleculesPerAttomole),
          half: half.value * Names.nanomolar))
    case .growth(let rate): .growth(Growth(rate: rate.value / Names.hour))
    case .death(let rate, let record):
      .death(death(record, at: Rate(1 / (rate.value.value * Names.day), responses(rate))))
    case .necrosis(let rate, let record), .bursting(let rate, let record):
      .death(death(record, at: self.rate(rate, per: Names.day)))
    case .departure(let rate): .departure(Departure(rate: self.rate(rate, per: Names.day)))
    case .division(let rate): .division(Division(rate: self.rate(rate, per: Names.day)))
    case .change(let kind, let rate):
      .change(Change(to: place(kind, in: kinds), rate: self.rate(rate, per: Names.day)))
    case .recruitment(let rate, let begin):
      .recruitment(
        Recruitment(
          rate: self.rate(rate, per: Names.day * Names.squareMillimetre),
          begin: Int(Clock.ticks(days: begin?.value ?? 0))))
    case .phagocytosis(let rate, let halfNumber, let largestRadius, let capacity):
      .phagocytosis(
        Phagocytosis(
          rate: self.rate(rate, per: Names.hour), halfNumber: halfNumber.value / Names.cubicMillimetre,
          largestRadius: largestRadius.value, capacity: capacity.value))
    case .fusion(let product, let rate):
      .fusion(Fusion(rate: self.rate(rate, per: Names.day), product: place(product, in: kinds)))
    case .recognition(let kind, let presenters, let needs, let rate):
      .recognition(
        Recognition(
          to: place(kind, in: kinds), presenters: presenters.map { place($0, in: kinds) },
          needsLoad: needs == .mineralOrPathogens, needsPathogens: needs == .pathogens,
          rate: self.rate(rate, per: Names.hour)))
    case .collagenLaying(let rate, let largest):
      .collagenLaying(CollagenLaying(rate: self.rate(rate, per: Names.day), largest: largest.value))
    case .collagenRemoval(let rate):
      .collagenRemoval(CollagenRemoval(rate: self.rate(rate, per: Names.day)))
    case .vesicleRelease(let rate): .vesicleRelease(VesicleRelease(rate: self.rate(rate, per: Names.day)))
    case .digestion(let pH, let surfaceRatio):
      .digestion(Digestion(pH: pH.value, surfaceRatio: surfaceRatio?.value ?? 1))
    case .ingestion(let rate, let halfNumber, let capacity, let growth):
      .ingestion(
        Ingestion(
          rate: self.rate(rate, per: Names.hour), halfNumber: halfNumber.value / Names.cubicMillimetre,
          capacity: capacity.value, growth: growth?.value ?? 1))
    case .intracellularKilling(let rate):
      .intracellularKilling(IntracellularKilling(rate: self.rate(rate, per: Names.day)))
    case .cytotoxicity(let targets, let rate, let record):
      .cytotoxicity(
        Cytotoxicity(
          targets: targets.map { place($0, in: kinds) },
          death: death(record, at: self.rate(rate, per: Names.hour))))
    case .efferocytosis(let body, let rate):
      .efferocytosis(Efferocytosis(rate: self.rate(rate, per: Names.hour), of: place(body, in: kinds)))
    }
  }

  private func death(_ record: DeathRecord, at rate: Rate) -> Death {
    Death(
      rate: rate, body: record.body.map { place($0, in: kinds) },
      releases: record.releases.map {
        Release(
          signal: place($0.signal, in: signals), amount: $0.molecules.value / Secretion.moleculesPerAttomole)
      }, debris: record.debris?.value ?? 0, survivingPathogens: record.survivingPathogens?.value ?? 1,
      caseum: record.caseum?.value ?? 0)
  }

  private func rate(_ record: RateRecord, per unit: Double) -> Rate {
    Rate(record.value.value / unit, responses(record))
  }

  private func responses(_ record: RateRecord) -> [Response] {
    record.responses.filter { hasInfection || !$0.needsInfection }.map(response)
  }

  private func response(_ record: ResponseRecord) -> Response {
    let stimulus: Stimulus =
      switch record.stimulus {
      case "load": .load
      case "pressure": .pressure
      case "frustration": .frustration
      case "burden": .burden
      case ResponseRecord.collagen: .collagen
      case ResponseRecord.crystals: .crystals
      case "pathogens": .pathogens
      case ResponseRecord.antigen: .antigen
      case "caseum": .caseum
      default:
        record.isSolute
          ? .solute(place(record.stimulus, in: solutes)) : .signal(place(record.stimulus, in: signals))
      }
    let unit =
      switch stimulus {
      case .signal: CellNames.nanomolar
      case .crystals, .antigen: 1 / CellNames.cubicMillimetre
      default: 1.0
      }
    return Response(
      to: stimulus, half: record.half.value * unit,
      exponent: record.exponent, none: record.none?.value ?? 0, full: record.full?.value ?? 1)
  }
}
