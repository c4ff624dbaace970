import TissueModel

extension Scenario {
  /// What fills the grid: layers, then shapes over them, then nerves, then vessels.
  package struct TissueLayout: Sendable {
    /// Labels that say what the tissue is, in the place of layers.
    package var image: TissueImage?
    /// Layers along ``layerAxis`` from 0; together they cover the grid. None with an image.
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
      if let image { return image.tissue(at: point) }
      let depth = point[layerAxis]
      let across = layerAxis == 2 ? SIMD2(point.x, point.y) : SIMD2(point.x, 0)
      return (layers.first { depth < $0.end + ($0.wave?.height(at: across) ?? 0) } ?? layers.last)?
        .tissue
    }

    /// The id of the tissue at a point, nerves included, vessels not [µm].
    package func tissueName(at point: SIMD3<Double>) -> String? {
      var depth = Double.infinity
      var sheath = 0.0
      for nerve in nerves {
        let distance = Polyline(nerve.points).distance(to: point) - nerve.radius
        if distance < depth {
          depth = distance
          sheath = nerve.perineurium
        }
      }
      if depth < 0 { return depth > -sheath ? "perineurium" : "endoneurium" }
      return tissue(at: point)?.id
    }
  }

  /// The wave of a boundary between layers: a product of two sine waves, so that layers keep their mean thickness.
  package struct Wave: Sendable, Equatable {
    /// Largest height above and below the mean [µm].
    package var amplitude: Double
    /// Distance from crest to crest along x and along y [µm].
    package var wavelength: Double

    /// A wave of its numbers [µm].
    package init(amplitude: Double, wavelength: Double) {
      self.amplitude = amplitude
      self.wavelength = wavelength
    }

    /// Height at a place across the layers [µm]; in a plane y is zero, where the second wave has its crest.
    package func height(at place: SIMD2<Double>) -> Double {
      let turn = 2 * Double.pi / wavelength
      return amplitude * sine(turn * place.x) * sine(turn * place.y + Double.pi / 2)
    }
  }

  /// A slab of one tissue.
  package struct Layer: Sendable {
    /// Its tissue.
    package var tissue: TissueRecord
    /// Where it starts along the axis [µm].
    package var start: Double
    /// Where it ends along the axis, in the mean [µm].
    package var end: Double
    /// The wave of its end; nil for a flat one.
    package var wave: Wave?
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
    /// Corners of the axis in the direction of the flow, at least two [µm].
    package var points: [SIMD3<Double>]
    /// Thickness of the wall that is drawn around the radius [µm].
    package var wall: Double
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
    /// Place among the causes, which sets its chance apart.
    package var number: Int
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
    /// Whether whole segments of drawn vessels drop out, instead of an even share of their exchange.
    package var losesSegments: Bool
  }

  /// Loss and regrowth of capillaries.
  package struct CapillaryDropout: Sendable {
    /// Name in the scenario.
    package var id: String
    /// Place among the causes, which sets its chance apart.
    package var number: Int
    /// When it begins [d].
    package var start: Double
    /// How long it takes to be complete [d].
    package var ramp: Double
    /// How long a segment is lost [d]; nil where none regrows.
    package var regrow: Double?
    /// Share of the segments that is lost, 0 to 1.
    package var share: Double
    /// Kinds of vessels that it takes away.
    package var kinds: [String]
    /// Where it acts: on segments whose middle lies in any of these.
    package var regions: [Region]
  }

  /// What drives the interstitial fluid.
  package struct Flow: Sendable, Equatable {
    /// Protein of the plasma [g/dL].
    package var plasmaProtein: Double
    /// Protein of the interstitial fluid [g/dL].
    package var interstitialProtein: Double
    /// Pressures held at the sides x low, x high, y low, y high, z low, z high [mmHg]; nil where nothing passes.
    package var sides: [Double?]
  }

  /// Where a cause acts.
  package enum Region: Sendable, Equatable {
    /// Within a distance [µm] of the walls of vessels, by id.
    case aroundVessels([String], within: Double)
    /// Inside a shape.
    case shape(Shape)
  }
}
