import Chemistry

/// Reads one solution of a file. Names are looked up in the library; problems go to the log.
struct SolutionReader {
  /// Keys by name.
  typealias Keys = SolutionKeys

  /// Records that names are looked up in.
  let library: Library
  /// Where problems go.
  let log: ReadingLog

  /// What the keys say, before they are brought together.
  private struct Values {
    var temperature = Double.nan
    var totals: [String: Double] = [:]
    var phases: [String: Double] = [:]
    var pH: Double?
    var initialPH: Double?
    var totalHydrogen: Double?
    var pressure: Double?
    var water = 1.0
  }

  /// Reads a solution; nil after a problem.
  func solution(_ reader: NodeReader, position: Int) -> SolutionCase? {
    reader.object { keys -> SolutionCase? in
      let id = keys.optional("id")?.string(allowsEmpty: false) ?? "\(position)"
      let description = keys.optional("description")?.string()
      var values = Values()
      values.temperature = keys.number("temperature_C", .from(0, to: 50), unit: "°C")
      values.totals =
        keys.required(Keys.totals, "an object of totals").map(totals) ?? [:]
      let mode = keys.optional(Keys.mode).map { $0.word(Keys.Mode.self) }
      values.pH = keys.optional("pH")?.number(.from(0, to: 14), unit: "1")
      values.initialPH = keys.optional(Keys.initialPH)?.number(.from(0, to: 14), unit: "1")
      values.totalHydrogen = keys.optional(Keys.totalHydrogen)?.number(.any, unit: "mol")
      values.water = keys.optional(Keys.initialWater)?.number(.positive, unit: "kg") ?? 1
      values.pressure = pressure(keys)
      values.phases = keys.optional(Keys.phases).map(phases) ?? [:]
      if let reader = keys.optional(Keys.initialSaturation) { ignoredNumbers(reader) }
      let task: SolutionCase.Task?
      switch mode {
      case nil: task = isMisspelt(Keys.mode, in: keys) ? nil : speciation(keys, values)
      case .some(nil): task = nil
      case .some(.some(let mode)): task = equilibrium(keys, values, mode: mode)
      }
      guard let task, !log.hasProblem(inside: reader.path) else { return nil }
      return SolutionCase(
        id: id, description: description, temperature: values.temperature, task: task,
        statedPH: values.totalHydrogen == nil ? nil : values.initialPH, varied: nil)
    } ?? nil
  }

  /// A key among those given that is nothing else and close to a missing one.
  private func isMisspelt(_ key: String, in keys: ObjectReader) -> Bool {
    keys.keys.contains { NearestName.of($0, among: [key]) == key }
  }

  /// The fluid at the pH that is given.
  private func speciation(_ keys: ObjectReader, _ values: Values) -> SolutionCase.Task? {
    for key in [
      Keys.initialPH, Keys.totalHydrogen, Keys.initialWater, Keys.phases, Keys.initialSaturation,
    ] {
      keys.optional(key)?.report(.solution(.onlyWithMode))
    }
    guard keys.required("pH", "a number from 0 to 14") != nil, let pH = values.pH else { return nil }
    if values.pressure != nil, let total = keys.optional(Keys.totals)?.node.member(Component.carbonate) {
      report(total, at: keys.path.appending(Keys.totals), .solution(.carbonateTotal))
    }
    let acidBase: AcidBase =
      values.pressure.map { .heldPHOpen(pH: pH, pCO2_mmHg: $0) } ?? .heldPH(pH)
    return .speciation(
      Solution(
        temperature: values.temperature + Natural.zeroCelsius, acidBase: acidBase, totals: values.totals))
  }

  /// The fluid in equilibrium with minerals and surroundings.
  private func equilibrium(
    _ keys: ObjectReader, _ values: Values, mode: Keys.Mode
  ) -> SolutionCase.Task? {
    let exchange: EquilibriumProblem.Exchange?
    switch mode {
    case .closed: exchange = .closed
    case .heldPH:
      if values.pH == nil && values.initialPH == nil { keys.requireOne(of: [Keys.initialPH, "pH"]) }
      exchange = (values.pH ?? values.initialPH).map { .heldPH($0) }
    case .open:
      if keys.optional(Keys.pressure) == nil && keys.optional(Keys.logPressure) == nil {
        keys.requireOne(of: [Keys.pressure, Keys.logPressure])
      }
      exchange = values.pressure.map { .open(pCO2_mmHg: $0) }
    }
    if mode != .heldPH {
      keys.optional("pH")?.report(.solution(.notInMode(mode.rawValue)))
      if keys.optional(Keys.initialPH) == nil && keys.optional(Keys.totalHydrogen) == nil {
        keys.requireOne(of: [Keys.initialPH, Keys.totalHydrogen])
      }
    }
    if mode != .open {
      for key in [Keys.pressure, Keys.logPressure] {
        keys.optional(key)?.report(.solution(.notInMode(mode.rawValue)))
      }
    }
    checkComponents(keys, values, mode: mode)
    let start: EquilibriumProblem.Start? =
      values.totalHydrogen.map { .totalHydrogen($0) } ?? (values.initialPH ?? values.pH).map { .pH($0) }
    guard let exchange, let start, !log.hasProblem(inside: keys.path) else { return nil }
    let problem = EquilibriumProblem(
      temperature: values.temperature + Natural.zeroCelsius, exchange: exchange, start: start,
      totals: values.totals, minerals: values.phases, waterMass: values.water)
    if let reader = keys.optional(Keys.totalHydrogen) { checkHydrogen(reader, of: problem) }
    return .equilibrium(problem)
  }

  /// Refuses minerals made of components that are nowhere.
  private func checkComponents(_ keys: ObjectReader, _ values: Values, mode: Keys.Mode) {
    var present = Set(values.totals.filter { $0.value > 0 }.keys).union([Component.hydrogen, Component.water])
    if mode == .open { present.insert(Component.carbonate) }
    for mineral in library.minerals where values.phases[mineral.id] ?? 0 > 0 {
      present.formUnion(mineral.stoichiometry.filter { $0.count > 0 }.map(\.component))
    }
    guard let phases = keys.optional(Keys.phases), let members = phases.node.members else { return }
    for member in members {
      let needed = library.mineral(member.key)?.stoichiometry.map(\.component) ?? []
      let absent = needed.filter { !present.contains($0) }
      if !absent.isEmpty { report(member, at: phases.path, .solution(.lacksComponents(absent))) }
    }
  }

  /// Refuses total hydrogen that no pH from 0 to 14 gives to the fluid of the start.
  private func checkHydrogen(_ reader: NodeReader, of problem: EquilibriumProblem) {
    guard case .totalHydrogen(let amount) = problem.start else { return }
    let speciation = Speciation(table: library.thermodynamicTable)
    func hydrogen(pH: Double) -> Double? {
      let fluid = Solution(
        temperature: problem.temperature, acidBase: .heldPH(pH), totals: problem.totals)
      return (try? speciation.solve(fluid))?.totals[Component.hydrogen].map { $0 * problem.waterMass }
    }
    guard let least = hydrogen(pH: 14), let most = hydrogen(pH: 0), !(least...most).contains(amount) else {
      return
    }
    reader.report(
      .outOfStep(
        .from(least, to: most), limit: "the amounts that keep the pH of the start from 0 to 14",
        got: TextPreview.of(reader.node)))
  }

  private func report(_ member: JSONNode.Member, at path: JSONPath, _ fault: ScenarioError.Fault) {
    log.report(
      ScenarioError(
        origin: member.keyOrigin, position: member.keyPosition, path: path.appending(member.key), fault: fault
      ))
  }
}
