import Cells
import Fields
import Parallelism
import ScenarioFormat
import Testing

/// Kinds of cell and signals of the library.
@Suite struct CellLibraryTests {
  @Test func theKindsAndSignalsAreThere() throws {
    let library = try Library.embedded()
    #expect(
      library.signals.map(\.id) == [
        "TNF", "IL1b", "IL4", "IL10", "IFNg", "TGFb", "CCL2", "CXCL8", "C5a", "damage", "VEGF", "oxygen",
      ])
    for kind in [
      "neutrophil", "monocyte", "macrophage", "macrophage_activated", "macrophage_alternative", "histiocyte",
      "epithelioid_cell", "giant_cell", "T_helper", "T_cytotoxic", "T_regulatory", "B_cell", "plasma_cell",
      "mast_cell", "fibroblast", "myofibroblast", "mesangial_cell", "osteoblast_like", "myofibre",
      "adipocyte", "endothelial_cell", "keratinocyte",
    ] {
      #expect(library.cell(kind) != nil, "\(kind)")
    }
    #expect(library.pairLaw?.reach == 1.25)
  }

  @Test func everyNumberLiesInItsRangeAndHasASource() throws {
    let library = try Library.embedded()
    var quantities = library.cells.flatMap(\.quantities)
    quantities += library.signals.flatMap { [$0.molarMass, $0.diffusivity, $0.decay] }
    if let mechanics = library.cellMechanics { quantities += [mechanics.reach, mechanics.longestStep] }
    quantities += try #require(library.matrix).quantities
    for quantity in quantities {
      #expect(!quantity.source.isEmpty && quantity.confidence != .given)
      #expect(quantity.range?.contains(quantity.value) ?? true, "\(quantity)")
    }
  }

  /// Units of the data become µm, s, mM and amol.
  @Test func recordsBecomeKinds() throws {
    let library = try Library.embedded()
    let kinds = library.cellKinds
    let neutrophil = try #require(kinds.first { $0.id == "neutrophil" })
    let answers = [
      Response(to: .collagen, half: 300, exponent: 2, none: 1, full: 0.1),
      Response(to: .pressure, half: 0.5, none: 1, full: 0.1),
    ]
    #expect(
      neutrophil.behaviours.contains(.walk(Walk(speed: 10.0 / 60, persistence: 300, responses: answers))))
    let cxcl8 = try #require(library.signals.firstIndex { $0.id == "CXCL8" })
    #expect(
      neutrophil.behaviours.contains(
        .chemotaxis(Chemotaxis(signal: cxcl8, dissociation: 2 * 1e-6, halfDifference: 0.01))))
    let body = try #require(kinds.firstIndex { $0.id == "apoptotic_body" })
    #expect(neutrophil.behaviours.contains(.death(Death(rate: Rate(1 / (1.5 * 86400)), body: body))))
    let activated = try #require(kinds.first { $0.id == "macrophage_activated" })
    let tnf = try #require(library.signals.firstIndex { $0.id == "TNF" })
    #expect(
      activated.behaviours.contains(
        .secretion(Secretion(signal: tnf, rate: Rate(1 / Secretion.moleculesPerAttomole)))))
  }

  /// What cells do with mineral, matrix and each other, in the model's units.
  @Test func mineralMatrixAndMeetingsBecomeBehaviours() throws {
    let library = try Library.embedded()
    let kinds = library.cellKinds
    func kind(_ id: String) throws -> CellKind { try #require(kinds.first { $0.id == id }) }
    func place(_ id: String) throws -> Int { try #require(kinds.firstIndex { $0.id == id }) }
    let tgf = try #require(library.signals.firstIndex { $0.id == "TGFb" })
    let damage = try #require(library.signals.firstIndex { $0.id == "damage" })
    #expect(try kind("macrophage").digestion?.pH == 4.8 && kind("fibroblast").digestion == nil)
    #expect(
      try kind("macrophage").behaviours.contains(
        .death(
          Death(
            rate: Rate(0.3 / 86400, [Response(to: .load, half: 0.5, exponent: 4)]),
            body: place("necrotic_cell"),
            releases: [Release(signal: damage, amount: 1e6 / Secretion.moleculesPerAttomole)], debris: 2500)))
    )
    #expect(
      try kind("T_helper").behaviours.contains(
        .recognition(
          Recognition(
            to: place("T_helper_activated"),
            presenters: [
              "monocyte", "macrophage", "macrophage_activated", "macrophage_alternative", "histiocyte",
              "epithelioid_cell",
            ].map { try place($0) }, needsLoad: true, rate: Rate(2.0 / 3600)))))
    #expect(
      try kind("fibroblast").behaviours.contains(
        .collagenLaying(
          CollagenLaying(
            rate: Rate(20.0 / 86400, [Response(to: .signal(tgf), half: 0.02 * 1e-6, none: 0.2)]), largest: 300
          ))))
    #expect(
      try kind("fibroblast").behaviours.contains(.collagenRemoval(CollagenRemoval(rate: Rate(6.7 / 86400)))))
    #expect(
      try kind("osteoblast_like").behaviours.contains(
        .vesicleRelease(VesicleRelease(rate: Rate(30.0 / 86400)))))
    #expect(library.sensedSolutes == ["PO4"])
    let tnf = try #require(library.signals.firstIndex { $0.id == "TNF" })
    for id in ["fibroblast", "myofibroblast"] {
      #expect(
        try kind(id).behaviours.contains(
          .change(
            Change(
              to: place("osteoblast_like"),
              rate: Rate(
                0.3 / 86400,
                [
                  Response(to: .crystals, half: 1e5 / 1e9),
                  Response(to: .solute(0), half: 2, exponent: 4, none: 0.1),
                  Response(to: .signal(tnf), half: 0.02 * 1e-6, none: 0.3),
                ])))))
    }
  }

  /// All kinds of the library together live through an hour.
  @Test func allKindsRunTogether() throws {
    let library = try Library.embedded()
    let grid = Grid(nx: 20, ny: 20, nz: 5, spacing: (20, 20, 20))
    let population = Population(grid: grid, capacity: 2000, seed: 1)
    let dynamics = CellDynamics(
      kinds: library.cellKinds, signalCount: library.signals.count, grid: grid,
      law: try #require(library.pairLaw), interval: 4096, seed: 1, capacity: 2000,
      workers: Workers(count: 2))
    let stream = RandomStream(seed: 1, purpose: 1)
    for cell in 0..<240 {
      let (x, y) = stream.uniformPair(index: cell, tick: 0)
      let kind = cell % library.cells.count
      let place = SIMD3(x, y, stream.uniform(index: cell, tick: 1)) * grid.extent
      population.add(
        Cell(kind: kind, position: place, radius: Float(dynamics.kinds[kind].radius)), at: 0)
    }
    let surroundings = Surroundings(signals: FieldSet(grid: grid, count: library.signals.count))
    let exchange = SignalExchange(grid: grid, signalCount: library.signals.count)
    for step in 0..<60 {
      dynamics.advance(
        population, in: surroundings, exchanging: exchange, at: step * 65536, over: 65536)
      _ = exchange.act(on: surroundings.signals, fluidFraction: 0.3, over: 60)
    }
    // In an hour hardly one in ten of the shortest-lived kinds dies.
    #expect(population.count > 200)
    let tnf = try #require(library.signals.firstIndex { $0.id == "TNF" })
    #expect(surroundings.signals.values(of: tnf).contains { $0 > 0 })
  }

  @Test func unknownNamesAreRefused() {
    let signal = sentences(
      of: #"{"macrophage": {"behaviours": {"secretion": {"TFN": {"molecules_per_s": 1}}}}}"#)
    #expect(
      signal.contains {
        $0.contains("library.cells.macrophage.behaviours.secretion.TFN names the unknown signal \"TFN\"")
          && $0.contains("TNF")
      }, "\(signal)")
    let kind = sentences(of: #"{"monocyte": {"behaviours": {"death": {"leaves": "nothing"}}}}"#)
    #expect(
      kind.contains { $0.contains("death.leaves names the unknown kind of cell \"nothing\"") }, "\(kind)")
  }

  @Test func unknownBehavioursAndWrongRatesAreRefused() {
    let behaviour = sentences(of: #"{"macrophage": {"behaviours": {"wlak": {}}}}"#)
    #expect(behaviour.contains { $0.contains("wlak") && $0.contains("walk") }, "\(behaviour)")
    let rate = sentences(of: #"{"macrophage": {"behaviours": {"departure": {"per_d": -1}}}}"#)
    #expect(rate.contains { $0.contains("departure.per_d must be") && $0.contains("(got -1)") }, "\(rate)")
  }

  @Test func wrongMeetingsAndReleasesAreRefused() {
    let presenter = sentences(
      of:
        #"{"T_helper": {"behaviours": {"recognition": {"T_helper_activated": {"presenters": ["macrofage"]}}}}}"#
    )
    #expect(
      presenter.contains {
        $0.contains("recognition.T_helper_activated.presenters names the unknown kind of cell \"macrofage\"")
          && $0.contains("macrophage")
      }, "\(presenter)")
    let nobody = sentences(
      of: #"{"T_helper": {"behaviours": {"recognition": {"T_helper_activated": {"presenters": []}}}}}"#)
    #expect(
      nobody.contains {
        $0.contains("recognition.T_helper_activated.presenters") && $0.contains("at least 1")
      },
      "\(nobody)")
    let release = sentences(
      of: #"{"monocyte": {"behaviours": {"necrosis": {"releases": {"damge": {"molecules": 1}}}}}}"#)
    #expect(
      release.contains {
        $0.contains("necrosis.releases.damge names the unknown signal \"damge\"") && $0.contains("damage")
      }, "\(release)")
    let half = sentences(
      of: #"{"monocyte": {"behaviours": {"walk": {"responses": {"collagen": {"half": 1}}}}}}"#)
    #expect(half.contains { $0.contains("walk.responses.collagen.half") }, "\(half)")
    let pH = sentences(of: #"{"monocyte": {"behaviours": {"digestion": {"pH": 0.5}}}}"#)
    #expect(pH.contains { $0.contains("digestion.pH must be") && $0.contains("(got 0.5)") }, "\(pH)")
  }

  private func sentences(of cells: String) -> [String] {
    ReferenceScenario.sentences(
      of: ReferenceScenario.replacing(
        "\"library\": {\"minerals\"", with: "\"library\": {\"cells\": \(cells), \"minerals\""))
  }
}
