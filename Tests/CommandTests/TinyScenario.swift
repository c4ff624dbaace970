/// A scenario that runs in a moment: a plane of muscle around one capillary.
enum TinyScenario {
  /// The text, with parts to vary.
  static func text(
    voxels: String = "[12, 10]", radius: String = "3", days: String = "2", hours: String = "6"
  ) -> String {
    """
    {
      "format": 1,
      "title": "Muscle around a capillary",
      "grid": {"voxels": \(voxels), "voxel_size_um": 10},
      "tissue": {
        "layers": [{"tissue": "skeletal_muscle"}],
        "vessels": [{"id": "capillary-1", "kind": "capillary", "radius_um": \(radius), "points_um": [[55, 45]]}]
      },
      "plasma": {"base": "human_adult"},
      "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4", "PPi"],
      "minerals": ["ACP", "HAP"],
      "duration_d": \(days),
      "outputs": {"timeseries": {"every_h": \(hours)}, "conservation": {"every_h": \(hours)}}
    }

    """
  }
}
