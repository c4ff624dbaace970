extension Scenario {
  /// When something is written.
  package enum Schedule: Sendable, Equatable {
    /// At 0, at every multiple [h] and at the end.
    case every(hours: Double)
    /// At these times [d], rising.
    case times(days: [Double])

    /// The times until the end of a run of `duration` days, rising [d].
    package func days(duration: Double) -> [Double] {
      switch self {
      case .times(let days): return days
      case .every(let hours):
        // A multiple that misses the end by less than a millionth of the interval is the end.
        let count = Int((duration * 24 / hours - 1e-6).rounded(.up))
        return (0..<max(count, 0)).map { Double($0) * hours / 24 } + [duration]
      }
    }
  }

  /// What is written and when; a section that is nil is not written.
  package struct Outputs: Sendable, Equatable {
    /// Totals of the block over time.
    package var timeseries: Schedule
    /// Values along a line and by distance from the nearest vessel.
    package var profiles: Profiles?
    /// Connected deposits.
    package var deposits: Deposits?
    /// Balance of every component.
    package var conservation: Schedule?
    /// Amount, crystals, saturation and rate of every mineral.
    package var minerals: Schedule?
    /// Whole fields.
    package var fields: Fields?
    /// Cells and granulomas.
    package var cells = CellOutputs()
  }

  /// What is written of cells and when.
  package struct CellOutputs: Sendable, Equatable {
    /// Counts by kind and state, events and load.
    package var counts: Schedule?
    /// Granulomas.
    package var granulomas: Schedule?
    /// Every cell.
    package var positions: Positions?

    /// Every cell, in files of some formats.
    package struct Positions: Sendable, Equatable {
      /// When.
      package var schedule: Schedule
      /// File formats.
      package var formats: Set<Format>
    }

    /// Format of a file with every cell.
    package enum Format: String, Sendable, CaseIterable {
      /// A table.
      case csv
      /// VTK polydata, for ParaView.
      case vtp
    }
  }

  /// Values along a line.
  package struct Profiles: Sendable, Equatable {
    /// When.
    package var schedule: Schedule
    /// One end of the line [µm].
    package var from: SIMD3<Double>
    /// Other end of the line [µm].
    package var to: SIMD3<Double>
    /// Points on the line, both ends included.
    package var points: Int
  }

  /// Connected deposits.
  package struct Deposits: Sendable, Equatable {
    /// When.
    package var schedule: Schedule
    /// Volume fraction of mineral from which a voxel belongs to a deposit.
    package var threshold: Double
  }

  /// Whole fields.
  package struct Fields: Sendable, Equatable {
    /// When.
    package var schedule: Schedule
    /// Names of fields, see ``FieldName``.
    package var names: [String]
  }

  /// Names that a field output may have.
  package enum FieldName {
    /// Fields that every run has.
    package static let general = ["pH", "ionic_strength", "fluid_fraction", "damage", "tissue", "stiffness"]
    /// Start of the name of a saturation index: `SI_HAP`.
    package static let saturationPrefix = "SI_"

    /// Start of the name of a signal: `signal_CCL2`.
    package static let signalPrefix = "signal_"

    /// Fields that runs with cells have.
    package static let cellFields = ["collagen", "matrix_vesicles", "membrane_debris"]

    /// All names for certain components, minerals and signals: totals, amounts, saturation indices, signals, then the general
    /// ones.
    package static func all(
      components: [String], minerals: [String], signals: [String] = [], hasInfection: Bool = false,
      hasOxygen: Bool = false
    ) -> [String] {
      components + minerals + minerals.map { saturationPrefix + $0 } + signals.map { signalPrefix + $0 }
        + (signals.isEmpty ? [] : cellFields) + (hasInfection ? ["pathogens", "caseum"] : [])
        + (hasOxygen ? ["oxygen"] : []) + general
    }
  }
}
