import Parallelism
import ScenarioFormat
import Testing
import TissueModel

/// The first crystals of voxels that expect less than one.
@Suite struct FirstCrystalTests {
  /// Crystals per voxel of 100 µm after half a day in simulated body fluid with a trace of debris.
  private func crystals(voxels: String, size: Double) throws -> Double {
    let text = """
      {"format": 1, "title": "first crystals", "description": "a trace of debris", "sources": ["test"], "seed": 3,
       "grid": {"voxels": \(voxels), "voxel_size_um": \(size)},
       "tissue": {"layers": [{"tissue": "fluid"}], "capillary_bed": false}, "plasma": {"base": "human_adult"},
       "interstitium": {"start": "given", "pH": 7.4,
         "totals_mM": {"Ca": 2.5, "PO4": 1.0, "Mg": 1.5, "CO3": 4.2, "Na": 142, "K": 5, "Cl": 147.8}},
       "chemistry": {"temperature_C": 37, "acidity": "fixed_pH"},
       "components": ["Ca", "PO4", "Mg", "CO3", "Na", "K", "Cl"], "minerals": ["HAP"],
       "duration_d": 0.5, "steps": {"tolerance": 0.004, "longest_h": 1},
       "outputs": {"timeseries": {"every_h": 12}},
       "library": {"tissues": {"fluid": {"surfaces_um2_per_um3": {"membrane_debris": 3e-7}}}}}
      """
    let tissue = try CoupledTests.end(text).tissue
    var number = 0.0
    Anatomy.forEachVoxel(of: tissue.anatomy.grid) { voxel, _ in number += tissue.population(0, voxel).number }
    return number / Double(tissue.anatomy.grid.voxelCount) * 1e6
  }

  /// A voxel of 1 cm expects 4·10⁵ crystals, one of 100 µm a half. On the mean of 1600 such voxels it makes no
  /// difference, within four standard deviations of their Poisson number; counting what was expected when the first
  /// crystal came, instead of that crystal, would leave a third of them.
  @Test func theirMeanNumberDoesNotDependOnTheSizeOfTheVoxel() throws {
    let expected = try crystals(voxels: "[1, 1, 1]", size: 10_000)
    #expect(expected > 0.3 && expected < 0.6)
    let found = try crystals(voxels: "[40, 40, 1]", size: 100)
    #expect(abs(found - expected) <= 4 * (expected / 1600).squareRoot())
  }
}
