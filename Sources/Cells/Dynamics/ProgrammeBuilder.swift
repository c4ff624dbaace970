/// Turns behaviours into rows.
struct ProgrammeBuilder {
  var attractions: [AttractionRow] = []
  var flows: [FlowRow] = []
  var fates: [FateRow] = []
  var responses: [ResponseRow] = []
  var releases: [ReleaseRow] = []
  var partners: [Int32] = []

  /// The row of one kind; its behaviours' rows are appended.
  mutating func row(of kind: CellKind) -> KindRow {
    var row = KindRow()
    row.radius = kind.radius
    row.volume = 4 * Double.pi / 3 * kind.radius * kind.radius * kind.radius
    row.repulsion = Float(kind.repulsion.squareRoot())
    row.adhesion = Float(kind.adhesion.squareRoot())
    row.attractions.first = Int32(attractions.count)
    row.flows.first = Int32(flows.count)
    row.fates.first = Int32(fates.count)
    for behaviour in kind.behaviours { add(behaviour, to: &row) }
    row.attractions.count = Int32(attractions.count) - row.attractions.first
    row.flows.count = Int32(flows.count) - row.flows.first
    row.fates.count = Int32(fates.count) - row.fates.first
    return row
  }

  private mutating func add(_ behaviour: Behaviour, to row: inout KindRow) {
    switch behaviour {
    case .walk(let walk):
      (row.speed, row.turns) = (walk.speed, 1 / walk.persistence)
      row.speedResponses = rate(Rate(1, walk.responses)).responses
    case .chemotaxis(let law):
      attractions.append(
        AttractionRow(
          signal: Int32(law.signal), dissociation: law.dissociation, halfDifference: law.halfDifference))
    case .secretion(let law):
      flows.append(FlowRow(signal: Int32(law.signal), rate: rate(law.rate), half: 0))
    case .uptake(let law):
      flows.append(FlowRow(signal: Int32(law.signal), rate: rate(law.maximum), half: law.half))
    case .growth(let law): row.growth = law.rate
    case .death(let law): death(.die, law)
    case .departure(let law): fate(.depart, -1, law.rate)
    case .division(let law): fate(.divide, -1, law.rate)
    case .change(let law): fate(.change, law.kind, law.rate)
    case .recruitment: break
    case .phagocytosis(let law):
      (row.capacity, row.largestCrystal, row.halfCrystals) = (
        law.capacity, law.largestRadius, law.halfNumber
      )
      fate(.engulf, -1, law.rate)
    case .fusion(let law):
      row.product = Int32(law.product)
      fate(.fuse, law.product, law.rate)
    case .efferocytosis(let law): fate(.clear, law.body, law.rate)
    case .digestion: row.digests = true
    case .recognition(let law):
      let first = Int32(partners.count)
      partners += law.presenters.map(Int32.init)
      fate(
        law.needsPathogens ? .recogniseInfected : law.needsLoad ? .recogniseLaden : .recognise, law.kind,
        law.rate,
        partners: Span(first: first, count: Int32(law.presenters.count)))
    case .collagenLaying(let law): flow(FlowRow.laying, law.rate, half: law.largest)
    case .collagenRemoval(let law): flow(FlowRow.removal, law.rate)
    case .vesicleRelease(let law): flow(FlowRow.vesicles, law.rate)
    case .ingestion(let law):
      (row.bearable, row.halfPathogens, row.pathogenGrowth) = (law.capacity, law.halfNumber, law.growth)
      fate(.ingest, -1, law.rate)
    case .intracellularKilling(let law): row.killing = rate(law.rate)
    case .cytotoxicity(let law):
      let first = Int32(partners.count)
      partners += law.targets.map(Int32.init)
      death(.attack, law.death, partners: Span(first: first, count: Int32(law.targets.count)))
    }
  }

  private mutating func death(_ event: Event, _ law: Death, partners: Span = Span()) {
    let first = Int32(releases.count)
    releases += law.releases.map { ReleaseRow(signal: Int32($0.signal), amount: $0.amount) }
    fate(
      event, law.body ?? -1, law.rate, releases: Span(first: first, count: Int32(law.releases.count)),
      partners: partners)
    fates[fates.count - 1].survivingPathogens = law.survivingPathogens
    fates[fates.count - 1].debris = law.debris
    fates[fates.count - 1].caseum = law.caseum
  }

  private mutating func fate(
    _ event: Event, _ target: Int, _ rate: Rate, releases: Span = Span(), partners: Span = Span()
  ) {
    fates.append(
      FateRow(
        event: event, target: Int32(target), rate: self.rate(rate), releases: releases, partners: partners))
  }

  private mutating func flow(_ target: Int32, _ rate: Rate, half: Double = 0) {
    flows.append(FlowRow(signal: target, rate: self.rate(rate), half: half))
  }

  /// The row of a rate; its responses' rows are appended.
  mutating func rate(_ rate: Rate) -> RateRow {
    let first = Int32(responses.count)
    for response in rate.responses {
      let code: Int32 =
        switch response.stimulus {
        case .signal(let signal): Int32(signal)
        case .load: ResponseRow.load
        case .pressure: ResponseRow.pressure
        case .frustration: ResponseRow.frustration
        case .burden: ResponseRow.burden
        case .collagen: ResponseRow.collagen
        case .crystals: ResponseRow.crystals
        case .solute(let solute): ResponseRow.solutes - Int32(solute)
        case .pathogens: ResponseRow.pathogens
        case .antigen: ResponseRow.antigen
        case .caseum: ResponseRow.caseum
        }
      responses.append(
        ResponseRow(
          stimulus: code, exponent: Int32(response.exponent), perHalf: 1 / response.half,
          none: response.none, gain: response.full - response.none))
    }
    return RateRow(base: rate.base, responses: Span(first: first, count: Int32(rate.responses.count)))
  }

  /// Whether all rows name kinds and signals that are there.
  func isWithin(kinds: Int, signals: Int) -> Bool {
    fates.allSatisfy { $0.target < Int32(kinds) } && responses.allSatisfy { $0.stimulus < Int32(signals) }
      && partners.allSatisfy { (0..<Int32(kinds)).contains($0) }
      && releases.allSatisfy { (0..<Int32(signals)).contains($0.signal) }
      && flows.allSatisfy { (FlowRow.vesicles..<Int32(signals)).contains($0.signal) }
      && attractions.allSatisfy { (0..<Int32(signals)).contains($0.signal) }
  }
}
