import TissueModel

extension Scenario {
  /// Oxygen of well supplied tissue, that of the blood in capillaries [mM].
  var usualOxygen: Double {
    guard let record = library.oxygen else { return 0 }
    let pressure = record.blood.first { $0.vessel == "capillary" }?.pressure.value ?? 0
    return pressure * record.solubility.value
  }

  /// Kinds of vessels that occur and of whose oxygen the library says nothing, where oxygen is followed. Such a vessel would
  /// give none without a word.
  var kindsWithoutOxygen: [String] {
    guard hasOxygen else { return [] }
    var kinds = tissue.vessels.map(\.kind.id)
    if tissue.hasCapillaryBed {
      kinds += tissueNames.compactMap(library.tissue)
        .filter { $0.capillaryExchange.value > 0 }.map(\.capillaryKind)
    }
    let known = Set(library.oxygen?.blood.map(\.vessel) ?? [])
    return kinds.reduce(into: []) { if !known.contains($1) && !$0.contains($1) { $0.append($1) } }
  }

  /// Oxygen as the model takes it; nil where the scenario does without.
  var oxygenSettings: OxygenSettings? {
    guard hasOxygen, let record = library.oxygen else { return nil }
    let solubility = record.solubility.value
    let blood = record.blood.compactMap { entry in
      library.vessel(entry.vessel).map { vessel in
        (
          vessel.id,
          OxygenSettings.Blood(
            concentration: entry.pressure.value * solubility, sherwood: record.sherwoodNumber.value,
            plasmaDiffusivity: record.plasmaDiffusivity.value, radius: vessel.radius.value)
        )
      }
    }
    return OxygenSettings(
      solubility: solubility,
      diffusivity: library.signal(Signal.oxygen)?.diffusivity.value ?? record.plasmaDiffusivity.value,
      half: record.halfUse.value * solubility,
      use: Dictionary(uniqueKeysWithValues: library.tissues.map { ($0.id, record.use(of: $0)) }),
      blood: Dictionary(uniqueKeysWithValues: blood), hypoxia: record.hypoxia.value)
  }
}
