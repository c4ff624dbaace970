/// The proteins of the blood that bind metals.
package struct ProteinBinding: Equatable, Sendable {
  /// Calcium, magnesium and exchangeable copper.
  package let albumin: AlbuminBinding
  /// Iron(III) and aluminium.
  package let transferrin: TransferrinBinding
  /// Copper that is not exchangeable.
  package let ceruloplasmin: CeruloplasminCopper

  /// Makes the set of proteins.
  package init(
    albumin: AlbuminBinding, transferrin: TransferrinBinding, ceruloplasmin: CeruloplasminCopper
  ) {
    self.albumin = albumin
    self.transferrin = transferrin
    self.ceruloplasmin = ceruloplasmin
  }

  /// Components that a protein binds.
  package static let metals = ["Ca", "Mg", "Fe3", "Cu", "Al"]

  /// Identifier of albumin's sites for calcium and magnesium as a component.
  static let cationSite = "albumin(cation site)"
  /// Identifier of albumin's copper site as a component.
  static let copperSite = "albumin(copper site)"
  /// Identifier of transferrin as a component.
  static let transferrinMolecule = "transferrin"

  /// The binding sites as components; a site's charge is left to the protein and does not count.
  static let components = [cationSite, copperSite, transferrinMolecule].map {
    Component(id: $0, name: $0, charge: 0, molarMass: 0)
  }

  /// The filled sites as complexes at a temperature [K], pH and bicarbonate concentration [mol/kg].
  func complexes(temperature: Double, pH: Double, bicarbonate: Double) -> [AqueousComplex] {
    func shift(_ charge: Int) -> Double {
      ConditionalConstant.activityShift(charge: charge, temperature: temperature)
    }
    func complex(_ id: String, _ stoichiometry: [String: Double], _ logK: Double) -> AqueousComplex {
      AqueousComplex(id: id, charge: 0, stoichiometry: stoichiometry, logK: LogKFunction(constant: logK))
    }
    let openness = Natural.decimalLogarithm(albumin.openness(pH: pH))
    var complexes = [
      complex(
        "Ca(albumin)", ["Ca": 1, Self.cationSite: 1],
        Natural.decimalLogarithm(albumin.calcium) + openness + shift(2)),
      complex(
        "Mg(albumin)", ["Mg": 1, Self.cationSite: 1],
        Natural.decimalLogarithm(albumin.magnesium) + openness + shift(2)),
      complex(
        "Cu(albumin)", ["Cu": 1, Self.copperSite: 1],
        albumin.copper.log10K(pH: pH, bicarbonate: bicarbonate) + shift(2)),
    ]
    for form in transferrin.forms(pH: pH, bicarbonate: bicarbonate) where form.logBeta.isFinite {
      let counts = ["Fe3": Double(form.iron), "Al": Double(form.aluminium), Self.transferrinMolecule: 1]
      complexes.append(
        complex(
          form.id, counts.filter { $0.value > 0 },
          form.logBeta + Double(form.iron + form.aluminium) * shift(3)))
    }
    return complexes
  }
}
