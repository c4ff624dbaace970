import ScenarioFormat

extension List {
  /// Messengers with what the grid needs of them.
  static func signals(_ records: [SignalRecord]) -> Table {
    var table = Table(columns: [
      "id", "name", "molar_mass_g_per_mol", "diffusivity_um2_per_s", "decay_per_s",
    ])
    for record in records {
      table.append([
        .text(record.id), .text(record.name), .optional(record.molarMass.value),
        .optional(record.diffusivity.value), .optional(record.decay.value),
      ])
    }
    return table
  }

  /// Pathogens with how fast they grow.
  static func pathogens(_ records: [PathogenRecord]) -> Table {
    var table = Table(columns: [
      "id", "name", "doubling_outside_h", "doubling_inside_h", "largest_number_per_mm3",
    ])
    for record in records {
      table.append([
        .text(record.id), .text(record.name), .optional(record.doublingOutside.value),
        .optional(record.doublingInside.value), .optional(record.largestNumber.value),
      ])
    }
    return table
  }

  /// Kinds of cell with their size and what they do.
  static func cells(_ records: [CellRecord]) -> Table {
    var table = Table(columns: ["id", "name", "radius_um", "behaviours"])
    for record in records {
      table.append([
        .text(record.id), .text(record.name), .optional(record.radius.value),
        .text(record.behaviours.map { $0.keys.joined(separator: " ") }.joined(separator: ", ")),
      ])
    }
    return table
  }
}
