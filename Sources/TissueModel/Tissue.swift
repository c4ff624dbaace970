import Chemistry
import Fields

/// The state: everything that changes during a run, and the parameters that say what it means.
///
/// Copying the value shares its fields; ``copyState(from:)`` copies the numbers.
package struct Tissue {
  /// Geometry and tissue types.
  package let anatomy: Anatomy
  /// Transported solutes, in the order of all per-solute fields and accounts.
  package let solutes: [Solute]
  /// Minerals followed, in the order of all per-mineral fields.
  package let minerals: [KineticMineral]
  /// Uptake of each solute per formula unit, `[mineral][solute]`.
  package let stoichiometry: [[Double]]
  /// pH at which the fluid is held from outside; nil where the acidity is a balance of its own.
  package let heldPH: Double?
  /// Least fluid fraction: a sealed voxel keeps this much.
  package static let sealedFluidFraction = 1e-3

  /// Amount per tissue volume, φc [mM of tissue], `[solute][z][y][x]`.
  package let amounts: FieldSet
  /// Natural logarithm of the activity of each solute's basis species, `[solute][z][y][x]`; for alkalinity
  /// the negative logarithm of the proton activity.
  package let logActivities: FieldSet
  /// Formula units per tissue volume [mM of tissue], `[mineral][z][y][x]`.
  package let mineralAmounts: FieldSet
  /// Crystals per tissue volume [1/µm³], `[mineral][z][y][x]`; where there is none yet, the expected number of
  /// nuclei so far.
  package let crystals: FieldSet
  /// Sum of the radii of the crystals [µm/µm³], `[mineral][z][y][x]`.
  package let radiusSums: FieldSet
  /// Sum of the squares of their radii [µm²/µm³], `[mineral][z][y][x]`.
  package let squareSums: FieldSet
  /// What of each mineral lies loose: crystals that were put there or left by cells, not born there [mM of tissue],
  /// `[mineral][z][y][x]`.
  package let looseAmounts: FieldSet
  /// Uptake in the last step [mM of tissue per s], `[mineral][z][y][x]`.
  package let uptakeRates: FieldSet
  /// Rates at which all but minerals changed the solutes in the last step [mM of tissue per s], `[solute][z][y][x]`.
  package let soluteRates: FieldSet
  /// ln Ω at the end of the last step, `[mineral][z][y][x]`.
  package let saturation: FieldSet
  /// Fluid per tissue volume, `[z][y][x]`.
  package let fluid: FieldSet
  /// Total dissolved carbonate [mM of water], `[z][y][x]`.
  package let carbonate: FieldSet
  /// Ionic strength [mol/kg of water], `[z][y][x]`.
  package let ionicStrength: FieldSet
  /// Sum over steps and solutes of the relative changes of a voxel's amounts since its fluid was last speciated,
  /// `[z][y][x]`.
  package let unspeciatedChange: FieldSet
  /// Damaged share of the tissue, 0 to 1, `[z][y][x]`.
  package let damage: FieldSet
  /// Dissolved oxygen; nil where it is not followed.
  package let oxygen: Oxygen?
  /// State of the vessels' segments.
  package var segments: SegmentStates
  /// Diffusible blood composition.
  package var plasma: Plasma
  /// Inhibitors that are no components, with their concentrations.
  package var inhibitors: HeldInhibitors
  /// The books.
  package var ledger: Ledger
  /// Cells and their signals; nil in tissue without any.
  package var inflammation: Inflammation?

  /// An empty tissue of the given shape; ``InitialState`` fills it.
  package init(
    anatomy: Anatomy, solutes: [Solute], minerals: [KineticMineral], stoichiometry: [[Double]],
    plasma: Plasma, inhibitors: HeldInhibitors = .none, heldPH: Double? = nil,
    inflammation: Inflammation? = nil, oxygen: Oxygen? = nil
  ) {
    self.anatomy = anatomy
    self.solutes = solutes
    self.minerals = minerals
    self.stoichiometry = stoichiometry
    self.plasma = plasma
    self.inhibitors = inhibitors
    self.heldPH = heldPH
    self.inflammation = inflammation
    self.oxygen = oxygen
    let grid = anatomy.grid
    amounts = FieldSet(grid: grid, count: solutes.count)
    logActivities = FieldSet(grid: grid, count: solutes.count)
    mineralAmounts = FieldSet(grid: grid, count: minerals.count)
    crystals = FieldSet(grid: grid, count: minerals.count)
    radiusSums = FieldSet(grid: grid, count: minerals.count)
    squareSums = FieldSet(grid: grid, count: minerals.count)
    looseAmounts = FieldSet(grid: grid, count: minerals.count)
    uptakeRates = FieldSet(grid: grid, count: minerals.count)
    soluteRates = FieldSet(grid: grid, count: solutes.count)
    saturation = FieldSet(grid: grid, count: minerals.count)
    fluid = FieldSet(grid: grid, count: 1)
    carbonate = FieldSet(grid: grid, count: 1)
    ionicStrength = FieldSet(grid: grid, count: 1)
    unspeciatedChange = FieldSet(grid: grid, count: 1)
    damage = FieldSet(grid: grid, count: 1)
    ledger = Ledger(count: solutes.count)
    segments = SegmentStates(count: anatomy.segments.segments.count)
  }

  /// A tissue with the same parameters and fields of its own, holding the same state.
  package func duplicate() -> Tissue {
    var copy = Tissue(
      anatomy: anatomy, solutes: solutes, minerals: minerals, stoichiometry: stoichiometry, plasma: plasma,
      inhibitors: inhibitors, heldPH: heldPH, inflammation: inflammation?.duplicate(),
      oxygen: oxygen?.duplicate())
    copy.copyState(from: self)
    return copy
  }

  /// Takes over the state of another tissue with the same parameters.
  package mutating func copyState(from other: Tissue) {
    amounts.copyValues(from: other.amounts)
    logActivities.copyValues(from: other.logActivities)
    mineralAmounts.copyValues(from: other.mineralAmounts)
    crystals.copyValues(from: other.crystals)
    radiusSums.copyValues(from: other.radiusSums)
    squareSums.copyValues(from: other.squareSums)
    looseAmounts.copyValues(from: other.looseAmounts)
    uptakeRates.copyValues(from: other.uptakeRates)
    soluteRates.copyValues(from: other.soluteRates)
    saturation.copyValues(from: other.saturation)
    fluid.copyValues(from: other.fluid)
    carbonate.copyValues(from: other.carbonate)
    ionicStrength.copyValues(from: other.ionicStrength)
    unspeciatedChange.copyValues(from: other.unspeciatedChange)
    damage.copyValues(from: other.damage)
    segments.copyValues(from: other.segments)
    if let field = other.oxygen?.concentration { oxygen?.concentration.copyValues(from: field) }
    plasma = other.plasma
    inhibitors = other.inhibitors
    ledger = other.ledger
    if let cells = other.inflammation { inflammation?.copyState(from: cells) }
  }

  /// Index of a solute by id.
  package func solute(_ id: String) -> Int? { solutes.firstIndex { $0.id == id } }

  /// Index of a mineral by id.
  package func mineral(_ id: String) -> Int? { minerals.firstIndex { $0.phase.id == id } }

  /// Concentration in the interstitial water [mM].
  package func concentration(_ solute: Int, _ voxel: Int) -> Double {
    amounts[solute, voxel] / fluid[0, voxel]
  }

  /// −log10 of the proton activity.
  package func pH(_ voxel: Int) -> Double {
    if let heldPH { return heldPH }
    if let alkalinity = solute(Component.alkalinity) {
      return logActivities[alkalinity, voxel] / 2.302585092994046
    }
    guard let hydrogen = solute(Component.hydrogen) else { return .nan }
    return -logActivities[hydrogen, voxel] / 2.302585092994046
  }

  /// log10 of the saturation ratio.
  package func saturationIndex(_ mineral: Int, _ voxel: Int) -> Double {
    saturation[mineral, voxel] / 2.302585092994046
  }

  /// Volume of one mineral per tissue volume.
  package func volumeFraction(_ mineral: Int, _ voxel: Int) -> Double {
    mineralAmounts[mineral, voxel] * minerals[mineral].phase.volumePerAttomole
  }

  /// Volume of all minerals per tissue volume.
  package func mineralVolumeFraction(_ voxel: Int) -> Double {
    minerals.indices.reduce(0) { $0 + volumeFraction($1, voxel) }
  }

  /// What a solute holds in fluid and minerals, those inside cells included, over the whole grid [amol].
  package func holding(_ solute: Int) -> Double {
    var sum = CompensatedSum()
    let volume = anatomy.grid.voxelVolume
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      var amount = amounts[solute, voxel]
      for mineral in minerals.indices {
        amount += stoichiometry[mineral][solute] * mineralAmounts[mineral, voxel]
      }
      sum.add(amount * volume)
    }
    sum.add(holdingInCells(solute))
    return sum.value
  }

  /// What a solute holds in cells: in minerals, and dissolved of them [amol].
  package func holdingInCells(_ solute: Int) -> Double {
    guard let inflammation else { return 0 }
    return minerals.indices.reduce(0) { sum, mineral in
      let units = stoichiometry[mineral][solute]
      guard units != 0 else { return sum }
      let solid = inflammation.mineralVolume(mineral) / minerals[mineral].phase.volumePerAttomole
      return sum + units * (solid + inflammation.digested.holding(mineral))
    }
  }

  /// What the books of a solute fail to explain, relative to its turnover.
  package func relativeResidual(_ solute: Int) -> Double {
    (holding(solute) - ledger.expected(solute)) / ledger.turnover(solute)
  }

  /// Whether the fluid is open to carbon dioxide, so that its carbonate follows from the gas.
  package var isOpenToCarbonDioxide: Bool { solute(Component.alkalinity) != nil }

  /// Total dissolved carbonate over the whole grid [amol].
  package func carbonateHolding() -> Double {
    var sum = CompensatedSum()
    let volume = anatomy.grid.voxelVolume
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      sum.add(carbonate[0, voxel] * fluid[0, voxel] * volume)
    }
    return sum.value
  }

  /// A tissue voxel counts as damaged from this share on.
  package static let damageThreshold = 0.05

  /// Whether disease has marked a voxel.
  package func isDamaged(_ voxel: Int) -> Bool { damage[0, voxel] >= Tissue.damageThreshold }
}
