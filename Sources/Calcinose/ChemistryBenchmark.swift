import Chemistry
import Parallelism
import ScenarioFormat

/// Times the speciation of many solutions, eight at a time, and measures how well their balances close.
///
/// The solutions are interstitial fluid at 37 °C in which every total differs by up to a fifth from one to the next.
/// *Warm*: each starts from its own last state, all totals moved by 0.1 %, as transport moves them from step to step.
/// *Cold*: each starts from nothing. Timed are the reading of totals and states, the solution, and the writing of
/// activities, ionic strength and the saturation indices of every mineral that the components can form.
package struct ChemistryBenchmark {
  /// Which components take part.
  package enum Components: String, CaseIterable, Sendable {
    /// Ca, Mg, Na, K, Cl, PO4, CO3, SO4.
    case core
    /// Those with Fe3, Fe2, Cu and Al.
    case metals
    /// All of the library.
    case all
  }

  /// What fixes the acidity of the solutions.
  package enum Acidity: String, CaseIterable, Sendable {
    /// pH 7.4.
    case heldPH = "held_pH"
    /// Total hydrogen.
    case freePH = "free_pH"
    /// Alkalinity, at 46 mmHg of carbon dioxide: how the tissue is solved.
    case openToGas = "fixed_pCO2"
  }

  /// What was measured with one kind of acidity.
  package struct Result: Sendable {
    /// What fixed the acidity.
    package let acidity: Acidity
    /// Time per solution and core, median over the repeats [ns].
    package let nanoseconds: Double
    /// Newton steps per block of eight, mean.
    package let iterations: Double
    /// Solutions per million that had to be started anew from a cold guess.
    package let restartsPerMillion: Double
    /// Worst balance error relative to the sum of its absolute terms.
    package let worstResidual: Double
    /// Components (H included), complexes and minerals of the system.
    package let components, complexes, minerals: Int
  }

  /// Solutions that each round solves.
  package let solutions: Int
  private let components: Components
  private let isCold: Bool
  private let repeats: Int
  private let workers: Workers
  private let table: ThermodynamicTable

  private static let lanes = 8
  /// Change of all totals between two warm solutions of a fluid.
  private static let drift = 1e-3
  private static let temperature = 310.15
  /// Diffusible totals of interstitial fluid, and trace metals and ligands of overload and treatment [mol/kg].
  private static let fluid = [
    "Ca": 1.3e-3, "Mg": 6e-4, "Na": 0.145, "K": 4e-3, "Cl": 0.115, "PO4": 1.2e-3, "CO3": 0.026, "SO4": 6e-4,
    "Fe3": 1e-6, "Fe2": 1e-5, "Cu": 1e-6, "Al": 1e-6, "Cit": 1.2e-4, "Edta": 1e-5, "PPi": 3e-6, "Thio": 1e-4,
    "NH4": 3e-5,
  ]
  private static let core = ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4"]

  /// A benchmark of `solutions` solutions (rounded up to whole blocks of eight per thread), solved `repeats` times.
  /// - Throws: an error of the library's records.
  package init(solutions: Int, components: Components, isCold: Bool, threads: Int, repeats: Int) throws {
    workers = Workers(count: threads)
    let unit = ChemistryBenchmark.lanes * workers.count
    self.solutions = (solutions + unit - 1) / unit * unit
    self.components = components
    self.isCold = isCold
    self.repeats = repeats
    table = try Library.embedded().thermodynamicTable
  }

  /// Identifiers of the components, hydrogen apart.
  private var identifiers: [String] {
    switch components {
    case .core: ChemistryBenchmark.core
    case .metals: ChemistryBenchmark.core + ["Fe3", "Fe2", "Cu", "Al"]
    case .all: table.components.map(\.id).filter { $0 != Component.hydrogen }
    }
  }

  /// Times one kind of acidity.
  /// - Throws: `ChemistryError` when a solution does not arrive.
  package func run(_ acidity: Acidity) throws -> Result {
    let system = try system(acidity)
    let present = Set(system.components.map(\.id) + [Component.water])
    let phases = table.minerals.filter { $0.stoichiometry.keys.allSatisfy(present.contains) }
    let kernels = try (0..<workers.count).map { _ in
      try ReactionKernel(system: system, minerals: [], phases: phases)
    }
    let states = try kernels.indices.map { worker in
      try SolutionBlocks(
        blocks: solutions / ChemistryBenchmark.lanes / workers.count, system: system, phases: phases.count,
        totals: totals(of: system), seed: UInt64(worker))
    }
    for kernel in kernels { unsafe kernel.block.fluidFraction[0] = .init(repeating: 1) }
    var times: [Double] = []
    for round in 0..<(repeats + 2) {
      // The first round finds the states; the second warms the caches.
      let factor = round % 2 == 0 ? 1 : 1 + ChemistryBenchmark.drift
      let isCold = isCold || round == 0
      for state in states { state.clearCounts() }
      let time = ContinuousClock().measure {
        workers.run { worker in
          states[worker].solve(with: kernels[worker], factor: factor, isCold: isCold)
        }
      }
      let (seconds, attoseconds) = time.components
      if round > 1 { times.append(Double(seconds) * 1e9 + Double(attoseconds) * 1e-9) }
      if let failure = states.first(where: { $0.failure != nil })?.failure {
        throw ChemistryError.notConverged(remaining: failure.remaining, iterations: failure.iterations)
      }
    }
    let worst = zip(states, kernels).map { $0.worstResidual(with: $1) }.max() ?? 0
    let perCore = Double(solutions) / Double(workers.count)
    return Result(
      acidity: acidity, nanoseconds: times.sorted()[times.count / 2] / perCore,
      iterations: Double(states.reduce(0) { $0 + $1.iterations }) * 8 / Double(solutions),
      restartsPerMillion: Double(states.reduce(0) { $0 + $1.restarts }) * 1e6 / Double(solutions),
      worstResidual: worst, components: system.components.count, complexes: system.complexes.count,
      minerals: phases.count)
  }

  private func system(_ acidity: Acidity) throws -> AqueousSystem {
    let mode: AcidBase =
      switch acidity {
      case .heldPH: .heldPH(7.4)
      case .freePH: .closed
      case .openToGas: .open(pCO2_mmHg: 46)
      }
    return try table.system(of: identifiers, acidBase: mode, temperature: ChemistryBenchmark.temperature)
  }

  /// Mean total of each basis entry [mM].
  private func totals(of system: AqueousSystem) throws -> [Double] {
    let wanted = Set(identifiers)
    let solution = Solution(
      temperature: ChemistryBenchmark.temperature, acidBase: .heldPH(7.4),
      totals: ChemistryBenchmark.fluid.filter { wanted.contains($0.key) })
    let held = try Speciation(table: table).solve(solution).totals
    return system.basis.map { (held[$0.id] ?? 0) * system.millimolarPerMolal }
  }
}

/// The solutions of one worker in blocks of eight: totals in, states and saturation out.
@safe private final class SolutionBlocks {
  typealias Lanes = ReactionBlock.Lanes

  private let system: AqueousSystem
  private let blocks, entries, phases: Int
  private let totals, states, strengths, saturations: UnsafeMutablePointer<Lanes>
  private(set) var iterations = 0
  private(set) var restarts = 0
  private(set) var failure: KernelReport?

  init(blocks: Int, system: AqueousSystem, phases: Int, totals means: [Double], seed: UInt64) {
    self.system = system
    self.blocks = blocks
    self.phases = phases
    entries = system.basis.count
    func room(_ count: Int) -> UnsafeMutablePointer<Lanes> {
      let memory = UnsafeMutablePointer<Lanes>.allocate(capacity: max(count, 1))
      unsafe memory.initialize(repeating: Lanes(repeating: 0), count: max(count, 1))
      return unsafe memory
    }
    unsafe totals = room(blocks * entries)
    unsafe states = room(blocks * entries)
    unsafe strengths = room(blocks)
    unsafe saturations = room(blocks * phases)
    let stream = RandomStream(seed: seed, purpose: 0x6368_656d)
    for block in 0..<blocks {
      for (entry, mean) in means.enumerated() {
        // The proton condition and the alkalinity stay where the fluid can hold them.
        let spread = system.basis[entry].isPositive ? 0.4 : 0.02
        for lane in 0..<8 {
          let share = 1 + spread * (stream.uniform(index: block * 8 + lane, tick: entry) - 0.5)
          unsafe totals[block * entries + entry][lane] = mean * share
        }
      }
    }
  }

  deinit {
    unsafe totals.deallocate()
    unsafe states.deallocate()
    unsafe strengths.deallocate()
    unsafe saturations.deallocate()
  }

  func clearCounts() {
    iterations = 0
    restarts = 0
  }

  /// Solves every block with its totals times `factor`.
  func solve(with kernel: ReactionKernel, factor: Double, isCold: Bool) {
    let own = kernel.block
    var (steps, again) = (0, 0)
    for block in 0..<blocks {
      let first = block * entries
      for entry in 0..<entries {
        unsafe own.amount[entry] = totals[first + entry] * factor
        unsafe own.logActivity[entry] = isCold ? Lanes(repeating: .nan) : states[first + entry]
      }
      unsafe own.ionicStrength[0] = isCold ? Lanes(repeating: 0) : strengths[block]
      let report = kernel.solve(lanes: 8)
      steps += report.iterations
      again += report.restarts
      if report.unsettledLanes != 0 { failure = report }
      for entry in 0..<entries { unsafe states[first + entry] = own.logActivity[entry] }
      unsafe strengths[block] = own.ionicStrength[0]
      for phase in 0..<phases { unsafe saturations[block * phases + phase] = own.phaseSaturation[phase] }
    }
    iterations += steps
    restarts += again
  }

  /// Worst balance error of any solution, summed anew after a solution from the states that are there.
  func worstResidual(with kernel: ReactionKernel) -> Double {
    let own = kernel.block
    var worst = 0.0
    for block in 0..<blocks {
      for entry in 0..<entries {
        unsafe own.amount[entry] = totals[block * entries + entry]
        unsafe own.logActivity[entry] = states[block * entries + entry]
      }
      unsafe own.ionicStrength[0] = strengths[block]
      _ = kernel.solve(lanes: 8)
      for lane in 0..<8 { worst = max(worst, kernel.balanceError(lane: lane)) }
    }
    return worst
  }
}
