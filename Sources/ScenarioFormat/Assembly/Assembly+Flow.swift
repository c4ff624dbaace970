import Chemistry
import TissueModel

extension ComponentRecord {
  /// How the component passes vessel walls.
  var passage: SoluteClass { SoluteClass(molarMass: molarMass.value, charge: charge) }
}

extension VesselRecord {
  /// What passes the wall, with the permeability for ions at a reference diffusivity [µm²/s]; nil where the record is not
  /// whole.
  func wall(referenceDiffusivity other: Double) -> VesselWall? {
    guard let smallMolecules, let macromolecules else { return nil }
    return VesselWall(
      kind: id,
      ion: VesselWall.Passage(
        permeability: permeability.value * other / referenceDiffusivity.value, diffusivity: other,
        reflection: ionReflection.value),
      smallMolecule: smallMolecules.passage, macromolecule: macromolecules.passage,
      hydraulicConductivity: hydraulicConductivity.value, pressure: pressure.value)
  }
}

extension PassageRecord {
  fileprivate var passage: VesselWall.Passage {
    VesselWall.Passage(
      permeability: permeability.value, diffusivity: diffusivity.value, reflection: reflection.value)
  }
}

extension Scenario {
  /// The walls of all kinds of vessels, where something besides ions passes them; none otherwise, which spares memory.
  var walls: [VesselWall] {
    guard flow != nil || components.contains(where: { $0.passage != .ion }) else { return [] }
    return library.vessels.compactMap { $0.wall(referenceDiffusivity: referenceDiffusivity) }
  }

  /// What drives the interstitial fluid; nil where it rests.
  var flowSettings: FlowSettings? {
    flow.map {
      FlowSettings(
        plasmaOncotic: StarlingFiltration.oncoticPressure(protein: $0.plasmaProtein),
        tissueOncotic: StarlingFiltration.oncoticPressure(protein: $0.interstitialProtein), sides: $0.sides)
    }
  }
}
