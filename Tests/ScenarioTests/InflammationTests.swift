import Cells
import Foundation
import Outputs
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// A small sheet of dermis with capillaries, macrophages and apatite in two sizes.
enum Sheet {
  /// Crystals that macrophages take, and some that are too large for them, in voxels of their own.
  static let implants = """
    "implants": [
      {"mineral": "HAP", "number": 20, "radius_um": 6.5,
        "in": {"shape": "sphere", "center_um": [140, 140], "radius_um": 45}},
      {"mineral": "HAP", "number": 4000, "radius_um": 0.4,
        "in": {"shape": "box", "min_um": [20, 20], "max_um": [260, 80]}}],
    """

  /// Quicker lives, so that two days see all that can happen.
  static let quick = """
    "library": {"cells": {"macrophage": {"behaviours": {
      "phagocytosis": {"crystals_per_h": 20}, "departure": {"per_d": 1}, "death": {"lifetime_d": 2},
      "digestion": {"pH": 4.0}, "necrosis": {"per_d": 10, "responses": {"load": {"half": 0.05}}}}}}},
    """

  static func text(
    days: Double = 2, implants: String = implants, library: String = quick, longest: String = "",
    cells: String = """
    {"kinds": ["monocyte", "macrophage"], "interval_s": 240,
     "initial": [{"kind": "macrophage", "count": 60}]}
    """, outputs: String = ""
  ) -> String {
    """
    {"format": 1, "title": "sheet", "description": "macrophages and apatite", "sources": ["test"], "seed": 3,
     "grid": {"voxels": [14, 14], "voxel_size_um": 20},
     "tissue": {"layers": [{"tissue": "dermis"}], "capillary_bed": false,
       "vessels": [
         {"id": "wide", "kind": "venule", "radius_um": 15, "points_um": [[210, 210]]},
         {"id": "thin", "kind": "capillary", "radius_um": 3, "bed": {"direction": "z", "density_per_mm2": 150}}]},
     "plasma": {"base": "human_adult"}, "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
     "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3"], "minerals": ["HAP"],
     \(implants)
     "cells": \(cells),
     \(library)
     "duration_d": \(days), "steps": {"tolerance": 1e-3\(longest)},
     "outputs": {"timeseries": {"times_d": [\(days)]}\(outputs)}}
    """
  }

  static func scenario(_ text: String = text()) throws -> Scenario {
    try Scenario.read(text: text, file: "sheet.json")
  }

  /// The state of the main sequence after a run, and the state at its end.
  static func run(_ scenario: Scenario, threads: Int = 1, observers: [any Observer] = []) throws -> Run {
    let assembly = try Assembly(scenario, workers: Workers(count: threads))
    var run = Run(assembly.simulation, observers: observers, end: assembly.end)
    _ = try run.run()
    return run
  }
}

@Suite struct InflammationTests {
  @Test func booksCloseWithMineralInsideCellsAndCarriedOff() throws {
    let run = try Sheet.run(Sheet.scenario())
    let tissue = run.finalTissue
    let inflammation = try #require(tissue.inflammation)
    let calcium = try #require(tissue.solute("Ca"))
    // All of it happened, or the books would prove little.
    #expect(inflammation.events.engulfed > 100 && inflammation.events.died > 0)
    #expect(tissue.holdingInCells(calcium) > 0 && tissue.ledger.carried[calcium] > 0)
    ScenarioTests.booksClose(tissue)
    for signal in inflammation.signals.indices {
      // Each voxel is rounded a few times in each of some 700 looks: 3000 · 2⁻⁵³ < 10⁻¹².
      #expect(abs(inflammation.relativeResidual(signal)) < 1e-12, "\(inflammation.signals[signal].id)")
    }
    #expect(inflammation.ledger.given[try #require(inflammation.signal("CCL2"))] > 0)
  }

  @Test func cellsHaveTheSameBitsForAnyThreadsAndOutputs() throws {
    let scenario = try Sheet.scenario(Sheet.text(days: 0.5))
    let alone = try Sheet.run(scenario)
    let cells = try #require(alone.simulation.tissue.inflammation).population.cells
    #expect(cells.count > 20)
    let looks = stride(from: Int64(1_000_001), to: Clock.ticks(days: 0.5), by: 9_000_003).map { $0 }
    for (threads, observers) in [(2, []), (3, []), (1, [Onlooker(ticks: looks)])] {
      let other = try Sheet.run(scenario, threads: threads, observers: observers)
      let state = try #require(other.simulation.tissue.inflammation)
      // A push that was never felt is not a number, which no comparison finds equal.
      func told(_ cells: [Cell]) -> [String] { cells.map { "\($0)" } }
      #expect(told(state.population.cells) == told(cells), "\(threads) threads, \(observers.count) observers")
      #expect(state.ledger == alone.simulation.tissue.inflammation?.ledger)
      #expect(state.events == alone.simulation.tissue.inflammation?.events)
      #expect(other.simulation.tissue.ledger == alone.simulation.tissue.ledger)
      let first = try #require(alone.simulation.tissue.inflammation)
      #expect(state.membraneLedger == first.membraneLedger && first.membraneLedger.made[1] > 0)
      for membrane in Membrane.allCases.map(\.rawValue) {
        #expect(state.membranes.values(of: membrane) == first.membranes.values(of: membrane))
      }
      for signal in state.signals.indices {
        #expect(
          state.amounts.values(of: signal)
            == alone.simulation.tissue.inflammation?.amounts.values(of: signal))
      }
    }
  }

  /// Cells look at their own times: without mineral nothing else of the steps concerns them.
  @Test func stepsOfTheChemistryDoNotMoveCells() throws {
    func end(longest: Double) throws -> Inflammation {
      let text = Sheet.text(
        days: 0.5, implants: "", library: "", longest: ", \"longest_h\": \(longest)",
        cells: """
          {"kinds": ["monocyte", "macrophage", "fibroblast"], "interval_s": 240,
           "initial": [{"kind": "macrophage", "count": 60}, {"kind": "fibroblast", "count": 30}]}
          """)
      return try #require(Sheet.run(Sheet.scenario(text)).finalTissue.inflammation)
    }
    let (short, long) = (try end(longest: 0.02), try end(longest: 6))
    #expect(short.population.count > 0 && short.ledger == long.ledger)
    #expect(short.isRemodelled && short.collagen.values(of: 0) == long.collagen.values(of: 0))
    #expect(short.population.cells.map(\.position) == long.population.cells.map(\.position))
  }

  /// Of what is given off at a steady rate, backward Euler keeps pT Σ (1 + kT)⁻ⁱ; fluxes and walls cancel in the sum.
  @Test func signalsAreWhatWasGivenLessWhatDecayed() throws {
    let text = Sheet.text(
      days: 0.25, implants: "",
      library: """
        "library": {"cells": {"mast_cell": {"behaviours": {
          "death": {"lifetime_d": 100000}, "secretion": {"IL4": {"molecules_per_s": 7}}}}}},
        """,
      cells: """
        {"kinds": ["mast_cell"], "interval_s": 60, "initial": [{"kind": "mast_cell", "count": 5}]}
        """)
    let inflammation = try #require(Sheet.run(Sheet.scenario(text)).finalTissue.inflammation)
    let signal = try #require(inflammation.signal("IL4"))
    #expect(inflammation.population.count == 5)
    let decay = inflammation.signals[signal].decay
    let looks = 360
    let given = 5 * 7 / Secretion.moleculesPerAttomole * 60
    var kept = 0.0
    for look in 1...looks { kept += given / pow(1 + decay * 60, Double(look)) }
    // The solver leaves a millionth of the peak in a voxel's decay; its mean is far smaller.
    #expect(abs(inflammation.holding(signal) / kept - 1) < 1e-6)
    #expect(abs(inflammation.ledger.given[signal] / (given * Double(looks)) - 1) < 1e-12)
  }

  @Test func cellsComeThroughWallsAlone() throws {
    let assembly = try Assembly(Sheet.scenario(), workers: Workers(count: 1))
    let anatomy = assembly.simulation.tissue.anatomy
    let patches = InflammationDynamics.wallPatches(of: anatomy)
    #expect(patches.allSatisfy { !anatomy.lumen[$0.voxel] && anatomy.wallArea[$0.voxel] > 0 })
    // Vessels cross the sheet of 20 µm: 2πrL of each.
    let walls = anatomy.vessels.reduce(0) { $0 + 2 * Double.pi * $1.radius * 20 }
    let area = patches.reduce(0) { $0 + $1.area }
    #expect(abs(area / walls - 1) < 1e-12)
    // Through a vessel that is closed by half and one that is lost comes accordingly less.
    var states = SegmentStates(count: anatomy.segments.segments.count)
    states.set(0, occlusion: 0.5)
    states.set(1, occlusion: 1)
    let open = InflammationDynamics.wallPatches(of: anatomy, states).reduce(0) { $0 + $1.area }
    let lost = zip(anatomy.segments.segments, [0.5, 1]).reduce(0) { sum, closed in
      sum + closed.1 * 2 * Double.pi * anatomy.vessels[closed.0.vessel].radius * closed.0.length
    }
    #expect(abs((area - open) / lost - 1) < 1e-9 && lost > 0)
    // No cell was there: who is there has come in, and within a look of four minutes it has not gone far.
    let text = Sheet.text(
      days: 240 / 86400, implants: "",
      library: """
        "library": {"cells": {"monocyte": {"behaviours": {"walk": {"speed_um_per_min": 0},
          "recruitment": {"per_mm2_d": 2e6, "responses": {
            "CCL2": {"none": {"value": 1, "unit": "1", "source": "test", "confidence": "low"}},
            "TNF": {"none": 1}}}}}}},
        """, cells: "{\"kinds\": [\"monocyte\"], \"interval_s\": 240}")
    let tissue = try Sheet.run(Sheet.scenario(text)).finalTissue
    let cells = try #require(tissue.inflammation).population.cells
    #expect(cells.count > 5)
    let wide = Set(patches.map(\.voxel))
    for cell in cells {
      let place = tissue.anatomy.grid.voxel(at: cell.position) ?? (0, 0, 0)
      var isNear = false
      for y in max(place.y - 1, 0)...min(place.y + 1, 13) {
        for x in max(place.x - 1, 0)...min(place.x + 1, 13) {
          isNear = isNear || wide.contains(tissue.anatomy.grid.index(x: x, y: y, z: 0))
        }
      }
      #expect(isNear)
    }
  }

  /// A study of cells alone needs no chemistry worth mentioning.
  @Test func cellsRunWithoutMinerals() throws {
    var text = Sheet.text(days: 0.1, implants: "", library: "")
    text = text.replacingOccurrences(
      of: "[\"Ca\", \"Mg\", \"Na\", \"K\", \"Cl\", \"PO4\", \"CO3\"]", with: "[\"Na\", \"Cl\"]")
    text = text.replacingOccurrences(of: "[\"HAP\"]", with: "[]").replacingOccurrences(
      of: "\"pCO2_mmHg\": 46", with: "\"acidity\": \"fixed_pH\"")
    let tissue = try Sheet.run(Sheet.scenario(text)).finalTissue
    #expect(try #require(tissue.inflammation).population.count > 0)
    ScenarioTests.booksClose(tissue)
  }

  @Test func runsWithCellsTakeStepsOfAnHourUnlessAskedOtherwise() throws {
    #expect(try Sheet.scenario().steps.longest == 1)
    #expect(try Sheet.scenario(Sheet.text(longest: ", \"longest_h\": 5")).steps.longest == 5)
  }
}

/// Looks on.
private final class Onlooker: Observer {
  let ticks: [Int64]

  init(ticks: [Int64]) { self.ticks = ticks }

  func observe(_ tissue: Tissue, at moment: Moment) throws {}
  func finish() throws {}
}
