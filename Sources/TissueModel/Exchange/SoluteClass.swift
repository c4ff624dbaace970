/// How a solute passes vessel walls.
package enum SoluteClass: Int, CaseIterable, Sendable {
  /// Through all pores, as in free water: permeability in proportion to diffusivity.
  case ion
  /// Without charge and up to some hundred g/mol, such as glucose.
  case smallMolecule
  /// Of the size of proteins, from 10 000 g/mol on, such as albumin.
  case macromolecule

  /// Molar mass from which a solute is a macromolecule [g/mol].
  package static let macromoleculeMass = 10_000.0

  /// The class of a solute from its molar mass [g/mol] and the charge of its free form.
  package init(molarMass: Double, charge: Int) {
    self =
      molarMass >= SoluteClass.macromoleculeMass ? .macromolecule : charge == 0 ? .smallMolecule : .ion
  }
}
