import Fields
import Parallelism

/// Brings the oxygen of a tissue up to date with its vessels and cells.
///
/// Walls give in proportion to what is left of their exchange, and dead cells use nothing. Vessel lumens hold the oxygen of
/// the blood in them; nothing crosses them but through their walls. Oxygen crosses cells as it does fluid, so mineral
/// hinders it by its own volume alone.
package final class OxygenSupply {
  private let anatomy: Anatomy
  private let settings: OxygenSettings
  private let balance: OxygenBalance
  /// Exchange and supply in health, then as they are; use in health, then as it is; κ.
  private let terms: FieldSet
  /// The last solution: a field that it was not written into may be asked for next.
  private let solution: FieldSet
  private let highest: Double
  private var isSolved = false

  private enum Place {
    static let healthy = (exchange: 0, supply: 1, use: 2), now = (exchange: 3, supply: 4, use: 5), kappa = 6
  }

  /// An operator for tissues of one shape.
  package init(anatomy: Anatomy, settings: OxygenSettings, workers: Workers) {
    self.anatomy = anatomy
    self.settings = settings
    let grid = anatomy.grid
    balance = OxygenBalance(grid: grid, workers: workers)
    terms = FieldSet(grid: grid, count: 7)
    solution = FieldSet(grid: grid, count: 1)
    highest = settings.blood.values.reduce(0) { max($0, $1.concentration) }
    let lumina = OxygenSupply.lumina(of: anatomy, settings)
    Anatomy.forEachVoxel(of: grid) { voxel, _ in
      let type = anatomy.types[Int(anatomy.tissueIndex[voxel])]
      terms[Place.healthy.use, voxel] = settings.use[type.id] ?? 0
      if let blood = lumina[voxel] {
        (terms[Place.healthy.exchange, voxel], terms[Place.healthy.supply, voxel]) = (1, blood)
      }
    }
    for kind in anatomy.wallAreas {
      guard let blood = settings.blood[kind.wall.kind] else { continue }
      Anatomy.forEachVoxel(of: grid) { voxel, _ in
        guard lumina[voxel] == nil else { return }
        let exchange = blood.transfer * kind.area[voxel]
        terms[Place.healthy.exchange, voxel] += exchange
        terms[Place.healthy.supply, voxel] += exchange * blood.concentration
      }
    }
  }

  /// The oxygen of the blood in the voxels that lie in a vessel [mM]; of the vessel whose axis is nearest.
  private static func lumina(of anatomy: Anatomy, _ settings: OxygenSettings) -> [Int: Double] {
    var found: [Int: Double] = [:]
    let wide = anatomy.vessels.filter { $0.hasLumen(on: anatomy.grid) }
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, centre in
      guard anatomy.lumen[voxel] else { return }
      let nearest = wide.min { $0.axis.distance(to: centre) < $1.axis.distance(to: centre) }
      found[voxel] = nearest.flatMap { settings.blood[$0.kind]?.concentration } ?? 0
    }
    return found
  }

  /// Iterations of the linear solver so far.
  package var solverIterations: Int { balance.iterations }

  /// Brings the oxygen up to date, from the blood's on, so that it depends on nothing before.
  /// - Throws: ``SimulationError``, and a transport error, where there is no solution.
  package func update(_ tissue: Tissue, with conditions: Conditions) throws {
    guard let oxygen = tissue.oxygen else { return }
    if takeOver(tissue, conditions) || !isSolved {
      isSolved = false
      try solve()
      isSolved = true
    }
    oxygen.concentration.copyValues(from: solution)
  }

  private func solve() throws {
    let (value, supply) = (solution.pointer(0), terms.pointer(Place.now.supply))
    var isSupplied = false
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in isSupplied = isSupplied || supply[voxel] > 0 }
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in value[voxel] = isSupplied ? highest : 0 }
    guard isSupplied else { return }
    balance.setConductivity(terms.pointer(Place.kappa))
    try balance.solve(
      value,
      OxygenBalance.Terms(
        exchange: terms.pointer(Place.now.exchange), supply: supply, demand: terms.pointer(Place.now.use)),
      diffusivity: settings.diffusivity, half: settings.half, blood: highest)
  }

  /// Takes vessels, cells and mineral from the tissue; whether anything has changed.
  private func takeOver(_ tissue: Tissue, _ conditions: Conditions) -> Bool {
    var isOther = false
    let (exchange, supply, use) = (
      terms.pointer(Place.now.exchange), terms.pointer(Place.now.supply), terms.pointer(Place.now.use)
    )
    let kappa = terms.pointer(Place.kappa)
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      let healthy = anatomy.healthyExchange[voxel]
      let isLumen = anatomy.lumen[voxel]
      let openness = healthy > 0 && !isLumen ? conditions.exchange[0, voxel] / healthy : 1
      let new = (
        exchange: openness * terms[Place.healthy.exchange, voxel],
        supply: openness * terms[Place.healthy.supply, voxel],
        use: (1 - tissue.damage[0, voxel]) * terms[Place.healthy.use, voxel],
        kappa: isLumen ? 0 : max(1 - tissue.mineralVolumeFraction(voxel), 0)
      )
      if exchange[voxel] != new.exchange || supply[voxel] != new.supply || use[voxel] != new.use
        || kappa[voxel] != new.kappa
      {
        isOther = true
        (exchange[voxel], supply[voxel], use[voxel], kappa[voxel]) = (
          new.exchange, new.supply, new.use, new.kappa
        )
      }
    }
    return isOther
  }
}
