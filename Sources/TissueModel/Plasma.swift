import Chemistry

/// The blood that exchanges with the interstitium: the diffusible part of each solute, already brought to
/// interstitial water (plasma water fraction and Donnan factor applied).
package struct Plasma: Equatable, Sendable {
  /// Diffusible concentration per solute, in the order of the model's solutes [mM of water].
  package var diffusible: [Double]

  /// Plasma with the given diffusible concentrations [mM of water].
  package init(diffusible: [Double]) { self.diffusible = diffusible }
}

/// A dissolved quantity that is transported.
package struct Solute: Equatable, Sendable {
  /// Component id; `alkalinity` for the proton condition at constant pCO₂, `H` for that of a closed fluid.
  package let id: String
  /// Diffusivity in water at the tissue's temperature [µm²/s].
  package let diffusivity: Double
  /// How it passes vessel walls.
  package let passage: SoluteClass

  /// A solute from its id, diffusivity [µm²/s] and class.
  package init(id: String, diffusivity: Double, passage: SoluteClass = .ion) {
    self.id = id
    self.diffusivity = diffusivity
    self.passage = passage
  }

  /// Whether this is the balance of acid, whose total may be negative.
  package var isAcidity: Bool { id == Component.alkalinity || id == Component.hydrogen }
}
