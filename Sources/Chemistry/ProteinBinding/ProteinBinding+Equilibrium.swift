extension ProteinBinding {
  /// Least amount of a metal that is solved for [mol/kg]; less is divided as this is.
  private static let trace = 1e-15

  /// Divides the metals of a plasma among free ions, complexes and proteins.
  ///
  /// Sites are components and filled sites are complexes of the plasma water, so that the proteins' balances
  ///
  /// x_i + Σ_s b_is(free ions) = T_i,   Σ_i b_is + empty_s = sites_s
  ///
  /// close together with those of all small ligands, in one convex system (see `AqueousSystem`). pH is held.
  ///
  /// - Parameters:
  ///   - plasma: laboratory values.
  ///   - table: constants of the small species.
  /// - Throws: `ChemistryError` for negative or absurd values, or balances that do not close.
  package func equilibrium(
    of plasma: BloodPlasma, table: ThermodynamicTable
  ) throws(ChemistryError) -> PlasmaEquilibrium {
    try Self.check(plasma)
    let perKilogram = 1 / (plasma.waterFraction * Water(temperature: plasma.temperature).density)
    let builtIn = ceruloplasmin.copper(
      total: plasma.totals["Cu"] ?? 0, ceruloplasmin: plasma.ceruloplasmin)
    var totals: [String: Double] = [:]
    for (id, total) in plasma.totals {
      let exchangeable = (id == "Cu" ? total - builtIn : total) * perKilogram
      totals[id] = Self.metals.contains(id) ? max(exchangeable, Self.trace) : exchangeable
    }
    let albuminMolality = plasma.albumin / albumin.molarMass * perKilogram
    totals[Self.cationSite] = albumin.sites * albuminMolality
    // A protein without its metals takes no part.
    if totals["Cu"] != nil { totals[Self.copperSite] = albuminMolality }
    if totals["Fe3"] != nil || totals["Al"] != nil {
      totals[Self.transferrinMolecule] = plasma.transferrin * perKilogram
    }
    let bindings = complexes(
      temperature: plasma.temperature, pH: plasma.pH, bicarbonate: totals[Component.carbonate] ?? 0)
    let extended = ThermodynamicTable(
      components: table.components + Self.components, complexes: table.complexes + bindings, minerals: [],
      henry: table.henry)
    let fluid = try Speciation(table: extended).solve(
      Solution(temperature: plasma.temperature, acidBase: .heldPH(plasma.pH), totals: totals))
    var portions: [String: PlasmaEquilibrium.Portions] = [:]
    for id in Self.metals {
      guard let total = plasma.totals[id], let solved = totals[id] else { continue }
      let held = id == "Cu" ? builtIn : 0
      let amount = { (complexes: [AqueousComplex]) in
        complexes.reduce(0) { $0 + ($1.stoichiometry[id] ?? 0) * (fluid.complex[$1.id] ?? 0) }
      }
      let ionised = (fluid.freeIon[id] ?? 0) / solved
      let complexed = amount(table.complexes) / solved
      let exchangeable = total - held
      portions[id] = PlasmaEquilibrium.Portions(
        total: total, ionised: ionised * exchangeable, complexed: complexed * exchangeable,
        bound: amount(bindings) / solved * exchangeable, builtIn: held,
        diffusibleFraction: (ionised + complexed) * (total > 0 ? exchangeable / total : 1))
    }
    let occupied = (portions["Fe3"]?.bound ?? 0) + (portions["Al"]?.bound ?? 0)
    return PlasmaEquilibrium(
      portions: portions, fluid: fluid,
      transferrinSaturation: plasma.transferrin > 0 ? occupied / (2 * plasma.transferrin) : 0)
  }

  /// Refuses values without a meaning.
  private static func check(_ plasma: BloodPlasma) throws(ChemistryError) {
    let amounts = [
      ("albumin", plasma.albumin), ("transferrin", plasma.transferrin),
      ("ceruloplasmin", plasma.ceruloplasmin),
    ]
    for (name, value) in amounts
      + plasma.totals.sorted(by: { $0.key < $1.key }).map({
        ("the total of \($0.key)", $0.value)
      }) where !(value >= 0 && value.isFinite)
    {
      throw .outOfRange(quantity: name, value: value, allowed: ">= 0")
    }
    guard plasma.waterFraction > 0 && plasma.waterFraction <= 1 else {
      throw .outOfRange(
        quantity: "the water fraction of plasma", value: plasma.waterFraction, allowed: "above 0 and up to 1")
    }
  }
}
