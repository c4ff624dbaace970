import Foundation
import ScenarioFormat
import Testing
import TissueModel

/// Scenarios whose vessels, nerves and tissue come from files and generators.
@Suite struct NetworkScenarioTests {
  /// A scenario beside the reference files.
  static func scenario(
    _ tissue: String, grid: String = "\"voxels\": [10, 8, 4], \"voxel_size_um\": 10"
  ) -> String {
    """
    {"format": 1, "title": "A trial", "grid": {\(grid)}, "tissue": {\(tissue)},
     "plasma": {"base": "human_adult"}, "components": ["Ca", "PO4", "Mg", "CO3"], "minerals": [],
     "duration_d": 1, "outputs": {"timeseries": {"every_h": 12}}}
    """
  }

  static func read(_ text: String) throws -> Scenario {
    try Scenario.read(text: text, file: ReferenceFile.path("x.json"))
  }

  /// Sentences without the folder of the reference files.
  static func sentences(_ text: String) throws -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let problems as ScenarioProblems {
      return problems.errors.map(\.sentence).map {
        $0.split(separator: "/").last.map(String.init) ?? ""
      }
    }
  }

  private static let muscle = "\"layers\": [{\"tissue\": \"skeletal_muscle\"}]"

  @Test(arguments: ["fork.swc", "fork-default.vtp", "fork-51-binary.vtk", "fork-42-text.vtk"])
  func aNetworkBecomesPiecesOfOneVessel(file: String) throws {
    let scenario = try Self.read(
      Self.scenario(
        Self.muscle
          + ", \"vessels\": [{\"id\": \"fork\", \"kind\": \"arteriole\", \"file\": \"\(file)\"}]"))
    #expect(scenario.tissue.vessels.map(\.id) == ["fork", "fork", "fork", "fork"])
    #expect(scenario.tissue.vessels.map(\.radius) == [3.75, 3.25, 2.5, 2.25])
    #expect(scenario.tissue.vessels[1].points == [SIMD3(30, 20, 5), SIMD3(50, 30, 10)])
    #expect(scenario.notes == [])
    let record = try #require(scenario.quantities.first { $0.path == "tissue.vessels[0].file" })
    #expect(record.value == file && record.source.contains(" bytes, CRC-32 "))
  }

  @Test func aNetworkIsScaledMovedAndGivenARadius() throws {
    let scenario = try Self.read(
      Self.scenario(
        Self.muscle
          + ", \"vessels\": [{\"id\": \"fork\", \"kind\": \"capillary\", \"file\": \"fork.swc\", \"radius_um\": 3, "
          + "\"unit_um\": 0.5, \"origin_um\": [1, 2, 3]}]"))
    // Pieces of one radius in a row are one chain: the trunk and the first branch, then the second.
    #expect(scenario.tissue.vessels.map(\.radius) == [3, 3])
    #expect(
      scenario.tissue.vessels[0].points == [
        SIMD3(6, 12, 5.5), SIMD3(16, 12, 5.5), SIMD3(26, 17, 8), SIMD3(36, 12, 10.5),
      ])
  }

  /// The trunk's pieces have radii of 3.75 and 3.25 µm, the branches' 2.5 and 2.25 µm.
  @Test func kindsFollowTheRadiusOrTheType() throws {
    func kinds(_ rules: String) throws -> [String] {
      try Self.read(
        Self.scenario(
          Self.muscle + ", \"vessels\": [{\"id\": \"fork\", \"kinds\": [\(rules)], \"file\": \"fork.swc\"}]")
      ).tissue.vessels.map(\.kind.id)
    }
    #expect(
      try kinds(#"{"kind": "capillary", "up_to_radius_um": 2.5}, {"kind": "arteriole"}"#)
        == ["arteriole", "arteriole", "capillary", "capillary"])
    #expect(
      try kinds(#"{"kind": "venule", "swc_type": 0}, {"kind": "arteriole"}"#)
        == ["venule", "venule", "venule", "venule"])
    func sentence(_ entry: String) throws -> [String] {
      try Self.sentences(
        Self.scenario(Self.muscle + ", \"vessels\": [{\"id\": \"fork\", \(entry), \"file\": \"fork.swc\"}]"))
    }
    #expect(
      try sentence(#""kinds": [{"kind": "capillary", "up_to_radius_um": 3}]"#).first?.hasSuffix(
        "tissue.vessels[0].kinds must be kinds for all pieces (got none for a radius of 3.75 µm)") == true)
    #expect(
      try sentence(#""kinds": [{"kind": "capillary", "swc_type": 3}]"#).first?.hasSuffix(
        "(got none for a radius of 3.75 µm and the type 0)") == true)
    #expect(
      try sentence(#""kind": "capillary", "kinds": [{"kind": "capillary"}]"#).first?.hasSuffix(
        "tissue.vessels[0] must have only one of kind and kinds") == true)
  }

  @Test func whatLeavesTheGridIsRefusedOrCutOffAsTheScenarioSays() throws {
    func text(_ outside: String) -> String {
      Self.scenario(
        Self.muscle
          + ", \"vessels\": [{\"id\": \"fork\", \"kind\": \"arteriole\", \"file\": \"fork.swc\"\(outside)}]",
        grid: "\"voxels\": [4, 8, 4], \"voxel_size_um\": 10")
    }
    #expect(
      try Self.sentences(text("")).first?.hasSuffix(
        "tissue.vessels[0].file leaves the grid: 63 of 95 µm lie outside; \"outside\": \"clip\" cuts that off"
      ) == true)
    let scenario = try Self.read(text(", \"outside\": \"clip\""))
    #expect(scenario.tissue.vessels.last?.points.last == SIMD3(40, 25, 7.5))
    #expect(scenario.notes == ["vessel fork: 63 of 95 µm lie outside the grid and are cut off"])
  }

  @Test func wrongFilesAreNamedWithWhatIsWrong() throws {
    func text(_ file: String, _ more: String = "") -> String {
      Self.scenario(
        Self.muscle
          + ", \"vessels\": [{\"id\": \"v\", \"kind\": \"capillary\", \"file\": \"\(file)\"\(more)}]"
      )
    }
    func ends(_ text: String, _ sentence: String) throws -> Bool {
      try Self.sentences(text).first?.hasSuffix(sentence) == true
    }
    #expect(
      try ends(
        text("fork-lz4.vtp"),
        "tissue.vessels[0].file names \"fork-lz4.vtp\": byte 22: the compressor \"vtkLZ4DataCompressor\", which is not read here"
      ))
    #expect(
      try ends(
        text("plane.png"),
        "tissue.vessels[0].file must be a file .swc, .vtk or .vtp (got \"plane.png\")"))
    #expect(
      try ends(
        text("forc.swc"),
        "tissue.vessels[0].file names \"forc.swc\": no such file; did you mean \"fork.swc\"?"))
    #expect(
      try ends(
        text("fork-text.vtp", ", \"radius_array\": \"thickness\""),
        "names \"fork-text.vtp\": the array of radii must be one with a number per point: Radius, flow (got \"thickness\")"
      ))
    let plane = Self.scenario(
      Self.muscle
        + ", \"vessels\": [{\"id\": \"v\", \"kind\": \"capillary\", \"file\": \"fork.swc\"}]",
      grid: "\"voxels\": [10, 8], \"voxel_size_um\": 10")
    #expect(
      try ends(
        plane, "tissue.vessels[0].file needs a grid in space (grid.voxels with three counts)"))
  }

  @Test func nervesAreImportedLikewise() throws {
    let scenario = try Self.read(
      Self.scenario(
        Self.muscle
          + ", \"nerves\": [{\"id\": \"n\", \"perineurium_um\": 1, \"file\": \"fork.swc\"}]"))
    #expect(scenario.tissue.nerves.map(\.radius) == [3.75, 3.25, 2.5, 2.25])
    #expect(
      try Self.sentences(
        Self.scenario(
          Self.muscle
            + ", \"nerves\": [{\"id\": \"n\", \"perineurium_um\": 3, \"file\": \"fork.swc\"}]")
      ).first?.hasSuffix(
        "tissue.nerves[0].perineurium_um must be < 2.25, the radius_um of the nerve (got 3)")
        == true)
  }

  @Test func bedsAndTreesGrowUnderTheSeed() throws {
    let text = Self.scenario(
      Self.muscle
        + ", \"vessels\": [{\"id\": \"bed\", \"kind\": \"capillary\", \"radius_um\": 3, \"bed\": {\"direction\": \"x\", "
        + "\"density_per_mm2\": 1000, \"tissue\": \"skeletal_muscle\", \"tortuosity\": 1.1}}, {\"id\": \"tree\", "
        + "\"kind\": \"arteriole\", \"radius_um\": 4, \"tree\": {\"from_um\": [0, 40, 20], \"to_um\": [30, 40, 20], "
        + "\"smallest_radius_um\": 2}}]")
    let scenario = try Self.read(text)
    let ids = Set(scenario.tissue.vessels.map(\.id))
    #expect(ids == ["bed", "tree"])
    for vessel in scenario.tissue.vessels {
      for point in vessel.points {
        for axis in 0..<3 {
          #expect((-1e-9...scenario.grid.extent[axis] + 1e-9).contains(point[axis]))
        }
      }
    }
    #expect(scenario.notes.count == 1 && scenario.notes[0].hasPrefix("vessel tree: "))
    let again = try Self.read(text)
    #expect(again.tissue.vessels.map(\.points) == scenario.tissue.vessels.map(\.points))
    let other = try Self.read(text.replacing("\"title\"", with: "\"seed\": 2, \"title\""))
    #expect(other.tissue.vessels.map(\.points) != scenario.tissue.vessels.map(\.points))
  }

  @Test func aWaveLeavesTheMeanThickness() {
    let wave = Scenario.Wave(amplitude: 7, wavelength: 50)
    var sum = 0.0
    var highest = 0.0
    for x in 0..<50 {
      for y in 0..<50 {
        let height = wave.height(at: SIMD2(Double(x), Double(y)))
        sum += height
        highest = max(highest, height)
      }
    }
    // Whole waves on an even raster add up to nothing but round-off.
    #expect(abs(sum) < 1e-10)
    #expect(highest <= 7 && highest > 6.9)
  }
}
