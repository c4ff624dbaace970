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
/// arrival of a Poisson process. It is one whole crystal, and what is expected beyond the threshold adds to it. So
/// the mean number of crystals is ∫J dt for voxels of any size (∫₀ᴺ e⁻ˢ (1 + N − s) ds = N), a healthy voxel with
/// 10⁻²⁰ expected nuclei stays empty, and a deposit begins at places that depend on the seed alone.
final class MineralNucleation {
  /// Newborn crystals take at most this share of a solute; where theory asks for more, fewer are born.
  private static let mostTaken = 0.5

  private let minerals: [NucleationSites]
  private let temperature: Double

  init(tissue: Tissue, system: AqueousSystem, inhibitors: [Inhibitors], seed: UInt64) {
    temperature = system.temperature
    let grid = tissue.anatomy.grid
    minerals = tissue.minerals.indices.map { mineral in
      let stream = RandomStream(seed: seed, purpose: RandomPurpose.firstCrystal + UInt32(mineral))
      var thresholds = [Double](repeating: .infinity, count: grid.storageCount)
      Anatomy.forEachVoxel(of: grid) { voxel, _ in
        let place = grid.coordinates(of: voxel)
        let number = (place.z * grid.ny + place.y) * grid.nx + place.x
        thresholds[voxel] = -log(stream.uniform(index: number, tick: 0)) / grid.voxelVolume
      }
      return NucleationSites(
        of: mineral, in: tissue, temperature: system.temperature, inhibitors: inhibitors[mineral],
        thresholds: thresholds)
    }
  }

  /// Adds the nuclei of a step at the saturation of its end; the nuclei of living voxels take their matter from
  /// the fluid. Minerals follow each other voxel by voxel, so that what one has taken the next cannot.
  func nucleate(_ tissue: Tissue, conditions: Conditions, over seconds: Double, workers: Workers) {
    let grid = tissue.anatomy.grid
    let changing = minerals.map { $0.surfaces.map { conditions.surface(of: $0.id) ?? -1 } }
    workers.forEachPlane(grid.nz) { plane, _ in
      for y in 0..<grid.ny {
        let row = grid.index(x: 0, y: y, z: plane)
        for sites in minerals {
          let saturation = tissue.saturation.pointer(sites.mineral)
          let least = sites.rates.leastSaturation
          for voxel in row..<(row + grid.nx) where saturation[voxel] > least {
            nucleate(
              sites, tissue, voxel: voxel, conditions: conditions, changing: changing[sites.mineral],
              over: seconds)
          }
        }
      }
    }
  }

  private func nucleate(
    _ sites: NucleationSites, _ tissue: Tissue, voxel: Int, conditions: Conditions, changing: [Int],
    over seconds: Double
  ) {
    let mineral = sites.mineral
    let saturation = tissue.saturation.pointer(mineral)[voxel]
    let rate = rate(
      sites, tissue, voxel: voxel, saturation: saturation, conditions: conditions, changing: changing)
    guard rate > 0 else { return }
    let nuclei = rate * seconds
    let expected = tissue.crystals.pointer(mineral)
    let isThere = tissue.mineralAmounts.pointer(mineral)[voxel] > 0
    if !isThere {
      expected[voxel] += nuclei
      if expected[voxel] < sites.thresholds[voxel] { return }
    }
    guard Pore.isOpen(fluid: tissue.fluid.pointer(0)[voxel]) else { return }
    let first = 1 / tissue.anatomy.grid.voxelVolume + expected[voxel] - sites.thresholds[voxel]
    var born = CrystalPopulation(
      number: isThere ? nuclei : first,
      radius: tissue.minerals[mineral].birthRadius(saturation: saturation, temperature: temperature))
    let units = tissue.stoichiometry[mineral]
    var most = Double.infinity
    for solute in units.indices where units[solute] > 0 && !tissue.solutes[solute].isAcidity {
      most = min(most, MineralNucleation.mostTaken * tissue.amounts[solute, voxel] / units[solute])
    }
    guard most > 0 else { return }
    let wanted = born.volume / sites.volume
    if wanted > most {
      born = CrystalPopulation(number: born.number * most / wanted, radius: born.volumeRadius)
    }
    let matter = born.volume / sites.volume
    tissue.add(born, of: mineral, to: voxel)
    for solute in units.indices where units[solute] != 0 {
      tissue.amounts.pointer(solute)[voxel] -= units[solute] * matter
    }
    tissue.fitPore(voxel)
    tissue.unspeciatedChange.pointer(0)[voxel] = .infinity
  }

  /// Nuclei per tissue volume and time, in the bulk of the fluid and on the sites that inhibitors and earlier
  /// crystals leave uncovered [1/(µm³ s)]; 0 where that is negligible.
  private func rate(
    _ place: NucleationSites, _ tissue: Tissue, voxel: Int, saturation: Double, conditions: Conditions,
    changing: [Int]
  ) -> Double {
    var (sites, area) = (0.0, 0.0)
    let type = Int(tissue.anatomy.tissueIndex[voxel])
    for index in place.surfaces.indices {
      var surface = place.surfaces[index].areas[type]
      if changing[index] >= 0 { surface += conditions.surfaces.pointer(changing[index])[voxel] }
      guard surface > 0 else { continue }
      area += surface
      sites += place.rates.onSite(place.surfaces[index].site, area: surface, saturation: saturation)
    }
    for crystals in place.crystals where tissue.mineralAmounts.pointer(crystals.mineral)[voxel] > 0 {
      let surface = tissue.population(crystals.mineral, voxel).surface
      area += surface
      sites += place.rates.onSite(crystals.site, area: surface, saturation: saturation)
    }
    let bulk = tissue.fluid.pointer(0)[voxel] * place.rates.inBulk(saturation: saturation)
    guard sites + bulk > NucleationRates.negligible else { return 0 }
    let uncovered = place.inhibitors.freeShare(
      of: .nucleation, held: tissue.inhibitors, ionicStrength: tissue.ionicStrength.pointer(0)[voxel],
      concentration: { tissue.concentration($0, voxel) },
      logActivity: { tissue.logActivities.pointer($0)[voxel] })
    guard area > 0, tissue.mineralAmounts.pointer(place.mineral)[voxel] > 0 else {
      return uncovered * (bulk + sites)
    }
    // Crystals at random places, each over its cross-section, leave e^(−covered area/area) of the sites.
    let covered = Double.pi * tissue.population(place.mineral, voxel).squareSum
    return uncovered * (bulk + sites * exp(-covered / area))
  }
}
