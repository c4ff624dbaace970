import Cells
import Fields
import Foundation
import ScenarioFormat
import Testing
import TissueModel

/// An infection in a whole run: its fields, its books, its mineral, and the granuloma that nobody painted.
@Suite struct InfectionTests {
  /// The scenario on a sheet of 0.8 mm, with more macrophages and bacteria at the start, lymphocytes from day 8 on, and looks
  /// every half hour.
  private static func small(
    days: Double = 16, pathogens: Bool = true, lymphocytes: Bool = true
  ) throws -> Scenario {
    let file = ScenarioTests.folder.appendingPathComponent("infection-granuloma.json")
    var root = try #require(JSONText.object(try String(contentsOf: file, encoding: .utf8)))
    root["grid"] = ["voxels": [40, 40], "voxel_size_um": 20]
    root["duration_d"] = days
    root["outputs"] = ["timeseries": ["times_d": [days]]]
    var cells = try #require(root["cells"] as? [String: Any])
    cells["interval_s"] = 1800
    if !lymphocytes { cells["kinds"] = ["monocyte", "macrophage"] }
    var initial: [[String: Any]] = [["kind": "macrophage", "density_per_mm3": 5000]]
    if pathogens {
      initial.append([
        "kind": "macrophage", "count": 10, "pathogens_each": 10,
        "in": ["shape": "sphere", "center_um": [400, 400], "radius_um": 100],
      ])
    }
    cells["initial"] = initial
    root["cells"] = cells
    var library = try #require(root["library"] as? [String: Any])
    var kinds = try #require(library["cells"] as? [String: Any])
    for id in ["T_helper", "T_cytotoxic"] {
      var kind = try #require(kinds[id] as? [String: Any])
      var behaviours = try #require(kind["behaviours"] as? [String: Any])
      var recruitment = try #require(behaviours["recruitment"] as? [String: Any])
      // Soon enough for macrophages to be activated before all have burst.
      recruitment["from_d"] = 8
      behaviours["recruitment"] = recruitment
      kind["behaviours"] = behaviours
      kinds[id] = kind
    }
    library["cells"] = kinds
    root["library"] = library
    return try Scenario.read(text: JSONText.text(root), file: "infection-granuloma.json")
  }

  private func granulomas(_ scenario: Scenario, _ inflammation: Inflammation) -> [Granuloma] {
    GranulomaFinder(
      scenario.granulomaCriteria(among: inflammation.kinds), kindCount: inflammation.kinds.count
    ).find(in: inflammation.population)
  }

  @Test func aGranulomaFormsAroundBacteriaAndCaseates() throws {
    let scenario = try Self.small()
    let tissue = try Sheet.run(scenario).finalTissue
    let inflammation = try #require(tissue.inflammation)
    let infection = try #require(inflammation.infection)
    let found = granulomas(scenario, inflammation)
    let granuloma = try #require(found.max { $0.members.count < $1.members.count })
    let way = granuloma.centre - SIMD3(400, 400, 10)
    // 64 macrophages were there at first, all over the sheet, and ten infected ones.
    #expect(granuloma.members.count > 80 && (way * way).sum().squareRoot() < 150)
    // Caseum lies where the bacteria are: its centre is within 100 µm of the middle, a quarter of the way to the sides.
    var (sum, place) = (0.0, SIMD3<Double>.zero)
    Anatomy.forEachVoxel(of: infection.caseum.grid) { voxel, centre in
      sum += infection.caseum[0, voxel]
      place += infection.caseum[0, voxel] * (centre - SIMD3(400, 400, 10))
    }
    place /= sum
    #expect(infection.caseumVolume > 10 * 750 && (place * place).sum().squareRoot() < 100)
    #expect(infection.ledger.grownInside > 100)
    // What nucleates in caseum does so from the fluid, by the laws of nucleation.
    let mineral = try #require(tissue.mineral("HAP"))
    #expect(tissue.mineralAmounts.values(of: mineral).contains { $0 > 0 })
    ScenarioTests.booksClose(tissue)
    // Some 400 looks, each a few roundings of numbers up to the turnover.
    #expect(abs(inflammation.pathogenResidual) < 1e-12)
    #expect(
      abs(infection.caseumVolume + infection.ledger.cleared - infection.ledger.caseum)
        < 1e-12 * infection.ledger.caseum)
    #expect(infection.ledger.grownInside > 0 && infection.ledger.killed > 0 && infection.ledger.cleared > 0)
    for signal in inflammation.signals.indices {
      #expect(abs(inflammation.relativeResidual(signal)) < 1e-12, "\(inflammation.signals[signal].id)")
    }
  }

  @Test func withoutBacteriaNoneForms() throws {
    let scenario = try Self.small(pathogens: false)
    let inflammation = try #require(Sheet.run(scenario).finalTissue.inflammation)
    let infection = try #require(inflammation.infection)
    #expect(granulomas(scenario, inflammation).isEmpty)
    #expect(infection.ledger.turnover == 0 && infection.outside == 0)
  }

  /// Many lymphocytes clear the bacteria; without them they go on growing.
  @Test func lymphocytesHoldTheBacteria() throws {
    func bacteria(_ scenario: Scenario) throws -> Double {
      let inflammation = try #require(Sheet.run(scenario).finalTissue.inflammation)
      return inflammation.population.pathogens + (inflammation.infection?.outside ?? 0)
    }
    let with = try bacteria(Self.small())
    let without = try bacteria(Self.small(lymphocytes: false))
    #expect(without > 500 && without > 5 * with, "\(with), \(without)")
  }

  @Test func sameBitsForAnyThreads() throws {
    let scenario = try Self.small(days: 1)
    let one = try #require(Sheet.run(scenario).simulation.tissue.inflammation)
    let three = try #require(Sheet.run(scenario, threads: 3).simulation.tissue.inflammation)
    #expect(one.population.cells.map { "\($0)" } == three.population.cells.map { "\($0)" })
    #expect(one.infection?.ledger == three.infection?.ledger && one.population.pathogens > 50)
    #expect(one.infection?.pathogens.values(of: 0) == three.infection?.pathogens.values(of: 0))
    #expect(one.infection?.caseum.values(of: 0) == three.infection?.caseum.values(of: 0))
  }

  /// Bacteria alone in tissue: logistic growth up to the bound, hindered where there is caseum; caseum fades by e^(−kt).
  @Test func fieldsFollowTheirLaws() {
    let grid = Grid(nx: 4, ny: 2, nz: 1, spacing: (20, 20, 20))
    let pathogen = Pathogen(id: "test", growthOutside: 2e-6, growthInside: 0, largestNumber: 0.025)
    let law = Caseum(
      hindrance: Response(to: .caseum, half: 0.5, exponent: 4, none: 1, full: 0), clearance: 0, membranes: 3)
    var infection = Infection(pathogen: pathogen, caseum: law, grid: grid)
    infection.inoculate(16, into: [0, 1])
    infection.caseum[0, 1] = 0.5
    for _ in 0..<100 { infection.advance(after: PathogenTally(), over: 8640) }
    let (free, hindered) = (
      pathogen.number(1e-3, after: 864000), pathogen.number(1e-3, after: 864000, share: 0.5)
    )
    // A hundred steps of a few roundings.
    #expect(abs(infection.pathogens[0, 0] - free) < 1e-13 * free && free > 3e-3)
    #expect(abs(infection.pathogens[0, 1] - hindered) < 1e-13 * hindered)
    #expect(abs(infection.outside - infection.ledger.expected) < 1e-12 * infection.outside)
    let fading = Caseum(hindrance: law.hindrance, clearance: 1e-6, membranes: 3)
    var other = Infection(pathogen: pathogen, caseum: fading, grid: grid)
    other.caseum[0, 2] = 0.5
    for _ in 0..<100 { other.advance(after: PathogenTally(), over: 8640) }
    #expect(abs(other.caseum[0, 2] - 0.5 * exp(-0.864)) < 1e-13)
    #expect(abs(other.ledger.cleared - (0.5 - other.caseum[0, 2]) * 8000) < 1e-9)
  }

  /// What is too much for a voxel makes way to its neighbours, none of it into a vessel, and none is lost.
  @Test func caseumMakesWay() {
    let grid = Grid(nx: 7, ny: 7, nz: 1, spacing: (20, 20, 20))
    let pathogen = Pathogen(id: "test", growthOutside: 0, growthInside: 0, largestNumber: 0.025)
    let law = Caseum(
      hindrance: Response(to: .caseum, half: 0.5, exponent: 4, none: 1, full: 0), clearance: 0, membranes: 3)
    let infection = Infection(pathogen: pathogen, caseum: law, grid: grid)
    let (middle, right) = (grid.index(x: 3, y: 3, z: 0), grid.index(x: 4, y: 3, z: 0))
    infection.caseum[0, middle] = 4
    infection.spreadCaseum(isClosed: Array(repeating: false, count: grid.storageCount))
    #expect(infection.caseum[0, middle] == 1 && infection.caseum[0, right] == 0.75)
    infection.caseum[0, middle] = 13
    var isClosed = Array(repeating: false, count: grid.storageCount)
    isClosed[grid.index(x: 2, y: 3, z: 0)] = true
    let held = infection.caseum[0, grid.index(x: 2, y: 3, z: 0)]
    let before = infection.caseumVolume
    for _ in 0..<2000 { infection.spreadCaseum(isClosed: isClosed) }
    #expect(infection.caseum[0, grid.index(x: 2, y: 3, z: 0)] == held)
    // A third of the sheet takes it all; what is still too much falls geometrically from look to look.
    #expect(infection.caseum.values(of: 0).allSatisfy { $0 <= 1 + 1e-9 && $0 >= 0 })
    // 2000 looks, each a few roundings of numbers of about one.
    #expect(abs(infection.caseumVolume - before) < 1e-12 * before)
  }
}
