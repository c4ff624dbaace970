import Chemistry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What covers one mineral's sites of growth, nucleation or dissolution, each by its Langmuir isotherm.
struct Inhibitors {
  private enum Place {
    /// A solute, by its total.
    case total(Int)
    /// A solute of a charge, by its free ion.
    case free(Int, charge: Double)
    /// An inhibitor whose concentration is held.
    case held(Int)
  }

  private struct Entry {
    let place: Place
    let law: LangmuirInhibition
  }

  /// By the process that they slow, in the order of ``LangmuirInhibition/Process``.
  private let growth, nucleation, dissolution: [Entry]
  private let debyeHueckel: Double
  private let millimolarPerMolal: Double

  /// The inhibitors of a mineral that the tissue's fluid contains.
  init(of mineral: KineticMineral, tissue: Tissue, system: AqueousSystem) {
    debyeHueckel = system.water.debyeHueckel
    millimolarPerMolal = system.millimolarPerMolal
    func place(of law: LangmuirInhibition) -> Place? {
      if let held = tissue.inhibitors.index(of: law.inhibitor) { return .held(held) }
      guard let solute = tissue.solute(law.inhibitor),
        let component = system.components.first(where: { $0.id == law.inhibitor })
      else { return nil }
      return law.amount == .total ? .total(solute) : .free(solute, charge: Double(component.charge))
    }
    func entries(_ process: LangmuirInhibition.Process) -> [Entry] {
      mineral.inhibition.filter { $0.processes.contains(process) }
        .compactMap { law in place(of: law).map { Entry(place: $0, law: law) } }
    }
    growth = entries(.growth)
    nucleation = entries(.nucleation)
    dissolution = entries(.dissolution)
  }

  /// The share of sites left free: Π (1 − θ K c/(1 + K c)), c the total or the free ion as each affinity is meant.
  /// - Parameters:
  ///   - process: what goes on at the sites.
  ///   - held: inhibitors whose concentration is held.
  ///   - ionicStrength: in mol/kg.
  ///   - concentration: total of a solute [mM of water].
  ///   - logActivity: ln activity of a solute's free ion.
  func freeShare(
    of process: LangmuirInhibition.Process, held: HeldInhibitors, ionicStrength: Double,
    concentration: (Int) -> Double, logActivity: (Int) -> Double
  ) -> Double {
    var share = 1.0
    let entries =
      switch process {
      case .growth: growth
      case .nucleation: nucleation
      case .dissolution: dissolution
      }
    for entry in entries {
      switch entry.place {
      case .total(let solute): share *= entry.law.factor(concentration: concentration(solute))
      case .held(let index): share *= entry.law.factor(concentration: held.concentrations[index])
      case .free(let solute, let charge):
        let root = ionicStrength.squareRoot()
        let davies = root / (1 + root) - 0.3 * ionicStrength
        let logGamma = -debyeHueckel * charge * charge * davies * 2.302585092994046
        let molal = exp(logActivity(solute) - logGamma)
        share *= entry.law.factor(concentration: molal * millimolarPerMolal)
      }
    }
    return share
  }
}
