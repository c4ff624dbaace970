import Chemistry
import Fields
import Parallelism

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Brings forth crystals on the sites of each voxel by classical nucleation theory.
///
/// A voxel collects the expected number of nuclei ∫J dt. Its first crystal appears when that number, times the
/// voxel's volume, reaches a threshold −ln u drawn once per voxel and mineral from the run's seed: the first
/// arrival of a Poisson process. From then on the expected density counts as crystals. So a healthy voxel with
/// 10⁻²⁰ expected nuclei stays empty, and a deposit begins at places that depend on the seed alone.
final class MineralNucleation {
  /// What one mineral needs at its temperature.
  private struct Parameters {
    let law: NucleationLaw
    let phase: MineralPhase
    /// Surfaces of the tissue: index into the law's sites, their name, area in health by tissue type [µm²/µm³].
    let surfaces: [(site: Int, id: String, areas: [Double])]
    /// Crystals of other minerals that carry nuclei: index into the law's sites, index of the mineral.
    let crystals: [(site: Int, mineral: Int)]
    let volume: Double
    let inhibitors: Inhibitors
    /// Expected nuclei per volume at which a voxel's first crystal appears [1/µm³].
    let thresholds: [Double]
  }

  /// Newborn crystals take at most this share of a solute; where theory asks for more, fewer are born.
  private static let mostTaken = 0.5

  private let parameters: [Parameters]
  private let temperature: Double

  init(tissue: Tissue, system: AqueousSystem, inhibitors: [Inhibitors], seed: UInt64) {
    temperature = system.temperature
    let grid = tissue.anatomy.grid
    let types = tissue.anatomy.types
    parameters = tissue.minerals.enumerated().map { index, mineral in
      let sites = mineral.nucleation.sites.enumerated()
      let stream = RandomStream(seed: seed, purpose: RandomPurpose.firstCrystal + UInt32(index))
      var thresholds = [Double](repeating: .infinity, count: grid.storageCount)
      Anatomy.forEachVoxel(of: grid) { voxel, _ in
        let place = grid.coordinates(of: voxel)
        let number = (place.z * grid.ny + place.y) * grid.nx + place.x
        thresholds[voxel] = -log(stream.uniform(index: number, tick: 0)) / grid.voxelVolume
      }
      return Parameters(
        law: mineral.nucleation, phase: mineral.phase,
        surfaces: sites.map { site, surface in (site, surface.id, types.map { $0.surfaces[surface.id] ?? 0 })
        },
        crystals: sites.compactMap { site, surface in tissue.mineral(surface.id).map { (site, $0) } },
        volume: mineral.phase.volumePerAttomole,
        inhibitors: inhibitors[index],
        thresholds: thresholds)
    }
  }

  /// Adds the nuclei of a step at the saturation of its end; the nuclei of living voxels take their matter from
  /// the fluid.
  func nucleate(_ tissue: Tissue, conditions: Conditions, over seconds: Double, workers: Workers) {
    let grid = tissue.anatomy.grid
    let changing = parameters.map { $0.surfaces.map { conditions.surface(of: $0.id) } }
    workers.forEachPlane(grid.nz) { plane, _ in
      for y in 0..<grid.ny {
        let row = grid.index(x: 0, y: y, z: plane)
        for voxel in row..<(row + grid.nx) {
          for mineral in parameters.indices {
            nucleate(
              mineral, tissue, voxel: voxel, conditions: conditions, changing: changing[mineral],
              over: seconds)
          }
        }
      }
    }
  }

  private func nucleate(
    _ mineral: Int, _ tissue: Tissue, voxel: Int, conditions: Conditions, changing: [Int?],
    over seconds: Double
  ) {
    let parameters = parameters[mineral]
    let saturation = tissue.saturation.pointer(mineral)[voxel]
    let expected = tissue.crystals.pointer(mineral)
    let isThere = tissue.mineralAmounts[mineral, voxel] > 0
    guard saturation > 0 else { return }
    let rate = rate(
      mineral, tissue, voxel: voxel, saturation: saturation, conditions: conditions, changing: changing)
    guard rate > 0 else { return }
    let nuclei = rate * seconds
    if !isThere {
      expected[voxel] += nuclei
      if expected[voxel] < parameters.thresholds[voxel] { return }
    }
    guard Pore.isOpen(fluid: tissue.fluid.pointer(0)[voxel]) else { return }
    var born = CrystalPopulation(
      number: isThere ? nuclei : expected[voxel],
      radius: tissue.minerals[mineral].birthRadius(saturation: saturation, temperature: temperature))
    let units = tissue.stoichiometry[mineral]
    var most = Double.infinity
    for solute in units.indices where units[solute] > 0 && !tissue.solutes[solute].isAcidity {
      most = min(most, MineralNucleation.mostTaken * tissue.amounts[solute, voxel] / units[solute])
    }
    guard most > 0 else { return }
    let wanted = born.volume / parameters.volume
    if wanted > most {
      born = CrystalPopulation(number: born.number * most / wanted, radius: born.volumeRadius)
    }
    let matter = born.volume / parameters.volume
    tissue.add(born, of: mineral, to: voxel)
    for solute in units.indices where units[solute] != 0 {
      tissue.amounts.pointer(solute)[voxel] -= units[solute] * matter
    }
    tissue.fitPore(voxel)
    tissue.unspeciatedChange.pointer(0)[voxel] = .infinity
  }

  /// Nuclei per tissue volume and time, in the bulk of the fluid and on the sites that inhibitors and earlier
  /// crystals leave uncovered [1/(µm³ s)].
  private func rate(
    _ mineral: Int, _ tissue: Tissue, voxel: Int, saturation: Double, conditions: Conditions, changing: [Int?]
  ) -> Double {
    let parameters = parameters[mineral]
    var (sites, area) = (0.0, 0.0)
    func add(_ site: Int, _ surface: Double) {
      guard surface > 0 else { return }
      area += surface
      sites += parameters.law.rate(
        onSite: site, area: surface, saturation: saturation, phase: parameters.phase,
        temperature: temperature)
    }
    let type = Int(tissue.anatomy.tissueIndex[voxel])
    for (surface, field) in zip(parameters.surfaces, changing) {
      add(surface.site, surface.areas[type] + (field.map { conditions.surfaces.pointer($0)[voxel] } ?? 0))
    }
    for (site, other) in parameters.crystals { add(site, tissue.population(other, voxel).surface) }
    let bulk =
      tissue.fluid.pointer(0)[voxel]
      * parameters.law.bulkRate(saturation: saturation, phase: parameters.phase, temperature: temperature)
    guard sites > 0 || bulk > 0 else { return 0 }
    let uncovered = parameters.inhibitors.freeShare(
      of: .nucleation, held: tissue.inhibitors, ionicStrength: tissue.ionicStrength.pointer(0)[voxel],
      concentration: { tissue.concentration($0, voxel) },
      logActivity: { tissue.logActivities.pointer($0)[voxel] })
    // Crystals at random places, each over its cross-section, leave e^(−covered area/area) of the sites.
    let covered = Double.pi * tissue.population(mineral, voxel).squareSum
    return uncovered * (bulk + (area > 0 ? sites * exp(-covered / area) : 0))
  }
}
