import Chemistry
import ScenarioFormat

extension SpeciationReport {
  /// An array of objects, numbers with all their digits.
  var json: String { JSONNode.array(solved.map(object)).text + "\n" }

  private func object(_ item: SolvedCase) -> JSONNode {
    let solution = item.solution
    var members: [(String, JSONNode)] = [("id", .value(.string(item.question.id)))]
    if let description = item.question.description {
      members.append(("description", .value(.string(description))))
    }
    if variedHasItsOwnKey, let path = variedPath, let value = item.question.varied {
      members.append((path, Self.number(value)))
    }
    members += [
      ("temperature_C", Self.number(item.question.temperature)),
      ("davies_A", Self.number(item.debyeHueckel)),
      ("pH", Self.number(solution.pH)),
      ("ionic_strength", Self.number(solution.ionicStrength)),
      ("water_activity", Self.number(solution.waterActivity)),
      ("charge_balance_eq_per_kgw", Self.number(solution.chargeBalance)),
      ("total_H_mol_per_kgw", Self.number(solution.totals[Component.hydrogen] ?? 0)),
    ]
    let none = JSONNode.value(.null)
    members.append(("log_pCO2_atm", solution.logCarbonDioxidePressure.map(Self.number) ?? none))
    members.append(("pCO2_mmHg", item.carbonDioxidePressure.map(Self.number) ?? none))
    if let equilibrium = item.equilibrium { members += self.members(of: equilibrium) }
    members += [
      ("log10_activity", object(solution.logActivity, components)),
      ("free_ion_mol_per_kgw", object(solution.freeIon, componentIDs)),
      ("complex_mol_per_kgw", object(solution.complex, complexes)),
      ("saturation_index", object(solution.saturationIndex, minerals)),
    ]
    return .object(members)
  }

  private func members(of equilibrium: Equilibrium) -> [(String, JSONNode)] {
    var members: [(String, JSONNode)] = [
      ("mass_of_water_kg", Self.number(equilibrium.waterMass)),
      ("charge_balance_eq", Self.number(equilibrium.charge)),
      ("mineral_mol", object(equilibrium.minerals, minerals)),
      ("mineral_change_mol", object(equilibrium.changes, minerals)),
      ("aqueous_totals_mol_per_kgw", object(equilibrium.solution.totals, components)),
    ]
    if let titrant = equilibrium.titrant {
      members.append(
        (
          "titrant",
          .object([
            ("formula", .value(.string(titrant.formula))), ("mol_added", Self.number(titrant.amount)),
          ])
        ))
    }
    if let uptake = equilibrium.carbonDioxideUptake {
      members.append(("CO2_gas_uptake_mol", Self.number(uptake)))
    }
    return members
  }

  private func object(_ values: [String: Double], _ ids: [String]) -> JSONNode {
    .object(Self.ordered(values, by: ids).map { ($0.id, Self.number($0.value)) })
  }

  private static func number(_ value: Double) -> JSONNode {
    .value(.number(value, text: NumberRange.plain(value)))
  }
}
