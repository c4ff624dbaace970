import Foundation
import ImageCodecs
import Testing

/// Files that another program (Pillow 11) has made, and what their pixels are.
struct PNGSample: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let meaning: PNGLabels.Meaning
  let values: [Int32]
  private let text: String

  var bytes: [UInt8] { Array(Data(base64Encoded: text) ?? Data()) }

  init(_ name: String, _ meaning: PNGLabels.Meaning, _ values: [Int32], _ text: String) {
    testDescription = name
    self.meaning = meaning
    self.values = values
    self.text = text
  }

  private static let eight: [Int32] = [0, 40, 80, 120, 160, 200]
  private static let sixteen: [Int32] = [0, 10007, 20014, 30021, 40028, 50035]

  /// Three pixels in each of two rows; the colours two in each.
  static let all = [
    PNGSample(
      "grey of 8 bits", .grey(depth: 8), eight,
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNk0NBgrNDQAAADrAEbq0H03wAAAABJRU5ErkJggg=="
    ),
    PNGSample(
      "grey of 16 bits", .grey(depth: 16), sixteen,
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACEAAAAADoj+WFAAAAFklEQVR4nGNkYFAXVxdnLHVVF1cXBwAKKgG16qAzcAAAAABJRU5ErkJggg=="
    ),
    PNGSample(
      "grey of 1 bit", .grey(depth: 1), [1, 0, 1, 0, 1, 1],
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQAAAAC1D1u3AAAADElEQVR4nGNYwHQAAAKoAWOa7lh0AAAAAElFTkSuQmCC"
    ),
    PNGSample(
      "palette of 4 bits with two equal colours", .palette, [0, 1, 2, 2, 1, 0],
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACBAMAAABvWnspAAAAElBMVEUJCQnIAQEJCQkAAAAAAAAAAAC1eNsgAAAADklEQVR4nGNklGdQZAAAAM8AQ8iz"
        + "UV8AAAAASUVORK5CYII="),
    PNGSample(
      "colours", .colour, [0xFF0000, 0x008007, 0x010203, 0],
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DA0MDOwMjEzMDAAAAR1QGN5EcNWAAAAABJRU5ErkJggg=="
    ),
    PNGSample(
      "colours with opacity", .colour, [0xFF0000, 0x008007, 0x010203, 0],
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAGklEQVR4nGP4z8DAwNDA/p+BkYm5gYGBgRkAI+8DD6kPXm0AAAAASUVORK5C"
        + "YII="),
    PNGSample(
      "grey of 16 bits with gamma 1", .grey(depth: 16), sixteen,
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACEAAAAADoj+WFAAAABGdBTUEAAYagMeiWXwAAABZJREFUeJxjZGBQF1cXZyx1VRdXFwcACioBteqgM3AA"
        + "AAAASUVORK5CYII="),
    PNGSample(
      "grey of 8 bits with gamma 1", .grey(depth: 8), eight,
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAABGdBTUEAAYagMeiWXwAAABBJREFUeJxjZNDQYKzQ0AAAA6wBG6tB9N8AAAAASUVO"
        + "RK5CYII="),
  ]
}

@Suite struct PNGTests {
  @Test(arguments: PNGSample.all)
  func labelsAreTheStoredNumbers(_ sample: PNGSample) throws {
    let labels = try PNGLabels(png: sample.bytes, limit: 6)
    #expect(labels.meaning == sample.meaning)
    #expect(labels.values == sample.values)
    #expect(labels.width * labels.height == sample.values.count && labels.height == 2)
  }

  @Test func aPictureReadsBackAsItsColours() throws {
    var picture = PNGPicture(width: 5, height: 3)
    picture[4, 0] = PNGPicture.Colour(1, 2, 3)
    picture[0, 2] = PNGPicture.Colour(255, 128, 0)
    let labels = try PNGLabels(png: picture.encoded(), limit: 15)
    #expect(labels.width == 5 && labels.height == 3 && labels.meaning == .colour)
    var expected = [Int32](repeating: 0, count: 15)
    expected[4] = 0x010203
    expected[10] = 0xFF8000
    #expect(labels.values == expected)
    #expect(picture[0, 2] == PNGPicture.Colour(255, 128, 0))
  }

  @Test(arguments: PNGSample.all)
  func everyShortenedFileIsRefused(_ sample: PNGSample) {
    for length in 0..<sample.bytes.count {
      #expect(throws: CodecError.self) {
        try PNGLabels(png: Array(sample.bytes.prefix(length)), limit: 100)
      }
    }
  }

  @Test(arguments: PNGSample.all)
  func everyFlippedByteIsRefusedOrHarmless(_ sample: PNGSample) {
    for place in sample.bytes.indices {
      var bytes = sample.bytes
      bytes[place] ^= 0xFF
      // Either an error, or a change in a chunk that is not read.
      if let labels = try? PNGLabels(png: bytes, limit: 100) {
        #expect(labels.values == sample.values)
      }
    }
  }

  @Test func aPictureBeyondTheLimitIsRefusedFromItsHeader() throws {
    #expect(throws: CodecError.tooLarge(limit: 5)) {
      try PNGLabels(png: PNGSample.all[0].bytes, limit: 5)
    }
    // A billion pixels a side in a header alone.
    var bytes = PNGSample.all[0].bytes
    bytes.replaceSubrange(16..<24, with: [0x3B, 0x9A, 0xCA, 0, 0x3B, 0x9A, 0xCA, 0])
    #expect(throws: CodecError.tooLarge(limit: 1 << 40)) {
      try PNGLabels(png: bytes, limit: 1 << 40)
    }
  }
}
