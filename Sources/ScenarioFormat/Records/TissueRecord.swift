/// A saturable enzyme of a tissue.
package struct EnzymeRecord: Sendable {
  /// Rate at saturation [mM/s].
  package var maximumRate: Quantity
  /// Concentration of the substrate at half the maximum rate [µM].
  package var constant: Quantity
  /// Concentration of the substrate, where the tissue holds it [µM].
  package var substrate: Quantity?
}

extension EnzymeRecord {
  /// Reads an enzyme; `heldSubstrate` is the key of a substrate that is held.
  init(_ keys: ObjectReader, heldSubstrate: String? = nil) {
    maximumRate = keys.quantity("maximum_rate_mM_per_s", .notNegative, unit: "mM/s")
    constant = keys.quantity("michaelis_constant_uM", .positive, unit: "uM")
    substrate = heldSubstrate.map { keys.quantity($0, .notNegative, unit: "uM") }
  }
}

/// A kind of tissue as the library has it.
package struct TissueRecord: Sendable {
  /// Identifier: `skeletal_muscle`.
  package var id: String
  /// Name in words.
  package var name: String
  /// Interstitial water per tissue volume.
  package var fluidFraction: Quantity
  /// Tortuosity λ of small solutes; D_tissue = D/λ².
  package var tortuosity: Quantity
  /// Cells per tissue volume.
  package var cellFraction: Quantity
  /// Permeability × surface of the capillaries that are not drawn, per tissue volume, for the calcium ion; in
  /// proportion to D for others [1/s].
  package var capillaryExchange: Quantity
  /// Kind of those capillaries in the library.
  package var capillaryKind: String
  /// Fluid through the tissue per area and gradient of pressure [µm²/(s mmHg)]; nil where none moves.
  package var hydraulicConductivity: Quantity?
  /// Fluid that lymphatics take up per tissue volume and pressure [1/(s mmHg)]; nil where there are none.
  package var lymphConductance: Quantity?
  /// Pressure above which lymphatics fill [mmHg]; nil where there are none.
  package var lymphPressure: Quantity?
  /// ENPP1, which makes pyrophosphate from ATP, per tissue volume; nil where the tissue has none.
  package var pyrophosphatase: EnzymeRecord?
  /// Alkaline phosphatase, which splits pyrophosphate, per volume of interstitial water; nil where the tissue has none.
  package var phosphatase: EnzymeRecord?
  /// Calcium that dying cells release, per volume of cells [mM].
  package var cellCalcium: Quantity
  /// Phosphate that dying cells release, per volume of cells [mM].
  package var cellPhosphate: Quantity
  /// Published thickness of the layer, or diameter of a tuft or tube [µm], nil where none is known.
  package var thickness: Quantity?
  /// Permeability of the tissue as a wall for the calcium ion [µm/s]; only the perineurium has one.
  package var wallPermeability: Quantity?
  /// Collagen per tissue volume [mg/mL], nil where none is known.
  package var collagen: Quantity?
  /// Elastin per tissue volume [mg/mL], nil where none is known.
  package var elastin: Quantity?
  /// Young's modulus as it is felt by pressing [kPa], nil where there is none.
  package var stiffness: Quantity?
  /// Temperature [°C], nil where it is that of the body.
  package var temperature: Quantity?
  /// Cells of healthy tissue by kind [1/mm³], none where not given.
  package var residentCells: [(kind: String, density: Quantity)]
  /// Area of the surfaces that offer nucleation sites per tissue volume [µm²/µm³], none where not given.
  package var surfaces: [(site: String, area: Quantity)]

  /// Area of the surface of one site [µm²/µm³], nil where the tissue has none.
  package func surface(_ site: String) -> Quantity? { surfaces.first { $0.site == site }?.area }
}

extension TissueRecord {
  init(_ id: String, _ keys: ObjectReader) {
    self.id = id
    name = keys.string("name")
    fluidFraction = keys.quantity("fluid_fraction", .positiveFraction, unit: "1")
    tortuosity = keys.quantity("tortuosity", .from(1, to: 10), unit: "1")
    cellFraction = keys.quantity("cell_fraction", .fraction, unit: "1")
    capillaryExchange = keys.quantity("capillary_exchange_per_s", .notNegative, unit: "1/s")
    capillaryKind = keys.optional("capillary_kind")?.string(allowsEmpty: false) ?? "capillary"
    hydraulicConductivity = keys.optional("hydraulic_conductivity_um2_per_s_mmHg")?.quantity(
      .notNegative, unit: "um2/(s mmHg)")
    lymphConductance = keys.optional("lymph_conductance_per_s_mmHg")?.quantity(
      .notNegative, unit: "1/(s mmHg)")
    lymphPressure = keys.optional("lymph_pressure_mmHg")?.quantity(.from(-50, to: 50), unit: "mmHg")
    let enzymes = keys.optional("enzymes")?.object { enzymes in
      (
        pyrophosphatase: enzymes.optional("ENPP1")?.object { EnzymeRecord($0, heldSubstrate: "ATP_uM") },
        phosphatase: enzymes.optional("alkaline_phosphatase")?.object { EnzymeRecord($0) }
      )
    }
    pyrophosphatase = enzymes?.pyrophosphatase
    phosphatase = enzymes?.phosphatase
    cellCalcium = keys.quantity("cell_calcium_mM", .notNegative, unit: "mM")
    cellPhosphate = keys.quantity("cell_phosphate_mM", .notNegative, unit: "mM")
    thickness = keys.optional("thickness_um")?.quantity(.positive, unit: "um")
    wallPermeability = keys.optional("wall_permeability_um_per_s")?.quantity(.positive, unit: "um/s")
    collagen = keys.optional("collagen_mg_per_mL")?.quantity(.from(0, to: 1400), unit: "mg/mL")
    elastin = keys.optional("elastin_mg_per_mL")?.quantity(.from(0, to: 1400), unit: "mg/mL")
    stiffness = keys.optional("stiffness_kPa")?.quantity(.from(0, to: 1e9), unit: "kPa")
    temperature = keys.optional("temperature_C")?.quantity(.from(0, to: 50), unit: "C")
    residentCells =
      keys.optional("resident_cells_per_mm3")?.quantities(.notNegative, unit: "1/mm3")
      .map { (kind: $0.key, density: $0.quantity) } ?? []
    surfaces =
      keys.optional("surfaces_um2_per_um3")?.quantities(.notNegative, unit: "um2/um3")
      .map { (site: $0.key, area: $0.quantity) } ?? []
    _ = keys.optional("note")
  }
}
