import Chemistry
import Testing

/// The sums over crystal sizes against the crystals themselves.
@Suite struct CrystalPopulationTests {
  static let radii = [0.002, 0.01, 0.01, 0.3, 1.7]

  static func population(_ radii: [Double]) -> CrystalPopulation {
    radii.reduce(CrystalPopulation.none) { $0 + CrystalPopulation(number: 1, radius: $1) }
  }

  @Test func growthIsThatOfEveryCrystal() {
    let grown = CrystalPopulationTests.population(CrystalPopulationTests.radii).grown(by: 0.05)
    let apart = CrystalPopulationTests.population(CrystalPopulationTests.radii.map { $0 + 0.05 })
    // A dozen roundings of 2⁻⁵³ in each sum.
    #expect(grown.number == 5)
    #expect(abs(grown.radiusSum / apart.radiusSum - 1) < 2e-15)
    #expect(abs(grown.squareSum / apart.squareSum - 1) < 2e-15)
    #expect(abs(grown.cubeSum / apart.cubeSum - 1) < 2e-15)
  }

  @Test(arguments: [1e-6, 0.003, 0.05, 20.0])
  func theLengthOfAGrowthFollowsFromItsVolume(length: Double) {
    let start = CrystalPopulationTests.population(CrystalPopulationTests.radii)
    let taken = start.grown(by: length).volume - start.volume
    // The difference has a rounding of 2⁻⁵² of the larger volume, of which its growth is 3 l/r for the shortest length.
    let tolerance = 0x1p-50 * start.grown(by: length).volume / taken + 1e-13
    for limit in [1, 1.5, 1000] {
      #expect(abs(start.growth(taking: taken, atMost: limit * length) / length - 1) < tolerance)
    }
  }

  /// Johnson & Mehl 1939, Avrami 1940: crystals born at a rate J and growing at G fill π/3 J G³ t⁴ as long as they do
  /// not meet. One mean size instead obeys dV/dt = 4π N r² G with N = Jt and V = 4π/3 N r³: V = 9π/16 J G³ t⁴.
  @Test func crystalsOfAllAgesFillWhatJohnsonAndMehlSayAndOneMeanSizeDoesNot() {
    let (steps, birth, speed) = (1000, 2.0, 0.3)
    let step = 1.0 / Double(steps)
    var population = CrystalPopulation.none
    var mean = CrystalPopulation.none
    for index in 0..<steps {
      population = population.grown(by: speed * step)
      // Those born in the step have had half of it to grow, on average.
      population = population + CrystalPopulation(number: birth * step, radius: speed * step / 2)
      let number = birth * (Double(index) + 0.5) * step
      let middle = CrystalPopulation(number: number, radius: radius(mean.cubeSum, number))
      let ahead = mean.cubeSum + 3 * middle.squareSum * speed * step / 2
      let surface = number * square(radius(ahead, number))
      mean.cubeSum += index == 0 ? number * cube(speed * step) : 3 * surface * speed * step
    }
    let exact = Double.pi / 3 * birth * speed * speed * speed
    // Born in the middle of their step: off by (Δt/t)² in the third moment.
    #expect(abs(population.volume / exact - 1) < 2e-6)
    #expect(population.number == 2 || abs(population.number - 2) < 1e-12)
    // 27/16 of it; the first steps have the wrong size by themselves, a part Δt/t of the whole.
    #expect(abs(mean.volume / exact - 27.0 / 16) < 0.01)
  }

  private func radius(_ cubes: Double, _ number: Double) -> Double {
    cubes > 0 ? Natural.power(cubes / number, 1.0 / 3) : 0
  }
  private func square(_ x: Double) -> Double { x * x }
  private func cube(_ x: Double) -> Double { x * x * x }

  @Test func dissolutionBeginsWithTheSurfaceAndEndsWithNothing() {
    let start = CrystalPopulationTests.population(CrystalPopulationTests.radii)
    let length = 1e-7
    let lost = start.volume - start.grown(by: -length).volume
    // The next order is the length over the radius, 6e-8.
    #expect(abs(lost / (start.surface * length) - 1) < 1e-6)
    let half = start.grown(by: -start.shrinkingRadius / 2)
    #expect(half.number == start.number)
    #expect(abs(half.volume / start.volume - 0.125) < 1e-15)
    // Cauchy and Schwarz: sums of a distribution obey (Σr²)² ≤ Σr Σr³.
    #expect(half.squareSum * half.squareSum <= half.radiusSum * half.cubeSum)
    #expect(start.grown(by: -start.shrinkingRadius) == .none)
    #expect(CrystalPopulation.none.grown(by: -1) == .none)
  }

  /// The size at which a nucleus counts: half the speed of a flat surface if speed goes as (ln Ω)^order.
  @Test(arguments: ["HAP", "OCP", "DCPD", "ACP"])
  func aNewbornGrowsAtHalfSpeed(id: String) throws {
    let mineral = try TestLibrary.mineral(id)
    let saturation = 3.0
    let radius = mineral.birthRadius(saturation: saturation, temperature: TestLibrary.body)
    let length = mineral.nucleation.capillaryLength(of: mineral.phase, temperature: TestLibrary.body)
    let share = Natural.power((saturation - length / radius) / saturation, mineral.growth.order)
    #expect(abs(share - 0.5) < 1e-14)
  }

  /// 2γV̄/(rRT) with the molar volume, the form in which it is usually written.
  @Test func curvatureLowersTheSaturationIndexAsKelvinSays() throws {
    let calcite = try TestLibrary.mineral("Calcite")
    let molarVolume = calcite.phase.molarMass / (calcite.phase.density * 1e6)
    let energy = calcite.nucleation.interfacialEnergy * 1e-3
    let expected = 2 * energy * molarVolume / (10e-9 * Natural.gasConstant * TestLibrary.body)
    let length = calcite.nucleation.capillaryLength(of: calcite.phase, temperature: TestLibrary.body)
    // Boltzmann's constant and Avogadro's number have nine digits in the code, the gas constant as many.
    #expect(abs(length / 0.01 / expected - 1) < 1e-8)
  }

  /// In a fluid that is just saturated for 50 nm, crystals of 30 nm dissolve and those of 80 nm grow.
  @Test func smallCrystalsDissolveWhereLargeOnesGrow() throws {
    let kernel = try TestLibrary.kernel(.heldPH(7.4), minerals: ["Calcite"])
    let length = kernel.minerals[0].nucleation.capillaryLength(
      of: kernel.minerals[0].phase, temperature: TestLibrary.body)
    kernel.fill(lane: 0, totals: try TestLibrary.fluid(), fluidFraction: 1)
    kernel.block.timeStep = 0
    _ = kernel.solve(lanes: 1)
    let offset = kernel.block.saturation[0][0] - length / 0.05
    var uptake: [Double] = []
    for radius in [0.03, 0.08] {
      kernel.fill(lane: 0, totals: try TestLibrary.fluid(), fluidFraction: 1)
      _ = kernel.solve(lanes: 1)
      kernel.block.put(CrystalPopulation(number: 1e-9, radius: radius), of: 0, lane: 0)
      kernel.block.curvatureShift[0][0] = offset + length / radius
      kernel.block.timeStep = 1e-3
      #expect(kernel.solve(lanes: 1).unsettledLanes == 0)
      uptake.append(kernel.block.uptake[0][0])
      kernel.block.timeStep = 0
    }
    #expect(uptake[0] < 0 && uptake[1] > 0)
  }
}
