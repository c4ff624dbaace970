/// A messenger between cells, as it moves through the tissue.
package struct Signal: Equatable, Sendable {
  /// Identifier of oxygen, which cells sense as a signal and ``OxygenBalance`` supplies.
  package static let oxygen = "oxygen"

  /// Identifier: `CCL2`.
  package let id: String
  /// Diffusivity in healthy tissue, obstruction by cells and fibres included [µm²/s].
  package let diffusivity: Double
  /// Rate at which it is lost besides what cells take up [1/s].
  package let decay: Double
  /// What forms at the surface of a mineral, by its id, as complement does: amount per surface and time [amol/(µm² s)].
  package let surfaceRates: [String: Double]
  /// What forms at pathogens outside cells, by their ids: amount per pathogen and time [amol/s].
  package let pathogenRates: [String: Double]

  /// A signal from its id, diffusivity [µm²/s], decay [1/s] and what minerals [amol/(µm² s)] and pathogens [amol/s] form of it.
  package init(
    id: String, diffusivity: Double, decay: Double, surfaceRates: [String: Double] = [:],
    pathogenRates: [String: Double] = [:]
  ) {
    precondition(diffusivity >= 0 && decay >= 0, "a signal spreads and fades")
    self.id = id
    self.diffusivity = diffusivity
    self.decay = decay
    self.surfaceRates = surfaceRates
    self.pathogenRates = pathogenRates
  }
}
