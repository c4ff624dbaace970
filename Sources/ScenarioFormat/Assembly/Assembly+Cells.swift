import Cells
import Chemistry
import Fields
import Parallelism
import TissueModel

extension Scenario {
  /// Cells and signals before any are there; nil for a run without.
  func inflammation(on grid: Grid, minerals: Int) -> Inflammation? {
    guard let cells else { return nil }
    return Inflammation(
      kinds: library.cellKinds(hasInfection: infection != nil).map {
        cells.arriving.contains($0.id) ? $0 : $0.withoutArrival
      },
      signals: library.signals.map {
        Signal(
          id: $0.id, diffusivity: $0.diffusivity.value, decay: $0.decay.value,
          surfaceRates: Dictionary(
            uniqueKeysWithValues: $0.surfaceRates.map {
              ($0.mineral, $0.rate.value / Secretion.moleculesPerAttomole)
            }),
          pathogenRates: Dictionary(
            uniqueKeysWithValues: $0.pathogenRates.map {
              ($0.pathogen, $0.rate.value / Secretion.moleculesPerAttomole)
            }))
      },
      interval: cells.interval, grid: grid, minerals: minerals, seed: seed,
      sensedSolutes: library.sensedSolutes, fibrils: library.matrix?.fibrils ?? .none,
      membraneClearance: Membrane.allCases.map { library.matrix?.clearance(of: $0) ?? 0 },
      infection: infectionState(on: grid))
  }

  /// Pathogens and caseum before any are there; nil for a run without.
  private func infectionState(on grid: Grid) -> Infection? {
    guard let record = infection.flatMap({ library.pathogen($0.pathogen) }), let caseum = library.caseum
    else { return nil }
    // Doubling in T is growth at ln 2/T.
    func growth(_ hours: Quantity) -> Double { 0.6931471805599453 / (hours.value * 3600) }
    return Infection(
      pathogen: Pathogen(
        id: record.id, growthOutside: growth(record.doublingOutside),
        growthInside: growth(record.doublingInside), largestNumber: record.largestNumber.value * 1e-9),
      caseum: Caseum(
        hindrance: Response(
          to: .caseum, half: caseum.half.value, exponent: caseum.exponent, none: 1, full: 0),
        impassable: caseum.impassable.value, clearance: caseum.clearance.value / 86400,
        membranes: caseum.membranes.value), grid: grid)
  }

  /// The operator of cells and signals; nil for a run without.
  func inflammationDynamics(of tissue: Tissue, workers: Workers) -> InflammationDynamics? {
    guard cells != nil, let law = library.pairLaw, let mechanics = library.cellMechanics else { return nil }
    return InflammationDynamics(
      tissue: tissue, law: law,
      mechanics: max(1, Int((mechanics.longestStep.value * Clock.ticksPerSecond).rounded(.down))),
      referenceDiffusivity: referenceDiffusivity, temperature: kelvin, usualOxygen: usualOxygen, seed: seed,
      workers: workers)
  }

  /// Puts the cells, the collagen and the pathogens of the start into a tissue.
  func placeCells(in tissue: inout Tissue) {
    guard let cells, let inflammation = tissue.inflammation else { return }
    let anatomy = tissue.anatomy
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      inflammation.collagen[0, voxel] = anatomy.healthyCollagen(voxel)
    }
    tissue.place(
      cells.initial.compactMap { entry in
        inflammation.kind(entry.kind).map { kind in
          CellPlacement(kind: kind, amount: entry.amount, pathogens: entry.pathogens) { voxel, centre in
            entry.part?.contains(voxel, centre, in: anatomy) ?? true
          }
        }
      }, seed: seed)
    for inoculum in infection?.outside ?? [] {
      var voxels: [Int] = []
      Anatomy.forEachVoxel(of: anatomy.grid) { voxel, centre in
        if !anatomy.lumen[voxel], inoculum.part.contains(voxel, centre, in: anatomy) { voxels.append(voxel) }
      }
      tissue.inflammation?.infection?.inoculate(inoculum.number, into: voxels)
    }
  }
}

extension Scenario {
  /// Implants as the model takes them.
  func implants(of minerals: [KineticMineral], in anatomy: Anatomy) -> [TissueModel.Implant] {
    implants.compactMap { implant in
      minerals.firstIndex { $0.phase.id == implant.mineral }.map { mineral in
        TissueModel.Implant(mineral: mineral, number: implant.number, radius: implant.radius) {
          voxel, centre in implant.part.contains(voxel, centre, in: anatomy)
        }
      }
    }
  }

  /// What counts as a granuloma: macrophages and what they become make one, and lie in it dead.
  package func granulomaCriteria(among kinds: [CellKind]) -> GranulomaCriteria {
    func places(_ ids: [String]) -> Set<Int> {
      Set(kinds.indices.filter { ids.contains(kinds[$0].id) })
    }
    let core = ["histiocyte", "epithelioid_cell", "giant_cell"]
    return GranulomaCriteria(
      lineage: places(core + ["macrophage", "macrophage_activated", "macrophage_alternative"]),
      core: places(core), bodies: places(["apoptotic_body", "necrotic_cell"]), isPlanar: isPlane)
  }
}

extension Scenario.Part {
  /// Whether a voxel belongs to the part.
  func contains(_ voxel: Int, _ centre: SIMD3<Double>, in anatomy: Anatomy) -> Bool {
    switch self {
    case .tissue(let id): anatomy.type(at: voxel).id == id
    case .shape(let shape): shape.contains(centre)
    }
  }
}

extension MatrixRecord {
  /// Fibrils as the model takes them.
  fileprivate var fibrils: CollagenFibrils {
    CollagenFibrils(
      specificVolume: fibrilVolume.value, radius: fibrilRadius.value, ionRadius: ionRadius.value,
      signalRadius: signalRadius.value, stiffening: stiffening.value)
  }

  /// Share of membranes outside cells that is cleared per time [1/s].
  fileprivate func clearance(of membrane: Membrane) -> Double {
    let perDay =
      switch membrane {
      case .matrixVesicles: vesicleClearance
      case .debris: debrisClearance
      }
    return perDay.value / 86400
  }
}

extension CellKind {
  /// The kind, with no cells of it coming through vessel walls.
  fileprivate var withoutArrival: CellKind {
    CellKind(
      id: id, name: name, radius: radius, repulsion: repulsion, adhesion: adhesion,
      behaviours: behaviours.filter {
        if case .recruitment = $0 { false } else { true }
      })
  }
}
