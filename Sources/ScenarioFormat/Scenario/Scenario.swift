import Fields

/// A scenario, fully read and validated, with every name resolved to its record.
package struct Scenario: Sendable {
  /// The version of the format that is read here.
  package static let formatVersion = 1

  /// Name of the file as the user gave it.
  package var file: String
  /// One line.
  package var title: String
  /// Text for people.
  package var description: String
  /// Publications that the values come from.
  package var sources: [String]
  /// Seed of all random numbers.
  package var seed: UInt64
  /// Voxels and their size.
  package var grid: Grid
  /// Whether the grid is a plane (two counts were given).
  package var isPlane: Bool
  /// What fills the grid.
  package var tissue: TissueLayout
  /// Blood values, `plasma.set` applied.
  package var plasma: PlasmaRecord
  /// The state of the interstitium at t = 0.
  package var interstitium: Interstitium
  /// Crystals that are there at the start, in the order of the file.
  package var seedCrystals: [SeedCrystals]
  /// Crystals that were put into parts of the tissue, in the order of the file.
  package var implants: [Implant]
  /// Cells and signals; nil for a run without.
  package var cells: CellSettings?
  /// What has infected the tissue; nil for a run without.
  package var infection: InfectionSettings?
  /// Temperature, acidity and inhibitors.
  package var conditions: ChemicalConditions
  /// Transported components in the order of the file, without H.
  package var components: [ComponentRecord]
  /// Minerals in the order of the file.
  package var minerals: [MineralRecord]
  /// Causes of cell damage in the order of the file.
  package var causes: [Cause]
  /// Causes that take capillaries away, in the order of the file.
  package var dropouts: [CapillaryDropout]
  /// What drives the interstitial fluid; nil where it rests.
  package var flow: Flow?
  /// Whether oxygen is followed.
  package var hasOxygen: Bool
  /// Simulated time [d].
  package var duration: Double
  /// How steps are chosen.
  package var steps: StepSettings
  /// What is written and when.
  package var outputs: Outputs
  /// All records, those of the scenario included.
  package var library: Library
  /// Every resolved value of this run with unit, source and confidence.
  package var quantities: [ResolvedQuantity]
  /// The scenario as it was read, settings applied, as JSON text.
  package var resolvedText: String
  /// What became of vessels and images on the way to the grid, one sentence each.
  package var notes: [String] = []

  /// State of the interstitium at the start.
  package enum Interstitium: Sendable, Equatable {
    /// In steady state with the plasma.
    case steadyState
    /// Totals per component in interstitial water [mM], in the order of `components`, and pH.
    case given(totals: [Double], pH: Double)
  }

  /// Temperature, acidity and inhibitors of the chemistry.
  package struct ChemicalConditions: Sendable, Equatable {
    /// Temperature [°C].
    package var temperature: Double
    /// What fixes the acidity.
    package var acidity: Acidity
    /// Inhibitors that are no components, in the order of the library; those at zero are left out.
    package var inhibitors: [HeldInhibitor]
  }

  /// An inhibitor that is no component, the same everywhere and at all times.
  package struct HeldInhibitor: Sendable, Equatable {
    /// Id in the library.
    package var id: String
    /// Concentration in interstitial water [µM].
    package var concentration: Double

    /// An inhibitor by its id in the library, with its concentration [µM].
    package init(id: String, concentration: Double) {
      self.id = id
      self.concentration = concentration
    }
  }

  /// What fixes the acidity.
  package enum Acidity: Sendable, Equatable {
    /// The pH of the start is held, as by a strong buffer or a pH-stat.
    case heldPH
    /// Nothing: carbonate and hydrogen are conserved.
    case closed
    /// Open to carbon dioxide at a partial pressure [mmHg].
    case open(pCO2_mmHg: Double)
  }

  /// Crystals that are there at the start.
  package struct SeedCrystals: Sendable, Equatable {
    /// Id of the mineral.
    package var mineral: String
    /// Formula units per tissue volume [mM of tissue].
    package var amount: Double
    /// Radius of a crystal [µm].
    package var radius: Double
  }

  /// How steps are chosen.
  package struct StepSettings: Sendable, Equatable {
    /// Relative error allowed in one step.
    package var tolerance: Double
    /// Longest step [h].
    package var longest: Double
  }
}
