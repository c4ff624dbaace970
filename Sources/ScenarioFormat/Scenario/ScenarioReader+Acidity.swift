import TissueModel

extension ScenarioReader {
  /// Temperature, acidity and inhibitors; the whole section may be absent. The words are those of solutions.
  func chemistry(_ keys: ObjectReader) -> Scenario.ChemicalConditions {
    let temperature = keys.number(
      "temperature_C", .from(0, to: 50),
      default: Quantity(37, unit: "C", source: "core temperature of the body", confidence: .high))
    return Scenario.ChemicalConditions(
      temperature: temperature, acidity: acidity(keys),
      inhibitors: keys.optional("inhibitors")?.object(inhibitors) ?? [])
  }

  /// Concentrations [µM] of inhibitors of the library, by their keys.
  private func inhibitors(_ keys: ObjectReader) -> [Scenario.HeldInhibitor] {
    library.inhibitors.compactMap { record in
      guard let value = keys.optional(record.key)?.number(.from(0, to: 1_000_000), unit: "uM"), value > 0
      else { return nil }
      return Scenario.HeldInhibitor(id: record.id, concentration: value)
    }
  }

  private func acidity(_ keys: ObjectReader) -> Scenario.Acidity {
    guard let reader = keys.optional("acidity") else {
      keys.log.record(
        ResolvedQuantity(
          location: keys.path.appending("acidity"), value: SolutionKeys.Mode.open.rawValue, unit: "",
          source: "default of the format", confidence: .given))
      return .open(pCO2_mmHg: pressure(keys))
    }
    let mode = reader.word(SolutionKeys.Mode.self)
    if let mode { reader.record(mode.rawValue, unit: "") }
    if mode == .open { return .open(pCO2_mmHg: pressure(keys)) }
    let pressure = keys.optional(SolutionKeys.pressure)
    if mode != nil {
      pressure?.report(.goesOnlyWith(key: "acidity", value: SolutionKeys.Mode.open.rawValue))
    }
    return mode == .heldPH ? .heldPH : .closed
  }

  private func pressure(_ keys: ObjectReader) -> Double {
    keys.number(
      SolutionKeys.pressure, .above(0, upTo: 200),
      default: Quantity(
        46, unit: "mmHg",
        source:
          "Guyton & Hall, Textbook of Medical Physiology: interstitial fluid, between arterial 40 and venous 45",
        confidence: .medium))
  }

  /// Crystals that are there at the start, of listed minerals, together no more than the narrowest pore holds.
  func seedCrystals(
    _ reader: NodeReader, _ minerals: [MineralRecord], in tissue: Scenario.TissueLayout?
  ) -> [Scenario.SeedCrystals] {
    var names = UniqueNames(kind: "mineral")
    let tissues = (tissue?.layers.map(\.tissue) ?? []) + (tissue?.shapes.map(\.tissue) ?? [])
    let narrowest = tissues.min { $0.fluidFraction.value < $1.fluidFraction.value }
    var left = (narrowest?.fluidFraction.value ?? 1) - Tissue.sealedFluidFraction
    return reader.elements("objects").compactMap { entry in
      entry.object { keys -> Scenario.SeedCrystals? in
        let named = keys.required("mineral", "the name of a mineral")
        let amount = keys.required("amount_mM", "a number > 0")
        let value = amount?.number(.positive, unit: "mM") ?? .nan
        let radius = keys.number("radius_um", .above(0, upTo: 1000), unit: "um")
        guard let named else { return nil }
        let known = hasProblem(in: "minerals") ? library.minerals.map(\.id) : minerals.map(\.id)
        guard let id = named.name("mineral", among: known), names.add(id, named),
          let record = library.mineral(id)
        else { return nil }
        let perMillimolar = record.molarMass.value / record.density.value * 1e-6
        if let amount, value * perMillimolar > left {
          amount.report(
            .outOfStep(
              .above(0, upTo: left / perMillimolar),
              limit: "what the pores of \(narrowest?.id ?? "the tissue") hold beside the other seeds",
              got: TextPreview.of(amount.node)))
        }
        if value.isFinite { left -= value * perMillimolar }
        return Scenario.SeedCrystals(mineral: id, amount: value, radius: radius)
      } ?? nil
    }
  }
}
