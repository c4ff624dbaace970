import Chemistry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The solutes that cover one mineral's growth and nucleation sites, each by its Langmuir isotherm.
struct Inhibitors {
  private struct Entry {
    let solute: Int
    let law: LangmuirInhibition
    let charge: Double
  }

  private let entries: [Entry]
  private let debyeHueckel: Double
  private let millimolarPerMolal: Double

  /// The inhibitors of a mineral that the tissue's fluid contains.
  init(of mineral: KineticMineral, solutes: [Solute], system: AqueousSystem) {
    debyeHueckel = system.water.debyeHueckel
    millimolarPerMolal = system.millimolarPerMolal
    entries = mineral.inhibition.compactMap { law in
      guard let solute = solutes.firstIndex(where: { $0.id == law.component }),
        let component = system.components.first(where: { $0.id == law.component })
      else { return nil }
      return Entry(solute: solute, law: law, charge: Double(component.charge))
    }
  }

  /// The share of sites left free: Π 1/(1 + K c), c the total or the free ion as each affinity is meant.
  /// - Parameters:
  ///   - concentration: total of a solute [mM of water].
  ///   - logActivity: ln activity of a solute's free ion.
  ///   - ionicStrength: in mol/kg.
  func freeShare(
    ionicStrength: Double, concentration: (Int) -> Double, logActivity: (Int) -> Double
  ) -> Double {
    var share = 1.0
    for entry in entries {
      switch entry.law.amount {
      case .total: share *= entry.law.factor(concentration: concentration(entry.solute))
      case .free:
        let root = ionicStrength.squareRoot()
        let davies = root / (1 + root) - 0.3 * ionicStrength
        let logGamma = -debyeHueckel * entry.charge * entry.charge * davies * 2.302585092994046
        let molal = exp(logActivity(entry.solute) - logGamma)
        share *= entry.law.factor(concentration: molal * millimolarPerMolal)
      }
    }
    return share
  }
}
