extension BadScenario {
  private static let capillary = "\"radius_um\": 3, \"points_um\": [[0, 120, 160], [320, 120, 160]]"
  private static let nerve =
    "\"radius_um\": 60, \"perineurium_um\": 10, \"points_um\": [[0, 180, 250], [320, 180, 250]]"
  private static let layers =
    "\"layers\": [{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100}, {\"tissue\": \"skeletal_muscle\"}]"
  private static let first = "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100}"

  /// Vessels and nerves from files and generators, what leaves the grid, waves and tubes.
  static let networks: [BadScenario] = [
    BadScenario(
      capillary, "\"radius_um\": 3", schema: true,
      "18:7: error: tissue.vessels[0] must have points_um or file or bed or tree"),
    BadScenario(
      capillary, capillary + ", \"file\": \"no-such-network.swc\"", schema: true,
      "18:7: error: tissue.vessels[0] must have only one of points_um and file"),
    BadScenario(
      capillary, "\"file\": \"no-such-network.swc\"", schema: false,
      "18:58: error: tissue.vessels[0].file names \"no-such-network.swc\": no such file"),
    BadScenario(
      capillary, "\"file\": \"no-such-network.swc\", \"unit_um\": 0", schema: true,
      "18:58: error: tissue.vessels[0].file names \"no-such-network.swc\": no such file",
      "18:92: error: tissue.vessels[0].unit_um must be > 0 (got 0)"),
    BadScenario(
      capillary,
      "\"radius_um\": 3, \"unit_um\": 2, \"points_um\": [[0, 120, 160], [320, 120, 160]]",
      schema: true,
      "18:66: error: tissue.vessels[0].unit_um is not a known key; allowed: id, kind, wall_over_radius, points_um, file, bed, tree, radius_um, outside"
    ),
    BadScenario(
      capillary,
      "\"radius_um\": 3, \"outside\": \"cut\", \"points_um\": [[0, 120, 160], [320, 120, 160]]",
      schema: true,
      "18:77: error: tissue.vessels[0].outside must be \"refuse\" or \"clip\" (got \"cut\")"),
    BadScenario(
      capillary,
      "\"radius_um\": 3, \"outside\": \"clip\", \"points_um\": [[0, 420, 160], [320, 420, 160]]",
      schema: false,
      "18:98: error: tissue.vessels[0].points_um leaves the grid: 320 of 320 µm lie outside"),
    BadScenario(
      capillary, "\"radius_um\": 3, \"bed\": {\"direction\": \"w\", \"density_per_mm2\": 0}",
      schema: true,
      "18:87: error: tissue.vessels[0].bed.direction must be \"x\", \"y\" or \"z\" (got \"w\")",
      "18:111: error: tissue.vessels[0].bed.density_per_mm2 must be > 0 and ≤ 100000 (got 0)"),
    BadScenario(
      capillary, "\"radius_um\": 3, \"bed\": {\"direction\": \"x\"}", schema: true,
      "18:73: error: tissue.vessels[0].bed.density_per_mm2 is missing (must be a number > 0)"),
    BadScenario(
      capillary,
      "\"radius_um\": 3, \"bed\": {\"direction\": \"x\", \"density_per_mm2\": 300, \"tissue\": \"dermis\"}",
      schema: false,
      "18:73: error: tissue.vessels[0].bed grows no vessel: none passes through its tissue"),
    BadScenario(
      capillary,
      "\"radius_um\": 3, \"bed\": {\"direction\": \"x\", \"density_per_mm2\": 300, \"tortuosity\": 0.9}",
      schema: true,
      "18:130: error: tissue.vessels[0].bed.tortuosity must be from 1 to 3 (got 0.9)"),
    BadScenario(
      capillary,
      "\"radius_um\": 3, \"tree\": {\"from_um\": [1, 1, 1], \"to_um\": [1, 1, 1], \"smallest_radius_um\": 4}",
      schema: false,
      "18:106: error: tissue.vessels[0].tree.to_um is the same point as the one before it",
      "18:139: error: tissue.vessels[0].tree.smallest_radius_um must be ≤ 3, the radius_um of the trunk (got 4)"
    ),
    BadScenario(
      nerve, "\"radius_um\": 60, \"perineurium_um\": 10", schema: true,
      "22:7: error: tissue.nerves[0] must have points_um or file"),
    BadScenario(
      nerve, "\"perineurium_um\": 10, \"file\": \"no-such-network.txt\"", schema: false,
      "22:55: error: tissue.nerves[0].file names \"no-such-network.txt\": no such file"),
    BadScenario(
      layers, "\"layers\": 3, \"image\": {\"file\": \"no-such-image.png\", \"labels\": {}}",
      schema: true,
      "9:13: error: tissue must have only one of layers and image",
      "10:15: error: tissue.layers must be an array of layers (got 3)",
      "10:36: error: tissue.image.file names \"no-such-image.png\": no such file"),
    BadScenario(
      layers, "\"layer\": []", schema: true,
      "10:5: error: tissue.layer is not a known key; did you mean \"layers\"?"),
    BadScenario(
      layers, "\"image\": {\"voxel_size_um\": 0, \"labels\": {\"1\": \"dermus\"}}", schema: true,
      "10:14: error: tissue.image must have file or files",
      "10:51: error: tissue.image.labels.1 names the unknown tissue \"dermus\"; did you mean \"dermis\"?"
    ),
    BadScenario(
      first,
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100, \"wave\": {\"amplitude_um\": 100, \"wavelength_um\": 5}}",
      schema: false,
      "10:93: error: tissue.layers[0].wave.amplitude_um must be < 100, so that the boundaries of layers[0] do not meet (got 100)",
      "10:115: error: tissue.layers[0].wave.wavelength_um must be ≥ 20, two voxels (got 5)"),
    BadScenario(
      "{\"tissue\": \"skeletal_muscle\"}",
      "{\"tissue\": \"skeletal_muscle\", \"wave\": {\"amplitude_um\": 10, \"wavelength_um\": 50}}",
      schema: false,
      "10:107: error: tissue.layers[1].wave must be left out: the last layer ends with the grid (got a wave)"
    ),
    BadScenario(
      "{\"shape\": \"cylinder\", \"tissue\": \"septum\", \"from_um\": [0, 60, 60], \"to_um\": [320, 60, 60], ",
      "{\"shape\": \"tube\", \"tissue\": \"septum\", \"points_um\": [[0, 60, 60]], ", schema: false,
      "15:58: error: tissue.shapes[3].points_um must have at least 2 points (got 1)"),
  ]
}
