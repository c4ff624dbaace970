import Fields

/// A blood vessel that is drawn in the tissue, or a piece of one; the pieces of a network share its id.
package struct Vessel: Equatable, Sendable {
  /// Name in the scenario.
  package let id: String
  /// Kind in the library, such as `capillary`.
  package let kind: String
  /// The axis, in the direction of the flow [µm].
  package let axis: Polyline
  /// Radius of the wall through which solutes pass [µm].
  package let radius: Double
  /// Permeability of the wall for the reference ion [µm/s].
  package let permeability: Double
  /// Thickness of the tissue `vessel_wall` around the radius [µm]; 0 where it is not drawn.
  package let wall: Double

  /// A vessel from its geometry and wall.
  package init(
    id: String, kind: String, axis: Polyline, radius: Double, permeability: Double, wall: Double = 0
  ) {
    self.wall = wall
    self.id = id
    self.kind = kind
    self.axis = axis
    self.radius = radius
    self.permeability = permeability
  }

  /// Whether the vessel is wide enough for voxels of its own: a radius of a third of a voxel. A thinner one is a
  /// line source: the voxels that it passes stay tissue and exchange with blood.
  package func hasLumen(on grid: Grid) -> Bool { radius >= grid.smallestSpacing / 3 }
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
