import ScenarioFormat
import Testing

@Suite struct ImportedLabelTests {
  /// What `make.py` gave to nibabel: 100 z + 10 y + x.
  private static let block: [Int32] = (0..<24).map { (place: Int32) -> Int32 in
    let x = place % 4
    let y = place / 4 % 3
    return 100 * (place / 12) + 10 * y + x
  }

  @Test(arguments: [
    "block-uint8.nii", "block-int16.nii.gz", "block-float.nii", "block-big-endian.nii",
  ])
  func everyKindOfNumberGivesTheSameBlock(name: String) throws {
    let image = try LabelImage(nifti: ReferenceFile.bytes(name))
    #expect(image.counts == SIMD3(4, 3, 2))
    #expect(image.labels == Self.block)
    // 0.01 mm and 10 µm alike, to the rounding of a product.
    let spacing = try #require(image.spacing)
    for axis in 0..<3 { #expect(abs(spacing[axis] - [10, 10, 20][axis]) <= 1e-14) }
  }

  @Test func aVolumeWithoutAUnitHasNoSpacing() throws {
    let image = try LabelImage(nifti: ReferenceFile.bytes("block-no-unit.nii"))
    #expect(image.spacing == nil && image.labels == Self.block)
  }

  @Test func picturesGiveTheirGreysOrColours() throws {
    let plane = Array(Self.block.prefix(12))
    let png = try LabelImage(png: ReferenceFile.bytes("plane.png"))
    let pgm = try LabelImage(pgm: ReferenceFile.bytes("plane.pgm"))
    #expect(png.counts == SIMD3(4, 3, 1) && png.labels == plane && !png.isColour)
    #expect(pgm.counts == SIMD3(4, 3, 1) && pgm.labels == plane)
    let colours = try LabelImage(png: ReferenceFile.bytes("plane-colour.png"))
    #expect(colours.isColour)
    #expect(colours.labels == plane.map { $0 % 2 == 0 ? 0xE6B4C8 : 0xFAF0DC })
    #expect(colours.histogram().map(\.label) == [0xE6B4C8, 0xFAF0DC])
    #expect(colours.histogram().map(\.count) == [6, 6])
    #expect(colours.name(of: 0x00B4C8) == "#00b4c8" && colours.label(named: "#00b4c8") == 0x00B4C8)
    #expect(
      colours.label(named: "7") == nil && png.label(named: "7") == 7
        && png.label(named: "#000007") == nil)
  }

  @Test(arguments: [
    "block-uint8.nii", "block-int16.nii.gz", "block-float.nii", "block-big-endian.nii",
  ])
  func shortenedVolumesAreRefused(name: String) throws {
    let bytes = try ReferenceFile.bytes(name)
    for length in 0..<bytes.count {
      #expect(throws: ImportError.self) { try LabelImage(nifti: Array(bytes.prefix(length))) }
    }
  }

  @Test(arguments: [
    "block-uint8.nii", "block-float.nii", "block-big-endian.nii", "plane.pgm", "plane.png",
  ])
  func changedBytesAreRefusedOrRead(name: String) throws {
    let bytes = try ReferenceFile.bytes(name)
    var outcomes = 0
    for place in bytes.indices {
      for change: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
        var changed = bytes
        changed[place] ^= change
        let image =
          name.hasSuffix("nii")
          ? try? LabelImage(nifti: changed)
          : name.hasSuffix("pgm") ? try? LabelImage(pgm: changed) : try? LabelImage(png: changed)
        if let image {
          #expect(image.labels.count == image.counts.x * image.counts.y * image.counts.z)
        }
        outcomes += 1
      }
    }
    #expect(outcomes == 4 * bytes.count)
  }

  @Test(arguments: [
    ("P2 2 1 9\n1 10\n", "byte 11: a grey must be a whole number from 0 to 9 (got \"10\")"),
    ("P2 2 1 9\n1\n", "byte 11: the file ends in the greys"),
    ("P6 2 1 9\n1\n", "byte 0: the file must be a graymap, \"P2\" or \"P5\" (got \"P6\")"),
    ("P2 -2 1 9\n1\n", "byte 3: the width must be a whole number from 1 to 100000000 (got \"-2\")"),
    ("P5 100000 100000 255\n", "byte 16: more than 100000000 pixels, which are not read"),
    ("P2 1 1 9\n1\nP2 1 1 9\n", "byte 10: something behind the picture, which is not read here"),
  ])
  func badGraymapsAreRefused(text: String, sentence: String) {
    #expect(ReferenceFile.sentence { _ = try LabelImage(pgm: Array(text.utf8)) } == sentence)
  }

  @Test func graymapsMayHoldRemarksAndWideNumbers() throws {
    let text = try LabelImage(
      pgm: Array("P2 # made by hand\n2 2\n# greys\n65535\n1 2 3 65535 ".utf8))
    #expect(text.labels == [1, 2, 3, 65535])
    let bytes = try LabelImage(pgm: Array("P5 2 1 300\n".utf8) + [0x01, 0x2C, 0x00, 0x07])
    #expect(bytes.labels == [300, 7])
  }

  @Test func aHostileHeaderIsRefusedWithItsByte() throws {
    var bytes = try ReferenceFile.bytes("block-uint8.nii")
    bytes.replaceSubrange(42..<48, with: [0xFF, 0x7F, 0xFF, 0x7F, 0xFF, 0x7F])
    #expect(
      ReferenceFile.sentence { _ = try LabelImage(nifti: bytes) }
        == "byte 42: more than 100000000 voxels, which are not read")
    bytes = try ReferenceFile.bytes("block-uint8.nii")
    bytes[70] = 128
    #expect(
      ReferenceFile.sentence { _ = try LabelImage(nifti: bytes) }
        == "byte 70: the type of number 128, which is not read here")
    bytes[40] = 9
    #expect(
      ReferenceFile.sentence { _ = try LabelImage(nifti: bytes) }
        == "byte 40: the number of dimensions must be 2 to 7 (got 9)")
  }
}
