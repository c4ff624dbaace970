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
      surfaces: Dictionary(uniqueKeysWithValues: surfaces.map { ($0.site, $0.area.value) }))
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
      grid: grid, types: library.tissues.map(\.type),
      paint: { point in layout.tissue(at: point)?.id ?? library.tissues[0].id },
      vessels: layout.vessels.map { vessel in
        TissueModel.Vessel(
          id: vessel.id, kind: vessel.kind.id, axis: Polyline(vessel.points), radius: vessel.radius,
          permeability: vessel.kind.permeability.value * referenceDiffusivity
            / vessel.kind.referenceDiffusivity.value)
      },
      nerves: layout.nerves.map { nerve in
        TissueModel.Nerve(
          id: nerve.id, axis: Polyline(nerve.points), radius: nerve.radius, perineurium: nerve.perineurium,
          permeability: sheath ?? 1)
      },
      capillaryBed: layout.hasCapillaryBed)
  }
}
