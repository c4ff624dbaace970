import Chemistry
import Foundation
import ScenarioFormat

extension SpeciationReport {
  /// For people: a header, the allowed minerals, the components and the saturation of each solution.
  var tables: String { solved.map(text).joined(separator: "\n") }

  private func text(of item: SolvedCase) -> String {
    var title = item.question.id
    if let path = variedPath, let value = item.question.varied {
      title += ", \(path) = \(NumberRange.plain(value))"
    }
    if let description = item.question.description { title += ": \(description)" }
    var text = title + "\n" + conditions(of: item) + "\n"
    if let equilibrium = item.equilibrium {
      text += exchange(of: equilibrium) + "\n"
      if !equilibrium.minerals.isEmpty { text += "\n" + phases(of: equilibrium).text(.table) }
    }
    if !item.solution.logActivity.isEmpty { text += "\n" + components(of: item.solution).text(.table) }
    if !item.solution.saturationIndex.isEmpty { text += "\n" + saturation(of: item.solution).text(.table) }
    return text
  }

  private func conditions(of item: SolvedCase) -> String {
    let solution = item.solution
    var facts = [
      "pH \(fixed(solution.pH, 4))", "I \(fixed(solution.ionicStrength, 5)) mol/kg",
      "a_w \(fixed(solution.waterActivity, 5))",
      "charge balance \(scientific(solution.chargeBalance, 2)) eq/kg",
    ]
    if let pressure = item.carbonDioxidePressure { facts.append("pCO2 \(rounded(pressure, 4)) mmHg") }
    facts.append("\(NumberRange.plain(item.question.temperature)) °C")
    return facts.joined(separator: ", ")
  }

  private func exchange(of equilibrium: Equilibrium) -> String {
    var facts = ["pH at the start \(fixed(equilibrium.start.pH, 4))"]
    if let titrant = equilibrium.titrant {
      facts.append("\(titrant.formula) added \(scientific(titrant.amount, 4)) mol")
    }
    if let uptake = equilibrium.carbonDioxideUptake {
      facts.append("CO2 taken up \(scientific(uptake, 4)) mol")
    }
    facts.append("water \(fixed(equilibrium.waterMass, 6)) kg")
    return facts.joined(separator: ", ")
  }

  private func phases(of equilibrium: Equilibrium) -> Table {
    var table = Table(columns: ["allowed", "amount_mol", "change_mol", "SI"])
    for (id, amount) in Self.ordered(equilibrium.minerals, by: minerals) {
      let index = equilibrium.solution.saturationIndex[id] ?? 0
      table.append([
        .text(id), .text(amount == 0 ? "absent" : scientific(amount, 5)),
        .text(scientific(equilibrium.changes[id] ?? 0, 5)), .text(saturationText(index)),
      ])
    }
    return table
  }

  /// Totals with the shares of their forms; shares are of the total.
  private func components(of solution: SpeciatedSolution) -> Table {
    var table = Table(columns: [
      "component", "total_mol_per_kgw", "free_%", "bound_%", "log10_activity", "main_complexes",
    ])
    for id in components {
      guard let total = solution.totals[id], let free = solution.freeIon[id],
        let activity = solution.logActivity[id]
      else { continue }
      let share = total > 0 ? 100 * free / total : 0
      table.append([
        .text(id), .text(scientific(total, 4)), .text(fixed(share, 2)), .text(fixed(100 - share, 2)),
        .text(fixed(activity, 4)), .text(mainComplexes(of: id, in: solution, total: total)),
      ])
    }
    return table
  }

  /// The three complexes that hold most of a component, with their shares of at least a thousandth.
  private func mainComplexes(of id: String, in solution: SpeciatedSolution, total: Double) -> String {
    let shares = library.complexes.compactMap { complex -> (String, Double)? in
      guard let molality = solution.complex[complex.id],
        let count = complex.stoichiometry.first(where: { $0.component == id })?.count
      else { return nil }
      return (complex.id, 100 * count * molality / total)
    }
    return shares.sorted { $0.1 > $1.1 }.prefix(3).filter { $0.1 >= 0.1 }.map {
      "\($0.0) \(fixed($0.1, 1)) %"
    }.joined(separator: ", ")
  }

  /// Minerals from the most supersaturated.
  private func saturation(of solution: SpeciatedSolution) -> Table {
    var table = Table(columns: ["mineral", "SI", "name", "formula"])
    let records = library.minerals.compactMap { record in
      solution.saturationIndex[record.id].map { (record, $0) }
    }
    for (record, index) in records.sorted(by: { $0.1 > $1.1 }) {
      table.append([
        .text(record.id), .text(saturationText(index)), .text(record.name), .text(record.formula),
      ])
    }
    return table
  }

  /// Three decimals; round-off of a saturated mineral is 0.
  private func saturationText(_ index: Double) -> String {
    let text = fixed(index, 3)
    return text == "-0.000" ? "0.000" : text
  }

  private func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

  private func scientific(_ value: Double, _ digits: Int) -> String {
    value == 0 ? "0" : String(format: "%.\(digits - 1)e", value)
  }

  private func rounded(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)g", value) }
}
