import Chemistry
import Foundation
import Outputs
import TissueModel
import Testing

@Suite struct ObserverTests {
  let temporary: TemporaryFolder
  let folder: OutputFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = try OutputFolder(path: temporary.path)
  }

  /// The table as rows of cells by header.
  private func rows(_ name: String) throws -> [[String: String]] {
    let lines = try temporary.text(name).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// A cell as a number.
  private func number(_ row: [String: String]?, _ column: String) throws -> Double {
    let text = try #require(row?[column])
    return try #require(Double(text))
  }

  @Test func aTimeSeriesTellsTheBlockInNumbers() throws {
    let tissue = SampleTissue.make()
    SampleTissue.fill(tissue, 2, 3, 1, mineral: 1, fraction: 0.0625)
    tissue.fluid[0, SampleTissue.grid.index(x: 2, y: 3, z: 1)] = 0.0625
    for x in 2...3 { SampleTissue.damage(tissue, x, 3, 1) }
    // Twice the calcium concentration in the one of two damaged voxels that holds a third of their water: the
    // mean is (2.5 + 2·1.25)/3.
    tissue.amounts[0, SampleTissue.grid.index(x: 2, y: 3, z: 1)] = 2.5 * 0.0625
    tissue.saturation[1, SampleTissue.grid.index(x: 3, y: 3, z: 1)] = 11 * 2.302585092994046
    let observer = try TimeSeries(in: folder, of: tissue, ticks: [0])
    try observer.observe(tissue, at: SampleTissue.moment(days: 1.5))
    try observer.finish()
    let header = try #require(try temporary.text("timeseries.csv").split(separator: "\n").first)
    #expect(
      header == """
        time_d,step_s,steps,ACP_mass_ug,ACP_volume_um3,ACP_voxels,HAP_mass_ug,HAP_volume_um3,HAP_voxels,\
        mineral_volume_um3,mineral_voxels,deposits,deposit_volume_um3,damaged_volume_um3,fluid_fraction_min,\
        SI_ACP_damaged_mean,SI_ACP_damaged_max,SI_ACP_healthy_mean,SI_ACP_healthy_max,\
        SI_HAP_damaged_mean,SI_HAP_damaged_max,SI_HAP_healthy_mean,SI_HAP_healthy_max,\
        Ca_damaged_mM,Ca_healthy_mM,PO4_damaged_mM,PO4_healthy_mM,alkalinity_damaged_mM,alkalinity_healthy_mM,\
        CO3_damaged_mM,CO3_healthy_mM,pH_damaged,pH_healthy,\
        solver_iterations,rounds,step_error,splitting_error
        """)
    let row = try rows("timeseries.csv").first
    #expect(row?["time_d"] == "1.5" && row?["step_s"] == "64.0" && row?["steps"] == "12")
    #expect(row?["HAP_voxels"] == "1" && row?["ACP_voxels"] == "0" && row?["deposits"] == "1")
    #expect(abs(try number(row, "HAP_volume_um3") - 62.5) < 1e-12)
    #expect(abs(try number(row, "HAP_mass_ug") - 62.5 / 2e-4 * 500e-12) < 1e-18)
    #expect(try number(row, "damaged_volume_um3") == 2000)
    #expect(try number(row, "fluid_fraction_min") == 0.0625)
    #expect(abs(try number(row, "SI_HAP_damaged_mean") - 10) < 1e-14)
    #expect(abs(try number(row, "SI_HAP_damaged_max") - 11) < 1e-14)
    #expect(abs(try number(row, "SI_HAP_healthy_max") - 9) < 1e-14)
    #expect(abs(try number(row, "Ca_damaged_mM") - 5.0 / 3) < 1e-14)
    #expect(abs(try number(row, "Ca_healthy_mM") - 1.25) < 1e-13)
    #expect(abs(try number(row, "pH_healthy") - 7.5) < 1e-12)
    #expect(row?["solver_iterations"] == "345" && row?["rounds"] == "3" && row?["splitting_error"] == "0.25")
  }

  @Test func tissueThatDoesNotExistLeavesItsCellsEmpty() throws {
    let tissue = SampleTissue.make()
    let observer = try TimeSeries(in: folder, of: tissue, ticks: [0])
    try observer.observe(tissue, at: SampleTissue.moment(days: 0))
    let row = try rows("timeseries.csv").first
    #expect(row?["SI_HAP_damaged_mean"] == "" && row?["Ca_damaged_mM"] == "" && row?["pH_damaged"] == "")
    #expect(row?["deposits"] == "0" && row?["damaged_volume_um3"] == "0.0")
  }

  @Test func profilesFollowTheLineAndTheDistanceFromVessels() throws {
    let tissue = SampleTissue.make()
    for x in 0..<10 { tissue.damage[0, SampleTissue.grid.index(x: x, y: 3, z: 0)] = Double(x) / 8 }
    let observer = try Profiles(
      in: folder, of: tissue, ticks: [0], from: SIMD3(5, 35, 5), to: SIMD3(95, 35, 5), points: 10)
    try observer.observe(tissue, at: SampleTissue.moment(days: 2))
    let all = try rows("profiles.csv")
    let line = all.filter { $0["kind"] == "line" && $0["field"] == "damage" }
    #expect(line.map { $0["position_um"] } == (0..<10).map { "\(Double($0) * 10)" })
    #expect(line.map { $0["value"] } == (0..<10).map { "\(Double($0) / 8)" })
    #expect(all.allSatisfy { $0["time_d"] == "2.0" })
    // Row y = 3, z = 0 lies 26 µm from the wall and shares its bin, 20 to 30 µm, with (y, z) = (0, 3), (1, 3),
    // (3, 1) and (2, 2): √800 − 4, √1000 − 4 and so on. Mean of the line 4.5/8, of the bin a fifth of it.
    let bins = all.filter { $0["kind"] == "vessel_distance" && $0["field"] == "damage" }
    #expect(bins.map { $0["position_um"] } == ["5.0", "15.0", "25.0", "35.0", "45.0", "55.0"])
    #expect(abs(try number(bins[2], "value") - 4.5 / 8 / 5) < 1e-14)
    let calcium = all.filter { $0["kind"] == "vessel_distance" && $0["field"] == "Ca_mM" }
    #expect(try calcium.allSatisfy { abs(try number($0, "value") - 1.25) < 1e-14 })
    #expect(Set(all.compactMap { $0["field"] }).contains("HAP_tissue_mM"))
  }

  @Test func depositsAreListedOneByOne() throws {
    let tissue = SampleTissue.make()
    let observer = try DepositsTable(in: folder, of: tissue, ticks: [0, 1])
    try observer.observe(tissue, at: SampleTissue.moment(days: 0))
    SampleTissue.fill(tissue, 2, 3, 1, mineral: 1, fraction: 0.5)
    SampleTissue.fill(tissue, 7, 3, 1, mineral: 0, fraction: 0.25)
    try observer.observe(tissue, at: SampleTissue.moment(days: 1))
    let header = try #require(try temporary.text("deposits.csv").split(separator: "\n").first)
    #expect(
      header == """
        time_d,deposit,voxels,volume_um3,ACP_mass_ug,HAP_mass_ug,x_um,y_um,z_um,size_x_um,size_y_um,size_z_um,\
        equivalent_diameter_um,vessel_distance_um,nerve_distance_um,damaged_share,\
        Ca_P_ratio,Mg_mass_percent,density_g_per_mL
        """)
    let rows = try rows("deposits.csv")
    #expect(rows.map { $0["time_d"] } == ["1.0", "1.0"] && rows.map { $0["deposit"] } == ["1", "2"])
    #expect(abs(try number(rows[0], "volume_um3") - 500) < 1e-10)
    #expect(abs(try number(rows[1], "volume_um3") - 250) < 1e-10)
    #expect(try rows.map { try number($0, "x_um") } == [25, 75])
    #expect(try number(rows[0], "size_z_um") == 10)
  }

  @Test func theBooksAreShownPerComponent() throws {
    // 240 voxels of 1000 µm³ with φ = 1/8 hold 1.25·0.125·240000 = 37500 amol of calcium in the fluid; 100 mM
    // of HAP in one voxel are 100·1000·5 = 500000 amol more.
    var tissue = SampleTissue.make()
    tissue.mineralAmounts[1, SampleTissue.grid.index(x: 2, y: 3, z: 1)] = 100
    tissue.ledger.start[0] = 500_000
    tissue.ledger.exchanged[0] = 37_000
    tissue.ledger.released[0] = 1_000
    tissue.ledger.reacted[0] = -500
    tissue.ledger.carbonateStart = tissue.carbonateHolding() - 2_000
    tissue.ledger.gas = 2_000
    let observer = try ConservationTable(in: folder, ticks: [0])
    try observer.observe(tissue, at: SampleTissue.moment(days: 1))
    let rows = try rows("conservation.csv")
    #expect(rows.map { $0["component"] } == ["Ca", "PO4", "alkalinity", "CO3"])
    #expect(abs(try number(rows[0], "fluid_pmol") - 0.0375) < 1e-12)
    #expect(abs(try number(rows[0], "solid_pmol") - 0.5) < 1e-12)
    #expect(abs(try number(rows[0], "exchanged_with_plasma_pmol") - 0.037) < 1e-15)
    // 537500 − 537500: the rounding of a sum of 5e5 is below 1e-16 of it.
    #expect(abs(try number(rows[0], "residual_relative")) < 1e-15)
    #expect(abs(try number(rows[1], "solid_pmol") - 0.3) < 1e-12)
    #expect(abs(try number(rows[3], "gas_pmol") - 0.002) < 1e-15)
    #expect(rows[3]["residual_relative"] == "" && rows[3]["exchanged_with_plasma_pmol"] == "")
  }

  @Test func fieldsAreWrittenAsASeries() throws {
    let tissue = SampleTissue.make()
    SampleTissue.fill(tissue, 2, 3, 1, mineral: 1, fraction: 0.5)
    let names = ["Ca", "CO3", "pH", "SI_HAP", "HAP", "tissue", "damage", "fluid_fraction", "ionic_strength"]
    let fields = names.compactMap { TissueField(named: $0, in: tissue) }
    #expect(fields.count == names.count)
    #expect(
      TissueField(named: "SI_brushite", in: tissue) == nil && TissueField(named: "Zn", in: tissue) == nil)
    let observer = try FieldSeries(in: folder, fields: fields, ticks: [0, 1], deposits: 1e-3)
    try observer.observe(tissue, at: SampleTissue.moment(days: 0))
    try observer.observe(tissue, at: SampleTissue.moment(days: 1))
    #expect(folder.files.map(\.name) == ["fields.pvd", "fields/000000.vti", "fields/000001.vti"])
    #expect(try temporary.text("fields.pvd").contains(#"timestep="1.0" part="0" file="fields/000001.vti""#))
    // 240 voxels: eight arrays of 8 bytes per value, two of labels with 4, each after its own 8-byte count.
    let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.path + "/fields/000000.vti"))
    #expect(bytes.range(of: Data(#"Name="deposit" format="appended" offset="16392"/>"#.utf8)) != nil)
  }
}
