import Chemistry
import ScenarioFormat

extension List {
  /// Body temperature, at which constants are shown [K].
  private static let body = 310.15

  /// One row per record, with its key numbers.
  static func table(of section: Section, in library: Library) -> Table {
    switch section {
    case .components: components(library.components)
    case .complexes: complexes(library.complexes)
    case .minerals: minerals(library.minerals)
    case .inhibitors: inhibitors(library)
    case .tissues: tissues(library.tissues)
    case .vessels: vessels(library.vessels)
    case .plasma: plasma(library.plasma)
    case .causes: causes(library.causes)
    case .signals: signals(library.signals)
    case .cells: cells(library.cells)
    case .pathogens: pathogens(library.pathogens)
    }
  }

  private static func components(_ records: [ComponentRecord]) -> Table {
    var table = Table(columns: [
      "id", "name", "ion", "charge", "molar_mass_g_per_mol", "diffusivity_um2_per_s",
    ])
    for record in records {
      table.append([
        .text(record.id), .text(record.name), .text(record.ion), .number(Double(record.charge)),
        .optional(record.molarMass.value), .optional(record.diffusivity.value),
      ])
    }
    return table
  }

  private static func complexes(_ records: [ComplexRecord]) -> Table {
    var table = Table(columns: ["id", "charge", "formed_from", "log_k_37C", "confidence"])
    for record in records {
      table.append([
        .text(record.id), .number(Double(record.charge)), .text(formula(record.stoichiometry)),
        .optional(constant(record.logK)), .text(record.logK.confidence.rawValue),
      ])
    }
    return table
  }

  private static func minerals(_ records: [MineralRecord]) -> Table {
    var table = Table(columns: [
      "id", "name", "formula", "log_k_37C", "density_g_per_cm3", "molar_mass_g_per_mol", "rates",
    ])
    for record in records {
      table.append([
        .text(record.id), .text(record.name), .text(record.formula), .optional(constant(record.logK)),
        .optional(record.density.value), .optional(record.molarMass.value),
        .text(record.kinetics == nil ? "no" : "yes"),
      ])
    }
    return table
  }

  private static func inhibitors(_ library: Library) -> Table {
    var table = Table(columns: ["id", "name", "key", "molar_mass_g_per_mol", "plasma_uM", "acts_on"])
    for record in library.inhibitors {
      let laws = library.minerals.flatMap { mineral in
        (mineral.kinetics?.inhibition ?? []).filter {
          $0.inhibitor == record.id && mineral.alternativeOf == nil
        }
        .map { "\(mineral.id) (\($0.processes.map(\.rawValue).joined(separator: ", ")))" }
      }
      table.append([
        .text(record.id), .text(record.name), .text(record.key), .optional(record.molarMass.value),
        .optional(record.plasma?.value), .text(laws.joined(separator: "; ")),
      ])
    }
    return table
  }

  private static func tissues(_ records: [TissueRecord]) -> Table {
    var table = Table(columns: [
      "id", "name", "fluid_fraction", "tortuosity", "cell_fraction", "surfaces_um2_per_um3",
      "thickness_um", "collagen_mg_per_mL", "elastin_mg_per_mL", "temperature_C",
    ])
    for record in records {
      table.append([
        .text(record.id), .text(record.name), .optional(record.fluidFraction.value),
        .optional(record.tortuosity.value), .optional(record.cellFraction.value),
        .text(surfaces(record.surfaces)), .optional(record.thickness?.value),
        .optional(record.collagen?.value), .optional(record.elastin?.value),
        .optional(record.temperature?.value),
      ])
    }
    return table
  }

  private static func vessels(_ records: [VesselRecord]) -> Table {
    var table = Table(columns: ["id", "name", "radius_um", "permeability_um_per_s"])
    for record in records {
      table.append([
        .text(record.id), .text(record.name), .optional(record.radius.value),
        .optional(record.permeability.value),
      ])
    }
    return table
  }

  private static func plasma(_ records: [PlasmaRecord]) -> Table {
    let components = records.flatMap(\.solutes).map(\.component)
    let distinct = components.enumerated().filter { !components[..<$0].contains($1) }.map(\.element)
    var table = Table(columns: ["id", "name", "pH", "albumin_g_per_L"] + distinct.map { "\($0)_mM" })
    for record in records {
      table.append(
        [
          .text(record.id), .text(record.name), .optional(record.pH.value),
          .optional(record.albumin.value),
        ] + distinct.map { .optional(record.solute(of: $0)?.total.value) })
    }
    return table
  }

  private static func causes(_ records: [CauseRecord]) -> Table {
    var table = Table(columns: [
      "id", "name", "surfaces_um2_per_um3", "calcium_load_factor", "released_share",
      "alkaline_phosphatase_factor", "ENPP1_factor", "capillary_dropout",
    ])
    for record in records {
      table.append([
        .text(record.id), .text(record.name), .text(surfaces(record.surfaces)),
        .optional(record.calciumLoadFactor.value), .optional(record.releasedShare.value),
        .optional(record.phosphataseFactor.value), .optional(record.pyrophosphataseFactor.value),
        .optional(record.capillaryDropout.value),
      ])
    }
    return table
  }

  /// `collagen 9.8, elastin 0.06`.
  private static func surfaces(_ surfaces: [(site: String, area: Quantity)]) -> String {
    surfaces.map { "\($0.site) \(NumberRange.plain($0.area.value))" }.joined(separator: ", ")
  }

  /// log10 K at body temperature, to a thousandth.
  private static func constant(_ record: LogKRecord) -> Double {
    (LogKFunction(analytic: record.analytic).log10K(temperature: body) * 1000).rounded() / 1000
  }

  /// `Ca + 2 PO4 - H`.
  private static func formula(_ terms: [StoichiometryTerm]) -> String {
    var text = ""
    for term in terms.filter({ $0.count > 0 }) + terms.filter({ $0.count < 0 }) {
      let number = abs(term.count) == 1 ? "" : "\(NumberRange.plain(abs(term.count))) "
      text += text.isEmpty ? (term.count < 0 ? "-" : "") : term.count < 0 ? " - " : " + "
      text += number + term.component
    }
    return text
  }
}
