import ScenarioFormat
import Testing

/// Reading of good scenarios.
@Suite struct ScenarioReadingTests {
  @Test func aSmallScenarioIsRead() throws {
    let scenario = try Scenario.read(text: Self.small, file: "small.json")
    #expect(scenario.grid.nx == 24 && scenario.grid.nz == 1 && scenario.isPlane)
  }

  static let small = """
    { "format": 1, "title": "t",
      "grid": {"voxels": [24,24], "voxel_size_um": 10},
      "tissue": {"layers": [{"tissue":"subcutaneous_fat","thickness_um":100},{"tissue":"skeletal_muscle"}],
        "vessels": [{"id":"capillary-1","kind":"capillary","radius_um":3,"points_um":[[120,140]]}]},
      "plasma": {"base": "human_adult", "set": {"calcium_mM": 2.35}},
      "components": ["Ca","Mg","Na","K","Cl","PO4","CO3"],
      "minerals": ["HAP"],
      "duration_d": 2,
      "outputs": {"timeseries":{"every_h":12}}
    }
    """
}
