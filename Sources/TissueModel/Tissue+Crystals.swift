import Chemistry

extension Tissue {
  /// The crystals of a mineral in a voxel; none before the first one is there.
  package func population(_ mineral: Int, _ voxel: Int) -> CrystalPopulation {
    guard mineralAmounts[mineral, voxel] > 0 else { return .none }
    return CrystalPopulation(
      number: crystals[mineral, voxel], radiusSum: radiusSums[mineral, voxel],
      squareSum: squareSums[mineral, voxel],
      cubeSum: volumeFraction(mineral, voxel) * 3 / (4 * Double.pi))
  }

  /// Sets a mineral's crystals in a voxel apart from their amount, which the books keep.
  func setSizes(_ population: CrystalPopulation, of mineral: Int, in voxel: Int) {
    crystals[mineral, voxel] = population.number
    radiusSums[mineral, voxel] = population.radiusSum
    squareSums[mineral, voxel] = population.squareSum
  }

  /// Lets the crystals of a mineral in a voxel grow or dissolve.
  /// - Parameters:
  ///   - uptake: what they take up, negative where they dissolve, at most all they hold [mM of tissue].
  ///   - surfaceShift: how far their surfaces moved [µm].
  package func grow(_ mineral: Int, in voxel: Int, by uptake: Double, surfaceShift: Double) {
    guard mineralAmounts[mineral, voxel] > 0 else { return }
    let before = population(mineral, voxel)
    let amount = mineralAmounts[mineral, voxel]
    mineralAmounts[mineral, voxel] += uptake
    let isLeft = mineralAmounts[mineral, voxel] > 0
    // What is loose keeps its share: all of it, to the bit, where all is.
    let loose = looseAmounts[mineral, voxel]
    if loose == amount {
      looseAmounts[mineral, voxel] = isLeft ? mineralAmounts[mineral, voxel] : 0
    } else if loose > 0 {
      looseAmounts[mineral, voxel] = isLeft ? loose / amount * mineralAmounts[mineral, voxel] : 0
    }
    setSizes(isLeft ? before.grown(by: surfaceShift) : .none, of: mineral, in: voxel)
  }

  /// Adds crystals of a mineral to a voxel, out of nothing: the caller books what they hold.
  /// - Parameter areLoose: whether they were put there and not born there.
  package func add(
    _ population: CrystalPopulation, of mineral: Int, to voxel: Int, areLoose: Bool = false
  ) {
    setSizes(self.population(mineral, voxel) + population, of: mineral, in: voxel)
    let amount = population.volume / minerals[mineral].phase.volumePerAttomole
    mineralAmounts[mineral, voxel] += amount
    if areLoose { looseAmounts[mineral, voxel] += amount }
  }

  /// Puts seed crystals of one size into every voxel, before the books are opened.
  func sow(_ seed: SeedCrystals) {
    let cube = seed.radius * seed.radius * seed.radius
    let volume = seed.amount * minerals[seed.mineral].phase.volumePerAttomole
    let number = volume * 3 / (4 * Double.pi * cube)
    Anatomy.forEachVoxel(of: anatomy.grid) { voxel, _ in
      add(
        CrystalPopulation(number: number, radius: seed.radius), of: seed.mineral, to: voxel, areLoose: true)
      fitPore(voxel)
    }
  }

  /// Mean crystal radius, that of a sphere of the mean volume [µm]; 0 where there is no crystal.
  package func crystalRadius(_ mineral: Int, _ voxel: Int) -> Double {
    population(mineral, voxel).volumeRadius
  }
}
