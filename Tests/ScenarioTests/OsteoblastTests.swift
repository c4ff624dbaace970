import Cells
import ScenarioFormat
import Testing
import TissueModel

/// Where osteoblast-like cells come from, and the mineral that comes of them.
@Suite struct OsteoblastTests {
  /// Cells that stay, in a fluid at held pH: 8 × 4 voxels of 20 µm.
  private func run(
    totals: String, pH: Double, cells: String, library: String, days: Double, implants: String = ""
  ) throws -> Tissue {
    let text = """
      {"format": 1, "title": "osteoblasts", "description": "cells in a fluid", "sources": ["test"], "seed": 5,
       "grid": {"voxels": [8, 4], "voxel_size_um": 20},
       "tissue": {"layers": [{"tissue": "fluid"}], "capillary_bed": false}, "plasma": {"base": "human_adult"},
       "interstitium": {"start": "given", "pH": \(pH),
         "totals_mM": {\(totals), "Mg": 1.5, "CO3": 4.2, "Na": 142, "K": 5, "Cl": 147.8}},
       "chemistry": {"temperature_C": 37, "acidity": "fixed_pH"},
       "components": ["Ca", "PO4", "Mg", "CO3", "Na", "K", "Cl"], "minerals": ["HAP"], \(implants)
       "cells": \(cells), "duration_d": \(days), "steps": {"tolerance": 0.004, "longest_h": 1},
       "outputs": {"timeseries": {"times_d": [\(days)]}}, "library": {"cells": {\(library)}}}
      """
    return try Sheet.run(Sheet.scenario(text)).finalTissue
  }

  private static let still = """
    "walk": {"speed_um_per_min": 0}, "death": {"lifetime_d": 1000000}
    """

  /// Fibroblasts at crystals in a fluid of much phosphate turn at 0.3 · 0.3 · 0.95 per day where TNF is missing; others do not.
  @Test func fibroblastsAtCrystalsTurn() throws {
    let tissue = try run(
      totals: "\"Ca\": 0.1, \"PO4\": 4", pH: 6.8,
      cells: """
        {"kinds": ["fibroblast"], "interval_s": 960, "initial": [{"kind": "fibroblast", "count": 60}]}
        """,
      library: """
        "fibroblast": {"behaviours": {\(Self.still), "division": {"per_d": 0}}}
        """, days: 10,
      implants: """
        "implants": [{"mineral": "HAP", "number": 1600, "radius_um": 1,
          "in": {"shape": "box", "min_um": [0, 0], "max_um": [80, 80]}}],
        """)
    let inflammation = try #require(tissue.inflammation)
    var turned = (at: 0, away: 0), all = (at: 0, away: 0)
    for cell in inflammation.population.cells {
      let isTurned = cell.kind == inflammation.kind("osteoblast_like")
      if cell.position.x < 80 {
        all.at += 1
        turned.at += isTurned ? 1 : 0
      } else {
        all.away += 1
        turned.away += isTurned ? 1 : 0
      }
    }
    #expect(turned.away == 0 && all.away > 15)
    // 1 − e^(−0.3 · 0.3 · (0.1 + 0.9 · 16/17) · 10), and one for 1.25·10⁷ crystals in a mm³: 57 %, within four deviations.
    let share = 0.57
    let spread = 4 * (Double(all.at) * share * (1 - share)).squareRoot()
    #expect(all.at > 15 && abs(Double(turned.at) - share * Double(all.at)) < spread, "\(turned) \(all)")
  }

  /// In simulated body fluid apatite appears where osteoblast-like cells have given off vesicles, and nowhere without them.
  @Test func theirVesiclesBringMineral() throws {
    func voxels(with kind: String) throws -> [Double] {
      let tissue = try run(
        totals: "\"Ca\": 2.5, \"PO4\": 1.0", pH: 7.4,
        cells: """
          {"kinds": ["\(kind)"], "interval_s": 240,
           "initial": [{"kind": "\(kind)", "at_um": [[30, 30], [50, 70], [130, 10]]}]}
          """,
        library: """
          "\(kind)": {"repulsion_um_per_min": 0, "behaviours": {\(Self.still)}}
          """, days: 1)
      var places: [Double] = []
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, centre in
        if tissue.mineralAmounts[0, voxel] > 0 { places.append(centre.x) }
      }
      return places.sorted()
    }
    #expect(try voxels(with: "osteoblast_like") == [30, 50, 130])
    #expect(try voxels(with: "mast_cell").isEmpty)
  }
}
