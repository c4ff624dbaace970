extension Scenario {
  /// Ids of tissues that occur: those of layers and shapes, and those that vessels and nerves bring along.
  package var tissueNames: [String] {
    var names = tissue.layers.map(\.tissue.id)
    if let image = tissue.image {
      names += image.tissues.sorted { $0.key < $1.key }.map(\.value.id)
    }
    names += tissue.shapes.map(\.tissue.id)
    if !tissue.nerves.isEmpty { names += ["perineurium", "endoneurium"] }
    if !tissue.vessels.isEmpty { names += ["vessel_wall", "vessel_lumen"] }
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Complexes whose components are all listed.
  package var complexes: [ComplexRecord] {
    let listed = Set(components.map(\.id) + ["H", "H2O"])
    return library.complexes.filter { complex in
      complex.stoichiometry.allSatisfy { listed.contains($0.component) }
    }
  }

  /// Ids of the proteins that bind a listed component.
  private var bindingProteins: Set<String> {
    let listed = Set(components.map(\.id))
    var proteins: Set<String> = ["albumin"]
    if !listed.isDisjoint(with: ["Fe3", "Al"]) { proteins.insert("transferrin") }
    if listed.contains("Cu") { proteins.insert("ceruloplasmin") }
    return proteins
  }

  /// Kinds of the unresolved capillaries of tissues that occur, where fluid passes their walls.
  private var bedKinds: [String] {
    guard flow != nil && tissue.hasCapillaryBed else { return [] }
    return tissueNames.compactMap { library.tissue($0)?.capillaryKind }
  }

  /// Of the library's values those of records that this scenario uses, without those that the scenario replaces.
  func used(of quantities: [ResolvedQuantity], over given: [ResolvedQuantity]) -> [ResolvedQuantity] {
    let names: [String: Set<String>] = [
      "components": Set(components.map(\.id) + ["H"]), "complexes": Set(complexes.map(\.id)),
      // Beside a mineral stand the other published constants of the same solid.
      "minerals": Set(minerals.flatMap { [$0.id] + library.alternatives(of: $0).map(\.id) }),
      "inhibitors": Set(conditions.inhibitors.map(\.id)), "gases": ["CO2"], "tissues": Set(tissueNames),
      "vessels": Set(tissue.vessels.map(\.kind.id) + bedKinds), "plasma": [plasma.id],
      "causes": Set(causes.map(\.kind.id)), "proteins": bindingProteins,
      "cells": Set(cells?.kinds ?? []), "signals": cells == nil ? [] : Set(library.signals.map(\.id)),
      "pathogens": Set([infection?.pathogen].compactMap(\.self)),
    ]
    // Sections that are one record.
    let whole =
      (cells == nil ? [] : ["cell_mechanics", "matrix"]) + (hasOxygen ? ["oxygen"] : [])
      + (infection == nil ? [] : ["caseum"])
    let replaced = Set(given.map(\.location))
    return quantities.filter { quantity in
      let steps = quantity.location.steps
      guard steps.count > 2, case .key(let section) = steps[1] else { return false }
      if whole.contains(section) { return true }
      guard steps.count > 3, case .key(let id) = steps[2] else { return false }
      let setting = JSONPath(steps: [.key("plasma"), .key("set")] + steps.dropFirst(3))
      if section == "plasma", replaced.contains(setting) { return false }
      return names[section]?.contains(id) ?? false
    }
  }
}
