/// The small scenario that `calcinose new` writes.
package enum ScenarioTemplate {
  /// A valid scenario with this title.
  package static func text(title: String) -> String {
    let heading = JSONNode(.string(title), position: nil, origin: .library("template")).text
    return """
      {
        "$schema": "scenario.schema.json",
        "format": 1,
        "title": \(heading),
        "description": "A capillary crosses a plane of fat and muscle; the muscle around it is damaged for two days.",
        "sources": [],
        "seed": 1,
        "grid": {
          "voxels": [24, 24],
          "voxel_size_um": 10
        },
        "tissue": {
          "layers": [
            {"tissue": "subcutaneous_fat", "thickness_um": 80},
            {"tissue": "skeletal_muscle"}
          ],
          "vessels": [
            {"id": "capillary-1", "kind": "capillary", "radius_um": 3, "points_um": [[120, 140]]}
          ]
        },
        "plasma": {
          "base": "human_adult",
          "set": {"calcium_mM": 2.37, "phosphate_mM": 1.2}
        },
        "interstitium": {"start": "steady_state"},
        "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
        "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi"],
        "minerals": ["ACP", "HAP"],
        "causes": [
          {
            "kind": "dermatomyositis",
            "start_d": 0,
            "ramp_d": 1,
            "severity": 0.8,
            "regions": [{"around_vessels": ["capillary-1"], "within_um": 60}]
          }
        ],
        "duration_d": 2,
        "outputs": {
          "timeseries": {"every_h": 2},
          "profiles": {"times_d": [0, 1, 2]},
          "deposits": {"times_d": [1, 2]},
          "conservation": {"every_h": 12}
        }
      }

      """
  }
}
