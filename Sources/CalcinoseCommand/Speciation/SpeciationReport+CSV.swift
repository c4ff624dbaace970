import Chemistry
import ScenarioFormat

extension SpeciationReport {
  /// One row per solution; columns of all solutions, empty where a solution has none.
  var commaSeparated: String {
    let rows = solved.map { item in cells(of: item) }
    var filled: Set<String> = []
    for row in rows { filled.formUnion(row.keys) }
    let columns = Self.unique(columnNames).filter(filled.contains)
    var table = Table(columns: columns)
    for row in rows { table.append(columns.map { row[$0] ?? .missing }) }
    return table.text(.csv)
  }

  /// A name in letters, digits and underscores: `+` becomes `_p`, `-` becomes `_m`, every other character that is
  /// no letter or digit an underscore, so that `Fe(OH)2+` is `Fe_OH_2_p` and `HPO4-2` is `HPO4_m2`.
  static func columnName(_ id: String) -> String {
    var name = ""
    for scalar in id.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": name.unicodeScalars.append(scalar)
      case "+": name += "_p"
      case "-": name += "_m"
      default: name += "_"
      }
    }
    return name
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// All columns that there can be, in order.
  private var columnNames: [String] {
    func names(_ prefix: String, _ ids: [String]) -> [String] { ids.map { prefix + Self.columnName($0) } }
    return ["id"] + (variedPath.map { [Self.columnName($0)] } ?? [])
      + [
        "temperature_C", "davies_A", "pH", "ionic_strength", "water_activity", "charge_balance_eq_per_kgw",
        "total_H_mol_per_kgw", "log_pCO2_atm", "pCO2_mmHg", "mass_of_water_kg", "charge_balance_eq",
        "titrant_formula", "titrant_mol_added", "CO2_gas_uptake_mol",
      ] + names("mineral_", minerals) + names("mineral_change_", minerals) + names("total_", components)
      + names("a_", components) + names("m_", componentIDs) + names("m_", complexes) + names("SI_", minerals)
  }

  private func cells(of item: SolvedCase) -> [String: Table.Cell] {
    let solution = item.solution
    var cells: [String: Table.Cell] = [
      "id": .text(item.question.id),
      "temperature_C": .number(item.question.temperature),
      "davies_A": .number(item.debyeHueckel),
      "pH": .number(solution.pH),
      "ionic_strength": .number(solution.ionicStrength),
      "water_activity": .number(solution.waterActivity),
      "charge_balance_eq_per_kgw": .number(solution.chargeBalance),
      "total_H_mol_per_kgw": .number(solution.totals[Component.hydrogen] ?? 0),
    ]
    if let logarithm = solution.logCarbonDioxidePressure, let pressure = item.carbonDioxidePressure {
      cells["log_pCO2_atm"] = .number(logarithm)
      cells["pCO2_mmHg"] = .number(pressure)
    }
    func add(_ prefix: String, _ values: [String: Double], _ ids: [String]) {
      for (id, value) in Self.ordered(values, by: ids) {
        cells[prefix + Self.columnName(id)] = .number(value)
      }
    }
    if let equilibrium = item.equilibrium {
      cells["mass_of_water_kg"] = .number(equilibrium.waterMass)
      cells["charge_balance_eq"] = .number(equilibrium.charge)
      if let titrant = equilibrium.titrant {
        cells["titrant_formula"] = .text(titrant.formula)
        cells["titrant_mol_added"] = .number(titrant.amount)
      }
      if let uptake = equilibrium.carbonDioxideUptake { cells["CO2_gas_uptake_mol"] = .number(uptake) }
      add("mineral_", equilibrium.minerals, minerals)
      add("mineral_change_", equilibrium.changes, minerals)
    }
    add("total_", solution.totals, components)
    add("a_", solution.logActivity.mapValues { Natural.power(10, $0) }, components)
    add("m_", solution.freeIon, componentIDs)
    add("m_", solution.complex, complexes)
    add("SI_", solution.saturationIndex, minerals)
    if variedHasItsOwnKey, let path = variedPath, let value = item.question.varied {
      cells[Self.columnName(path)] = .number(value)
    }
    return cells
  }
}
