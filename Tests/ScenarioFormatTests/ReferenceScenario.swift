import Foundation
import ScenarioFormat

/// A valid scenario with everything in it, and its variations.
enum ReferenceScenario {
  /// Line numbers in the tests count from the first line of this text.
  static let text = """
    {
      "$schema": "scenario.schema.json",
      "format": 1,
      "title": "A block of fat and muscle",
      "description": "Everything the format has.",
      "sources": ["Stecco et al. 2009"],
      "seed": 7,
      "grid": {"voxels": [32, 24, 16], "voxel_size_um": [10, 10, 20]},
      "tissue": {
        "layers": [{"tissue": "subcutaneous_fat", "thickness_um": 100}, {"tissue": "skeletal_muscle"}],
        "shapes": [
          {"shape": "box", "tissue": "septum", "min_um": [0, 0, 60], "max_um": [320, 20, 100]},
          {"shape": "sphere", "tissue": "fascia", "center_um": [100, 100, 50], "radius_um": 20},
          {"shape": "ellipsoid", "tissue": "septum", "center_um": [200, 100, 50], "radii_um": [10, 20, 30]},
          {"shape": "cylinder", "tissue": "septum", "from_um": [0, 60, 60], "to_um": [320, 60, 60], "radius_um": 15}
        ],
        "vessels": [
          {"id": "capillary-1", "kind": "capillary", "radius_um": 3, "points_um": [[0, 120, 160], [320, 120, 160]]},
          {"id": "arteriole-1", "kind": "arteriole", "radius_um": 15, "points_um": [[160, 0, 200], [160, 240, 200]]}
        ],
        "nerves": [
          {"id": "nerve-1", "radius_um": 60, "perineurium_um": 10, "points_um": [[0, 180, 250], [320, 180, 250]]}
        ],
        "capillary_bed": false
      },
      "plasma": {"base": "human_adult", "set": {"calcium_mM": 2.3, "pyrophosphate_uM": 2.26}},
      "interstitium": {"start": "given", "totals_mM": {"Ca": 1.5, "Mg": 0.6, "PO4": 1.1, "CO3": 27}, "pH": 7.37},
      "chemistry": {"temperature_C": 35, "pCO2_mmHg": 45},
      "components": ["Ca", "Mg", "PO4", "CO3"],
      "minerals": ["ACP", "HAP"],
      "causes": [
        {"kind": "dermatomyositis", "id": "disease", "start_d": 1, "ramp_d": 14, "severity": 0.9,
          "regions": [{"around_vessels": ["capillary-1"], "within_um": 40},
            {"shape": "sphere", "center_um": [200, 100, 250], "radius_um": 30}],
          "patchiness": 0.5}
      ],
      "duration_d": 90,
      "steps": {"tolerance": 1e-4, "longest_h": 12},
      "outputs": {
        "timeseries": {"every_h": 12},
        "profiles": {"times_d": [1, 30, 90],
          "line": {"from_um": [0, 120, 160], "to_um": [320, 120, 160], "points": 64}},
        "deposits": {"times_d": [30, 90], "threshold_volume_fraction": 2e-3},
        "conservation": {"every_h": 24}, "minerals": {"every_h": 24},
        "fields": {"times_d": [0, 90], "names": ["HAP", "Ca", "SI_HAP", "pH"]}
      },
      "library": {"minerals": {"HAP": {"kinetics": {"growth": {"rate_constant_mol_per_m2_s": 1e-9}}}}}
    }
    """

  /// The text without records of its own, which is read faster.
  static let textWithoutLibrary = String(text[..<text.range(of: ",\n  \"library\"")!.lowerBound]) + "\n}"

  /// The text with one part replaced, which must occur exactly once.
  static func replacing(_ part: String, with other: String) -> String {
    let pieces = text.split(separator: part, omittingEmptySubsequences: false)
    precondition(pieces.count == 2, "\(part) occurs \(pieces.count - 1) times")
    return pieces.joined(separator: other)
  }

  /// The sentences that reading a text gives; none if it is a scenario.
  static func sentences(of text: String, memory: Double? = nil, settings: [Setting] = []) -> [String] {
    do {
      _ = try Scenario.read(text: text, file: "x.json", settings: settings, memory: memory)
      return []
    } catch {
      return error.errors.map(\.sentence)
    }
  }
}
