import ScenarioFormat
import Testing

/// The kinds of tissue of the library are possible, and stand in a sensible order to each other.
@Suite struct TissueLibraryTests {
  /// Every kind of tissue, one row each.
  static let tissues = (try? Library.embedded().tissues) ?? []

  /// Volume of dry collagen or elastin, as of proteins in general [mL/mg].
  private static let specificVolume = 0.73e-3

  @Test func everyTissueOfTheAnatomyIsThere() {
    let needed = [
      "epidermis", "dermis", "papillary_dermis", "reticular_dermis", "subcutaneous_fat", "septum", "fascia",
      "tendon", "joint_capsule", "synovium", "skeletal_muscle", "perineurium", "endoneurium",
      "arterial_intima", "arterial_media", "arterial_adventitia", "heart_valve", "vessel_wall",
      "vessel_lumen", "kidney_cortex", "kidney_medulla", "glomerulus", "tubule", "lung", "bone", "tumour",
      "necrosis", "fluid",
    ]
    #expect(Self.tissues.map(\.id) == needed)
  }

  /// Of two records with one id in two files, the later would silently hide the earlier.
  @Test func noTissueStandsInTwoFiles() {
    let ids = EmbeddedLibrary.files.filter { $0.name.hasPrefix("tissues/") }.flatMap { file in
      StrictJSON.parse(bytes: file.bytes, origin: .library(file.name)).root?["tissues"]?.members ?? []
    }.map(\.key)
    #expect(ids == Self.tissues.map(\.id))
  }

  /// Fluid, cells and dry fibres share the volume; blood and water within fibrils take the rest.
  @Test(arguments: TissueLibraryTests.tissues.map(\.id))
  func thereIsRoomForFluidCellsAndFibres(_ id: String) throws {
    let tissue = try #require(Self.tissues.first { $0.id == id })
    let fibres = ((tissue.collagen?.value ?? 0) + (tissue.elastin?.value ?? 0)) * Self.specificVolume
    #expect(tissue.fluidFraction.value + tissue.cellFraction.value + fibres <= 1)
    #expect(tissue.tortuosity.value >= 1)
    #expect(tissue.tortuosity.value > 1 || tissue.fluidFraction.value == 1)
  }

  /// Fibrils of less than 25 nm and elastic fibres of less than 0.1 µm are not found in grown tissue, so that a
  /// surface of 4 f/d cannot be larger than what these would have.
  @Test(arguments: TissueLibraryTests.tissues.map(\.id))
  func surfacesAreNotFinerThanFibrils(_ id: String) throws {
    let tissue = try #require(Self.tissues.first { $0.id == id })
    for (site, content, finest) in [
      ("collagen", tissue.collagen, 0.025), ("elastin", tissue.elastin, 0.1),
    ] {
      guard let area = tissue.surface(site)?.value, area > 0 else { continue }
      let fraction = try #require(content, "\(site)").value * Self.specificVolume
      #expect(area <= 4 * fraction / finest, "\(site)")
    }
  }

  /// A cell has at least 100 µm³, a lymphocyte's volume; the largest, a fat cell of 140 µm, 1.4·10⁶ µm³.
  @Test(arguments: TissueLibraryTests.tissues.map(\.id))
  func residentCellsFitIntoTheCellFraction(_ id: String) throws {
    let tissue = try #require(Self.tissues.first { $0.id == id })
    let density = tissue.residentCells.map(\.density.value).reduce(0, +)
    guard density > 0 else { return }
    let volume = tissue.cellFraction.value / density * 1e9
    #expect((100...1.4e6).contains(volume), "\(volume) µm³ to a cell")
    #expect(Set(tissue.residentCells.map(\.kind)).count == tissue.residentCells.count)
  }

  /// The tissue's values in falling order.
  private func falling(
    _ ids: [String], sourceLocation: SourceLocation = #_sourceLocation, _ value: (TissueRecord) -> Double?
  ) throws {
    let values = try ids.map { id in
      let found = Self.tissues.first { $0.id == id }.flatMap(value)
      return try #require(found, "\(id)", sourceLocation: sourceLocation)
    }
    for index in values.indices.dropFirst() {
      let pair = "\(ids[index - 1]) \(values[index - 1]), \(ids[index]) \(values[index])"
      #expect(values[index - 1] > values[index], "\(pair)", sourceLocation: sourceLocation)
    }
  }

  /// ε/λ², the diffusive conductivity over that of water: loose before dense, cells in between, mineral last.
  @Test func looseTissueConductsBetterThanDense() throws {
    let conductivity = { (tissue: TissueRecord) in
      tissue.fluidFraction.value / (tissue.tortuosity.value * tissue.tortuosity.value)
    }
    try falling(
      [
        "fluid", "necrosis", "papillary_dermis", "reticular_dermis", "subcutaneous_fat", "skeletal_muscle",
        "epidermis", "bone",
      ], conductivity)
    try falling(["heart_valve", "arterial_adventitia", "arterial_media"], conductivity)
    try falling(["fascia", "tendon", "arterial_media"], conductivity)
    try falling(["kidney_medulla", "kidney_cortex"], conductivity)
  }

  @Test func fenestratedAndDenseBedsExchangeMost() throws {
    try falling(
      [
        "glomerulus", "kidney_cortex", "kidney_medulla", "papillary_dermis", "dermis", "reticular_dermis",
        "subcutaneous_fat", "fascia", "tendon",
      ]
    ) { $0.capillaryExchange.value }
    for id in ["epidermis", "arterial_intima", "arterial_media", "heart_valve", "tubule", "necrosis"] {
      #expect(Self.tissues.first { $0.id == id }?.capillaryExchange.value == 0, "\(id)")
    }
  }

  @Test func collagenAndElastinAreWhereTheyCarryLoad() throws {
    try falling(
      ["bone", "tendon", "reticular_dermis", "papillary_dermis", "heart_valve", "lung", "skeletal_muscle"]
    ) { $0.collagen?.value }
    try falling(["arterial_media", "heart_valve", "reticular_dermis", "fascia"]) { $0.elastin?.value }
  }

  /// Warmth is lost through the skin: the deeper the warmer, up to the 37 °C of the body.
  @Test func tissueIsWarmerTheDeeperItLies() throws {
    try falling(["skeletal_muscle", "subcutaneous_fat", "dermis", "epidermis"]) { $0.temperature?.value }
    for tissue in Self.tissues {
      #expect(tissue.temperature.map { (28..<37).contains($0.value) } ?? true, "\(tissue.id)")
    }
  }

  /// Proteins pass every wall far less than small molecules, and are held back more; fluid passes fenestrae better, and
  /// its pressure falls along the blood's way.
  @Test func wallsHoldProteinsBack() throws {
    let library = try Library.embedded()
    for vessel in library.vessels {
      let (small, large) = (try #require(vessel.smallMolecules), try #require(vessel.macromolecules))
      #expect(large.permeability.value < 0.02 * small.permeability.value, "\(vessel.id)")
      #expect(large.reflection.value > small.reflection.value, "\(vessel.id)")
    }
    let conductivities = try [
      "arteriole", "capillary", "venule", "fenestrated_capillary", "glomerular_capillary",
    ]
    .map { try #require(library.vessel($0)).hydraulicConductivity.value }
    #expect(conductivities == conductivities.sorted())
    let pressures = try ["arteriole", "capillary", "venule"].map {
      try #require(library.vessel($0)).pressure.value
    }
    #expect(pressures == pressures.sorted(by: >))
  }

  /// Where there are lymphatics, there is a pressure at which they fill; none drain cartilage-like tissue or necrosis.
  @Test func lymphaticsAreWhereTheyBelong() throws {
    for tissue in Self.tissues {
      #expect((tissue.lymphConductance == nil) == (tissue.lymphPressure == nil), "\(tissue.id)")
    }
    for id in ["epidermis", "arterial_media", "bone", "endoneurium", "necrosis", "tumour"] {
      #expect(Self.tissues.first { $0.id == id }?.lymphConductance == nil, "\(id)")
    }
    try falling(["tumour", "subcutaneous_fat", "reticular_dermis", "tendon", "perineurium"]) {
      $0.hydraulicConductivity?.value
    }
  }

  /// Continuous walls of arterioles, capillaries and venules, then fenestrated ones.
  @Test func vesselsLeakInTheOrderOfTheirWalls() throws {
    let library = try Library.embedded()
    let permeabilities = try [
      "arteriole", "capillary", "venule", "fenestrated_capillary", "glomerular_capillary",
    ].map { try #require(library.vessel($0)).permeability.value }
    #expect(permeabilities == permeabilities.sorted())
    // An open pore of the thinnest wall, 0.1 µm, lets through D over its length.
    #expect(permeabilities.allSatisfy { $0 < 1020 / 0.1 })
  }
}
