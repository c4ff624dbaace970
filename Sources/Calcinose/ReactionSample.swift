import Chemistry
import ScenarioFormat

/// A step of chemistry in eight voxels of interstitial fluid, to be timed from outside the package.
///
/// The fluid holds Ca, Mg, Na, K, Cl, PO4, CO3, SO4 and PPi at 37 °C, open to carbon dioxide at 46 mmHg; totals differ
/// from voxel to voxel by up to 7 %. Crystals of hydroxyapatite grow in it. Every ``step()`` starts from the state of
/// the last one with totals moved by 1 %, as transport moves them in a run.
public final class ReactionSample {
  /// Voxels that each step solves.
  public let voxels = 8

  private let kernel: ReactionKernel
  private let totals: [Double]
  private var isRaised = false

  /// Totals in interstitial water [mM]; alkalinity for carbonate and protons.
  private static let fluid = [
    "Ca": 1.5, "Mg": 0.64, "Na": 142, "K": 4.3, "Cl": 116, "PO4": 1.3, "SO4": 0.4, "PPi": 0.0024,
    "alkalinity": 27.0,
  ]

  /// A block with or without crystals, speciated once.
  /// - Throws: an error of the library's records or of the chemistry.
  public init(isGrowing: Bool) throws {
    let library = try Library.embedded()
    let system = try library.thermodynamicTable.system(
      of: ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi"], acidBase: .open(pCO2_mmHg: 46),
      temperature: 310.15)
    let minerals = ["ACP", "HAP"].compactMap { library.mineral($0)?.kineticMineral }
    kernel = try ReactionKernel(system: system, minerals: minerals)
    totals = system.basis.map { Self.fluid[$0.id] ?? 0 }
    unsafe kernel.block.fluidFraction[0] = .init(repeating: 0.3)
    for entry in totals.indices { unsafe kernel.block.logActivity[entry] = .init(repeating: .nan) }
    for mineral in minerals.indices {
      let isCrystal = isGrowing && minerals[mineral].phase.id == "HAP"
      let crystals = isCrystal ? CrystalPopulation(number: 1e-3, radius: 0.1) : .none
      for lane in 0..<voxels { kernel.block.put(crystals, of: mineral, lane: lane) }
      unsafe kernel.block.rateFactor[mineral] = .init(repeating: 1)
    }
    _ = step()
    kernel.block.timeStep = isGrowing ? 600 : 0
    _ = step()
  }

  /// Solves the eight voxels once.
  /// - Returns: Newton steps of the slowest voxel.
  public func step() -> Int {
    isRaised.toggle()
    for entry in totals.indices {
      for lane in 0..<voxels {
        let share = (isRaised ? 1.01 : 1) * (1 + 0.01 * Double(lane))
        unsafe kernel.block.amount[entry][lane] = 0.3 * totals[entry] * share
      }
    }
    return kernel.solve(lanes: voxels).iterations
  }
}
