import Chemistry

/// What one kind of tissue is like before disease.
package struct TissueType: Equatable, Sendable {
  /// Identifier in the library, such as `skeletal_muscle`.
  package let id: String
  /// Interstitial fluid per tissue volume.
  package let fluidFraction: Double
  /// Tortuosity λ of small solutes; their diffusivity is D/λ².
  package let tortuosity: Double
  /// Cells per tissue volume.
  package let cellFraction: Double
  /// Permeability times surface of the capillaries that are not drawn, for the reference ion [1/s].
  package let capillaryExchange: Double
  /// Kind of those capillaries, which says how fluid and solutes of other classes pass them.
  package let capillaryKind: String
  /// Fluid through the tissue per area and gradient of pressure K [µm²/(s mmHg)]; 0 where none moves.
  package let hydraulicConductivity: Double
  /// Fluid that lymphatics take up per tissue volume and pressure Λ [1/(s mmHg)]; 0 where there are none.
  package let lymphConductance: Double
  /// Pressure of the tissue's fluid above which lymphatics fill [mmHg].
  package let lymphPressure: Double
  /// Pyrophosphate that ENPP1 makes from extracellular ATP, per tissue volume.
  package let pyrophosphatase: MichaelisMenten
  /// ATP outside cells, held [mM].
  package let nucleotide: Double
  /// Pyrophosphate that alkaline phosphatase splits, per volume of interstitial water.
  package let phosphatase: MichaelisMenten
  /// Calcium that a dying cell can release, per litre of cells [mM].
  package let cellCalcium: Double
  /// Phosphate that a dying cell can release, per litre of cells [mM].
  package let cellPhosphate: Double
  /// Area of surfaces that could carry nuclei, by the name of the site, per tissue volume [µm²/µm³].
  package let surfaces: [String: Double]
  /// Collagen as mass per volume of tissue [mg/mL].
  package let collagen: Double
  /// Young's modulus E₀ [kPa]; 0 where there is none.
  package let stiffness: Double

  /// A tissue type from its numbers; units as in the properties.
  package init(
    id: String, fluidFraction: Double, tortuosity: Double, cellFraction: Double,
    capillaryExchange: Double, pyrophosphatase: MichaelisMenten, nucleotide: Double,
    phosphatase: MichaelisMenten, cellCalcium: Double, cellPhosphate: Double,
    surfaces: [String: Double] = [:],
    capillaryKind: String = "capillary", hydraulicConductivity: Double = 0, lymphConductance: Double = 0,
    lymphPressure: Double = 0, collagen: Double = 0, stiffness: Double = 0
  ) {
    self.collagen = collagen
    self.stiffness = stiffness
    self.capillaryKind = capillaryKind
    self.hydraulicConductivity = hydraulicConductivity
    self.lymphConductance = lymphConductance
    self.lymphPressure = lymphPressure
    self.id = id
    self.fluidFraction = fluidFraction
    self.tortuosity = tortuosity
    self.cellFraction = cellFraction
    self.capillaryExchange = capillaryExchange
    self.pyrophosphatase = pyrophosphatase
    self.nucleotide = nucleotide
    self.phosphatase = phosphatase
    self.cellCalcium = cellCalcium
    self.cellPhosphate = cellPhosphate
    self.surfaces = surfaces
  }
}
