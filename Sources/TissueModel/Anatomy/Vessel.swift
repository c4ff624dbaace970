/// A blood vessel that is drawn in the tissue.
package struct Vessel: Equatable, Sendable {
  /// Name in the scenario.
  package let id: String
  /// Kind in the library, such as `capillary`.
  package let kind: String
  /// The axis [µm].
  package let axis: Polyline
  /// Radius of the wall through which solutes pass [µm].
  package let radius: Double
  /// Permeability of the wall for the reference ion [µm/s].
  package let permeability: Double

  /// A vessel from its geometry and wall.
  package init(id: String, kind: String, axis: Polyline, radius: Double, permeability: Double) {
    self.id = id
    self.kind = kind
    self.axis = axis
    self.radius = radius
    self.permeability = permeability
  }
}

/// A nerve fascicle: endoneurium within a perineurium that lets little through.
package struct Nerve: Equatable, Sendable {
  /// Name in the scenario.
  package let id: String
  /// The axis [µm].
  package let axis: Polyline
  /// Outer radius of the perineurium [µm].
  package let radius: Double
  /// Thickness of the perineurium [µm].
  package let perineurium: Double
  /// Permeability of the perineurium for the reference ion [µm/s].
  package let permeability: Double

  /// A nerve from its geometry and sheath.
  package init(id: String, axis: Polyline, radius: Double, perineurium: Double, permeability: Double) {
    self.id = id
    self.axis = axis
    self.radius = radius
    self.perineurium = perineurium
    self.permeability = permeability
  }
}
