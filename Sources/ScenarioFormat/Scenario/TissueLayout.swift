import TissueModel

extension Scenario {
  /// What fills the grid: layers, then shapes over them, then nerves, then vessels.
  package struct TissueLayout: Sendable {
    /// Layers along ``layerAxis`` from 0; together they cover the grid.
    package var layers: [Layer]
    /// Axis of the layers: 2 (z) in space, 1 (y) in a plane.
    package var layerAxis: Int
    /// Shapes that replace the tissue inside, later ones over earlier ones.
    package var shapes: [PaintedShape]
    /// Vessels in the order of the file.
    package var vessels: [Vessel]
    /// Nerves in the order of the file.
    package var nerves: [Nerve]
    /// Whether capillaries that are not drawn take part in the exchange with blood.
    package var hasCapillaryBed: Bool

    /// The tissue at a point, before vessels and nerves are drawn [µm].
    package func tissue(at point: SIMD3<Double>) -> TissueRecord? {
      if let shape = shapes.last(where: { $0.shape.contains(point) }) { return shape.tissue }
      let depth = point[layerAxis]
      return (layers.first { depth < $0.end } ?? layers.last)?.tissue
    }
  }

  /// A slab of one tissue.
  package struct Layer: Sendable {
    /// Its tissue.
    package var tissue: TissueRecord
    /// Where it starts along the axis [µm].
    package var start: Double
    /// Where it ends along the axis [µm].
    package var end: Double
  }

  /// A shape filled with one tissue.
  package struct PaintedShape: Sendable {
    /// Its tissue.
    package var tissue: TissueRecord
    /// Where it is.
    package var shape: Shape
  }

  /// A region of space [µm].
  package typealias Shape = TissueModel.Shape

  /// A vessel along a chain of segments.
  package struct Vessel: Sendable {
    /// Name in the scenario.
    package var id: String
    /// Its kind.
    package var kind: VesselRecord
    /// Radius of the wall [µm].
    package var radius: Double
    /// Corners of the axis, at least two [µm].
    package var points: [SIMD3<Double>]
  }

  /// A nerve fascicle along a chain of segments.
  package struct Nerve: Sendable {
    /// Name in the scenario.
    package var id: String
    /// Outer radius of the perineurium [µm].
    package var radius: Double
    /// Thickness of the perineurium [µm].
    package var perineurium: Double
    /// Corners of the axis, at least two [µm].
    package var points: [SIMD3<Double>]
  }

  /// A cause in its regions.
  package struct Cause: Sendable {
    /// Name in the scenario.
    package var id: String
    /// Its strengths; the record's id is the kind.
    package var kind: CauseRecord
    /// When it begins [d].
    package var start: Double
    /// How long it takes to be complete [d].
    package var ramp: Double
    /// 0 to 1.
    package var severity: Double
    /// Where it acts: in any of these.
    package var regions: [Region]
    /// 0 for even damage, 1 for islands.
    package var patchiness: Double
  }

  /// Where a cause acts.
  package enum Region: Sendable, Equatable {
    /// Within a distance [µm] of the walls of vessels, by id.
    case aroundVessels([String], within: Double)
    /// Inside a shape.
    case shape(Shape)
  }
}
