import Cells
import Chemistry

/// How fast crystals dissolve inside cells.
package enum Phagolysosome {
  /// Speed at which the radius of a crystal falls [µm/s], `[kind][mineral]`; 0 for kinds that dissolve nothing.
  ///
  /// The mineral's own rate law per surface at the kind's pH, times the ratio of surfaces and its molar volume. The fluid is taken to be far below
  /// saturation: what dissolves is pumped out faster than it is set free, so that the law's driving term is one. With 1 mM
  /// of calcium and of phosphate at pH 4.8 apatite would be undersaturated by seven powers of ten, which leaves 0.8 of the
  /// speed or more for a root of nine ions; inhibitors are not counted.
  package static func speeds(
    of kinds: [CellKind], minerals: [KineticMineral], temperature: Double
  ) -> [[Double]] {
    kinds.map { kind in
      minerals.map { mineral in
        kind.digestion.map { digestion in
          // mol/(m² s) times µm³/amol, which is m³/mol, is m/s.
          mineral.dissolution.rateConstant(pH: digestion.pH, temperature: temperature)
            * digestion.surfaceRatio * mineral.phase.volumePerAttomole * 1e6
        } ?? 0
      }
    }
  }
}
