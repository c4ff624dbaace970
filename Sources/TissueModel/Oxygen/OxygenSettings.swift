import Fields

/// What oxygen does in a tissue, in numbers.
package struct OxygenSettings: Equatable, Sendable {
  /// The blood in one kind of vessel.
  package struct Blood: Equatable, Sendable {
    /// Oxygen dissolved in it [mM].
    package let concentration: Double
    /// What passes the wall per area and difference of dissolved oxygen [µm/s].
    package let transfer: Double

    /// Blood from its numbers; units as in the properties.
    package init(concentration: Double, transfer: Double) {
      self.concentration = concentration
      self.transfer = transfer
    }

    /// Blood from which oxygen comes through plasma around red cells, the main resistance before tissue: k = Sh D/(2 R),
    /// Sherwood's number Sh for the difference between the mean of the blood and the wall, D of oxygen in plasma [µm²/s],
    /// R the radius of the vessel [µm] (J. D. Hellums et al., Ann. Biomed. Eng. 24 (1996) 1).
    package init(concentration: Double, sherwood: Double, plasmaDiffusivity: Double, radius: Double) {
      self.init(concentration: concentration, transfer: sherwood * plasmaDiffusivity / (2 * radius))
    }
  }

  /// Dissolved oxygen per pressure α [mM/mmHg]; that of plasma stands for tissue.
  package let solubility: Double
  /// Diffusivity in tissue, cells included [µm²/s].
  package let diffusivity: Double
  /// Concentration at which cells use half as much [mM].
  package let half: Double
  /// What the cells of each type of tissue use where there is plenty, by its id, per tissue volume [mM/s].
  package let use: [String: Double]
  /// Blood by the kind of vessel.
  package let blood: [String: Blood]
  /// Pressure below which tissue counts as hypoxic [mmHg].
  package let hypoxia: Double

  /// Settings from their numbers; units as in the properties.
  package init(
    solubility: Double, diffusivity: Double, half: Double, use: [String: Double], blood: [String: Blood],
    hypoxia: Double
  ) {
    self.solubility = solubility
    self.diffusivity = diffusivity
    self.half = half
    self.use = use
    self.blood = blood
    self.hypoxia = hypoxia
  }
}

/// The oxygen of a tissue: state, with the parameters that say what it means.
package struct Oxygen {
  /// Its numbers.
  package let settings: OxygenSettings
  /// Dissolved oxygen [mM], `[z][y][x]`.
  package let concentration: FieldSet

  /// No oxygen yet on `grid`.
  package init(settings: OxygenSettings, grid: Grid) {
    self.settings = settings
    concentration = FieldSet(grid: grid, count: 1)
  }

  /// A state with the same parameters and a field of its own, holding the same.
  func duplicate() -> Oxygen {
    let copy = Oxygen(settings: settings, grid: concentration.grid)
    copy.concentration.copyValues(from: concentration)
    return copy
  }

  /// Pressure in a voxel [mmHg].
  package func pressure(at voxel: Int) -> Double { concentration[0, voxel] / settings.solubility }
}
