extension BadScenario {
  /// Minerals with rates, in the order of the library.
  private static let withRates =
    "HAP, OCP, DCPD, ACP, ACP2, Whitlockite, Calcite, Newberyite, Struvite, Strengite, Ferrihydrite, AlOH3am, "
    + "Variscite, CuOH2, Malachite, Cu3PO42"

  /// Blood, fluid, components and minerals.
  static let chemistry: [BadScenario] = [
    BadScenario(
      "\"base\": \"human_adult\"", "\"base\": \"dog\"", schema: false,
      "26:22: error: plasma.base names the unknown plasma \"dog\"; known: human_adult"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"calcum_mM\": 2.3", schema: false,
      "26:45: error: plasma.set.calcum_mM is not a known key; did you mean \"calcium_mM\"?"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"calcium_mM\": \"2.3\"", schema: true,
      "26:59: error: plasma.set.calcium_mM must be a number (got \"2.3\")"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"calcium_mM\": -2.3", schema: true,
      "26:59: error: plasma.set.calcium_mM must be from 0 to 1000 (got -2.3)"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"pH\": 74", schema: true,
      "26:51: error: plasma.set.pH must be from 6 to 9 (got 74)"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"iron_uM\": -1", schema: true,
      "26:56: error: plasma.set.iron_uM must be from 0 to 1000000 (got -1)"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"copper_uM\": {\"value\": -1}", schema: true,
      "26:68: error: plasma.set.copper_uM.value must be from 0 to 1000000 (got -1)"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"aluminium_uM\": \"low\"", schema: true,
      "26:61: error: plasma.set.aluminium_uM must be a number (got \"low\")"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"transferrin_saturation\": 30", schema: true,
      "26:71: error: plasma.set.transferrin_saturation must be > 0 and ≤ 1 (got 30)"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"transferrin_saturation\": 0", schema: true,
      "26:71: error: plasma.set.transferrin_saturation must be > 0 and ≤ 1 (got 0)"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"transferin_saturation\": 0.3", schema: true,
      "26:45: error: plasma.set.transferin_saturation is not a known key; did you mean \"transferrin_saturation\"?"
    ),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"transferrin_saturation\": 0.3, \"transferrin_uM\": 30", schema: true,
      "26:44: error: plasma.set must have only one of transferrin_uM and transferrin_saturation"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"ceruloplasmin_g_per_L\": -0.3", schema: true,
      "26:70: error: plasma.set.ceruloplasmin_g_per_L must be from 0 to 200 (got -0.3)"),
    BadScenario(
      "\"calcium_mM\": 2.3", "\"calcium_diffusible_fraction\": 1.1", schema: true,
      "26:76: error: plasma.set.calcium_diffusible_fraction must be from 0 to 1 (got 1.1)"),
    BadScenario(
      "\"start\": \"given\"", "\"start\": \"giveb\"", schema: true,
      "27:29: error: interstitium.start must be \"steady_state\" or \"given\" (got \"giveb\"); did you mean \"given\"?"
    ),
    BadScenario(
      "\"start\": \"given\"", "\"start\": \"steady_state\"", schema: true,
      "27:58: error: interstitium.totals_mM goes only with \"start\": \"given\"",
      "27:111: error: interstitium.pH goes only with \"start\": \"given\""),
    BadScenario(
      "\"Ca\": 1.5, \"Mg\": 0.6", "\"Ca\": -1.5, \"Fe3\": 0.6", schema: true,
      "27:51: error: interstitium.totals_mM.Mg is missing (must be a number ≥ 0)",
      "27:58: error: interstitium.totals_mM.Ca must be ≥ 0 (got -1.5)",
      "27:64: error: interstitium.totals_mM.Fe3 is not a known key; allowed: Ca, Mg, PO4, CO3"),
    BadScenario(
      "\"temperature_C\": 35", "\"temperature_C\": 98.6", schema: true,
      "28:34: error: chemistry.temperature_C must be from 0 to 50 (got 98.6)"),
    BadScenario(
      "\"pCO2_mmHg\": 45", "\"pCO2_mmHg\": 0", schema: true,
      "28:51: error: chemistry.pCO2_mmHg must be > 0 and ≤ 200 (got 0)"),
    BadScenario(
      "\"pCO2_mmHg\": 45", "\"pCO2_mmHg\": 45, \"acidity\": \"fixed_pH\"", schema: true,
      "28:51: error: chemistry.pCO2_mmHg goes only with \"acidity\": \"fixed_pCO2\""),
    BadScenario(
      "\"pCO2_mmHg\": 45", "\"acidity\": \"fixed_PH\"", schema: true,
      "28:49: error: chemistry.acidity must be \"fixed_pH\", \"free_pH\" or \"fixed_pCO2\" (got \"fixed_PH\"); did you mean \"fixed_pH\"?"
    ),
    BadScenario(
      "\"components\": [\"Ca\", \"Mg\", \"PO4\", \"CO3\"]", "\"components\": [\"Ca\", \"Mg\", \"PO4\"]",
      schema: true,
      "29:17: error: components must contain Ca, PO4, Mg and CO3 (CO3 is missing)"),
    BadScenario(
      "\"components\": [\"Ca\", \"Mg\", \"PO4\", \"CO3\"]",
      "\"components\": [\"H\", \"Ca\", \"Mg\", \"PO4\", \"CO3\"]", schema: true,
      "29:18: error: components[0] names \"H\", which is always there; leave it out"),
    BadScenario(
      "\"components\": [\"Ca\", \"Mg\", \"PO4\", \"CO3\"]",
      "\"components\": [\"Ca\", \"Mg\", \"PO4\", \"CO3\", \"Fe\", \"Ca\"]", schema: true,
      "29:44: error: components[4] names the unknown component \"Fe\"; did you mean \"Fe3\"?",
      "29:50: error: components[5] repeats the component \"Ca\" of components[0]"),
    BadScenario(
      "\"minerals\": [\"ACP\", \"HAP\"]", "\"minerals\": [\"HPA\"]", schema: false,
      "30:16: error: minerals[0] names the unknown mineral \"HPA\"; did you mean \"HAP\"?"),
    BadScenario(
      "\"minerals\": [\"ACP\", \"HAP\"]", "\"minerals\": [\"HAP\", \"Aragonite\", \"HAP\"]", schema: true,
      "30:23: error: minerals[1] names \"Aragonite\", which has no rates in the library (those that have: \(withRates))",
      "30:36: error: minerals[2] repeats the mineral \"HAP\" of minerals[0]"),
    BadScenario(
      "\"minerals\": [\"ACP\", \"HAP\"]", "\"minerals\": [\"HAP\", \"Vivianite\"]", schema: false,
      "30:23: error: minerals[1] names \"Vivianite\", which has no rates in the library (those that have: \(withRates))",
      "30:23: error: minerals[1] names \"Vivianite\", which needs \"Fe2\" in components"),
    BadScenario(
      "\"minerals\": [\"ACP\", \"HAP\"]", "\"minerals\": [\"ACP\", \"HAP\", \"ACP2\"]", schema: false,
      "30:30: error: minerals[2] names \"ACP2\", another constant of the same solid as \"ACP\"; a run has one of them"
    ),
    BadScenario(
      "\"minerals\": [\"ACP\", \"HAP\"]", "\"minerals\": [\"HAP\", \"Struvite\"]", schema: false,
      "30:23: error: minerals[1] names \"Struvite\", which needs \"NH4\" in components"),
  ]
}

extension BadScenario {
  /// Causes, duration and steps.
  static let course: [BadScenario] = [
    BadScenario(
      "\"kind\": \"dermatomyositis\"", "\"kind\": \"dermatomyositiss\"", schema: false,
      "32:14: error: causes[0].kind names the unknown cause \"dermatomyositiss\"; did you mean \"dermatomyositis\"?"
    ),
    BadScenario(
      "\"start_d\": 1", "\"start_d\": -1", schema: true,
      "32:61: error: causes[0].start_d must be ≥ 0 (got -1)"),
    BadScenario(
      "\"start_d\": 1", "\"start_d\": 90", schema: false,
      "32:61: error: causes[0].start_d must be < 90, the duration_d of the run (got 90)"),
    BadScenario(
      "\"ramp_d\": 14", "\"ramp_d\": 0", schema: true,
      "32:74: error: causes[0].ramp_d must be > 0 (got 0)"),
    BadScenario(
      "\"severity\": 0.9", "\"severity\": 9", schema: true,
      "32:90: error: causes[0].severity must be from 0 to 1 (got 9)"),
    BadScenario(
      "\"around_vessels\": [\"capillary-1\"]", "\"around_vessels\": [\"capillary-2\"]", schema: false,
      "33:39: error: causes[0].regions[0].around_vessels[0] names the unknown vessel id \"capillary-2\"; did you mean \"capillary-1\"?"
    ),
    BadScenario(
      "\"around_vessels\": [\"capillary-1\"]", "\"around_vessels\": []", schema: true,
      "33:38: error: causes[0].regions[0].around_vessels must have at least 1 vessel id (got 0)"),
    BadScenario(
      "\"around_vessels\": [\"capillary-1\"]", "\"around\": [\"capillary-1\"]", schema: true,
      "33:20: error: causes[0].regions[0].around is not a known key; did you mean \"around_vessels\"?"),
    BadScenario(
      "\"center_um\": [200, 100, 250], \"radius_um\": 30",
      "\"center_um\": [200, 100, 350], \"radius_um\": 30", schema: false,
      "34:42: error: causes[0].regions[1].center_um lies outside the grid: z must be from 0 to 320 (got 350)"),
    BadScenario(
      "\"patchiness\": 0.5", "\"patchines\": 0.5", schema: true,
      "35:7: error: causes[0].patchines is not a known key; did you mean \"patchiness\"?"),
    BadScenario(
      "\"duration_d\": 90", "\"duration_d\": 0", schema: true,
      "37:17: error: duration_d must be > 0 and ≤ 36525 (got 0)"),
    BadScenario(
      "\"duration_d\": 90", "\"duration_d\": 20", schema: false,
      "41:33: error: outputs.profiles.times_d[1] must be ≤ 20, the duration_d of the run (got 30)",
      "41:37: error: outputs.profiles.times_d[2] must be ≤ 20, the duration_d of the run (got 90)",
      "43:30: error: outputs.deposits.times_d[0] must be ≤ 20, the duration_d of the run (got 30)",
      "43:34: error: outputs.deposits.times_d[1] must be ≤ 20, the duration_d of the run (got 90)",
      "45:31: error: outputs.fields.times_d[1] must be ≤ 20, the duration_d of the run (got 90)"),
    BadScenario(
      "\"tolerance\": 1e-4", "\"tolerance\": 1", schema: true,
      "38:26: error: steps.tolerance must be from 1e-08 to 0.1 (got 1)"),
  ]
}

extension BadScenario {
  /// What is written and when.
  static let outputs: [BadScenario] = [
    BadScenario(
      "\"timeseries\": {\"every_h\": 12}", "\"timeseries\": {}", schema: true,
      "40:19: error: outputs.timeseries must have every_h or times_d"),
    BadScenario(
      "\"timeseries\": {\"every_h\": 12}", "\"timeseries\": {\"every_h\": 12, \"times_d\": [1]}",
      schema: true,
      "40:19: error: outputs.timeseries must have only one of every_h and times_d"),
    BadScenario(
      "\"timeseries\": {\"every_h\": 12}", "\"timeseries\": {\"evry_h\": 12}", schema: true,
      "40:20: error: outputs.timeseries.evry_h is not a known key; did you mean \"every_h\"?"),
    BadScenario(
      "\"timeseries\": {\"every_h\": 12}", "\"timeseries\": {\"every_h\": 1e-9}", schema: false,
      "40:31: error: outputs.timeseries.every_h makes 2160000000000 output times; at most 100000 are allowed"),
    BadScenario(
      "\"timeseries\": {\"every_h\": 12}", "\"timeseries\": {\"every_h\": 3000}", schema: false,
      "40:31: error: outputs.timeseries.every_h must be ≤ 2160, the duration_d of the run (got 3000)"),
    BadScenario(
      "\"times_d\": [1, 30, 90]", "\"times_d\": [1, 30, 30, 91]", schema: false,
      "41:37: error: outputs.profiles.times_d[2] must be > 30, the time before it (got 30)",
      "41:41: error: outputs.profiles.times_d[3] must be ≤ 90, the duration_d of the run (got 91)"),
    BadScenario(
      "\"times_d\": [1, 30, 90]", "\"times_d\": [-1, 30, 20]", schema: true,
      "41:30: error: outputs.profiles.times_d[0] must be ≥ 0 (got -1)",
      "41:38: error: outputs.profiles.times_d[2] must be > 30, the time before it (got 20)"),
    BadScenario(
      "\"points\": 64", "\"points\": 1", schema: true,
      "42:78: error: outputs.profiles.line.points must be from 2 to 100000 (got 1)"),
    BadScenario(
      "\"from_um\": [0, 120, 160]", "\"from_um\": [320, 120, 160]", schema: false,
      "42:53: error: outputs.profiles.line.to_um is the same point as the one before it"),
    BadScenario(
      "\"threshold_volume_fraction\": 2e-3", "\"threshold_volume_fraction\": 2", schema: true,
      "43:68: error: outputs.deposits.threshold_volume_fraction must be > 0 and ≤ 1 (got 2)"),
    BadScenario(
      "\"minerals\": {\"every_h\": 24}", "\"minerals\": {\"every_h\": 0}", schema: true,
      "44:62: error: outputs.minerals.every_h must be > 0 (got 0)"),
    BadScenario(
      "\"minerals\": {\"every_h\": 24}", "\"minerals\": {}", schema: true,
      "44:50: error: outputs.minerals must have every_h or times_d"),
    BadScenario(
      "\"minerals\": {\"every_h\": 24}", "\"mineral\": {\"every_h\": 24}", schema: true,
      "44:38: error: outputs.mineral is not a known key; did you mean \"minerals\"?"),
    BadScenario(
      "\"SI_HAP\", \"pH\"", "\"SI_OCP\", \"ph\"", schema: false,
      "45:59: error: outputs.fields.names[2] names the unknown field \"SI_OCP\"; did you mean \"SI_ACP\"?",
      "45:69: error: outputs.fields.names[3] names the unknown field \"ph\"; did you mean \"pH\"?"),
  ]
}

extension BadScenario {
  /// Records of the scenario.
  static let library: [BadScenario] = [
    BadScenario(
      "\"rate_constant_mol_per_m2_s\": 1e-9", "\"rate_constant_mol_per_m2_s\": -1e-9", schema: false,
      "47:90: error: library.minerals.HAP.kinetics.growth.rate_constant_mol_per_m2_s must be > 0 (got -1e-9)"),
    BadScenario(
      "\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}",
      "\"kinetics\": {\"growth\": {\"order\": 0.5}}", schema: false,
      "47:69: error: library.minerals.HAP.kinetics.growth.order must be from 1 to 10 (got 0.5)"),
    BadScenario(
      "\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}",
      "\"kinetics\": {\"growth\": {\"reference_temperature_C\": 20}}", schema: false,
      "47:59: error: library.minerals.HAP.kinetics.growth.activation_energy_kJ_per_mol is missing (must be a number from 0 to 300)"
    ),
    BadScenario(
      "\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}",
      "\"kinetics\": {\"nucleation\": {\"contact_angle_deg\": {\"elastine\": 60}}}", schema: false,
      "47:98: error: library.minerals.HAP.kinetics.nucleation.contact_angle_deg.elastine names the unknown nucleation site \"elastine\"; did you mean \"elastin\"?"
    ),
    BadScenario(
      "\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}",
      "\"kinetics\": {\"inhibition\": {\"PPi\": {\"largest_share\": 1.5}}}", schema: false,
      "47:89: error: library.minerals.HAP.kinetics.inhibition.PPi.largest_share must be > 0 and ≤ 1 (got 1.5)"
    ),
    BadScenario(
      "\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}",
      "\"kinetics\": {\"nucleation\": {\"contact_angle_on_crystals_deg\": {\"OPC\": 60}}}", schema: false,
      "47:105: error: library.minerals.HAP.kinetics.nucleation.contact_angle_on_crystals_deg.OPC names the unknown mineral \"OPC\"; did you mean \"OCP\"?"
    ),
    BadScenario(
      "\"library\": {\"minerals\": {\"HAP\": {\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}}}}",
      "\"library\": {\"tissues\": {\"dermis\": {\"surfaces_um2_per_um3\": {\"elastic\": 1}}}}", schema: false,
      "47:74: error: library.tissues.dermis.surfaces_um2_per_um3.elastic names the unknown nucleation site \"elastic\"; did you mean \"elastin\"?"
    ),
    BadScenario(
      "\"library\": {\"minerals\": {\"HAP\": {\"kinetics\": {\"growth\": {\"rate_constant_mol_per_m2_s\": 1e-9}}}}}",
      "\"library\": {\"tissues\": {\"dermis\": {\"surfaces_um2_per_um3\": {\"elastin\": -1}}}}",
      schema: false,
      "47:74: error: library.tissues.dermis.surfaces_um2_per_um3.elastin must be ≥ 0 (got -1)"),
    BadScenario(
      "\"library\": {\"minerals\"",
      "\"library\": {\"tissues\": {\"dermis\": {\"collagen_mg_per_mL\": -1, \"temperature_C\": 99, "
        + "\"resident_cells_per_mm3\": {\"fibroblast\": -2}}}, \"minerals\"",
      schema: false,
      "47:60: error: library.tissues.dermis.collagen_mg_per_mL must be from 0 to 1400 (got -1)",
      "47:81: error: library.tissues.dermis.temperature_C must be from 0 to 50 (got 99)",
      "47:126: error: library.tissues.dermis.resident_cells_per_mm3.fibroblast must be ≥ 0 (got -2)"),
    BadScenario(
      "\"library\": {\"minerals\"",
      "\"library\": {\"tissues\": {\"dermis\": {\"enzymes\": {\"alkaline_phosphatase\": "
        + "{\"maximum_rate_mM_per_s\": -1, \"michaelis_constant_uM\": 0}, "
        + "\"ENPP1\": {\"ATP_uM\": -1, \"ATP_mM\": 1}}}}, \"minerals\"",
      schema: false,
      "47:100: error: library.tissues.dermis.enzymes.alkaline_phosphatase.maximum_rate_mM_per_s must be ≥ 0 (got -1)",
      "47:129: error: library.tissues.dermis.enzymes.alkaline_phosphatase.michaelis_constant_uM must be > 0 (got 0)",
      "47:153: error: library.tissues.dermis.enzymes.ENPP1.ATP_uM must be ≥ 0 (got -1)",
      "47:157: error: library.tissues.dermis.enzymes.ENPP1.ATP_mM is not a known key; did you mean \"ATP_uM\"?"
    ),
    BadScenario(
      "\"library\": {\"minerals\"",
      "\"library\": {\"tissues\": {\"vessel_lumen\": {\"enzymes\": {\"ENPP1\": {\"ATP_uM\": 1}}}}, \"minerals\"",
      schema: false,
      "47:65: error: library.tissues.vessel_lumen.enzymes.ENPP1.maximum_rate_mM_per_s is missing (must be a number ≥ 0)",
      "47:65: error: library.tissues.vessel_lumen.enzymes.ENPP1.michaelis_constant_uM is missing (must be a number > 0)"
    ),
    BadScenario(
      "\"library\": {\"minerals\"",
      "\"library\": {\"causes\": {\"dermatomyositis\": {\"surfaces_um2_per_um3\": {\"mitochondrion\": 1}}}, "
        + "\"minerals\"", schema: false,
      "47:88: error: library.causes.dermatomyositis.surfaces_um2_per_um3.mitochondrion names the unknown nucleation site \"mitochondrion\"; did you mean \"mitochondria\"?"
    ),
    BadScenario(
      "\"library\": {\"minerals\"",
      "\"library\": {\"causes\": {\"dermatomyositis\": {\"ENPP1_factor\": -1}}, \"minerals\"", schema: false,
      "47:62: error: library.causes.dermatomyositis.ENPP1_factor must be from 0 to 1000 (got -1)"),
    BadScenario(
      "\"rate_constant_mol_per_m2_s\": 1e-9", "\"rate_constant\": 1e-9", schema: false,
      "47:60: error: library.minerals.HAP.kinetics.growth.rate_constant is not a known key; did you mean \"rate_constant_mol_per_m2_s\"?"
    ),
    BadScenario(
      "\"rate_constant_mol_per_m2_s\": 1e-9",
      "\"rate_constant_mol_per_m2_s\": {\"value\": 1, \"unit\": \"1/s\"}", schema: false,
      "47:111: error: library.minerals.HAP.kinetics.growth.rate_constant_mol_per_m2_s.unit must be \"mol/(m2 s)\" (got \"1/s\")"
    ),
    BadScenario(
      "{\"minerals\": {\"HAP\": {\"kinetics\"", "{\"minerals\": {\"Mine\": {\"kinetics\"", schema: false,
      "47:36: error: library.minerals.Mine.name is missing (must be a text)",
      "47:36: error: library.minerals.Mine.formula is missing (must be a text)",
      "47:36: error: library.minerals.Mine.stoichiometry is missing (must be an object of numbers)",
      "47:36: error: library.minerals.Mine.log_k is missing (must be a number or an object)",
      "47:36: error: library.minerals.Mine.molar_mass_g_per_mol is missing (must be a number > 0)",
      "47:36: error: library.minerals.Mine.density_g_per_cm3 is missing (must be a number > 0 and < 25)",
      "47:49: error: library.minerals.Mine.kinetics.dissolution is missing (must be an object)",
      "47:60: error: library.minerals.Mine.kinetics.growth.root is missing (must be a number > 0)",
      "47:60: error: library.minerals.Mine.kinetics.growth.order is missing (must be a number from 1 to 10)"
    ),
    BadScenario(
      "\"library\": {\"minerals\"", "\"library\": {\"mineralz\"", schema: true,
      "47:15: error: library.mineralz is not a known key; did you mean \"minerals\"?"),
    BadScenario(
      "\"library\": {\"minerals\"", "\"library\": {\"tissues\": 3, \"minerals\"", schema: true,
      "47:26: error: library.tissues must be an object (got 3)"),
    BadScenario(
      "\"library\": {\"minerals\"", "\"library\": {\"proteins\": {\"albumine\": {}}, \"minerals\"",
      schema: false,
      "47:28: error: library.proteins.albumine is not a known key; did you mean \"albumin\"?"),
    BadScenario(
      "\"library\": {\"minerals\"",
      "\"library\": {\"proteins\": {\"albumin\": {\"sites\": -12}}, \"minerals\"", schema: false,
      "47:49: error: library.proteins.albumin.sites must be from 0 to 1000 (got -12)"),
    BadScenario(
      "\"library\": {\"minerals\"",
      "\"library\": {\"plasma\": {\"mine\": {\"name\": \"mine\", \"components\": {\"iron\": \"Fe3\", "
        + "\"copper\": \"Cu\", \"zinc\": \"Al\", \"lime\": \"Ca\", \"salt\": \"Na\"}, \"iron_uM\": 18, "
        + "\"copper_uM\": 16, \"zinc_uM\": 1, \"lime_mM\": 1, \"salt_mM\": 140, \"pH\": 7.4, \"pCO2_mmHg\": 40, "
        + "\"albumin_g_per_L\": 43, \"water_fraction\": 0.93, \"donnan_ratio\": 1.05}}, \"minerals\"",
      schema: false,
      "47:34: error: library.plasma.mine.salt_diffusible_fraction is missing (must be a number from 0 to 1)",
      "47:34: error: library.plasma.mine must have transferrin_uM or transferrin_saturation",
      "47:34: error: library.plasma.mine.ceruloplasmin_g_per_L is missing (must be a number from 0 to 200)"),
  ]
}
