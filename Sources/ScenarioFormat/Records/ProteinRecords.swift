/// The proteins of the blood that bind metals, as the library has them.
package struct ProteinRecords: Sendable {
  /// Serum albumin.
  package struct Albumin: Sendable {
    /// Molar mass [g/mol].
    package var molarMass: Quantity
    /// Sites that calcium and magnesium share.
    package var sites: Quantity
    /// Constant of calcium with a site at pH 7.4 [L/mol].
    package var calcium: Quantity
    /// Constant of magnesium with a site at pH 7.4 [L/mol].
    package var magnesium: Quantity
    /// pK of the proton that closes a site.
    package var acidity: Quantity
    /// log10 of the constant of copper with the N-terminal site at pH 7.4, K in L/mol.
    package var copper: Quantity
    /// Protons that copper sets free.
    package var copperProtons: Quantity
  }

  /// Transferrin, with two sites.
  package struct Transferrin: Sendable {
    /// log10 of the first and second constant of iron(III) at pH 7.4 and 27 mM bicarbonate, K in L/mol.
    package var iron: [Quantity]
    /// log10 of the first and second constant of aluminium at pH 7.4 and 27 mM bicarbonate, K in L/mol.
    package var aluminium: [Quantity]
    /// Protons that an ion sets free.
    package var protons: Quantity
    /// Bicarbonate ions bound with an ion.
    package var bicarbonates: Quantity
  }

  /// Ceruloplasmin.
  package struct Ceruloplasmin: Sendable {
    /// Molar mass [g/mol].
    package var molarMass: Quantity
    /// Copper atoms of a full molecule.
    package var copperAtoms: Quantity
  }

  /// Serum albumin.
  package var albumin: Albumin
  /// Transferrin.
  package var transferrin: Transferrin
  /// Ceruloplasmin.
  package var ceruloplasmin: Ceruloplasmin

  /// Every number of the records.
  package var quantities: [Quantity] {
    [
      albumin.molarMass, albumin.sites, albumin.calcium, albumin.magnesium, albumin.acidity, albumin.copper,
      albumin.copperProtons, transferrin.protons, transferrin.bicarbonates, ceruloplasmin.molarMass,
      ceruloplasmin.copperAtoms,
    ] + transferrin.iron + transferrin.aluminium
  }
}

extension ProteinRecords {
  /// Reads the section; nil where a protein is missing, with a problem in the log.
  init?(_ keys: ObjectReader) {
    let albumin = keys.required("albumin", "an object")?.object { Albumin($0) }
    let transferrin = keys.required("transferrin", "an object")?.object { Transferrin($0) }
    let ceruloplasmin = keys.required("ceruloplasmin", "an object")?.object { Ceruloplasmin($0) }
    guard let albumin, let transferrin, let ceruloplasmin else { return nil }
    self.init(albumin: albumin, transferrin: transferrin, ceruloplasmin: ceruloplasmin)
  }
}

/// Constants beyond which nothing binds or everything does.
private let logRange = NumberRange.from(-10, to: 40)

extension ProteinRecords.Albumin {
  init(_ keys: ObjectReader) {
    _ = keys.string("name")
    molarMass = keys.quantity("molar_mass_g_per_mol", .positive, unit: "g/mol")
    sites = keys.quantity("sites", .from(0, to: 1000), unit: "1")
    calcium = keys.quantity("calcium_constant_L_per_mol", .positive, unit: "L/mol")
    magnesium = keys.quantity("magnesium_constant_L_per_mol", .positive, unit: "L/mol")
    acidity = keys.quantity("site_pK", .from(0, to: 14), unit: "1")
    copper = keys.quantity("copper_log_k", logRange, unit: "1")
    copperProtons = keys.quantity("copper_protons_released", .from(0, to: 6), unit: "1")
    _ = keys.optional("note")
  }
}

extension ProteinRecords.Transferrin {
  init(_ keys: ObjectReader) {
    _ = keys.string("name")
    iron = ["iron_log_k_1", "iron_log_k_2"].map { keys.quantity($0, logRange, unit: "1") }
    aluminium = ["aluminium_log_k_1", "aluminium_log_k_2"].map { keys.quantity($0, logRange, unit: "1") }
    protons = keys.quantity("protons_released", .from(0, to: 6), unit: "1")
    bicarbonates = keys.quantity("bicarbonates_bound", .from(0, to: 2), unit: "1")
    _ = keys.optional("note")
  }
}

extension ProteinRecords.Ceruloplasmin {
  init(_ keys: ObjectReader) {
    _ = keys.string("name")
    molarMass = keys.quantity("molar_mass_g_per_mol", .positive, unit: "g/mol")
    copperAtoms = keys.quantity("copper_atoms", .from(0, to: 100), unit: "1")
    _ = keys.optional("note")
  }
}
