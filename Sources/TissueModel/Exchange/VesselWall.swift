/// What passes the wall of a kind of vessel.
package struct VesselWall: Equatable, Sendable {
  /// How the solutes of one class pass.
  package struct Passage: Equatable, Sendable {
    /// Permeability P for a solute of ``diffusivity`` [µm/s]; in proportion to D for others of the class.
    package let permeability: Double
    /// Diffusivity that the permeability belongs to [µm²/s].
    package let diffusivity: Double
    /// Reflection coefficient σ: the share that a flow through the wall leaves behind.
    package let reflection: Double

    /// A passage from its numbers; units as in the properties.
    package init(permeability: Double, diffusivity: Double, reflection: Double) {
      self.permeability = permeability
      self.diffusivity = diffusivity
      self.reflection = reflection
    }

    /// Permeability for a solute of a diffusivity [µm²/s], in µm/s.
    package func permeability(diffusivity other: Double) -> Double { permeability * other / diffusivity }
  }

  /// Kind in the library, such as `capillary`.
  package let kind: String
  /// How solutes pass, by class.
  package let ion, smallMolecule, macromolecule: Passage
  /// Fluid per area and pressure L_p [µm/(s mmHg)].
  package let hydraulicConductivity: Double
  /// Pressure of the blood behind it [mmHg].
  package let pressure: Double

  /// A wall from its numbers; units as in the properties.
  package init(
    kind: String, ion: Passage, smallMolecule: Passage, macromolecule: Passage, hydraulicConductivity: Double,
    pressure: Double
  ) {
    self.kind = kind
    self.ion = ion
    self.smallMolecule = smallMolecule
    self.macromolecule = macromolecule
    self.hydraulicConductivity = hydraulicConductivity
    self.pressure = pressure
  }

  /// How a class passes.
  package subscript(_ solutes: SoluteClass) -> Passage {
    switch solutes {
    case .ion: ion
    case .smallMolecule: smallMolecule
    case .macromolecule: macromolecule
    }
  }

  /// The wall for fluid; σ is that of plasma proteins.
  package var filtration: StarlingFiltration {
    StarlingFiltration(conductivity: hydraulicConductivity, reflection: macromolecule.reflection)
  }
}
