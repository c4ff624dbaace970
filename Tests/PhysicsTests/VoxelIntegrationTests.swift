import Chemistry
import NumericalMethods
import ScenarioFormat
import Testing

/// The step of one voxel against a stiff solver of high order on the same equations.
@Suite struct VoxelIntegrationTests {
  /// Amorphous phosphate dissolves and feeds apatite: rates that differ a thousandfold through one fluid.
  struct OstwaldStep {
    let kernel: ReactionKernel
    let totals: [Double]
    let exponents: [[Double]]
    let start = [
      CrystalPopulation(number: 4, radius: 0.05), CrystalPopulation(number: 2, radius: 0.02),
    ]
    static let temperature = 310.15

    init() throws {
      let library = try Library.embedded()
      let system = try library.thermodynamicTable.system(
        of: ["Ca", "PO4", "Na", "Cl", "K"], acidBase: .heldPH(7.4), temperature: OstwaldStep.temperature)
      let minerals = ["ACP", "HAP"].compactMap { library.mineral($0)?.kineticMineral }
      kernel = try ReactionKernel(system: system, minerals: minerals)
      let fluid = ["Ca": 1.3, "PO4": 1.1, "Na": 140, "Cl": 140, "K": 4]
      totals = system.basis.map { fluid[$0.id] ?? 0 }
      exponents = try minerals.map { try system.exponents(of: $0.phase) }
      kernel.block.fluidFraction[0][0] = 1
      for mineral in 0..<2 { kernel.block.rateFactor[mineral][0] = 1 }
    }

    /// Mineral formed when the surfaces have moved [mM].
    func uptake(_ mineral: Int, _ shift: Double) -> Double {
      (start[mineral].grown(by: shift).volume - start[mineral].volume)
        / kernel.minerals[mineral].phase.volumePerAttomole
    }

    /// Fluid [mM] when the minerals have taken so much.
    func fluid(_ uptakes: [Double]) -> [Double] {
      totals.indices.map { entry in
        totals[entry] - exponents[0][entry] * uptakes[0] - exponents[1][entry] * uptakes[1]
      }
    }

    func load(_ fluid: [Double]) {
      for entry in fluid.indices { kernel.block.amount[entry][0] = fluid[entry] }
    }

    /// Speeds of the surfaces [µm/s] at given shifts, by the rate laws themselves.
    func speeds(_ shifts: [Double]) -> [Double] {
      load(fluid([uptake(0, shifts[0]), uptake(1, shifts[1])]))
      kernel.block.timeStep = 0
      _ = kernel.solve(lanes: 1)
      return [0, 1].map { index in
        let mineral = kernel.minerals[index]
        let saturation = kernel.block.saturation[index][0]
        // 1 mol/(m² s) = 10⁶ amol/(µm² s).
        let rate =
          mineral.growth.rate(saturation: saturation)
          - mineral.dissolution.rate(
            saturation: saturation, pH: 7.4, temperature: OstwaldStep.temperature)
        return rate * 1e6 * mineral.phase.volumePerAttomole
      }
    }

    /// Amounts [mM] taken after `count` steps of the kernel.
    func stepped(_ count: Int, to end: Double) -> [Double] {
      for entry in totals.indices { kernel.block.logActivity[entry][0] = .nan }
      load(totals)
      kernel.block.timeStep = 0
      _ = kernel.solve(lanes: 1)
      var populations = start
      var uptakes = [0.0, 0.0]
      for _ in 0..<count {
        load(fluid(uptakes))
        for mineral in 0..<2 { kernel.block.put(populations[mineral], of: mineral, lane: 0) }
        kernel.block.timeStep = end / Double(count)
        _ = kernel.solve(lanes: 1)
        for mineral in 0..<2 {
          uptakes[mineral] += kernel.block.uptake[mineral][0]
          populations[mineral] = populations[mineral].grown(by: kernel.block.surfaceShift[mineral][0])
        }
      }
      return uptakes
    }
  }

  /// Steps of backward Euler have an error that is a series in the step, so that halved steps extrapolate
  /// (Romberg) to the limit; that limit is the stiff solver's answer, and halving halves the error.
  @Test(arguments: [20.0, 400, 1000])
  func stepsConvergeToTheStiffSolversAnswer(seconds: Double) throws {
    let reaction = try OstwaldStep()
    for entry in reaction.totals.indices { reaction.kernel.block.logActivity[entry][0] = .nan }
    let solver = try StiffODE(
      method: .backwardDifferentiation,
      tolerance: .init(relative: 1e-11, absolute: 1e-15, count: 2), values: [0, 0],
      rates: { _, shifts, rates in
        let speeds = reaction.speeds([shifts[0], shifts[1]])
        rates[0] = speeds[0]
        rates[1] = speeds[1]
      },
      jacobian: { _, shifts, matrix, _ in
        for column in 0..<2 {
          let width = 1e-7 * max(abs(shifts[column]), 1e-4)
          var (low, high) = ([shifts[0], shifts[1]], [shifts[0], shifts[1]])
          low[column] -= width
          high[column] += width
          let (below, above) = (reaction.speeds(low), reaction.speeds(high))
          for row in 0..<2 { matrix[row * 2 + column] = (above[row] - below[row]) / (2 * width) }
        }
      })
    try solver.advance(to: seconds)
    let exact = [0, 1].map { reaction.uptake($0, solver.values[$0]) }
    #expect(exact[0] < 0 && exact[1] > 0)
    var table = [100, 200, 400, 800, 1600].map { reaction.stepped($0, to: seconds) }
    let errors = table.suffix(2).map { abs($0[1] - exact[1]) }
    // The next term of the series is the step, 0.6 s at most, over the fluid's own time of some 10 s.
    #expect(abs(errors[0] / errors[1] - 2) < 0.05)
    var weight = 2.0
    while table.count > 1 {
      table = zip(table, table.dropFirst()).map { coarse, fine in
        zip(coarse, fine).map { ($1 * weight - $0) / (weight - 1) }
      }
      weight *= 2
    }
    for mineral in 0..<2 { #expect(abs(table[0][mineral] / exact[mineral] - 1) < 1e-6) }
  }
}
