import Chemistry
import Fields
import TissueModel

/// A block of muscle, 10 × 6 × 4 voxels of 10 µm, with a vessel along the edge y = z = 0 (radius 4 µm, its axis
/// through the voxel centres) and a nerve along the opposite edge, and made-up values to be read back.
enum SampleTissue {
  static let grid = Grid(nx: 10, ny: 6, nz: 4, spacing: (x: 10, y: 10, z: 10))

  static func make(vessels: Bool = true) -> Tissue {
    let types = ["skeletal_muscle", "vessel_lumen", "perineurium", "endoneurium"].map { id in
      TissueType(
        id: id, fluidFraction: 0.125, tortuosity: 1.5, cellFraction: 0.85,
        capillaryExchange: 0, pyrophosphatase: .absent, nucleotide: 0,
        phosphatase: .absent, cellCalcium: 0, cellPhosphate: 0)
    }
    let vessel = Vessel(
      id: "v", kind: "capillary", axis: Polyline([SIMD3(0, 5, 5), SIMD3(100, 5, 5)]), radius: 4,
      permeability: 1)
    let nerve = Nerve(
      id: "n", axis: Polyline([SIMD3(0, 55, 35), SIMD3(100, 55, 35)]), radius: 4, perineurium: 2,
      permeability: 0.1)
    let anatomy = Anatomy(
      grid: grid, types: types, paint: { _ in "skeletal_muscle" }, vessels: vessels ? [vessel] : [],
      nerves: vessels ? [nerve] : [], capillaryBed: false)
    let solutes = ["Ca", "PO4", Component.alkalinity].map { Solute(id: $0, diffusivity: 800) }
    let tissue = Tissue(
      anatomy: anatomy, solutes: solutes,
      minerals: [
        mineral("ACP", molarMass: 400, density: 2), mineral("HAP", molarMass: 500, density: 2.5),
      ],
      stoichiometry: [[3, 2, 0], [5, 3, 1]], plasma: Plasma(diffusible: [1.25, 1, 24]))
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      tissue.fluid[0, voxel] = 0.125
      tissue.amounts[0, voxel] = 1.25 * 0.125
      tissue.amounts[1, voxel] = 1 * 0.125
      tissue.amounts[2, voxel] = 24 * 0.125
      tissue.logActivities[2, voxel] = 7.5 * 2.302585092994046
      tissue.carbonate[0, voxel] = 26
      tissue.ionicStrength[0, voxel] = 0.15
      tissue.saturation[0, voxel] = -2 * 2.302585092994046
      tissue.saturation[1, voxel] = 9 * 2.302585092994046
    }
    return tissue
  }

  /// A mineral of 200 cm³/mol, that is 2e-4 µm³/amol.
  private static func mineral(_ id: String, molarMass: Double, density: Double) -> KineticMineral {
    KineticMineral(
      phase: MineralPhase(
        id: id, name: id, formula: id, stoichiometry: [:], logK: LogKFunction(constant: 0),
        molarMass: molarMass, density: density),
      growth: GrowthLaw(rateConstant: 0, root: 1, order: 1),
      dissolution: DissolutionLaw(terms: [], activationEnergy: 0, root: 1, order: 1),
      nucleation: NucleationLaw(interfacialEnergy: 0.1, heterogeneousPrefactor: 0, sites: []), inhibition: [])
  }

  /// Fills a share of a voxel's volume with a mineral.
  static func fill(_ tissue: Tissue, _ x: Int, _ y: Int, _ z: Int, mineral: Int, fraction: Double) {
    tissue.mineralAmounts[mineral, grid.index(x: x, y: y, z: z)] = fraction / 2e-4
  }

  /// Marks a voxel as damaged.
  static func damage(_ tissue: Tissue, _ x: Int, _ y: Int, _ z: Int) {
    tissue.damage[0, grid.index(x: x, y: y, z: z)] = 1
  }

  /// Time `days`, after a step of 64 s.
  static func moment(days: Double) -> Moment {
    var outcome = StepOutcome()
    outcome.error = 0.0005
    outcome.rounds = 3
    outcome.splitting = 0.25
    return Moment(
      tick: Clock.ticks(days: days), stepSeconds: 64, step: 12, outcome: outcome, solverIterations: 345)
  }
}
