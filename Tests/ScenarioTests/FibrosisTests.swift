import Cells
import Foundation
import Outputs
import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// Collagen that cells lay down takes room and hinders what diffuses.
@Suite struct FibrosisTests {
  /// Kinds that stay where they are: one gives a signal off, one takes it, one fills its voxel with collagen.
  private static func kinds(laying: Double) -> String {
    func kind(_ id: String, _ behaviours: String) -> String {
      func number(_ value: Double, _ unit: String) -> String {
        "{\"value\": \(value), \"unit\": \"\(unit)\", \"source\": \"test\", \"confidence\": \"low\"}"
      }
      var text = behaviours
      for (word, value, unit) in [
        ("GIVEN", 1e4, "1/s"), ("TAKEN", 1e6, "1/s"), ("HALF", 1, "nM"), ("LAID", laying, "pg/d"),
        ("FULL", 300, "mg/mL"),
      ] { text = text.replacingOccurrences(of: word, with: number(value, unit)) }
      return """
        "\(id)": {"name": "\(id)", "radius_um": \(number(5, "um")),
          "repulsion_um_per_min": \(number(0, "um/min")), "adhesion_um_per_min": \(number(0, "um/min")),
          "behaviours": {\(text)}}
        """
    }
    return [
      kind("giver", "\"secretion\": {\"IL4\": {\"molecules_per_s\": GIVEN}}"),
      kind("taker", "\"uptake\": {\"IL4\": {\"maximum_molecules_per_s\": TAKEN, \"half_nM\": HALF}}"),
      kind("layer", "\"collagen_laying\": {\"pg_per_d\": LAID, \"largest_mg_per_mL\": FULL}"),
    ].joined(separator: ",\n")
  }

  /// A row of fat without vessels, with collagen in some of its voxels.
  private static func row(
    voxels: Int, size: Double, slab: Range<Int>, laying: Double, days: Double, minerals: String = "[]",
    extra: String = "", cells: String = ""
  ) throws -> Tissue {
    func place(_ x: Int) -> String { "[\((Double(x) + 0.5) * size), \(size / 2), \(size / 2)]" }
    let layers = slab.map(place).joined(separator: ", ")
    let text = """
      {"format": 1, "title": "slab", "description": "collagen in a row of fat", "sources": ["test"], "seed": 3,
       "grid": {"voxels": [\(voxels), 1, 1], "voxel_size_um": \(size)},
       "tissue": {"layers": [{"tissue": "subcutaneous_fat"}], "capillary_bed": false},
       "plasma": {"base": "human_adult"},
       "interstitium": {"start": "given", "pH": 7, "totals_mM": {"Ca": 0.001, "PO4": 0.001, "Na": 140, "Cl": 140}},
       "chemistry": {"temperature_C": 37, "acidity": "fixed_pH"},
       "components": ["Ca", "PO4", "Na", "Cl"], "minerals": \(minerals), \(extra)
       "cells": {"kinds": ["giver", "taker", "layer"], "interval_s": 60, "initial": [
         {"kind": "layer", "at_um": [\(layers)]}\(cells)]},
       "duration_d": \(days), "steps": {"tolerance": 0.004, "longest_h": 1},
       "outputs": {"timeseries": {"times_d": [\(days)]}},
       "library": {"signals": {"IL4": {"decay_per_s": 0}}, "cells": {\(kinds(laying: laying))}}}
      """
    return try Sheet.run(Sheet.scenario(text)).finalTissue
  }

  /// A steady flux J through voxels in series: from the middle of one to that of another the concentration falls by
  /// J h/D · Σ (1/κᵢ + 1/κᵢ₊₁)/2.
  @Test func steadyFluxOfASignalMeetsTheResistanceOfTheSlab() throws {
    let (count, size, slab) = (20, 20.0, 7..<13)
    let tissue = try Self.row(
      voxels: count, size: size, slab: slab, laying: 1e6, days: 0.75,
      cells: """
        , {"kind": "giver", "at_um": [[10, 10, 10]]}, {"kind": "taker", "at_um": [[390, 10, 10]]}
        """)
    let inflammation = try #require(tissue.inflammation)
    let signal = try #require(inflammation.signal("IL4"))
    let fluid = 0.17 * (1 - 0.45) / (1 - 0.0105)
    // Obstruction in health is in the diffusivity of signals.
    let x = (healthy: 0.0105 / (0.0105 + 0.17), now: 0.45 / (0.45 + fluid))
    let dense = fluid * exp((x.healthy.squareRoot() - x.now.squareRoot()) * (1 + 2.3 / 12))
    func conductivity(_ place: Int) -> Double { slab.contains(place) ? dense : 0.17 }
    func concentration(_ place: Int) -> Double {
      let voxel = tissue.anatomy.grid.index(x: place, y: 0, z: 0)
      return inflammation.amounts[signal, voxel] / tissue.fluid[0, voxel]
    }
    for place in 0..<count {
      let voxel = tissue.anatomy.grid.index(x: place, y: 0, z: 0)
      let wanted = slab.contains(place) ? (300.0, fluid) : (7.0, 0.17)
      #expect(abs(inflammation.collagen[0, voxel] - wanted.0) < 1e-9)
      #expect(abs(tissue.fluid[0, voxel] - wanted.1) < 1e-12)
    }
    let flux = 1e4 / Secretion.moleculesPerAttomole / (size * size)
    let diffusivity = inflammation.signals[signal].diffusivity
    for (from, to) in [(1, 18), (1, 5), (8, 11)] {
      var resistance = 0.0
      for place in from..<to {
        resistance += (1 / conductivity(place) + 1 / conductivity(place + 1)) / 2 * size / diffusivity
      }
      // The solver leaves up to a millionth of the peak in the amount of each voxel in each step of a minute.
      let amiss = Double(count) * 1e-6 * concentration(0) * size / 60
      #expect(abs((concentration(from) - concentration(to)) / (flux * resistance) - 1) < amiss / flux)
      #expect(amiss / flux < 0.01)
    }
  }

  /// Brushite behind a slab of collagen dissolves more slowly: what it gives off gets away more slowly.
  @Test func aCapsuleSlowsTheDissolutionOfADeposit() throws {
    func left(laying: Double) throws -> Double {
      let tissue = try Self.row(
        voxels: 12, size: 200, slab: 1..<5, laying: laying, days: 0.5, minerals: "[\"DCPD\"]",
        extra: """
          "implants": [{"mineral": "DCPD", "number": 200, "radius_um": 5,
            "in": {"shape": "box", "min_um": [0, 0, 0], "max_um": [200, 200, 200]}}],
          """)
      ScenarioTests.booksClose(tissue)
      var sum = 0.0
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in sum += tissue.mineralAmounts[0, voxel] }
      return sum / (200 * 4 * Double.pi / 3 * 125 / tissue.minerals[0].phase.volumePerAttomole / 8e6)
    }
    let (free, enclosed) = (try left(laying: 0), try left(laying: 1e9))
    // Supply and reach are the same; the slab conducts a third, over a third of the way.
    #expect(free < 1 && enclosed > free && enclosed < 1)
  }

  /// Fluid that gives way to fibrils keeps what is dissolved in it: books close, and the pore is what collagen and mineral
  /// leave of it.
  @Test func amountsAreConservedWhereCollagenTakesRoom() throws {
    let text = Sheet.text(
      days: 1,
      library: """
        "library": {"cells": {"fibroblast": {"behaviours": {"collagen_laying": {"pg_per_d": 20000}}}}},
        """,
      cells: """
        {"kinds": ["monocyte", "macrophage", "fibroblast"], "interval_s": 240,
         "initial": [{"kind": "macrophage", "count": 60}, {"kind": "fibroblast", "count": 40}]}
        """)
    let tissue = try Sheet.run(Sheet.scenario(text)).finalTissue
    ScenarioTests.booksClose(tissue)
    let inflammation = try #require(tissue.inflammation)
    for signal in inflammation.signals.indices { #expect(abs(inflammation.relativeResidual(signal)) < 1e-12) }
    var least = 1.0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      let healthy = tissue.anatomy.healthyCollagen(voxel)
      let share = inflammation.fibrils.share(with: inflammation.collagen[0, voxel], healthy: healthy)
      let open = tissue.anatomy.healthyFluid[voxel] * share - tissue.mineralVolumeFraction(voxel)
      #expect(tissue.anatomy.lumen[voxel] || abs(tissue.fluid[0, voxel] - max(open, 1e-3)) < 1e-14)
      least = min(least, share)
    }
    #expect(tissue.isRemodelled && least < 0.9)
    // Dermis of 35 kPa and 240 mg/mL, with hydroxyapatite of the volume fraction m.
    let stiffness = try #require(TissueField(named: "stiffness", in: tissue))
    var stiffest = 0.0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
      if tissue.anatomy.lumen[voxel] { return }
      let mineral = tissue.mineralVolumeFraction(voxel)
      let wanted = 35 * pow(inflammation.collagen[0, voxel] / 240, 0.8) * (1 + 2.5 * mineral / (1 - mineral))
      #expect(abs(stiffness.value(in: tissue, at: voxel) / wanted - 1) < 1e-12)
      stiffest = max(stiffest, wanted)
    }
    #expect(stiffest > 40)
  }

  /// A body of apatite in fat whose pores are closed, giant cells about it, and fibroblasts everywhere.
  private static func capsule(givers: Double = 0.05, fibroblasts: Double = 0.001) throws -> Tissue {
    let ring = (0..<10).map { place in
      let angle = 2 * Double.pi * Double(place) / 10
      return "[\(250 + 75 * cos(angle)), \(250 + 75 * sin(angle))]"
    }
    func giving(_ rate: Double) -> String {
      "{\"behaviours\": {\"secretion\": {\"TGFb\": {\"molecules_per_s\": \(rate)}}}}"
    }
    let text = """
      {"format": 1, "title": "capsule", "description": "a body in fat", "sources": ["test"], "seed": 4,
       "grid": {"voxels": [25, 25], "voxel_size_um": 20},
       "tissue": {"layers": [{"tissue": "subcutaneous_fat"}]}, "plasma": {"base": "human_adult"},
       "chemistry": {"temperature_C": 37, "pCO2_mmHg": 46},
       "components": ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3"], "minerals": ["HAP"],
       "implants": [{"mineral": "HAP", "number": 21, "radius_um": 6.6,
         "in": {"shape": "sphere", "center_um": [250, 250], "radius_um": 50}}],
       "cells": {"kinds": ["giant_cell", "fibroblast"], "interval_s": 960, "initial": [
         {"kind": "giant_cell", "at_um": [\(ring.joined(separator: ", "))]}, {"kind": "fibroblast", "count": 60}]},
       "duration_d": 20, "steps": {"tolerance": 1e-2}, "outputs": {"timeseries": {"times_d": [20]}},
       "library": {"cells": {"giant_cell": \(giving(givers)), "fibroblast": \(giving(fibroblasts)),
         "myofibroblast": \(giving(2 * fibroblasts))}}}
      """
    return try Sheet.run(Sheet.scenario(text)).finalTissue
  }

  /// Mean collagen in the body, around it, and far away [mg/mL].
  private static func collagen(_ tissue: Tissue) -> (core: Double, rim: Double, far: Double) {
    var sums = [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)]
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, centre in
      let way = centre - SIMD3(250, 250, 10)
      let distance = (way * way).sum().squareRoot()
      let part = tissue.mineralAmounts[0, voxel] > 0 ? 0 : distance < 110 ? 1 : distance > 200 ? 2 : -1
      guard part >= 0 else { return }
      sums[part].0 += tissue.collagen(voxel)
      sums[part].1 += 1
    }
    return (sums[0].0 / sums[0].1, sums[1].0 / sums[1].1, sums[2].0 / sums[2].1)
  }

  /// Fibroblasts come to the transforming growth factor of giant cells and lay a rim of collagen around what they cannot
  /// enter; without it they do not.
  @Test func aBodyIsWalledIn() throws {
    let with = Self.collagen(try Self.capsule())
    let without = Self.collagen(try Self.capsule(givers: 0, fibroblasts: 0))
    print("capsule", with, without)
    #expect(with.rim > 2 * with.core && with.rim > 2 * with.far)
    #expect(without.rim < with.rim / 2)
  }

  /// Alternatively activated macrophages clear collagen where nothing tells fibroblasts to lay it down.
  @Test func collagenIsClearedWhereTheGrowthFactorIsMissing() throws {
    func mean(growthFactor: Double) throws -> Double {
      let giving = "\"secretion\": {\"TGFb\": {\"molecules_per_s\": \(growthFactor)}}"
      let text = Sheet.text(
        days: 10, implants: "",
        library: """
          "library": {"cells": {
            "macrophage_alternative": {"behaviours": {\(giving)}}, "fibroblast": {"behaviours": {\(giving)}},
            "myofibroblast": {"behaviours": {\(giving)}}}},
          """,
        cells: """
          {"kinds": ["macrophage_alternative", "fibroblast"], "interval_s": 960, "initial": [
            {"kind": "macrophage_alternative", "count": 10}, {"kind": "fibroblast", "count": 40}]}
          """)
      let tissue = try Sheet.run(Sheet.scenario(text)).finalTissue
      var (sum, number) = (0.0, 0.0)
      Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in
        if tissue.anatomy.lumen[voxel] { return }
        sum += tissue.collagen(voxel)
        number += 1
      }
      return sum / number
    }
    let (with, without) = (try mean(growthFactor: 0.2), try mean(growthFactor: 0))
    #expect(without < 240 && without < with)
  }
}
