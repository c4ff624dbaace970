import Chemistry
import Fields
import TissueModel

extension EnzymeRecord {
  /// The enzyme for the model.
  var law: MichaelisMenten {
    MichaelisMenten(maximumRate: maximumRate.value, constant: constant.value / 1000)
  }
}

extension TissueRecord {
  /// The tissue type for the model.
  var type: TissueType {
    TissueType(
      id: id, fluidFraction: fluidFraction.value, tortuosity: tortuosity.value,
      cellFraction: cellFraction.value,
      capillaryExchange: capillaryExchange.value, pyrophosphatase: pyrophosphatase?.law ?? .absent,
      nucleotide: (pyrophosphatase?.substrate?.value ?? 0) / 1000, phosphatase: phosphatase?.law ?? .absent,
      cellCalcium: cellCalcium.value,
      cellPhosphate: cellPhosphate.value,
      surfaces: Dictionary(uniqueKeysWithValues: surfaces.map { ($0.site, $0.area.value) }),
      capillaryKind: capillaryKind, hydraulicConductivity: hydraulicConductivity?.value ?? 0,
      lymphConductance: lymphConductance?.value ?? 0, lymphPressure: lymphPressure?.value ?? 0,
      collagen: collagen?.value ?? 0, stiffness: stiffness?.value ?? 0)
  }
}

extension Scenario {
  /// Diffusivity that all wall permeabilities are brought to: that of calcium [µm²/s].
  var referenceDiffusivity: Double {
    components.first { $0.id == "Ca" }?.diffusivity.value ?? 1000
  }

  /// Tissue, vessels and nerves cut into voxels.
  func anatomy() throws -> Anatomy {
    let layout = tissue
    let sheath = library.tissue("perineurium")?.wallPermeability?.value
    return Anatomy(
      grid: grid, types: library.tissues.map(\.type), fill: layout.fill(grid, library),
      vessels: layout.vessels.map { vessel in
        TissueModel.Vessel(
          id: vessel.id, kind: vessel.kind.id, axis: Polyline(vessel.points), radius: vessel.radius,
          permeability: vessel.kind.permeability.value * referenceDiffusivity
            / vessel.kind.referenceDiffusivity.value, wall: vessel.wall)
      },
      nerves: layout.nerves.map { nerve in
        TissueModel.Nerve(
          id: nerve.id, axis: Polyline(nerve.points), radius: nerve.radius, perineurium: nerve.perineurium,
          permeability: sheath ?? 1)
      },
      capillaryBed: layout.hasCapillaryBed, walls: walls)
  }
}

extension Scenario.TissueLayout {
  /// What fills the grid: layers and shapes by points, an image by its labels' volumes, with shapes over them.
  fileprivate func fill(_ grid: Grid, _ library: Library) -> TissueFill {
    // Places instead of records: a record is copied each time it is looked at.
    let places = Dictionary(uniqueKeysWithValues: library.tissues.enumerated().map { ($1.id, $0) })
    let shapes = shapes.map { (shape: $0.shape, place: places[$0.tissue.id] ?? 0) }
    guard let image else {
      let slabs = layers.map { (end: $0.end, wave: $0.wave, place: places[$0.tissue.id] ?? 0) }
      let axis = layerAxis
      return .points { point in
        if let shape = shapes.last(where: { $0.shape.contains(point) }) { return shape.place }
        let across = axis == 2 ? SIMD2(point.x, point.y) : SIMD2(point.x, 0)
        let slab = slabs.first { point[axis] < $0.end + ($0.wave?.height(at: across) ?? 0) } ?? slabs.last
        return slab?.place ?? 0
      }
    }
    let labelled = image.tissues.mapValues { places[$0.id] ?? 0 }
    return .voxels { x, y, z in
      let labels = image.shares(inVoxel: x, y, z, of: grid).map {
        TissueFill.Share(type: labelled[$0.label] ?? 0, share: $0.share)
      }
      guard !shapes.isEmpty else { return TissueFill.merged(labels) }
      let drawn = TissueFill.drawn(over: labels, at: grid.centre(x: x, y: y, z: z), of: grid) { point in
        shapes.last { $0.shape.contains(point) }?.place
      }
      return TissueFill.merged(drawn)
    }
  }
}
