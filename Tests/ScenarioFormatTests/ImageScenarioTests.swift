import Fields
import ScenarioFormat
import Testing

@Suite struct ImageScenarioTests {
  private static func image(_ keys: String, grid: String) -> String {
    NetworkScenarioTests.scenario("\"image\": {\(keys)}", grid: grid)
  }

  private static let colours =
    "\"labels\": {\"#e6b4c8\": \"dermis\", \"#faf0dc\": \"subcutaneous_fat\"}"
  private static let plane = "\"voxels\": [4, 3], \"voxel_size_um\": 5"

  private static func ends(_ text: String, _ sentences: String...) throws -> Bool {
    let got = try NetworkScenarioTests.sentences(text)
    return got.count == sentences.count && zip(got, sentences).allSatisfy { $0.hasSuffix($1) }
  }

  @Test func aPictureIsThePlanesTissue() throws {
    let scenario = try NetworkScenarioTests.read(
      Self.image(
        "\"file\": \"plane-colour.png\", \"voxel_size_um\": 5, \(Self.colours)", grid: Self.plane))
    // Odd and even labels 10 y + x: columns alternate.
    for x in 0..<4 {
      let tissue = scenario.tissue.tissue(at: SIMD3(5 * Double(x) + 2, 7, 2.5))
      #expect(tissue?.id == (x % 2 == 0 ? "dermis" : "subcutaneous_fat"))
    }
    #expect(scenario.tissueNames == ["dermis", "subcutaneous_fat"])
  }

  @Test func resamplingKeepsEveryVolume() throws {
    // The picture's voxels of 5 µm on a grid of 20 · 15 µm in 7 by 4 voxels, which they fit nowhere.
    let scenario = try NetworkScenarioTests.read(
      Self.image(
        "\"file\": \"plane-colour.png\", \"voxel_size_um\": 5, \(Self.colours)",
        grid: "\"voxels\": [7, 4], \"voxel_size_um\": [2.857142857142857, 3.75]"))
    let image = try #require(scenario.tissue.image)
    var volume: [String: Double] = [:]
    for y in 0..<4 {
      for x in 0..<7 {
        let shares = image.shares(inVoxel: x, y, 0, of: scenario.grid)
        #expect(abs(shares.reduce(0) { $0 + $1.share } - 1) < 1e-12)
        for share in shares { volume[image.tissues[share.label]?.id ?? "", default: 0] += share.share / 28 }
      }
    }
    #expect(abs((volume["dermis"] ?? 0) - 0.5) < 1e-12)
    #expect(abs((volume["subcutaneous_fat"] ?? 0) - 0.5) < 1e-12)
  }

  @Test func aVolumeTellsItsOwnSize() throws {
    let table = (0..<2).flatMap { z in
      (0..<3).flatMap { y in
        (0..<4).map { x in "\"\(100 * z + 10 * y + x)\": \"\(x < 2 ? "dermis" : "fascia")\"" }
      }
    }.joined(separator: ", ")
    for name in ["block-uint8.nii", "block-int16.nii.gz", "block-big-endian.nii"] {
      let scenario = try NetworkScenarioTests.read(
        Self.image(
          "\"file\": \"\(name)\", \"labels\": {\(table)}",
          grid: "\"voxels\": [8, 6, 8], \"voxel_size_um\": 5"))
      #expect(scenario.tissue.tissue(at: SIMD3(19, 1, 39))?.id == "dermis")
      #expect(scenario.tissue.tissue(at: SIMD3(21, 29, 1))?.id == "fascia")
    }
    #expect(
      try Self.ends(
        Self.image(
          "\"file\": \"block-no-unit.nii\", \"labels\": {\(table)}",
          grid: "\"voxels\": [8, 6, 8], \"voxel_size_um\": 5"),
        "tissue.image must have voxel_size_um, since \"block-no-unit.nii\" does not tell the size of its voxels"
      ))
  }

  @Test func slicesAreStacked() throws {
    let table = (0..<3).flatMap { y in
      (0..<4).flatMap { x in
        ["\"\(10 * y + x)\": \"dermis\"", "\"\(100 + 10 * y + x)\": \"fascia\""]
      }
    }.joined(separator: ", ")
    let scenario = try NetworkScenarioTests.read(
      Self.image(
        "\"files\": [\"plane.pgm\", \"plane-2.png\"], \"voxel_size_um\": [10, 10, 20], \"labels\": {\(table)}",
        grid: "\"voxels\": [4, 3, 4], \"voxel_size_um\": 10"))
    #expect(scenario.tissue.tissue(at: SIMD3(5, 5, 19))?.id == "dermis")
    #expect(scenario.tissue.tissue(at: SIMD3(5, 5, 21))?.id == "fascia")
  }

  @Test func wrongTablesAndSizesAreRefused() throws {
    #expect(
      try Self.ends(
        Self.image(
          "\"file\": \"plane-colour.png\", \"voxel_size_um\": 5, \"labels\": {\"#e6b4c8\": \"dermis\", \"7\": \"fascia\"}",
          grid: Self.plane),
        "tissue.image.labels names the label \"7\", which must be a colour, like #ff8000 for this image",
        "tissue.image.labels must name the label #faf0dc, which 6 voxels of the image have"))
    #expect(
      try Self.ends(
        Self.image(
          "\"file\": \"plane-colour.png\", \"voxel_size_um\": 4, \(Self.colours)", grid: Self.plane),
        "tissue.image must cover the grid: it reaches from 0 to 16 µm along x, the grid from 0 to 20",
        "tissue.image must cover the grid: it reaches from 0 to 12 µm along y, the grid from 0 to 15"
      ))
    #expect(
      try Self.ends(
        Self.image(
          "\"file\": \"fork.swc\", \"voxel_size_um\": 4, \(Self.colours)", grid: Self.plane),
        "tissue.image.file must be a file .png, .pgm, .nii or .nii.gz (got \"fork.swc\")"))
    let missing = try NetworkScenarioTests.sentences(
      Self.image("\"file\": \"block-uint8.nii\", \"labels\": {\"0\": \"dermis\"}", grid: Self.plane)
    )
    #expect(
      missing.count { $0.contains("labels must name the label ") } == 23, "all of them at once")
    #expect(
      missing.contains {
        $0.hasSuffix("tissue.image.file has 2 slices, of which a plane takes one")
      })
    #expect(
      try Self.ends(
        Self.image(
          "\"files\": [\"plane.pgm\", \"plane-colour.png\"], \"voxel_size_um\": 5, \"labels\": {\"0\": \"dermis\"}",
          grid: Self.plane),
        "tissue.image.files[1] names \"plane-colour.png\": a slice must be like the first, 4 × 3 numbers (got 4 × 3 colours)"
      ))
  }
}
