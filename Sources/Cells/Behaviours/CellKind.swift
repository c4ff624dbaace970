/// A kind of cell: what it measures, and the behaviours that it has. All of it is data.
package struct CellKind: Equatable, Sendable {
  /// Identifier: `macrophage`.
  package let id: String
  /// Name in words.
  package let name: String
  /// Radius of a new cell [µm].
  package let radius: Double
  /// Speed with which two such cells part when their centres meet [µm/s].
  package let repulsion: Double
  /// Strength of the pull between two such cells [µm/s].
  package let adhesion: Double
  /// What it does.
  package let behaviours: [Behaviour]

  /// A kind that does `behaviours`.
  package init(
    id: String, name: String, radius: Double, repulsion: Double, adhesion: Double, behaviours: [Behaviour]
  ) {
    precondition(radius > 0 && repulsion >= 0 && adhesion >= 0, "a cell has a size")
    self.id = id
    self.name = name
    self.radius = radius
    self.repulsion = repulsion
    self.adhesion = adhesion
    self.behaviours = behaviours
  }

  /// How it dissolves what it has taken up, nil where it dissolves nothing.
  package var digestion: Digestion? {
    for case .digestion(let digestion) in behaviours { return digestion }
    return nil
  }
}

/// One behaviour of a kind.
package enum Behaviour: Equatable, Sendable {
  case walk(Walk)
  case chemotaxis(Chemotaxis)
  case secretion(Secretion)
  case uptake(Uptake)
  case growth(Growth)
  case death(Death)
  case departure(Departure)
  case division(Division)
  case change(Change)
  case recruitment(Recruitment)
  case phagocytosis(Phagocytosis)
  case fusion(Fusion)
  case efferocytosis(Efferocytosis)
  case digestion(Digestion)
  case recognition(Recognition)
  case collagenLaying(CollagenLaying)
  case collagenRemoval(CollagenRemoval)
  case vesicleRelease(VesicleRelease)
  case ingestion(Ingestion)
  case intracellularKilling(IntracellularKilling)
  case cytotoxicity(Cytotoxicity)
}
