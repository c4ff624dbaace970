import Cells
import Foundation
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Membranes that cells give off or leave: how they come and go, and that mineral nucleates on them.
@Suite struct MembraneTests {
  /// Cells in simulated body fluid without vessels: 6 × 6 voxels of 20 µm.
  private func run(
    kind: String, count: Int, behaviours: String, matrix: String, days: Double = 0.25, debris: String = ""
  ) throws -> Tissue {
    let text = """
      {"format": 1, "title": "membranes", "description": "cells in a fluid", "sources": ["test"], "seed": 3,
       "grid": {"voxels": [6, 6], "voxel_size_um": 20},
       "tissue": {"layers": [{"tissue": "fluid"}], "capillary_bed": false}, "plasma": {"base": "human_adult"},
       "interstitium": {"start": "given", "pH": 7.4,
         "totals_mM": {"Ca": 2.5, "PO4": 1.0, "Mg": 1.5, "CO3": 4.2, "Na": 142, "K": 5, "Cl": 147.8}},
       "chemistry": {"temperature_C": 37, "acidity": "fixed_pH"},
       "components": ["Ca", "PO4", "Mg", "CO3", "Na", "K", "Cl"], "minerals": ["HAP"],
       "cells": {"kinds": ["\(kind)"], "interval_s": 60, "initial": [{"kind": "\(kind)", "count": \(count)}]},
       "duration_d": \(days), "steps": {"tolerance": 0.004, "longest_h": 1},
       "outputs": {"timeseries": {"every_h": 6}},
       "library": {"matrix": {\(matrix)}, "cells": {"\(kind)": {"behaviours": {\(behaviours)}}\(debris)}}}
      """
    return try Sheet.run(Sheet.scenario(text)).simulation.tissue
  }

  /// Cells of which each bursts in its first look, and leaves 10⁻⁴ µm².
  private let bursting = """
    "walk": {"speed_um_per_min": 0}, "departure": {"per_d": 0}, "death": {"lifetime_d": 1000000},
    "necrosis": {"per_d": 1000000, "debris_um2": 0.0001, "responses": {"load": {"none": 1}}}
    """

  private func residual(_ membrane: Membrane, _ inflammation: Inflammation) -> Double {
    let books = inflammation.membraneLedger
    let made = books.made[membrane.rawValue]
    return (made - books.cleared[membrane.rawValue] - inflammation.area(of: membrane)) / made
  }

  /// N cells give off p each, a share k is cleared: A(t) = Np(1 − e^(−kt))/k, for looks of any length.
  @Test func vesiclesComeAndGo() throws {
    let tissue = try run(
      kind: "osteoblast_like", count: 12,
      behaviours: """
        "death": {"lifetime_d": 1000000}, "vesicle_release": {"um2_per_d": 1e-6}
        """, matrix: "\"vesicle_clearance_per_d\": 8")
    let inflammation = try #require(tissue.inflammation)
    #expect(inflammation.population.count == 12)
    // Cells look at times of their own, the last of which may lie a little after the end.
    let made = inflammation.membraneLedger.made[0]
    let time = made / (12 * 1e-6)
    #expect(time > 0.2499 && time < 0.3)
    let wanted = -12 * 1e-6 * expm1(-8 * time) / 8
    // Some hundred looks round a few times each.
    #expect(abs(inflammation.area(of: .matrixVesicles) / wanted - 1) < 1e-12)
    #expect(abs(residual(.matrixVesicles, inflammation)) < 1e-13)
    #expect(inflammation.area(of: .debris) == 0)
  }

  /// Every burst cell leaves its membranes, a share k is cleared: A(t) = A₀e^(−kt).
  @Test func debrisIsLeftAndCleared() throws {
    let tissue = try run(
      kind: "macrophage", count: 20, behaviours: bursting, matrix: "\"debris_clearance_per_d\": 8")
    let inflammation = try #require(tissue.inflammation)
    #expect(abs(inflammation.membraneLedger.made[1] / (20 * 1e-4) - 1) < 1e-14)
    // They lie there from the end of the first look on.
    let look = Clock.seconds(inflammation.interval)
    let looks = (0.25 * 86400 / look).rounded(.up)
    let left = inflammation.area(of: .debris) / (20 * 1e-4)
    let passed = -log(left) / 8 * 86400 / look
    #expect(passed > looks - 2 && abs(passed - passed.rounded()) < 1e-9)
    #expect(abs(residual(.debris, inflammation)) < 1e-13)
  }

  /// Efferocytosis leaves nothing: a body that is taken in time does not burst.
  @Test func apoptoticBodiesThatAreClearedLeaveNone() throws {
    let tissue = try run(
      kind: "macrophage", count: 36,
      behaviours: """
        "death": {"lifetime_d": 0.5}, "departure": {"per_d": 0}, 
        "efferocytosis": {"apoptotic_body": {"per_h": 10}, "necrotic_cell": {"per_h": 0}}
        """, matrix: "",
      debris: """
        , "apoptotic_body": {"behaviours": {"death": {"lifetime_d": 0.1,
          "debris_um2": {"value": 1e-4, "unit": "um2", "source": "test", "confidence": "low"}}}},
        "necrotic_cell": {"behaviours": {"death": {"lifetime_d": 1000000}}}
        """)
    let inflammation = try #require(tissue.inflammation)
    func count(_ kind: String) -> Int {
      let place = inflammation.kind(kind)
      return inflammation.population.cells.filter { $0.kind == place }.count
    }
    let (events, burst) = (inflammation.events, count("necrotic_cell"))
    #expect(events.cleared > 0 && burst > 0)
    #expect(abs(inflammation.membraneLedger.made[1] / 1e-4 - Double(burst)) < 1e-9)
    // Who has died is a body still, was taken, or has burst, which is a second death.
    #expect(events.died == count("apoptotic_body") + events.cleared + 2 * burst)
  }

  /// In a uniform fluid the expected nuclei of a voxel are in proportion to its membranes, whoever left them, and nowhere
  /// else are any.
  @Test func mineralNucleatesOnWhatCellsLeave() throws {
    let tissue = try run(
      kind: "macrophage", count: 20, behaviours: bursting, matrix: "\"debris_clearance_per_d\": 0")
    let inflammation = try #require(tissue.inflammation)
    var (areas, nuclei): ([Double], [Double]) = ([], [])
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      #expect(tissue.mineralAmounts[0, voxel] == 0)
      areas.append(inflammation.membranes[Membrane.debris.rawValue, voxel])
      nuclei.append(tissue.crystals[0, voxel])
    }
    // In the bulk of the fluid a few are expected everywhere.
    let bulk = try #require(zip(areas, nuclei).first { $0.0 == 0 }).1
    let rates = zip(areas, nuclei).filter { $0.0 > 0 }.map { ($0.1 - bulk) / $0.0 }
    #expect(Set(areas).count > 2 && rates[0] * 1e-8 > 1e6 * bulk)
    for rate in rates { #expect(abs(rate / rates[0] - 1) < 1e-12) }
    for (area, number) in zip(areas, nuclei) where area == 0 { #expect(number == bulk) }
  }

  /// Another operator may add membranes: they are booked, and conditions take them as the surface of their site.
  @Test func othersMayAddMembranes() throws {
    let assembly = try Assembly(Sheet.scenario(), workers: Workers(count: 1))
    let tissue = assembly.simulation.tissue
    var inflammation = try #require(tissue.inflammation)
    let grid = tissue.anatomy.grid
    let voxel = grid.index(x: 3, y: 4, z: 0)
    inflammation.add(0.25, of: .debris, at: voxel)
    inflammation.add(0.5, of: .debris, at: voxel)
    inflammation.add(0.125, of: .matrixVesicles, at: voxel)
    #expect(inflammation.membraneLedger.made == [0.125 * grid.voxelVolume, 0.75 * grid.voxelVolume])
    let conditions = Conditions(anatomy: tissue.anatomy, changing: ["membrane_debris", "mitochondria"])
    conditions.add(inflammation)
    let place = try #require(conditions.surface(of: "membrane_debris"))
    #expect(
      conditions.surfaces.values(of: place).reduce(0, +) == 0.75 && conditions.surfaces[place, voxel] == 0.75)
    conditions.reset()
    #expect(conditions.surfaces[place, voxel] == 0)
  }
}
