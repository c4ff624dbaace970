extension BadScenario {
  /// The document as a whole.
  static let document: [BadScenario] = [
    BadScenario(
      "\"format\": 1", "\"format\": 2", schema: true,
      "3:13: error: format must be 1, the version of the format that this program reads (got 2)"),
    BadScenario(
      "\"format\": 1", "\"format\": \"1\"", schema: true,
      "3:13: error: format must be a number (got \"1\")"),
    BadScenario(
      "\"format\": 1,", "", schema: true,
      "1:1: error: format is missing (must be 1)"),
    BadScenario(
      "\"title\": \"A block of fat and muscle\"", "\"title\": 5", schema: true,
      "4:12: error: title must be a text (got 5)"),
    BadScenario(
      "\"title\": \"A block of fat and muscle\"", "\"titel\": \"A\"", schema: true,
      "4:3: error: titel is not a known key; did you mean \"title\"?"),
    BadScenario(
      "\"sources\": [\"Stecco et al. 2009\"]", "\"sources\": \"Stecco\"", schema: true,
      "6:14: error: sources must be an array of texts (got \"Stecco\")"),
    BadScenario(
      "\"seed\": 7", "\"seed\": -7", schema: true,
      "7:11: error: seed must be a whole number from 0 to 18446744073709551615 (got -7)"),
    BadScenario(
      "\"seed\": 7", "\"seed\": 1.5", schema: true,
      "7:11: error: seed must be a whole number from 0 to 18446744073709551615 (got 1.5)"),
    BadScenario(
      "\"seed\": 7", "\"seed\": \"7\"", schema: true,
      "7:11: error: seed must be a whole number (got \"7\")"),
    BadScenario(
      "\"seed\": 7,", "\"seed\": 7, \"duration\": 3,", schema: true,
      "7:14: error: duration is not a known key; did you mean \"duration_d\"?"),
    BadScenario(
      "\"capillary_bed\": false", "\"capillary_bed\": \"no\"", schema: true,
      "24:22: error: tissue.capillary_bed must be true or false (got \"no\")"),
  ]
}

extension BadScenario {
  /// Voxels.
  static let grid: [BadScenario] = [
    BadScenario(
      "[32, 24, 16]", "[32, 0, 16]", schema: true,
      "8:27: error: grid.voxels[1] must be from 1 to 1000000 (got 0)"),
    BadScenario(
      "[32, 24, 16]", "[32, 24.5, 16]", schema: true,
      "8:27: error: grid.voxels[1] must be a whole number (got 24.5)"),
    BadScenario(
      "[32, 24, 16]", "[32]", schema: true,
      "8:22: error: grid.voxels must have 2 or 3 counts (got 1)"),
    BadScenario(
      "[32, 24, 16]", "32", schema: true,
      "8:22: error: grid.voxels must be an array of counts (got 32)"),
    BadScenario(
      "\"voxel_size_um\": [10, 10, 20]", "\"voxel_size_um\": [10, 0, 20]", schema: true,
      "8:58: error: grid.voxel_size_um[1] must be > 0 and ≤ 10000 (got 0)"),
    BadScenario(
      "\"voxel_size_um\": [10, 10, 20]", "\"voxel_size_um\": [10, 10]", schema: false,
      "8:53: error: grid.voxel_size_um must have 3 numbers (got 2)"),
    BadScenario(
      "\"voxel_size_um\": [10, 10, 20]", "\"voxel_size_um\": \"10 µm\"", schema: true,
      "8:53: error: grid.voxel_size_um must be a number or an array of numbers (got \"10 µm\")"),
    BadScenario(
      "\"voxel_size_um\": [10, 10, 20]", "\"voxelsize_um\": 10", schema: true,
      "8:36: error: grid.voxelsize_um is not a known key; did you mean \"voxel_size_um\"?"),
  ]
}

extension BadScenario {
  /// Layers, shapes, vessels and nerves.
  static let tissue: [BadScenario] = [
    BadScenario(
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100}",
      "{\"tissue\": \"subcutaneus_fat\", \"thickness_um\": 100}", schema: false,
      "10:27: error: tissue.layers[0].tissue names the unknown tissue \"subcutaneus_fat\"; did you mean \"subcutaneous_fat\"?"
    ),
    BadScenario(
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100}",
      "{\"tissue\": \"brain\", \"thickness_um\": 100}", schema: false,
      "10:27: error: tissue.layers[0].tissue names the unknown tissue \"brain\"; known: epidermis, dermis, papillary_dermis, reticular_dermis, subcutaneous_fat, septum, fascia, tendon, joint_capsule, synovium, skeletal_muscle, perineurium, endoneurium, arterial_intima, arterial_media, arterial_adventitia, heart_valve, vessel_wall, vessel_lumen, kidney_cortex, kidney_medulla, glomerulus, tubule, lung, bone, tumour, necrosis, fluid"
    ),
    BadScenario(
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100}", "{\"tissue\": \"subcutaneous_fat\"}",
      schema: false,
      "10:16: error: tissue.layers[0].thickness_um is missing (must be a number > 0; only the last layer may leave it out)"
    ),
    BadScenario(
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100}",
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": -100}", schema: true,
      "10:63: error: tissue.layers[0].thickness_um must be > 0 (got -100)"),
    BadScenario(
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100}",
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 5}", schema: false,
      "10:63: error: tissue.layers[0].thickness_um must be ≥ 20, the size of a voxel (got 5)"),
    BadScenario(
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 100}",
      "{\"tissue\": \"subcutaneous_fat\", \"thickness_um\": 400}", schema: false,
      "10:15: error: tissue.layers must leave room for the last one in the grid, 320 µm along z (the others sum to 400)"
    ),
    BadScenario(
      "{\"tissue\": \"skeletal_muscle\"}", "{\"tissue\": \"skeletal_muscle\", \"thickness_um\": 200}",
      schema: false,
      "10:15: error: tissue.layers must cover the grid, 320 µm along z (thicknesses sum to 300)"),
    BadScenario(
      "{\"tissue\": \"skeletal_muscle\"}", "{\"tissue\": \"skeletal_muscle\", \"thickness_um\": 250}",
      schema: false,
      "10:15: error: tissue.layers must not be thicker than the grid, 320 µm along z (thicknesses sum to 350)"
    ),
    BadScenario(
      "{\"shape\": \"box\", ", "{\"shape\": \"cube\", ", schema: true,
      "12:17: error: tissue.shapes[0].shape must be \"box\", \"sphere\", \"ellipsoid\", \"cylinder\" or \"tube\" (got \"cube\"); did you mean \"tube\"?"
    ),
    BadScenario(
      "\"min_um\": [0, 0, 60]", "\"min_um\": [0, 30, 60]", schema: false,
      "12:83: error: tissue.shapes[0].max_um[1] must be > 30, the y of min_um (got 20)"),
    BadScenario(
      "\"max_um\": [320, 20, 100]", "\"max_um\": [330, 20, 100]", schema: false,
      "12:76: error: tissue.shapes[0].max_um lies outside the grid: x must be from 0 to 320 (got 330)"),
    BadScenario(
      "\"center_um\": [100, 100, 50], \"radius_um\": 20", "\"center_um\": [100, 100, 50], \"radius_um\": 0",
      schema: true,
      "13:89: error: tissue.shapes[1].radius_um must be > 0 (got 0)"),
    BadScenario(
      "\"center_um\": [100, 100, 50], \"radius_um\": 20", "\"center_um\": [100, 100], \"radius_um\": 20",
      schema: false,
      "13:60: error: tissue.shapes[1].center_um must have 3 numbers (got 2)"),
    BadScenario(
      "\"radii_um\": [10, 20, 30]", "\"radii_um\": [10, -20, 30]", schema: true,
      "14:96: error: tissue.shapes[2].radii_um[1] must be > 0 (got -20)"),
    BadScenario(
      "\"to_um\": [320, 60, 60], \"radius_um\": 15", "\"to_um\": [0, 60, 60], \"radius_um\": 15",
      schema: false,
      "15:82: error: tissue.shapes[3].to_um is the same point as the one before it"),
    BadScenario(
      "\"to_um\": [320, 60, 60], \"radius_um\": 15", "\"to_um\": [320, 60, 60]", schema: true,
      "15:7: error: tissue.shapes[3].radius_um is missing (must be a number > 0)"),
    BadScenario(
      "\"kind\": \"capillary\", \"radius_um\": 3", "\"kind\": \"capillary\", \"radius_um\": -3", schema: true,
      "18:63: error: tissue.vessels[0].radius_um must be > 0 (got -3)"),
    BadScenario(
      "\"kind\": \"capillary\", \"radius_um\": 3", "\"kind\": \"capilary\", \"radius_um\": 3", schema: false,
      "18:37: error: tissue.vessels[0].kind names the unknown kind of vessel \"capilary\"; did you mean \"capillary\"?"
    ),
    BadScenario(
      "\"kind\": \"capillary\", \"radius_um\": 3", "\"kind\": \"capillary\", \"radius\": 3", schema: true,
      "18:50: error: tissue.vessels[0].radius is not a known key; did you mean \"radius_um\"?"),
    BadScenario(
      "[[0, 120, 160], [320, 120, 160]]", "[[0, 120, 160], [320, 250, -1]]", schema: true,
      "18:95: error: tissue.vessels[0].points_um[1] lies outside the grid: y must be from 0 to 240 (got 250)",
      "18:95: error: tissue.vessels[0].points_um[1] lies outside the grid: z must be from 0 to 320 (got -1)"),
    BadScenario(
      "[[0, 120, 160], [320, 120, 160]]", "[[0, 120, 160]]", schema: false,
      "18:79: error: tissue.vessels[0].points_um must have at least 2 points (got 1)"),
    BadScenario(
      "[[0, 120, 160], [320, 120, 160]]", "[[0, 120, 160], [0, 120, 160]]", schema: false,
      "18:95: error: tissue.vessels[0].points_um[1] is the same point as the one before it"),
    BadScenario(
      "[[0, 120, 160], [320, 120, 160]]", "[0, 120, 160]", schema: true,
      "18:80: error: tissue.vessels[0].points_um[0] must be an array of numbers (got 0)",
      "18:83: error: tissue.vessels[0].points_um[1] must be an array of numbers (got 120)",
      "18:88: error: tissue.vessels[0].points_um[2] must be an array of numbers (got 160)"),
    BadScenario(
      "\"id\": \"arteriole-1\"", "\"id\": \"capillary-1\"", schema: false,
      "19:14: error: tissue.vessels[1].id repeats the vessel id \"capillary-1\" of tissue.vessels[0].id"),
    BadScenario(
      "\"perineurium_um\": 10", "\"perineurium_um\": 60", schema: false,
      "22:60: error: tissue.nerves[0].perineurium_um must be < 60, the radius_um of the nerve (got 60)"),
  ]
}
