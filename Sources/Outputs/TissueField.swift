import Chemistry
import TissueModel

/// One quantity of every voxel, as tables, profiles and field files show it.
package enum TissueField: Equatable, Sendable {
  /// Concentration of a solute [mM of interstitial water].
  case concentration(solute: Int)
  /// Total dissolved carbonate [mM of interstitial water].
  case carbonate
  /// −log10 of the proton activity.
  case acidity
  /// Ionic strength [mol/kg of water].
  case ionicStrength
  /// Amount of a mineral [mM of tissue].
  case mineral(Int)
  /// log10 of a mineral's saturation ratio.
  case saturationIndex(mineral: Int)
  /// Interstitial fluid per tissue volume.
  case fluidFraction
  /// Damaged share of the tissue, 0 to 1.
  case damage
  /// Index of the tissue type in the anatomy.
  case tissueType
  /// Concentration of a signal between cells [nM of interstitial water].
  case signal(Int)
  /// Collagen as mass per volume of tissue [mg/mL].
  case collagen
  /// Pathogens outside cells, as number per volume of tissue [1/mm³].
  case pathogens
  /// Caseum as volume per volume of tissue.
  case caseum
  /// Area of membranes that cells have given off or left, per volume of tissue [µm²/µm³].
  case membrane(Membrane)
  /// Pressure of dissolved oxygen [mmHg].
  case oxygen
  /// Young's modulus [kPa].
  case stiffness

  /// The field that a scenario calls `name`; nil when the tissue has none of that name.
  package init?(named name: String, in tissue: Tissue) {
    if let solute = tissue.solute(name) {
      self = .concentration(solute: solute)
    } else if let mineral = tissue.mineral(name) {
      self = .mineral(mineral)
    } else if name.hasPrefix("SI_"), let mineral = tissue.mineral(String(name.dropFirst(3))) {
      self = .saturationIndex(mineral: mineral)
    } else if name.hasPrefix("signal_"), let signal = tissue.inflammation?.signal(String(name.dropFirst(7))) {
      self = .signal(signal)
    } else if let membrane = Membrane.allCases.first(where: { $0.site == name }) {
      self = .membrane(membrane)
    } else {
      switch name {
      case Component.carbonate: self = .carbonate
      case "pH": self = .acidity
      case "ionic_strength": self = .ionicStrength
      case "fluid_fraction": self = .fluidFraction
      case "damage": self = .damage
      case "tissue": self = .tissueType
      case "collagen": self = .collagen
      case "pathogens": self = .pathogens
      case "caseum": self = .caseum
      case "oxygen": self = .oxygen
      case "stiffness": self = .stiffness
      default: return nil
      }
    }
  }

  /// Every field of a tissue: solutes, carbonate, minerals, saturation indices, then the others.
  package static func all(of tissue: Tissue) -> [TissueField] {
    tissue.solutes.indices.map { .concentration(solute: $0) }
      + (tissue.isOpenToCarbonDioxide ? [.carbonate] : [])
      + tissue.minerals.indices.map { .mineral($0) }
      + tissue.minerals.indices.map { .saturationIndex(mineral: $0) }
      + [.acidity, .ionicStrength, .fluidFraction, .damage, .tissueType]
      + (tissue.oxygen == nil ? [] : [.oxygen])
  }

  /// Name without unit: `Ca`, `SI_HAP`.
  package func name(in tissue: Tissue) -> String {
    switch self {
    case .concentration(let solute): tissue.solutes[solute].id
    case .carbonate: Component.carbonate
    case .acidity: "pH"
    case .ionicStrength: "ionic_strength"
    case .mineral(let mineral): "\(tissue.minerals[mineral].phase.id)_tissue"
    case .saturationIndex(let mineral): "SI_\(tissue.minerals[mineral].phase.id)"
    case .fluidFraction: "fluid_fraction"
    case .damage: "damage"
    case .tissueType: "tissue"
    case .collagen: "collagen"
    case .pathogens: "pathogens"
    case .caseum: "caseum"
    case .membrane(let membrane): membrane.site
    case .oxygen: "oxygen"
    case .stiffness: "stiffness"
    case .signal(let signal): "signal_\(tissue.inflammation?.signals[signal].id ?? "")"
    }
  }

  /// Unit as in a header; nil for pure numbers.
  package var unit: String? {
    switch self {
    case .concentration, .carbonate, .mineral: "mM"
    case .ionicStrength: "mol_kg"
    case .signal: "nM"
    case .collagen: "mg_per_mL"
    case .pathogens: "per_mm3"
    case .membrane: "um2_per_um3"
    case .oxygen: "mmHg"
    case .stiffness: "kPa"
    default: nil
    }
  }

  /// Name with unit, as in a header: `Ca_mM`, `SI_HAP`.
  package func header(in tissue: Tissue) -> String { CSVColumn(name(in: tissue), unit: unit).header }

  /// The value in a voxel, a place in storage.
  package func value(in tissue: Tissue, at voxel: Int) -> Double {
    switch self {
    case .concentration(let solute): tissue.concentration(solute, voxel)
    case .carbonate: tissue.carbonate[0, voxel]
    case .acidity: tissue.pH(voxel)
    case .ionicStrength: tissue.ionicStrength[0, voxel]
    case .mineral(let mineral): tissue.mineralAmounts[mineral, voxel]
    case .saturationIndex(let mineral): tissue.saturationIndex(mineral, voxel)
    case .fluidFraction: tissue.fluid[0, voxel]
    case .damage: tissue.damage[0, voxel]
    case .tissueType: Double(tissue.anatomy.tissueIndex[voxel])
    case .collagen: tissue.inflammation?.collagen[0, voxel] ?? 0
    // 1 per µm³ is 10⁹ per mm³.
    case .pathogens: (tissue.inflammation?.infection?.pathogens[0, voxel] ?? 0) * 1e9
    case .caseum: tissue.inflammation?.infection?.caseum[0, voxel] ?? 0
    case .membrane(let membrane): tissue.inflammation?.membranes[membrane.rawValue, voxel] ?? 0
    case .stiffness: tissue.stiffness(voxel)
    case .oxygen: tissue.oxygen?.pressure(at: voxel) ?? 0
    // 1 mM is 10⁶ nM.
    case .signal(let signal):
      (tissue.inflammation?.amounts[signal, voxel] ?? 0) / tissue.fluid[0, voxel] * 1e6
    }
  }

  /// What a voxel counts for in a mean: its water for concentrations, else 1.
  package func weight(in tissue: Tissue, at voxel: Int) -> Double {
    switch self {
    case .concentration, .carbonate, .signal: tissue.fluid[0, voxel]
    default: 1
    }
  }
}

/// A weighted mean and the extremes, gathered value by value.
struct Gathering {
  private var sum = 0.0
  private var weight = 0.0
  private(set) var lowest: Double?
  private(set) var highest: Double?

  mutating func add(_ value: Double, weight: Double = 1) {
    sum += value * weight
    self.weight += weight
    lowest = min(lowest ?? value, value)
    highest = max(highest ?? value, value)
  }

  /// nil without values.
  var mean: Double? { weight > 0 ? sum / weight : nil }
}
