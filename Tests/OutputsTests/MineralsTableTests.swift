import Outputs
import TissueModel
import Testing

@Suite struct MineralsTableTests {
  private func place(_ x: Int, _ y: Int, _ z: Int) -> Int { SampleTissue.grid.index(x: x, y: y, z: z) }

  /// The table of one look at a tissue, as rows of cells by header.
  private func rows(_ tissue: Tissue) throws -> [[String: String]] {
    let temporary = try TemporaryFolder()
    let folder = try OutputFolder(path: temporary.path)
    let observer = try MineralsTable(in: folder, ticks: [0])
    try observer.observe(tissue, at: SampleTissue.moment(days: 1.5))
    try observer.finish()
    let lines = try temporary.text("minerals.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private func number(_ row: [String: String]?, _ column: String) throws -> Double {
    let text = try #require(row?[column])
    return try #require(Double(text))
  }

  /// Of 6.25 µm³: ∛(3·6.25/4π) [µm].
  private static let radius = 1.142_695_4

  /// 230 of 240 voxels of 1000 µm³ are tissue, ten the inside of the vessel. Apatite fills 1/16 of one voxel with
  /// 10 crystals of 6.25 µm³ and 1/4 of another with 5 of 50 µm³, twice as wide.
  private func sample() -> Tissue {
    let tissue = SampleTissue.make()
    SampleTissue.fill(tissue, 2, 3, 1, mineral: 1, fraction: 0.0625)
    SampleTissue.fill(tissue, 7, 3, 1, mineral: 1, fraction: 0.25)
    SampleTissue.fill(tissue, 5, 0, 0, mineral: 1, fraction: 0.5)
    let radius = MineralsTableTests.radius
    for (x, number, width) in [(2, 0.01, radius), (7, 0.005, 2 * radius)] {
      tissue.crystals[1, place(x, 3, 1)] = number
      tissue.radiusSums[1, place(x, 3, 1)] = number * width
      tissue.squareSums[1, place(x, 3, 1)] = number * width * width
    }
    tissue.crystals[1, place(5, 0, 0)] = 1
    tissue.crystals[0, place(2, 3, 1)] = 1e-9
    tissue.saturation[1, place(3, 3, 1)] = 11 * 2.302585092994046
    tissue.saturation[1, place(4, 3, 1)] = 5 * 2.302585092994046
    tissue.uptakeRates[1, place(2, 3, 1)] = 23.0 / 3600
    return tissue
  }

  @Test func everyMineralHasARowOfAllColumns() throws {
    let temporary = try TemporaryFolder()
    let folder = try OutputFolder(path: temporary.path)
    _ = try MineralsTable(in: folder, ticks: [0])
    #expect(
      try temporary.text("minerals.csv") == """
        time_d,mineral,amount_mM,mass_ug,crystals,radius_mean_um,surface_um2_per_um3,SI_min,SI_mean,SI_max,\
        rate_mM_per_h

        """)
    #expect(try rows(sample()).map { $0["mineral"] } == ["ACP", "HAP"])
  }

  @Test func crystalsAreCountedAndMeasuredOutsideVessels() throws {
    let row = try rows(sample()).last
    // The mean counts each crystal once, (10·1 + 5·2)/15 of it.
    let radius = MineralsTableTests.radius
    #expect(row?["time_d"] == "1.5")
    // Tolerances: a few roundings of 2⁻⁵³ each; the radius is given to seven digits.
    #expect(abs(try number(row, "amount_mM") / (0.3125 / 2e-4 / 230) - 1) < 1e-14)
    #expect(abs(try number(row, "mass_ug") / (312.5 / 2e-4 * 500e-12) - 1) < 1e-14)
    #expect(abs(try number(row, "crystals") - 15) < 1e-12)
    #expect(abs(try number(row, "radius_mean_um") / (radius * 4 / 3) - 1) < 1e-6)
    // 0.01·4πr² + 0.005·4π(2r)² over 230 voxels.
    let surface = 0.03 * 4 * Double.pi * radius * radius / 230
    #expect(abs(try number(row, "surface_um2_per_um3") / surface - 1) < 2e-6)
    // 23 mM/h in one of 230 voxels.
    #expect(abs(try number(row, "rate_mM_per_h") - 0.1) < 1e-15)
  }

  @Test func saturationSpansTheTissue() throws {
    let row = try rows(sample()).last
    #expect(abs(try number(row, "SI_min") - 5) < 1e-14)
    // Nine, but for one voxel at 11 and one at 5; the sum of 230 numbers rounds to 230·2⁻⁵³ of it.
    #expect(abs(try number(row, "SI_mean") - (9 - 2.0 / 230)) < 1e-12)
    #expect(abs(try number(row, "SI_max") - 11) < 1e-14)
  }

  @Test func aMineralThatIsOnlyExpectedHasNoCrystals() throws {
    let row = try rows(sample()).first
    #expect(row?["mineral"] == "ACP" && row?["amount_mM"] == "0.0" && row?["crystals"] == "0.0")
    #expect(row?["radius_mean_um"] == "" && row?["surface_um2_per_um3"] == "0.0")
    #expect(abs(try number(row, "SI_mean") + 2) < 1e-12)
  }
}
