/// Blood plasma as a laboratory reports it, per litre of plasma.
package struct BloodPlasma: Equatable, Sendable {
  /// Temperature at which pH is reported [K].
  package var temperature: Double
  /// pH.
  package var pH: Double
  /// Litres of water in a litre of plasma.
  package var waterFraction: Double
  /// Totals by component [mol/L of plasma]: metals with their protein-bound part, all others without it.
  package var totals: [String: Double]
  /// Albumin [g/L].
  package var albumin: Double
  /// Transferrin [mol/L].
  package var transferrin: Double
  /// Ceruloplasmin [g/L].
  package var ceruloplasmin: Double

  /// Makes a plasma from what is known of it.
  package init(
    temperature: Double, pH: Double, waterFraction: Double, totals: [String: Double], albumin: Double,
    transferrin: Double = 0, ceruloplasmin: Double = 0
  ) {
    self.temperature = temperature
    self.pH = pH
    self.waterFraction = waterFraction
    self.totals = totals
    self.albumin = albumin
    self.transferrin = transferrin
    self.ceruloplasmin = ceruloplasmin
  }
}

/// Blood plasma in equilibrium with its proteins.
package struct PlasmaEquilibrium: Equatable, Sendable {
  /// How a component is divided, each part in mol/L of plasma.
  package struct Portions: Equatable, Sendable {
    /// All of it.
    package let total: Double
    /// Free ion.
    package let ionised: Double
    /// In complexes with small ligands.
    package let complexed: Double
    /// In exchange with a protein's sites.
    package let bound: Double
    /// Built into ceruloplasmin.
    package let builtIn: Double
    /// Share that passes a membrane which holds protein back; for a total of zero the limit of traces.
    package let diffusibleFraction: Double
  }

  /// The metals that proteins bind.
  package let portions: [String: Portions]
  /// The plasma water, protein sites included.
  package let fluid: SpeciatedSolution
  /// Transferrin's occupied sites over all its sites; zero without transferrin.
  package let transferrinSaturation: Double
}
